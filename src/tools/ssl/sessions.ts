import type { SslLine } from './log-line.ts';

/** A session that a server's log shows, and that nothing after it ended. */
export interface Session {
  readonly cn: string;
  readonly address: string;
  /** The address in the tunnel, where a line gives it. */
  readonly ip: string | undefined;
  /** When it began, where the log has times. */
  readonly since: string | undefined;
  /** Its beginning is not in the log: a later line names it. */
  readonly isFromBefore: boolean;
}

const CONNECTED = /MULTI_sva: pool returned|primary virtual IP for|MULTI: Learn: [\d.]{7,15} ->/;
const VIRTUAL = /(?:pool returned IPv4=|primary virtual IP for \S{1,150}: |MULTI: Learn: )([\d.]{7,15})/;
const TAKEN_OVER = /will cause previous active sessions/;
const LEFT =
  /client-instance (?:exiting|restarting)|Inactivity timeout|exit message received by peer|Delayed exit|AUTH_FAILED|no free --ifconfig-pool|no dynamic or static remote/;
const RESTARTED = /SIG(?:HUP|TERM|INT|USR1)\[(?:hard|soft)[^\]]{0,30}\] received, process (?:restarting|exiting)/;
/** Only after log-in does a server write the name before the address. */
const NAMED = /\/(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]{2,39}\]):\d{1,5} /;

/** Who is connected at the end of a server's log. An estimate: lines may be missing, and who wrote none is not in it. */
export const sessionsIn = (lines: readonly SslLine[]): readonly Session[] => {
  const online = new Map<string, Session>();
  const gone = new Set<string>();
  for (const { text, cn, address, stamp, side } of lines) {
    if (side === 'client') continue;
    if (RESTARTED.test(text) && address === undefined) online.clear();
    else if (TAKEN_OVER.test(text)) {
      for (const [key, one] of online) if (one.cn === cn && key !== address) online.delete(key);
    } else if (address === undefined || cn === undefined) continue;
    else if (LEFT.test(text)) {
      online.delete(address);
      gone.add(address);
    } else if (CONNECTED.test(text)) {
      const ip = VIRTUAL.exec(text)?.[1];
      const known = online.get(address);
      gone.delete(address);
      online.set(address, {
        cn,
        address,
        ip: ip ?? known?.ip,
        since: known?.since ?? stamp,
        isFromBefore: false,
      });
    } else if (NAMED.test(text) && !online.has(address) && !gone.has(address))
      online.set(address, { cn, address, ip: undefined, since: undefined, isFromBefore: true });
  }
  return [...online.values()];
};
