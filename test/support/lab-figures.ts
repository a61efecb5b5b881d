import { isHealthy, labCases, mismatchLabs, summaryOf } from './lab-cases.ts';

type SummaryLine = ReturnType<typeof summaryOf>[number];

/** How many of how many. */
interface Share {
  readonly n: number;
  readonly ok: number;
}

/** One thing that is measured over all cases: in words, by half, and whether it is good enough. */
export interface Figure {
  readonly line: string;
  readonly isGood: boolean;
}

const SETS: readonly (readonly [string, readonly SummaryLine[]])[] = [
  ['tuned on', summaryOf(labCases.filter(({ truth }) => truth.half === 'tuned'))],
  ['kept back', summaryOf(labCases.filter(({ truth }) => truth.half === 'kept'))],
  ['one mismatch', summaryOf(mismatchLabs)],
];

const shareOf = (
  summary: readonly SummaryLine[],
  isCounted: (one: SummaryLine) => boolean,
  isOk: (one: SummaryLine) => boolean,
): Share => {
  const counted = summary.filter(isCounted);
  return { n: counted.length, ok: counted.filter(isOk).length };
};

const top = ({ candidates }: SummaryLine): number => candidates[0]?.confidence ?? 0;

/** A healthy tunnel that is told nothing is told right. */
const isRight = (summary: SummaryLine): boolean =>
  summary.isFirst || (isHealthy(summary) && summary.candidates.length === 0);

const isTraced = ({ of, paste }: SummaryLine): boolean => of.truth.notIn?.includes(paste) !== true;

const MEASURES: readonly {
  readonly name: string;
  readonly least: number;
  readonly isCounted: (summary: SummaryLine) => boolean;
  readonly isOk: (summary: SummaryLine) => boolean;
}[] = [
  {
    ...{ name: 'both logs, the cause first', least: 0.94 },
    isCounted: (one) => !isHealthy(one) && one.paste === 'both',
    isOk: ({ isFirst }) => isFirst,
  },
  {
    ...{ name: "one end's log, the cause among three", least: 0.94 },
    isCounted: (one) => !isHealthy(one) && one.paste !== 'both' && isTraced(one),
    isOk: ({ isAmongThree }) => isAmongThree,
  },
  {
    ...{ name: 'healthy, nothing told at 0.5 or more', least: 1 },
    isCounted: isHealthy,
    isOk: (one) => one.isFirst || top(one) < 0.5,
  },
  { name: 'told at 0.9 or more, right', least: 0.97, isCounted: (one) => top(one) >= 0.9, isOk: isRight },
  {
    ...{ name: 'told at 0.6 to 0.9, right', least: 0.75 },
    isCounted: (one) => top(one) >= 0.6 && top(one) < 0.9,
    isOk: isRight,
  },
  {
    name: 'nothing wrong at 0.8 or more',
    least: 1,
    isCounted: () => true,
    isOk: (one) => isRight(one) || top(one) < 0.8,
  },
];

/** What the cases show of the reader, one figure for each measure. */
export const figures: readonly Figure[] = MEASURES.map(({ name, least, isCounted, isOk }) => {
  const shares = SETS.map(([set, summary]) => ({ set, ...shareOf(summary, isCounted, isOk) })).filter(({ n }) => n > 0);
  const line = `IPsec, ${name}: ${shares.map(({ set, n, ok }) => `${ok} of ${n} ${set}`).join(', ')}`;
  return { line, isGood: shares.every(({ n, ok }) => ok >= least * n) };
});
