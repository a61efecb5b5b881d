import { expect, test } from 'vitest';
import { createLocks } from '../../../src/guard/host/lock.ts';

const never = new AbortController().signal;

const gate = () => {
  let open: () => void = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
};

test('holders of one key follow each other in order, other keys do not wait', async () => {
  const lock = createLocks();
  const summary: string[] = [];
  const first = gate();
  const work = [
    lock('vpn-1', never, async () => {
      await first.passed;
      summary.push('first');
    }),
    lock(
      'vpn-1',
      never,
      async () => void summary.push('second'),
      () => summary.push('second waits'),
    ),
    lock('vpn-1', never, async () => void summary.push('third')),
    lock('vpn-2', never, async () => void summary.push('other gateway')),
  ];
  await work[3];
  first.open();
  await Promise.all(work);
  expect(summary).toEqual(['second waits', 'other gateway', 'first', 'second', 'third']);
});

test('a waiter that gives up never runs and never lets the next one in early', async () => {
  const lock = createLocks();
  const summary: string[] = [];
  const first = gate();
  const stop = new AbortController();
  const holder = lock('vpn-1', never, async () => {
    await first.passed;
    summary.push('first');
  });
  const gaveUp = lock('vpn-1', stop.signal, async () => void summary.push('gave up'));
  const next = lock('vpn-1', never, async () => void summary.push('next'));
  stop.abort(new Error('gone'));
  await expect(gaveUp).rejects.toThrow('gone');
  first.open();
  await Promise.all([holder, next]);
  expect(summary).toEqual(['first', 'next']);
});

test('work that fails frees the key', async () => {
  const lock = createLocks();
  await expect(lock('k', never, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await lock('k', never, async () => 'free')).toBe('free');
});

test.each([
  ['', 'cn-a/vpn-1', true],
  ['cn-a', 'cn-a/vpn-1', true],
  ['cn-a/vpn-1', 'cn-a', true],
  ['cn-a', 'cn-b/vpn-1', false],
  ['cn-a', 'cn-ab/vpn-1', false],
  ['cn-a/vpn-1', 'cn-a/vpn-2', false],
])('who holds %j keeps %j waiting: %s', async (holds, wants, waits) => {
  const lock = createLocks();
  const summary: string[] = [];
  const first = gate();
  const holder = lock(holds, never, async () => {
    await first.passed;
    summary.push('first');
  });
  const other = lock(wants, never, async () => void summary.push('second'));
  if (!waits) await other;
  first.open();
  await Promise.all([holder, other]);
  expect(summary).toEqual(waits ? ['first', 'second'] : ['second', 'first']);
});

test('a waiter that gives up does not let anybody past those before it', async () => {
  const lock = createLocks();
  const summary: string[] = [];
  const first = gate();
  const stop = new AbortController();
  const holder = lock('cn-a/vpn-1', never, async () => {
    await first.passed;
    summary.push('first');
  });
  const gaveUp = lock('', stop.signal, async () => void summary.push('gave up'));
  const next = lock('cn-a/vpn-1', never, async () => void summary.push('next'));
  stop.abort(new Error('gone'));
  await expect(gaveUp).rejects.toThrow('gone');
  first.open();
  await Promise.all([holder, next]);
  expect(summary).toEqual(['first', 'next']);
});

test('a waiter for everything that gave up holds nobody back', async () => {
  const lock = createLocks();
  const first = gate();
  const stop = new AbortController();
  const holder = lock('cn-a/vpn-1', never, () => first.passed);
  const gaveUp = lock('', stop.signal, async () => {});
  stop.abort(new Error('gone'));
  await expect(gaveUp).rejects.toThrow('gone');
  expect(await lock('cn-a/vpn-2', never, async () => 'at once')).toBe('at once');
  first.open();
  await holder;
});
