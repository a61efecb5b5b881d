import { readAddress } from './address.ts';
import { readThing } from './read.ts';
import { type Source, textOf } from './source.ts';

/** Tells when the status of a subscribed resource changes; polls only while somebody listens. */
export interface Watch {
  readonly add: (uri: string) => void;
  readonly remove: (uri: string) => void;
  readonly close: () => void;
}

/** Tells nobody of a status that could not be read, once or for good. */
const UNREAD = Symbol('unread');

/** `tell` is called with the URI when its Status is no longer what it was at the look before, or when it is gone. */
export const createWatch = (source: Source, tell: (uri: string) => void, everyMs: number): Watch => {
  const seen = new Map<string, string | typeof UNREAD>();
  let timer: ReturnType<typeof setInterval> | undefined;

  const look = async (uri: string): Promise<void> => {
    const address = readAddress(uri);
    if (address?.of !== 'thing') return;
    const thing = await readThing(source, address).catch(() => UNREAD);
    if (thing === UNREAD || !seen.has(uri)) return;
    const status = typeof thing === 'object' ? (textOf(thing, 'Status') ?? '') : 'gone';
    const before = seen.get(uri);
    seen.set(uri, status);
    if (before !== UNREAD && before !== status) tell(uri);
  };

  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };

  return {
    add: (uri) => {
      if (!seen.has(uri)) seen.set(uri, UNREAD);
      void look(uri);
      timer ??= setInterval(() => {
        for (const one of seen.keys()) void look(one);
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
