import { expect, test } from 'vitest';
import type { Answer } from '../../../src/catalogue/invoke.ts';
import { awaitAnswer } from '../../../src/guard/approval/await-answer.ts';
import { testCall } from '../../support/call.ts';
import { movableClock } from '../movable-clock.ts';

const yes: Answer = { action: 'accept', content: {}, seal: '' };
const never = new Promise<Answer>(() => {});

const start = (more: Parameters<typeof testCall>[0] = {}, answer = never) => {
  const clock = movableClock();
  const call = testCall(more);
  const waiting = awaitAnswer({ answer, expiresAtMs: clock.now() + 300_000 }, call, clock);
  waiting.catch(() => {});
  return { clock, call, waiting };
};

test('an answer ends the waiting', async () => {
  expect(await start({}, Promise.resolve(yes)).waiting).toBe(yes);
  await expect(start({}, Promise.reject(new Error('no form'))).waiting).rejects.toThrow('no form');
});

test('a caller that bears no more is let go, a question ends after five minutes', async () => {
  const held = start({ holdMs: 45_000 });
  held.clock.advance(45_000);
  expect(await held.waiting).toBe('held');
  const expired = start();
  expired.clock.advance(300_000);
  expect(await expired.waiting).toBe('expired');
});

test('an abort ends it with its reason, before or meanwhile', async () => {
  await expect(start({ signal: AbortSignal.abort(new Error('gone before')) }).waiting).rejects.toThrow('gone before');
  const stop = new AbortController();
  const { waiting } = start({ signal: stop.signal });
  stop.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
});

test('progress goes out every ten seconds, growing, and stops with the waiting', async () => {
  const { clock, call, waiting } = start({ holdMs: 35_000 });
  for (let beats = 1; beats <= 3; beats += 1) {
    clock.advance(10_000);
    await expect.poll(() => call.heard.map(({ done }) => done)).toEqual([1, 2, 3].slice(0, beats));
  }
  clock.advance(5_000);
  expect(await waiting).toBe('held');
  clock.advance(60_000);
  await Promise.resolve();
  expect(call.heard).toHaveLength(3);
});
