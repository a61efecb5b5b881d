import type { SslLogCause, SslSide } from '../../vendors/log-row.ts';
import { type Pasted, quote, readPasted, type Unread } from '../pasted-text.ts';
import { attemptsIn } from './attempts.ts';
import { compareEnds } from './compare-logs.ts';
import { type Finding, findingsOf, isStanding, mergeFindings } from './findings.ts';
import { readLine, type SslLine, withSides } from './log-line.ts';
import { type Session, sessionsIn } from './sessions.ts';

/** What was read from an SSL-VPN log. */
export interface SslLogReading {
  readonly lines: number;
  /** Whose log it is; `both` where two were pasted together, undefined where no line shows it. */
  readonly side: SslSide | 'both' | undefined;
  /** Lines that are OpenVPN's, as far as their form shows. */
  readonly known: number;
  /** Causes that the log supports, surest first. */
  readonly findings: readonly Finding[];
  /** Causes that a later attempt got past. */
  readonly past: readonly SslLogCause[];
  /** Whether the last that a client's own log shows is a connection that stands. */
  readonly isConnected: boolean;
  /** Lines that speak of failure and that no row knows. */
  readonly notUnderstood: readonly string[];
  /** What of the text was too long to be read. */
  readonly unread?: Unread;
  /** Certificates that any line names, with the last line of each. */
  readonly seen: ReadonlyMap<string, string>;
  /** Who seems to be connected. An estimate, since lines may be missing. */
  readonly online: readonly Session[];
  /** Where a client's own log says that it calls, last; `UDP` or `TCP`. */
  readonly called: { readonly address: string; readonly port: string; readonly protocol: string } | undefined;
  /** The times of the first and the newest line that has one. */
  readonly window: { readonly from: string | undefined; readonly to: string | undefined };
}

const TROUBLE = /\b(?:fail|error|mismatch|reject|refus|denied|fatal|cannot|unable|invalid|expired)/i;
const MOST_UNREAD = 3;

/** Names of lines that give an address only, by what other lines of that address name. */
const withNames = (lines: readonly SslLine[]): readonly SslLine[] => {
  const names = new Map(lines.flatMap(({ cn, address }) => (cn && address ? [[address, cn] as const] : [])));
  return lines.map((line) =>
    line.cn === undefined && line.address !== undefined ? { ...line, cn: names.get(line.address) } : line,
  );
};

const sideOf = (lines: readonly SslLine[]): SslLogReading['side'] => {
  const sides = new Set(lines.flatMap(({ side }) => side ?? []));
  return sides.size > 1 ? 'both' : [...sides][0];
};

const CALLED = /\b(UDP|TCP)v\d(?:_CLIENT)? link remote: \[AF_INET\]([\d.]{7,15}):(\d{1,5})/;

const calledIn = (lines: readonly SslLine[]): SslLogReading['called'] => {
  const line = lines.findLast(({ side, text }) => side !== 'server' && CALLED.test(text));
  const [, protocol, address, port] = line?.text.match(CALLED) ?? [];
  return protocol && address && port ? { protocol, address, port } : undefined;
};

const windowOf = (lines: readonly SslLine[]): SslLogReading['window'] => {
  const stamps = lines.flatMap(({ stamp }) => stamp ?? []);
  return { from: stamps[0], to: stamps.at(-1) };
};

const read = ({ lines: texts, unread }: Pasted, side: SslSide | undefined, isPasted: boolean): SslLogReading => {
  const plain = texts.filter((text) => text.trim() !== '').map(readLine);
  const sided = side === undefined ? withSides(plain) : plain.map((line) => ({ ...line, side }));
  const lines = withNames(sided);
  const attempts = attemptsIn(lines);
  const found = findingsOf(
    attempts,
    lines.map(({ text }) => text),
    isPasted,
  );
  const findings = mergeFindings([...compareEnds(lines), ...found.now]);
  const last = attempts.findLast(
    (one) => one.side !== 'server' && (one.stage === 'up' || one.stall !== undefined || one.hits.length > 0),
  );
  return {
    lines: lines.length,
    ...(unread && { unread }),
    side: side ?? sideOf(lines),
    known: plain.filter((line) => line.side !== undefined || line.isStart).length,
    findings,
    past: found.past.filter((id) => !findings.some((one) => one.id === id)),
    isConnected: last !== undefined && isStanding(last),
    notUnderstood:
      findings.length > 0
        ? []
        : lines.flatMap(({ text }) => (TROUBLE.test(text) ? [quote(text, 120)] : [])).slice(0, MOST_UNREAD),
    seen: new Map(lines.flatMap(({ cn, text }) => (cn ? [[cn, quote(text)] as const] : []))),
    online: sessionsIn(lines),
    called: calledIn(lines),
    window: windowOf(lines),
  };
};

/** Reads the log of an SSL server as the API gives it, oldest line first. */
export const readServerLog = (lines: readonly string[]): SslLogReading =>
  read(readPasted(lines.join('\n')), 'server', false);

/** Reads what a person pasted: a client's log, a server's, or both. */
export const readPastedLog = (text: string): SslLogReading => read(readPasted(text), undefined, true);
