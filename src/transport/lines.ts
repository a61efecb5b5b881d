/** What becomes of the lines on an input. */
export interface LineParts {
  /** The longest line in bytes, its end not counted. */
  readonly most: number;
  readonly take: (line: Buffer) => void;
  /** Once for each longer line, as soon as that is known; no byte of it is kept. */
  readonly tooLong: () => void;
}

const NEWLINE = 0x0a;

/** Cuts bytes into lines as they arrive; a last line without an end is one when the input ends. */
export const createLines = ({ most, take, tooLong }: LineParts) => {
  let parts: Buffer[] = [];
  let length = 0;
  let isDropping = false;
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
    if (!isDropping) take(Buffer.concat(parts));
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
