/** How long a line may be, and who receives the lines. */
export interface LineHandlers {
  /** The longest line in bytes, its end not counted. */
  readonly maxBytes: number;
  /** Called with each line, without its end. */
  readonly onLine: (line: Buffer) => void;
  /** Called once for each longer line, as soon as that is known; no byte of it is kept. */
  readonly onTooLong: () => void;
}

const NEWLINE = 0x0a;
/** Byte-order mark: some hosts write it before their first message. */
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Cuts bytes into lines as they arrive; `end` passes on a last line without a line end. */
export const createLines = ({ maxBytes, onLine, onTooLong }: LineHandlers) => {
  let parts: Buffer[] = [];
  let length = 0;
  let isDropping = false;
  let isFirst = true;
  const keep = (bytes: Buffer): void => {
    if (isDropping || bytes.length === 0) return;
    length += bytes.length;
    parts.push(bytes);
    if (length <= maxBytes) return;
    isDropping = true;
    parts = [];
    onTooLong();
  };
  const finish = (): void => {
    const line = Buffer.concat(parts);
    if (!isDropping) onLine(isFirst && line.subarray(0, BOM.length).equals(BOM) ? line.subarray(BOM.length) : line);
    isFirst = false;
    parts = [];
    length = 0;
    isDropping = false;
  };
  return {
    add: (chunk: Buffer): void => {
      let from = 0;
      for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
        keep(chunk.subarray(from, to));
        finish();
        from = to + 1;
      }
      keep(chunk.subarray(from));
    },
    end: (): void => {
      if (length > 0) finish();
    },
  };
};
