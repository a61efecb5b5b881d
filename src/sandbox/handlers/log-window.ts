import { missing } from '../state/refusal.ts';
import type { SslLogLine, SslVpnServer } from '../state/resources.ts';
import type { Parameters } from './handler.ts';
import { invalid } from './kinds.ts';

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

/**
 * The time range that a request asks for: From with To, or one of them or neither with MinutePeriod [guide 6.7.4].
 * A period without From begins with a whole minute.
 */
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
  return { from: Math.floor((end - spanMs) / 60_000) * 60_000, to: end };
};

/**
 * Lines as people write them, `2026-11-23 08:50:12 192.0.2.9:50100 …` in UTC, and their parts: all as parts. A line
 * without a time gets `otherwiseMs`, one without a server the first there is.
 */
export const readLines = (
  { ssl_servers: [first] }: { ssl_servers: readonly Pick<SslVpnServer, 'SslVpnServerId'>[] },
  lines: readonly (string | LoosePart)[],
  otherwiseMs: number,
): SslLogLine[] =>
  lines.map((line) => {
    const { Time, Line, SslVpnServerId } = typeof line === 'string' ? readLine(line, otherwiseMs) : line;
    return { SslVpnServerId: SslVpnServerId ?? first?.SslVpnServerId ?? '', Time, Line };
  });

/** A line that may leave its server open. */
type LoosePart = Omit<SslLogLine, 'SslVpnServerId'> & { SslVpnServerId?: string | undefined };

const readLine = (line: string, otherwiseMs: number): LoosePart => {
  const [, day, time, rest] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)Z? (.*)$/.exec(line) ?? [];
  return rest === undefined ? { Time: otherwiseMs, Line: line } : { Time: Date.parse(`${day}T${time}Z`), Line: rest };
};

/** A line as the server's own file has it: `2026-11-23 08:50:12 192.0.2.9:50100 VERIFY OK: …`, in UTC. */
export const writeLine = ({ Time, Line }: SslLogLine): string =>
  `${new Date(Time).toISOString().slice(0, 19).replace('T', ' ')} ${Line}`;
