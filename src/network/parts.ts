import type { Blocks } from './cidr.ts';
import { blocksOf, joined, type Range, sizeOf } from './ranges.ts';

/** Blocks of `whole`. With `rest` they are too many to list, and are all that the other parts leave. */
export interface Part {
  readonly whole: string;
  readonly blocks: Blocks;
  readonly rest: boolean;
}

/** The largest part is described as the rest of the whole when it has more blocks than these. */
const MOST_NAMED = 2;

const total = (ranges: readonly Range[]): number => ranges.reduce((sum, range) => sum + sizeOf(range), 0);

export const partsOf = (whole: string, parts: readonly (readonly Range[])[]): readonly Part[] => {
  const largest = Math.max(...parts.map(total));
  const rest = parts.findIndex((ranges) => total(ranges) === largest);
  return parts.map((ranges, index) => {
    const blocks = joined(ranges).flatMap(blocksOf);
    return { whole, blocks, rest: index === rest && blocks.length > MOST_NAMED };
  });
};
