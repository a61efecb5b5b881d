/** What becomes of the lines on an input. */
export interface LineParts {
  /** The longest line in bytes, its end not counted. */
  readonly most: number;
  readonly take: (line: Buffer) => void;
  /** Once for each longer line, as soon as that is known; no byte of it is kept. */
  readonly tooLong: () => void;
}

const NEWLINE = 0x0a;
/** Some hosts write it before their first message. */
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Cuts bytes into lines as they arrive; a last line without an end is one when the input ends. */
export const createLines = ({ most, take, tooLong }: LineParts) => {
  let parts: Buffer[] = [];
  let length = 0;
  let isDropping = false;
  let isFirst = true;
  const keep = (bytes: Buffer): void => {
    if (isDropping || bytes.length === 0) return;
    length += bytes.length;
    parts.push(bytes);
    if (length <= most) return;
    isDropping = true;
    parts = [];
    tooLong();
  };
  const finish = (): void => {
    const line = Buffer.concat(parts);
    if (!isDropping) take(isFirst && line.subarray(0, BOM.length).equals(BOM) ? line.subarray(BOM.length) : line);
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
