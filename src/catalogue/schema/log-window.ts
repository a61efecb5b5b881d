import type { z } from 'zod';
import { logTime, toUnixSeconds } from './fields.ts';

/** The range of a log query: both limits, or one of them or neither with a number of minutes. */
export interface LogRange {
  readonly From?: number | string | undefined;
  readonly To?: number | string | undefined;
  readonly MinutePeriod?: number | undefined;
}

/** A stretch of time, both ends in it, epoch milliseconds. */
export interface LogWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** UTC to the second, such as `2026-11-23T01:02:03Z`; whole years beyond what a date can hold are told as such. */
export const readableTime = (ms: number): string =>
  Math.abs(ms) <= 8.64e15 ? `${new Date(ms).toISOString().slice(0, -5)}Z` : 'a time beyond all calendars';

/** The window that a query means; undefined where it says too little for one. */
export const logWindow = ({ From, To, MinutePeriod }: LogRange, nowMs: number): LogWindow | undefined => {
  const [from, to] = [From, To].map((limit) => (limit === undefined ? undefined : toUnixSeconds(limit) * 1000));
  if (from !== undefined && to !== undefined) return { fromMs: from, toMs: to };
  if (MinutePeriod === undefined) return undefined;
  const spanMs = MinutePeriod * 60_000;
  return from === undefined
    ? { fromMs: (to ?? nowMs) - spanMs, toMs: to ?? nowMs }
    : { fromMs: from, toMs: from + spanMs };
};

/** This cloud opened in that year: nothing of it can have a log from before. */
const OLDEST_MS = Date.UTC(2009, 0, 1);

/** As far as the cloud lets a clock be off. */
const CLOCK_SLACK_MS = 15 * 60_000;

/** Year, month and day, perhaps with hour, minute and second, written as one number. */
const DATE_IN_DIGITS = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[0-5]\d){0,3}$/;

/** What a number that is no sensible time in seconds seems to be instead. */
const mistaken = (limit: number | string): string => {
  if (typeof limit === 'string') return '';
  if (DATE_IN_DIGITS.test(String(limit)))
    return '; a date written as digits is no Unix time: write it as 2018-02-02T01:00:00Z';
  return limit >= 1e11 && limit < 1e14 ? '; it seems to be milliseconds: give seconds' : '';
};

/** Why no log can have lines of this window, with the time it begins and, where it matters, this machine's clock. */
const flawOf = (fromMs: number, nowMs: number): string | undefined => {
  if (fromMs > nowMs + CLOCK_SLACK_MS)
    return `${readableTime(fromMs)}, in the future: this machine says ${readableTime(nowMs)}`;
  return fromMs < OLDEST_MS ? `${readableTime(fromMs)}, before 2009, when this cloud opened` : undefined;
};

/**
 * What is wrong with the window of a query: it begins in the future, or before there was this cloud. Begins with the
 * parameter to blame. Undefined for a window in which there may be lines.
 */
export const windowProblem = (range: LogRange, nowMs: number): string | undefined => {
  const { From, To } = range;
  const window = logWindow(range, nowMs);
  if (window === undefined) return undefined;
  const flaw = flawOf(window.fromMs, nowMs);
  // A limit that is no time in seconds is to blame, and not the window that it makes.
  const odd = [From, To].find((limit) => limit !== undefined && mistaken(limit) !== '');
  const hint = odd === undefined ? '' : mistaken(odd);
  if (flaw !== undefined)
    return `${From === undefined ? (To === undefined ? 'MinutePeriod: the' : 'To: the') : 'From: the'} window begins at ${flaw}${hint}`;
  const isToOdd = To !== undefined && mistaken(To) !== '' && window.toMs > nowMs + CLOCK_SLACK_MS;
  return isToOdd ? `To: the window ends at ${readableTime(window.toMs)}${hint}` : undefined;
};

/** The limits of a log query, beside which each log has a MinutePeriod of its own. */
export const logLimits = {
  From: logTime.optional().describe('Unix seconds or ISO 8601 UTC; with To or MinutePeriod'),
  To: logTime.optional(),
};

/**
 * A log query that says which lines it means. Two rows of the guide state the same rule for From; the row of To is read as its
 * mirror. The guide's own sample names no range at all and so breaks the third rule: the rule is kept.
 */
export const ofLogWindow = <S extends z.ZodType<LogRange>>(query: S): S =>
  query
    .refine(({ From, To, MinutePeriod }) => MinutePeriod !== undefined || (From !== undefined && To !== undefined), {
      path: ['MinutePeriod'],
      error: 'MinutePeriod is missing: give MinutePeriod (minutes), or From with To, or one of them with MinutePeriod',
    })
    .refine(({ From, To }) => From === undefined || To === undefined || toUnixSeconds(From) <= toUnixSeconds(To), {
      path: ['From'],
      error: 'From is not later than To: exchange the two',
    })
    .refine((range) => windowProblem(range, Date.now()) === undefined, {
      path: ['From'],
      error: ({ input }) => windowProblem(Object(input), Date.now()),
    });
