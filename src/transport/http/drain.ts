import type { Server, ServerResponse } from 'node:http';

/** The end of a server: what is under way may end, within a limit; nothing new begins. */
export interface Drain {
  /** Notes an answer that is under way; a stream without an end of its own is not waited for. */
  readonly track: (response: ServerResponse, isOpenEnded: boolean) => void;
  readonly hasBegun: () => boolean;
  /** Begins; called once more it waits for nothing. */
  readonly end: () => void;
  readonly over: Promise<void>;
  readonly leftMs: () => number;
}

/** `close` ends what is still open after `drainMs`; its connections are cut then. */
export const createDrain = (server: Server, drainMs: number, close: () => Promise<void>): Drain => {
  const waitedFor = new Set<ServerResponse>();
  const streams = new Set<ServerResponse>();
  let beganMs: number | undefined;
  let isForced = false;
  let finish = (): void => {};
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });

  let isClosing = false;
  const finishNow = (): void => {
    if (isClosing) return;
    isClosing = true;
    const cut = (): void => {
      server.closeAllConnections();
      finish();
    };
    close().then(cut, cut);
  };
  const finishWhenIdle = (): void => {
    if (beganMs !== undefined && waitedFor.size === 0) finishNow();
  };

  const track: Drain['track'] = (response, isOpenEnded) => {
    const set = isOpenEnded ? streams : waitedFor;
    set.add(response);
    response.once('close', () => {
      set.delete(response);
      finishWhenIdle();
    });
  };

  const end = (): void => {
    if (beganMs !== undefined) {
      isForced = true;
      finishNow();
      return;
    }
    beganMs = performance.now();
    server.close();
    server.closeIdleConnections();
    for (const stream of streams) stream.destroy();
    setTimeout(finishNow, drainMs).unref();
    finishWhenIdle();
  };

  const leftMs = (): number =>
    isForced ? 0 : Math.max(0, drainMs - (performance.now() - (beganMs ?? performance.now())));
  return { track, hasBegun: () => beganMs !== undefined, end, over, leftMs };
};
