import type { SslSide } from '../../vendors/log-row.ts';

/** One line of an SSL-VPN log, taken apart. */
export interface SslLine {
  readonly text: string;
  /** The time as the line writes it; undefined where it has none. */
  readonly stamp: string | undefined;
  /** The client's address and port, in a server's line that names it. */
  readonly address: string | undefined;
  /** The client's certificate, by its common name. */
  readonly cn: string | undefined;
  readonly side: SslSide | undefined;
  /** A program starts here: what comes may be another end's log. */
  readonly isStart: boolean;
}

const STAMP =
  /^\W{0,3}(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d|(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?: \d{4})?|[A-Z][a-z]{2} \d{1,2}, \d{4}, \d\d:\d\d:\d\d)/;

const IP = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]{2,39}\])`;
/** What a server writes before the lines of one client: address and port, after log-in with the common name. */
const PREFIX = new RegExp(String.raw`(?:^|[\s:])(?:([\w.@-]{1,100})/)?(${IP}:\d{1,5}) (?!failed|via )(?=[\w[+'])`);
const FROM = new RegExp(String.raw`(?:\b(?:from|with) \[AF_INET6?\]|-> [\w.@-]{1,100}/)(${IP}:\d{1,5})`);

const NAMED = [
  /VERIFY (?:OK|\w{0,9} ?ERROR): depth=0\b.{0,200}\bCN=([\w.@-]{1,100})/,
  /\bCN=(vsc-[\w-]{1,80})/,
  /\[([\w.@-]{1,100})\] Peer Connection Initiated/,
  /client '([\w.@-]{1,100})'/,
  /common name '([\w.@-]{1,100})'/,
  /SENT CONTROL \[(?!UNDEF\])([\w.@-]{1,100})\]/,
  /\b(vsc-[\w-]{1,80})\/\d{1,3}\./,
  /MULTI: Learn: .{0,60}-> ([\w.@-]{1,100})\//,
];

/** Lines that only one side writes, where no client's address stands before them. */
const OF_SERVER =
  /\bMULTI[:_]|multi_init|\[AF_UNSPEC\]|IFCONFIG POOL|client-instance|SENT CONTROL \[[^\]]{1,100}\]: '(?:PUSH_REPLY|AUTH_FAILED|RESTART)|_SERVER\b|Listening for incoming|peer info: IV_|Connection Attempt write|--ifconfig-pool/;
const OF_CLIENT =
  /\(not bound\)|_CLIENT\b|TLS: Initial packet from|Received control message|OPTIONS IMPORT|RESOLVE: |Restart pause|Preserving recently used remote|Attempting to establish TCP|connection failed\(soft\)|connect-retry-max|VERIFY (?:KU|EKU) |EVENT: |Options error|Server poll timeout|Session invalidated|link remote: \[AF_INET6?\]|tls-error\] received, process|pushed by server|Contacting .{1,60} via|adapters? on this system/;
const START =
  /\bOpenVPN \d\.\d{1,2}[._\w]{0,12} (?:\[|x86|amd64|arm|aarch|i[36]86|Windows|win|mac|apple|linux)|OpenVPN core \d/i;

const nameIn = (text: string): string | undefined => {
  for (const pattern of NAMED) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined && found !== 'UNDEF') return found;
  }
  return undefined;
};

const sideOf = (text: string, hasPrefix: boolean): SslSide | undefined => {
  if (hasPrefix || OF_SERVER.test(text)) return 'server';
  return OF_CLIENT.test(text) ? 'client' : undefined;
};

/** Takes one line apart; says its side only where the line alone shows it. */
export const readLine = (text: string): SslLine => {
  const stamp = STAMP.exec(text)?.[1];
  const prefix = PREFIX.exec(text);
  const side = sideOf(text, prefix !== null);
  const isOfClient = side === 'client';
  return {
    text,
    stamp,
    address: isOfClient ? undefined : (prefix?.[2] ?? FROM.exec(text)?.[1]),
    cn: isOfClient ? undefined : (prefix?.[1] ?? nameIn(text)),
    side,
    isStart: START.test(text),
  };
};

/** What a program writes before its own name: remarks about its options. */
const PREFACE = /\b(?:Note|NOTE|WARNING|DEPRECATED OPTION): |--cipher is not set|^\W*[\d: -]{0,24}Compression /;
const MOST_PREFACE = 20;

/** The places where a program starts: its name, or the first of the remarks right before it. */
const startsIn = (lines: readonly SslLine[]): ReadonlySet<number> =>
  new Set(
    lines.flatMap(({ isStart }, at) => {
      if (!isStart) return [];
      let from = at;
      while (from > 0 && at - from < MOST_PREFACE && PREFACE.test(lines[from - 1]?.text ?? '')) from -= 1;
      return [from];
    }),
  );

/**
 * The side of every line: what the line shows itself, else that of the lines around it since a program last started.
 * Undefined where nothing around it shows one. A start is moved to the remarks that come before the program's name.
 */
export const withSides = (lines: readonly SslLine[]): readonly SslLine[] => {
  const starts = startsIn(lines);
  const sides: (SslSide | undefined)[] = [];
  let [current, from] = [undefined as SslSide | undefined, 0];
  for (const [at, { side }] of lines.entries()) {
    if (starts.has(at)) [current, from] = [undefined, at];
    if (side !== undefined && current === undefined) sides.fill(side, from, at);
    if (side !== undefined) current = side;
    sides.push(current);
  }
  return lines.map((line, at) => {
    const side = sides[at];
    // The name in a client's own line is the server's.
    return { ...line, side, isStart: starts.has(at), ...(side === 'client' && { address: undefined, cn: undefined }) };
  });
};
