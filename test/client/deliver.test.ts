import { expect, test } from 'vitest';
import { deliver, type LogicalCall } from '../../src/client/deliver.ts';
import { ResponseTooLong, unreachableAt } from '../../src/client/http/exchange.ts';
import type { Send } from '../../src/client/http/http.ts';
import { createTiming } from '../../src/client/retry/backoff.ts';
import { BadSettings } from '../../src/errors.ts';
import { testKeys } from './recorder.ts';
import { bareCall } from './start-client.ts';

const redact = (text: string): string => text;

const timing = createTiming({ sleep: async () => {}, random: () => 1 });
const httpRequest = { method: 'POST', origin: 'https://gw.example', path: '/', headers: {} } as const;
const logicalCall = (part: Partial<LogicalCall> = {}): LogicalCall => ({
  wireRequest: {
    action: 'DeleteVpnGateway',
    product: 'Vpc',
    version: '2016-04-28',
    endpoint: { origin: 'https://gw.example', path: '/' },
    region: 'cn-a',
    target: undefined,
    parameters: {},
  },
  risk: 'destroy',
  hasToken: true,
  sign: async () => ({ keys: testKeys, httpRequest, stringToSign: '' }),
  ...part,
});
const answer = (body: unknown, status = 200) => ({ status, headers: {}, text: JSON.stringify(body) });
/** Sends that end in turn as told. */
const sends = (...ends: (ReturnType<typeof answer> | Error)[]): { send: Send; count: () => number } => {
  let sent = 0;
  const send: Send = async () => {
    const end = ends[Math.min(sent, ends.length - 1)];
    sent += 1;
    if (end instanceof Error || end === undefined) throw end;
    return end;
  };
  return { send, count: () => sent };
};

test('an answer is delivered with its body', async () => {
  const { send } = sends(answer({ RequestId: 'R' }));
  expect(await deliver(logicalCall(), { send, timing, redact }, bareCall())).toEqual({
    kind: 'done',
    body: { RequestId: 'R' },
  });
});

test('expired keys are given back once, and the call is sent again', async () => {
  const expired: unknown[] = [];
  const { send, count } = sends(answer({ Code: 'InvalidSecurityToken.Expired' }, 400), answer({}));
  await deliver(logicalCall({ expireKeys: (keys) => expired.push(keys) }), { send, timing, redact }, bareCall());
  expect(expired).toEqual([testKeys]);
  expect(count()).toBe(2);
});

test('keys that stay expired end the call', async () => {
  const { send, count } = sends(answer({ Code: 'InvalidSecurityToken.Expired' }, 400));
  const ended = await deliver(logicalCall({ expireKeys: () => {} }), { send, timing, redact }, bareCall());
  expect(ended).toMatchObject({
    kind: 'failed',
    mayHaveActed: false,
    problem: { code: 'InvalidSecurityToken.Expired' },
  });
  expect(count()).toBe(2);
});

test('a reply that was lost stays unsure whatever follows', async () => {
  const { send } = sends(unreachableAt(httpRequest, 'read', false, 'ECONNRESET'), answer({ Code: 'Forbidden' }, 403));
  expect(await deliver(logicalCall(), { send, timing, redact }, bareCall())).toMatchObject({
    kind: 'failed',
    mayHaveActed: true,
    problem: { code: 'Forbidden', failure: { OutcomeKnown: false } },
  });
});

test('keys that fail after a lost reply do not hide that it was lost', async () => {
  let signed = 0;
  const sign = async () => {
    signed += 1;
    if (signed > 1) throw new BadSettings('x', 'no keys any more', 'y');
    return { keys: testKeys, httpRequest, stringToSign: '' };
  };
  const { send } = sends(unreachableAt(httpRequest, 'read', false, 'ECONNRESET'));
  expect(await deliver(logicalCall({ sign }), { send, timing, redact }, bareCall())).toMatchObject({
    kind: 'failed',
    mayHaveActed: true,
    problem: { code: 'unreachable' },
  });
});

test('missing keys are no delivery at all', async () => {
  const sign = () => Promise.reject(new BadSettings('x', 'no keys', 'y'));
  await expect(deliver(logicalCall({ sign }), { send: sends().send, timing, redact }, bareCall())).rejects.toThrow(
    'no keys',
  );
});

test('a fault of ours is let through', async () => {
  await expect(
    deliver(logicalCall(), { send: sends(new TypeError('ours')).send, timing, redact }, bareCall()),
  ).rejects.toThrow(TypeError);
});

test.each([
  ['an untrusted certificate', unreachableAt(httpRequest, 'tls', true, 'SELF_SIGNED')],
  ['an answer that is too long', unreachableAt(httpRequest, 'body', false, 'more', new ResponseTooLong())],
])('%s is not asked for again', async (_, problem) => {
  const { send, count } = sends(problem);
  await deliver(logicalCall({ risk: 'read' }), { send, timing, redact }, bareCall());
  expect(count()).toBe(1);
});

test.each([
  [302, 1, true],
  [403, 1, true],
  [429, 7, true],
  [502, 4, false],
  [200, 4, false],
])('a page with status %i is sent %i times to a write with a token', async (status, times, outcomeKnown) => {
  const { send, count } = sends({ status, headers: {}, text: '<html>no gateway</html>' });
  const ended = await deliver(logicalCall({ risk: 'write' }), { send, timing, redact }, bareCall());
  expect(count()).toBe(times);
  expect(ended).toMatchObject({
    kind: 'failed',
    mayHaveActed: !outcomeKnown,
    problem: { phase: 'body', outcomeKnown },
  });
});
