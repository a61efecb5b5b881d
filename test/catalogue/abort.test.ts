import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { pause, timeLimit, untilAborted } from '../../src/catalogue/abort.ts';

/** A signal that counts its listeners. */
const watchedSignal = () => {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  vi.spyOn(signal, 'addEventListener').mockImplementation((...args: Parameters<typeof add>) => {
    listeners.add(args[1]);
    add(...args);
  });
  vi.spyOn(signal, 'removeEventListener').mockImplementation((...args: Parameters<typeof remove>) => {
    listeners.delete(args[1]);
    remove(...args);
  });
  return { controller, signal, listeners };
};

const never = new Promise<never>(() => {});

test('work that ends in time gives its value, and no listener stays', async () => {
  const { signal, listeners } = watchedSignal();
  const waiting = untilAborted(Promise.resolve('done'), signal);
  expect(listeners.size).toBe(1);
  expect(await waiting).toBe('done');
  await Promise.resolve();
  expect(listeners.size).toBe(0);
});

test('work that fails in time rejects as it does, and no listener stays', async () => {
  const { signal, listeners } = watchedSignal();
  await expect(untilAborted(Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
  expect(listeners.size).toBe(0);
});

test('an abort rejects at once with its own reason', async () => {
  const { controller, signal } = watchedSignal();
  const waiting = untilAborted(never, signal);
  const reason = new Error('gone');
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
});

test('a signal that was aborted before is not listened to', async () => {
  const { controller, signal, listeners } = watchedSignal();
  controller.abort(new Error('gone'));
  await expect(untilAborted(never, signal)).rejects.toThrow('gone');
  expect(listeners.size).toBe(0);
});

test('work that fails after the abort is nobody’s unhandled rejection', async () => {
  let fail = (_: Error): void => {};
  const work = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const controller = new AbortController();
  const waiting = untilAborted(work, controller.signal);
  controller.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  fail(new Error('too late'));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test('a pause ends when its time is over, and no listener stays', async () => {
  vi.useFakeTimers();
  try {
    const { signal, listeners } = watchedSignal();
    const waiting = pause(2_000, signal);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(listeners.size).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(listeners.size).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('an abort ends a pause, and no timer stays', async () => {
  vi.useFakeTimers();
  try {
    const { controller, signal } = watchedSignal();
    const waiting = pause(2_000, signal);
    controller.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

/** Collects memory, and lets run what follows from it. */
const collect = async (): Promise<void> => {
  setFlagsFromString('--expose-gc');
  const gc: () => void = runInNewContext('gc');
  // Bytecode is taken only under the flags that it was made under, also by tests that follow in this process.
  setFlagsFromString('--no-expose-gc');
  for (let times = 0; times < 3; times += 1) {
    gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** What ended the waiting, of whose signal nothing but the waiting knows. */
const endedBy = (signal: AbortSignal): Promise<unknown> => untilAborted(never, signal).catch((reason) => reason);

test('a limit of time comes, also after memory was collected', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const waiting = [endedBy(timeLimit(1000)), endedBy(timeLimit(1000, watchedSignal().signal))];
  await collect();
  vi.advanceTimersByTime(1000);
  for (const each of waiting) expect(await each).toMatchObject({ name: 'TimeoutError' });
});

test('a limit of time ends sooner with the signal that it was made from, and with its reason', async () => {
  const { controller, signal } = watchedSignal();
  const waiting = endedBy(timeLimit(60_000, signal));
  controller.abort('left');
  expect(await waiting).toBe('left');
});
