import { SSL_ROWS } from '../../vendors/index.ts';
import type { LogRow, SslLogCause } from '../../vendors/log-row.ts';
import { quote, readPasted, type Unread } from '../pasted-text.ts';

/** One known sign of trouble in an SSL-VPN log. */
export interface SslTrouble {
  readonly pattern: LogRow<SslLogCause>;
  /** The certificate's ID, which is its common name; absent where no line of this client names it. */
  readonly cn?: string;
  readonly line: string;
}

/** What was read from an SSL-VPN log. */
export interface SslLogReading {
  readonly lines: number;
  readonly unread?: Unread;
  readonly troubles: readonly SslTrouble[];
  /** Certificates that any line names, with the last line of each. */
  readonly seen: ReadonlyMap<string, string>;
  /** Who seems to be connected: connects without a later disconnect. An estimate, since lines may be missing. */
  readonly online: readonly { readonly cn: string; readonly address: string }[];
}

const NAMED = [
  /\bCN=(vsc-[\w-]{1,80})/,
  /\[(vsc-[\w-]{1,80})\] Peer Connection Initiated/,
  /client '(vsc-[\w-]{1,80})'/,
  /\b(vsc-[\w-]{1,80})\/\d{1,3}\./,
];
const ADDRESS = /\b(\d{1,3}(?:\.\d{1,3}){3}:\d{1,5})\b/;

const nameIn = (line: string): string | undefined => {
  for (const pattern of NAMED) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Which certificate each address and port showed, for lines that name the address only. */
const namesByAddress = (lines: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    lines.flatMap((line) => {
      const [name, address] = [nameIn(line), ADDRESS.exec(line)?.[1]];
      return name && address ? [[address, name] as const] : [];
    }),
  );

const CONNECTED = /MULTI_sva: pool returned|primary virtual IP for/;
const TAKEN_OVER = /will cause previous active sessions/;
const LEFT = /client-instance (?:exiting|restarting)|Inactivity timeout/;
const RESTARTED = /SIGHUP\[hard|process restarting/;

interface Line {
  readonly text: string;
  readonly cn: string | undefined;
  readonly address: string | undefined;
}

const sessionsIn = (lines: readonly Line[]): SslLogReading['online'] => {
  const byAddress = new Map<string, string>();
  const byName = new Map<string, Set<string>>();
  const leave = (address: string): void => {
    byName.get(byAddress.get(address) ?? '')?.delete(address);
    byAddress.delete(address);
  };
  for (const { text, cn = '', address = '' } of lines) {
    if (RESTARTED.test(text)) {
      byAddress.clear();
      byName.clear();
    } else if (TAKEN_OVER.test(text)) for (const each of byName.get(cn) ?? []) leave(each);
    else if (LEFT.test(text)) leave(address);
    else if (CONNECTED.test(text) && cn && address && !byAddress.has(address)) {
      byAddress.set(address, cn);
      byName.set(cn, (byName.get(cn) ?? new Set()).add(address));
    }
  }
  return [...byAddress].map(([address, cn]) => ({ cn, address }));
};

const troublesIn = (lines: readonly Line[]): readonly SslTrouble[] =>
  lines.flatMap(({ text, cn }) =>
    SSL_ROWS.filter(({ pattern, causes }) => causes.length > 0 && pattern.test(text)).map((pattern) => ({
      pattern,
      ...(cn && { cn }),
      line: quote(text),
    })),
  );

/** Reads lines of an SSL-VPN server's log, oldest first, or of a client's. */
export const readSslLog = (given: readonly string[] | string): SslLogReading => {
  const { lines: all, unread } = readPasted(typeof given === 'string' ? given : given.join('\n'));
  const texts = all.filter((line) => line.trim() !== '');
  const byAddress = namesByAddress(texts);
  const lines = texts.map((text): Line => {
    const address = ADDRESS.exec(text)?.[1];
    return { text, address, cn: nameIn(text) ?? (address === undefined ? undefined : byAddress.get(address)) };
  });
  return {
    lines: lines.length,
    ...(unread && { unread }),
    troubles: troublesIn(lines),
    seen: new Map(lines.flatMap(({ cn, text }) => (cn ? [[cn, quote(text)] as const] : []))),
    online: sessionsIn(lines),
  };
};
