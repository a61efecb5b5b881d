// A time for people: UTC, in which logs and the cloud speak, and beside it what the clock of this machine shows.

const MINUTE = 60_000;

/** Minutes by which the clock of this machine is ahead of UTC. */
const offsetAt = (ms: number): number => -new Date(ms).getTimezoneOffset();

const zoneOf = (offset: number): string => {
  const minutes = Math.abs(offset);
  const rest = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`;
  return `UTC${offset < 0 ? '-' : '+'}${Math.floor(minutes / 60)}${rest}`;
};

const both = (ms: number, offset: number, show: (ms: number) => string): string =>
  offset === 0 ? `${show(ms)} UTC` : `${show(ms)} UTC (${show(ms + offset * MINUTE)} ${zoneOf(offset)})`;

/** `09:05 UTC (17:05 UTC+8)`; UTC alone where the machine runs on it. */
export const clockTime = (ms: number, offset: number = offsetAt(ms)): string =>
  both(ms, offset, (at) => new Date(at).toISOString().slice(11, 16));

/** The same with the day: `2026-11-23 09:05 UTC (2026-11-23 17:05 UTC+8)`. */
export const dayTime = (ms: number, offset: number = offsetAt(ms)): string =>
  both(ms, offset, (at) => new Date(at).toISOString().slice(0, 16).replace('T', ' '));

/** The minute from which something may happen again: never before it really may. */
export const againFrom = (ms: number, offset: number = offsetAt(ms)): string =>
  dayTime(Math.ceil(ms / MINUTE) * MINUTE, offset);
