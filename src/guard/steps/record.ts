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
    return new Map(step <= doneSteps(record) ? [] : record).set(step, write);
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

/** Whether what runs in the place of a step was begun since the step's last try, and not wholly refused. */
export const isBegun = (writes: readonly PastWrite[], way: string, { atMs }: PastWrite): boolean =>
  writes.some((write) => write.change?.list === way && write.atMs >= atMs && write.result !== 'failed');

/** What is on record of steps, each at its own place of its own list, by their order here. */
export const recordOf = (
  writes: readonly PastWrite[],
  steps: readonly Required<Pick<PastWrite, 'change'>>['change'][],
): ListRecord => {
  const tries = new Map(steps.map(({ list }) => [list, lastTry(writes, list)]));
  return new Map(
    steps.flatMap(({ list, step }, at) => {
      const write = tries.get(list)?.get(step);
      return write ? [[at + 1, write] as const] : [];
    }),
  );
};

/** Whether anything else was sent since the last step of the list; `lists` are it and what ran in the place of its steps. */
export const isFollowed = (
  writes: readonly PastWrite[],
  record: ListRecord,
  lists: readonly (string | undefined)[],
): boolean => {
  const at = Math.max(0, ...[...record.values()].map(({ atMs }) => atMs));
  return writes.some(
    ({ atMs, change, result }) => atMs >= at && !(change && lists.includes(change.list)) && result !== 'failed',
  );
};
