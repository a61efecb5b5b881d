import { type Blocks, isBlock } from './cidr.ts';

/** IPv4 addresses as numbers, without `end`. The API has no other. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The addresses of a block; undefined for what is no IPv4 block. */
export const rangeOf = (block: string): Range | undefined => {
  const [, address = '', prefix] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(isBlock(block) ? block : '') ?? [];
  if (prefix === undefined) return undefined;
  const size = 2 ** (32 - Number(prefix));
  const number = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const start = number - (number % size);
  return { start, end: start + size };
};

/** How many addresses a range has. */
export const sizeOf = ({ start, end }: Range): number => end - start;

/** Whether all of `inner` is in `outer`. */
export const encloses = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Whether an address is in a range. */
export const containsAddress = ({ start, end }: Range, address: number): boolean => start <= address && address < end;

const dotted = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

/** The fewest blocks that make up a range. */
export const blocksOf = ({ start, end }: Range): Blocks => {
  const blocks: string[] = [];
  for (let at = start; at < end; ) {
    let bits = 0;
    while (bits < 32 && at % 2 ** (bits + 1) === 0 && at + 2 ** (bits + 1) <= end) bits += 1;
    blocks.push(`${dotted(at)}/${32 - bits}`);
    at += 2 ** bits;
  }
  return blocks;
};

/** A range cut wherever one of the others begins or ends: every other range holds a piece whole or not at all. */
export const pieces = (whole: Range, cuts: readonly Range[]): readonly Range[] => {
  const inside = cuts.flatMap(({ start, end }) => [start, end]).filter((at) => whole.start < at && at < whole.end);
  const starts = [...new Set([whole.start, ...inside])].toSorted((a, b) => a - b);
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? whole.end }));
};

/** Ranges in their order, those that meet as one. */
export const joined = (ranges: readonly Range[]): readonly Range[] => {
  const done: Range[] = [];
  for (const range of ranges) {
    const last = done.at(-1);
    if (last?.end === range.start) done.splice(-1, 1, { ...last, end: range.end });
    else done.push(range);
  }
  return done;
};
