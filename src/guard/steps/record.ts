import type { PastWrite } from '../history/past-write.ts';

/** What is on record of the last try of a list: each step's write, by its place. */
export type ListRecord = ReadonlyMap<number, PastWrite>;

/**
 * The last try of a list. One that was broken off is gone on with, so a new try begins where a step that was done is begun
 * once more.
 */
export const lastTry = (writes: readonly PastWrite[], list: string): ListRecord => {
  const byId = new Map(writes.filter(({ change }) => change?.list === list).map((write) => [write.id, write]));
  return [...byId.values()].reduce((record, write) => {
    const step = write.change?.step ?? 0;
    const isAgain = record.get(step)?.result === 'ok';
    return new Map(isAgain ? [] : record).set(step, write);
  }, new Map<number, PastWrite>());
};

/** How many steps from the first on were done: what has no record of its own before a later one was so already. */
export const doneSteps = (record: ListRecord): number =>
  Math.max(0, ...[...record].flatMap(([step, { result }]) => (result === 'ok' ? [step] : [])));

/** The step after those that were done, if nobody knows what became of it. */
export const openStep = (record: ListRecord): PastWrite | undefined => {
  const next = record.get(doneSteps(record) + 1) ?? lastOf(record);
  return next && (next.result === 'unknown' || next.result === 'running') ? next : undefined;
};

/** The furthest step; those that were skipped before it were so already. */
const lastOf = (record: ListRecord): PastWrite | undefined => record.get(Math.max(0, ...record.keys()));

/** Whether anything else was sent since the last step of the list. */
export const isFollowed = (writes: readonly PastWrite[], record: ListRecord, list: string): boolean => {
  const at = Math.max(0, ...[...record.values()].map(({ atMs }) => atMs));
  return writes.some(({ atMs, change, result }) => atMs >= at && change?.list !== list && result !== 'failed');
};
