import { readAddress } from './address.ts';
import { readThing } from './read.ts';
import { type Source, textOf } from './source.ts';

/** Notifies when the status of a subscribed resource changes; polls only while somebody is subscribed. */
export interface Watch {
  readonly add: (uri: string) => void;
  readonly remove: (uri: string) => void;
  readonly close: () => void;
}

/** A status that could not be read yet; nobody is notified of it. */
const UNREAD = Symbol('unread');

/** `notify` is called with the URI when the Status differs from the reading before, or when the resource is gone. */
export const createWatch = (source: Source, notify: (uri: string) => void, everyMs: number): Watch => {
  const seen = new Map<string, string | typeof UNREAD>();
  let timer: ReturnType<typeof setInterval> | undefined;

  const poll = async (uri: string): Promise<void> => {
    const address = readAddress(uri);
    if (address?.of !== 'thing') return;
    const thing = await readThing(source, address).catch(() => UNREAD);
    if (thing === UNREAD || !seen.has(uri)) return;
    const status = typeof thing === 'object' ? (textOf(thing, 'Status') ?? '') : 'gone';
    const before = seen.get(uri);
    seen.set(uri, status);
    if (before !== UNREAD && before !== status) notify(uri);
  };

  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };

  return {
    add: (uri) => {
      if (!seen.has(uri)) seen.set(uri, UNREAD);
      void poll(uri);
      timer ??= setInterval(() => {
        for (const one of seen.keys()) void poll(one);
      }, everyMs);
      timer.unref?.();
    },
    remove: (uri) => {
      seen.delete(uri);
      if (seen.size === 0) stop();
    },
    close: () => {
      seen.clear();
      stop();
    },
  };
};
