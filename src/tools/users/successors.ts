import type { Held } from './access.ts';

// A certificate cannot be renewed: another one takes its place. By its name, which is the old one with a year behind it, and by
// its server it is known as the successor, so that nobody gets a second one however often a call is repeated.

const YEAR = /-(20\d\d)(?:-\d{1,2})?$/;

/** The name without the year that an earlier renewal put behind it. */
const stemOf = ({ name, id }: Pick<Held, 'name' | 'id'>): string => (name || id).replace(YEAR, '');

const LONGEST = 110;

/** A name that no certificate has, for the successor of one. */
export const successorName = (old: Held, taken: readonly string[], nowMs: number): string => {
  const stem = `${stemOf(old).slice(0, LONGEST)}-${new Date(nowMs).getUTCFullYear()}`;
  const free = [stem, ...Array.from({ length: 98 }, (_, at) => `${stem}-${at + 2}`)];
  return free.find((name) => !taken.includes(name)) ?? stem;
};

/** Whether one certificate was made to take the place of another. */
const isSuccessor = (old: Held, one: Held): boolean =>
  one.id !== old.id &&
  one.serverId === old.serverId &&
  one.regionId === old.regionId &&
  YEAR.test(one.name) &&
  stemOf(one) === stemOf(old) &&
  (one.endMs ?? 0) > (old.endMs ?? 0) &&
  (one.createdMs ?? 0) >= (old.createdMs ?? 0);

/** The successor of a certificate that lives longest. */
export const successorOf = (old: Held, held: readonly Held[]): Held | undefined =>
  held.filter((one) => isSuccessor(old, one)).toSorted((a, b) => (b.endMs ?? 0) - (a.endMs ?? 0))[0];

const DAY_MS = 86_400_000;

/** Certificates by when they end. */
export interface Ending {
  /** Within the days that were asked for. */
  readonly soon: readonly Held[];
  readonly expired: readonly Held[];
  /** When they end is not known. */
  readonly endless: readonly Held[];
}

/** Which certificates end within so many days. */
export const endingWithin = (held: readonly Held[], days: number, nowMs: number): Ending => ({
  soon: held.filter(({ endMs }) => endMs !== undefined && endMs > nowMs && endMs <= nowMs + days * DAY_MS),
  expired: held.filter(({ endMs }) => endMs !== undefined && endMs <= nowMs),
  endless: held.filter(({ endMs }) => endMs === undefined),
});
