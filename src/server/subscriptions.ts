import { Server } from '@modelcontextprotocol/server';
import type { Watch } from '../resources/watch.ts';

/** Who listens to resources. 2025 era: the server that a client subscribed at. 2026 era: the ID of a subscription. */
type Listener = Server | string | number;

/** Which resources somebody listens to, in both protocol eras. A resource is watched as long as it has a listener. */
export interface Subscriptions {
  /** Servers that send the notifications. */
  readonly addServer: (server: Server) => void;
  readonly removeServer: (server: Server) => void;
  /** Replaces the whole set of a listener; an empty set ends its subscription. */
  readonly set: (listener: Listener, uris: ReadonlySet<string>) => void;
  readonly urisOf: (listener: Listener) => ReadonlySet<string>;
  readonly close: () => void;
}

/**
 * `openWatch` is called when the first listener comes, with the function that reports a changed resource. `publish` reaches
 * the subscriptions of the 2026 era where these servers do not.
 */
export const createSubscriptions = (
  openWatch: (notify: (uri: string) => void) => Watch,
  publish?: (uri: string) => void,
): Subscriptions => {
  const subscribed = new Map<Listener, ReadonlySet<string>>();
  const servers = new Set<Server>();
  let watch: Watch | undefined;
  const urisOf = (listener: Listener): ReadonlySet<string> => subscribed.get(listener) ?? new Set();
  const isSubscribed = (uri: string): boolean => [...subscribed.values()].some((uris) => uris.has(uri));
  const notify = (uri: string): void => {
    // 2026 era: the SDK passes it on to those who listen. 2025 era: only servers with a subscription send it.
    const isForSdk = [...subscribed].some(([listener, uris]) => !(listener instanceof Server) && uris.has(uri));
    if (isForSdk) publish?.(uri);
    for (const server of servers)
      if ((isForSdk && !publish) || urisOf(server).has(uri)) server.sendResourceUpdated({ uri }).catch(() => {});
  };
  const set = (listener: Listener, uris: ReadonlySet<string>): void => {
    const before = urisOf(listener);
    if (uris.size > 0) {
      subscribed.set(listener, uris);
      watch ??= openWatch(notify);
    } else subscribed.delete(listener);
    for (const uri of uris) watch?.add(uri);
    for (const uri of before) if (!isSubscribed(uri)) watch?.remove(uri);
  };
  return {
    addServer: (server) => void servers.add(server),
    removeServer: (server) => {
      set(server, new Set());
      servers.delete(server);
    },
    set,
    urisOf,
    close: () => watch?.close(),
  };
};
