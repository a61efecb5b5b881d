import type { Socket } from 'node:net';

/** For so long a client may leave what was sent to it unread. */
const PATIENCE_MS = 30_000;
const LOOK_MS = 5_000;

/** A socket as far as it matters here. */
type Reader = Pick<Socket, 'writableLength' | 'once' | 'on' | 'destroy'>;

/**
 * Cuts off clients that ask and do not read: what waits for them is held in memory. `watch` begins with a connection;
 * `look` is called again and again.
 */
export const createSlowClients = (now: () => number = () => performance.now()) => {
  /** Since when each connection has had something to read, and read nothing. */
  const sinceMs = new Map<Reader, number>();
  const lookAt = (reader: Reader, atMs: number): void => {
    if (reader.writableLength === 0) sinceMs.set(reader, atMs);
    else if (atMs - (sinceMs.get(reader) ?? atMs) >= PATIENCE_MS) reader.destroy();
  };
  const watch = (reader: Reader): void => {
    sinceMs.set(reader, now());
    reader.on('drain', () => sinceMs.set(reader, now()));
    reader.once('close', () => sinceMs.delete(reader));
  };
  const look = (): void => {
    const atMs = now();
    for (const reader of [...sinceMs.keys()]) lookAt(reader, atMs);
  };
  return {
    watch,
    look,
    /** Looks from now on by itself; the returned function ends that. */
    start: (): (() => void) => {
      const timer = setInterval(look, LOOK_MS).unref();
      return () => clearInterval(timer);
    },
  };
};
