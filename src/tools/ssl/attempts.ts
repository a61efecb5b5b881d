import { SSL_ROWS } from '../../vendors/index.ts';
import type { SslLogRow, SslSide } from '../../vendors/log-row.ts';
import { quote } from '../pasted-text.ts';
import type { SslLine } from './log-line.ts';

/** How far an attempt to connect came, as the log of its side shows. */
export const STAGES = ['nothing', 'answered', 'verified', 'keyed', 'up'] as const;
export type Stage = (typeof STAGES)[number];

/** A line that a row knows. */
export interface Hit {
  readonly pattern: SslLogRow;
  readonly line: string;
  /** The client that the line names. */
  readonly cn: string | undefined;
  /** The place of its line. */
  readonly at: number;
}

/** One attempt of one client to connect, and what became of the session. */
export interface Attempt {
  readonly side: SslSide | undefined;
  /** In a server's log; undefined for lines that are of no client. */
  readonly address: string | undefined;
  readonly cn: string | undefined;
  readonly stage: Stage;
  readonly hits: readonly Hit[];
  /** The line that says that it waited in vain. */
  readonly stall: Hit | undefined;
  readonly isOver: boolean;
  /** The place of its first line. */
  readonly from: number;
}

type Open = { -readonly [K in keyof Attempt]: Attempt[K] } & {
  hits: Hit[];
  setup: Hit[];
  isRunning: boolean;
  readonly follows: boolean;
};

const REACHED: readonly (readonly [Stage, RegExp])[] = [
  [
    'up',
    /Initialization Sequence Completed|EVENT: CONNECTED|MULTI_sva: pool returned|primary virtual IP for|'PUSH_REPLY/,
  ],
  ['keyed', /Peer Connection Initiated|Control Channel: TLS|SSL Handshake: /],
  ['verified', /VERIFY OK: depth=0|VERIFY EKU OK/],
  ['answered', /TLS: Initial packet from|EVENT: CONNECTING/],
];
const RUNS = /link remote|Attempting to establish|TLS: Initial packet|RESOLVE: |Contacting /;
const OVER =
  /process (?:restarting|exiting)|client-instance (?:restarting|exiting)|Exiting due to fatal|Use --help for more|Restart pause|EVENT: (?:DISCONNECTED|RECONNECTING)/;
/** The time of a quoted line is enough: the window has the day. */
const DAY = /^\d{4}-\d\d-\d\d[ T]/;
/** Characters of a line that is quoted as evidence. */
const MOST_QUOTED = 100;
/** Enough takeovers to count. */
const MOST_HITS = 100;
const ASIDE = /connect-retry-max|Restart pause|Exiting due to fatal|Closing TUN/;

const open = (line: SslLine, from: number, before: Open | undefined): Open => ({
  side: line.side,
  address: line.address,
  cn: line.cn,
  stage: line.address === undefined ? 'nothing' : 'answered',
  hits: [...(before?.setup ?? [])],
  stall: undefined,
  isOver: false,
  setup: [...(before?.setup ?? [])],
  follows: before !== undefined && line.side === 'client',
  isRunning: false,
  from,
});

const counts = ({ pattern, side, during }: SslLogRow, line: SslLine, stage: Stage): boolean =>
  (side === undefined || line.side === undefined || side === line.side) &&
  (during === undefined || line.side === undefined || (during === 'connected') === (stage === 'up')) &&
  pattern.test(line.text);

const advance = (attempt: Open, { text, side, cn }: SslLine): void => {
  if (cn !== undefined && attempt.address !== undefined) attempt.cn = cn;
  const reached = REACHED.find(([, pattern]) => pattern.test(text))?.[0];
  // A server says so of itself when it starts; of its clients each has an address.
  const isOwnStart = side === 'server' && attempt.address === undefined;
  if (!reached || isOwnStart || STAGES.indexOf(reached) <= STAGES.indexOf(attempt.stage)) return;
  attempt.stage = reached;
  // What stood in the way of connecting was overcome.
  attempt.hits = attempt.hits.filter(({ pattern }) => pattern.during !== 'connecting');
  attempt.stall = undefined;
};

/** Each kind of trouble once in an attempt, but for takeovers, which are counted. */
const isNews = (hits: readonly Hit[], pattern: SslLogRow): boolean =>
  pattern.causes[0] === 'shared-cert' ? hits.length < MOST_HITS : !hits.some((hit) => hit.pattern === pattern);

const note = (attempt: Open, line: SslLine, at: number, stage: Stage): void => {
  for (const pattern of SSL_ROWS) {
    // Before it opens a socket again, nobody refuses it: the line is another program's.
    const isForeign = attempt.follows && !attempt.isRunning && pattern.causes[0] === 'no-listener';
    if (isForeign || pattern.causes.length === 0 || !isNews(attempt.hits, pattern) || !counts(pattern, line, stage))
      continue;
    const hit: Hit = { pattern, line: quote(line.text.replace(DAY, ''), MOST_QUOTED), cn: line.cn, at };
    if (pattern.isStall) attempt.stall ??= hit;
    else attempt.hits.push(hit);
    if (!attempt.isRunning && line.side === 'client' && !pattern.isStall) attempt.setup.push(hit);
  }
};

/** The attempts of a log, in the order in which they began. Those of a server's log are told apart by address and port. */
export const attemptsIn = (lines: readonly SslLine[]): readonly Attempt[] => {
  const all: Open[] = [];
  const current = new Map<string, Open>();
  const online = new Set<Open>();
  for (const [at, line] of lines.entries()) {
    const isOfServer = line.side === 'server' && line.address === undefined;
    const place = line.side === 'server' ? `server ${line.address ?? ''}` : 'client';
    // A server that starts anew has forgotten its clients.
    if (line.isStart && line.side === 'server')
      for (const key of [...current.keys()]) if (key !== 'client') current.delete(key);
    const known = current.get(place);
    const isNew = !known || line.isStart || (known.isOver && !ASIDE.test(line.text));
    // What a program says of its files when it starts is true for each of its attempts.
    const attempt = known && !isNew ? known : open(line, at, line.isStart ? undefined : known);
    if (isNew) {
      current.set(place, attempt);
      all.push(attempt);
    }
    if (RUNS.test(line.text)) attempt.isRunning = true;
    note(attempt, line, at, isOfServer && online.size > 0 ? 'up' : attempt.stage);
    advance(attempt, line);
    if (line.address !== undefined && attempt.stage === 'up') online.add(attempt);
    if (OVER.test(line.text)) {
      attempt.isOver = true;
      online.delete(attempt);
      if (isOfServer) online.clear();
    }
  }
  return all;
};
