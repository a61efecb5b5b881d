import { Server } from '@modelcontextprotocol/server';
import type { Watch } from '../resources/watch.ts';

/** Who listens: a server of the 2025 era to which a client subscribed, or the ID of a 2026 subscription. */
type Listener = Server | string | number;

/** Who listens to what, in both eras; a resource is watched as long as somebody does. */
export interface Subscriptions {
  /** Servers that can tell; each leaves when it closes. */
  readonly servers: Set<Server>;
  /** All that somebody listens to from now on; nothing ends it. */
  readonly set: (who: Listener, uris: ReadonlySet<string>) => void;
  readonly of: (who: Listener) => ReadonlySet<string>;
  readonly close: () => void;
}

/** `openWatch` is called when the first listener comes. */
export const createSubscriptions = (openWatch: (tell: (uri: string) => void) => Watch): Subscriptions => {
  const heard = new Map<Listener, ReadonlySet<string>>();
  const servers = new Set<Server>();
  let watch: Watch | undefined;
  const isHeard = (uri: string): boolean => [...heard.values()].some((uris) => uris.has(uri));
  const tell = (uri: string): void => {
    // 2026: the SDK passes it on to those who listen. 2025: only who subscribed may hear of it.
    const isListened = [...heard].some(([who, uris]) => !(who instanceof Server) && uris.has(uri));
    for (const server of servers)
      if (isListened || heard.get(server)?.has(uri)) server.sendResourceUpdated({ uri }).catch(() => {});
  };
  const of = (who: Listener): ReadonlySet<string> => heard.get(who) ?? new Set();
  return {
    servers,
    of,
    set: (who, uris) => {
      const before = of(who);
      if (uris.size > 0) {
        heard.set(who, uris);
        watch ??= openWatch(tell);
      } else heard.delete(who);
      for (const uri of uris) watch?.add(uri);
      for (const uri of before) if (!isHeard(uri)) watch?.remove(uri);
    },
    close: () => watch?.close(),
  };
};
