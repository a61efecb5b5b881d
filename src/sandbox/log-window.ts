import { missing } from './admission.ts';
import type { Parameters } from './handlers/handler.ts';
import { invalid } from './handlers/kinds.ts';
import type { SslLogLine } from './resources.ts';

/** From and to, both inclusive, epoch milliseconds. */
export interface Window {
  from: number;
  to: number;
}

/**
 * A moment of the log action, in milliseconds. The guide calls it ISO 8601 and Integer at once; the public documents
 * say Unix seconds. Both are read, and milliseconds by their length.
 */
const momentOf = (value: string, name: string): number => {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(value)) return Date.parse(value);
  if (/^\d{9,10}$/.test(value)) return Number(value) * 1000;
  if (/^\d{13}$/.test(value)) return Number(value);
  throw invalid(name);
};

/** The time range that a request asks for: From with To, or one of them or neither with MinutePeriod [guide 6.7.4]. */
export const windowOf = (input: Parameters, nowMs: number): Window => {
  const { From, To, MinutePeriod } = input;
  const from = From ? momentOf(From, 'From') : undefined;
  const to = To ? momentOf(To, 'To') : undefined;
  const spanMs = Number(MinutePeriod || 0) * 60_000;
  if (from !== undefined && to !== undefined) {
    if (from > to) throw invalid('From');
    return { from, to };
  }
  if (spanMs === 0) throw missing(from === undefined ? 'MinutePeriod' : 'To');
  if (from !== undefined) return { from, to: from + spanMs };
  const end = to ?? nowMs;
  return { from: end - spanMs, to: end };
};

/** A line as the server's own file has it: `2026-11-23 08:50:12 192.0.2.9:50100 VERIFY OK: …`, in UTC. */
export const writeLine = ({ Time, Line }: SslLogLine): string =>
  `${new Date(Time).toISOString().slice(0, 19).replace('T', ' ')} ${Line}`;
