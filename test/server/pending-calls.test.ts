import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPendingCalls, keepMsOf, type PendingCall } from '../../src/server/pending-calls.ts';
import { type Reply, toReply } from '../../src/tools/reply/result.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const codeOf = ({ _meta }: Reply): unknown => Object(_meta?.['vpn-gateway-mcp/error']).Code;

/** Work that ends when told to, and counts how often it was begun. */
const slowWork = () => {
  let finish = (_: Reply): void => {};
  let fail = (_: Error): void => {};
  const work = vi.fn(
    (signal: AbortSignal) =>
      new Promise<Reply>((resolve, reject) => {
        finish = resolve;
        fail = reject;
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  );
  return { work, finish: (reply: Reply) => finish(reply), fail: (error: Error) => fail(error) };
};

const callOf = (work: PendingCall['work'], rest: Partial<PendingCall> = {}): PendingCall => ({
  ...{ key: 'one', tool: 'CreateVpnGateway', signal: new AbortController().signal },
  ...{ maxWaitMs: 45_000, keepMs: 600_000, work, ...rest },
});

const done = toReply({ VpnGatewayId: 'vpn-1' });

/** Calls of which one was answered as pending. */
const pending = async (rest: Partial<PendingCall> = {}) => {
  const pendingCalls = createPendingCalls();
  const slow = slowWork();
  const first = pendingCalls.run(callOf(slow.work, rest));
  await vi.advanceTimersByTimeAsync(45_000);
  expect(codeOf(await first)).toBe('pending');
  return { pendingCalls, slow };
};

it('a quick reply is returned, and the next call starts work of its own', async () => {
  const pendingCalls = createPendingCalls();
  const work = vi.fn(async () => done);
  expect([await pendingCalls.run(callOf(work)), await pendingCalls.run(callOf(work))]).toEqual([done, done]);
  expect(work).toHaveBeenCalledTimes(2);
});

it('the same call waits for the running job, and starts no second one', async () => {
  const { pendingCalls, slow } = await pending();
  const second = pendingCalls.run(callOf(slow.work));
  slow.finish(done);
  expect(await second).toBe(done);
  expect(slow.work).toHaveBeenCalledTimes(1);
});

it('a reply that came meanwhile is kept for the same call, once', async () => {
  const { pendingCalls, slow } = await pending();
  slow.finish(done);
  await vi.advanceTimersByTimeAsync(keepMsOf(false) - 1);
  expect(await pendingCalls.run(callOf(slow.work))).toBe(done);
  void pendingCalls.run(callOf(slow.work));
  expect(slow.work).toHaveBeenCalledTimes(2);
});

it('the reply of a read is kept for a minute only', async () => {
  const { pendingCalls, slow } = await pending({ keepMs: keepMsOf(true) });
  slow.finish(done);
  await vi.advanceTimersByTimeAsync(keepMsOf(true));
  void pendingCalls.run(callOf(slow.work));
  expect(slow.work).toHaveBeenCalledTimes(2);
});

it('a failure that came meanwhile is reported to the same call', async () => {
  const { pendingCalls, slow } = await pending();
  slow.fail(new Error('refused'));
  await expect(pendingCalls.run(callOf(slow.work))).rejects.toThrow('refused');
});

it('a call with another key is work of its own', async () => {
  const { pendingCalls } = await pending();
  expect(await pendingCalls.run(callOf(async () => done, { key: 'two' }))).toBe(done);
});

it('a caller that receives progress is never answered as pending', async () => {
  const pendingCalls = createPendingCalls();
  const slow = slowWork();
  const call = pendingCalls.run(callOf(slow.work, { maxWaitMs: undefined }));
  await vi.advanceTimersByTimeAsync(600_000);
  slow.finish(done);
  expect(await call).toBe(done);
});

it('the abort of a call aborts the job, also one that an earlier call started', async () => {
  const { pendingCalls, slow } = await pending();
  const caller = new AbortController();
  const second = pendingCalls.run(callOf(slow.work, { signal: caller.signal }));
  caller.abort(new Error('gone'));
  await expect(second).rejects.toThrow('gone');
  expect(slow.work.mock.calls[0]?.[0].aborted).toBe(true);
  expect(await pendingCalls.run(callOf(async () => done))).toBe(done);
});

it('pending jobs are aborted when the server closes', async () => {
  const { pendingCalls, slow } = await pending();
  pendingCalls.close();
  expect(slow.work.mock.calls[0]?.[0].aborted).toBe(true);
});
