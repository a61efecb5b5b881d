import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPendingCalls, keepMsOf, type PendingCall } from '../../src/server/pending-calls.ts';
import { type Reply, toReply } from '../../src/tools/result.ts';

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
  ...{ holdMs: 45_000, keepMs: 600_000, work, ...rest },
});

const done = toReply({ VpnGatewayId: 'vpn-1' });

/** A call that was answered as pending. */
const held = async (rest: Partial<PendingCall> = {}) => {
  const holds = createPendingCalls();
  const slow = slowWork();
  const first = holds.run(callOf(slow.work, rest));
  await vi.advanceTimersByTimeAsync(45_000);
  expect(codeOf(await first)).toBe('pending');
  return { holds, slow };
};

it('a quick answer passes, and the next call begins anew', async () => {
  const holds = createPendingCalls();
  const work = vi.fn(async () => done);
  expect([await holds.run(callOf(work)), await holds.run(callOf(work))]).toEqual([done, done]);
  expect(work).toHaveBeenCalledTimes(2);
});

it('the same call takes up what goes on, and begins nothing again', async () => {
  const { holds, slow } = await held();
  const second = holds.run(callOf(slow.work));
  slow.finish(done);
  expect(await second).toBe(done);
  expect(slow.work).toHaveBeenCalledTimes(1);
});

it('an answer that came meanwhile is kept for the same call, once', async () => {
  const { holds, slow } = await held();
  slow.finish(done);
  await vi.advanceTimersByTimeAsync(keepMsOf(false) - 1);
  expect(await holds.run(callOf(slow.work))).toBe(done);
  void holds.run(callOf(slow.work));
  expect(slow.work).toHaveBeenCalledTimes(2);
});

it('what a read brought grows old and is not kept long', async () => {
  const { holds, slow } = await held({ keepMs: keepMsOf(true) });
  slow.finish(done);
  await vi.advanceTimersByTimeAsync(keepMsOf(true));
  void holds.run(callOf(slow.work));
  expect(slow.work).toHaveBeenCalledTimes(2);
});

it('a failure that came meanwhile is that of the same call', async () => {
  const { holds, slow } = await held();
  slow.fail(new Error('refused'));
  await expect(holds.run(callOf(slow.work))).rejects.toThrow('refused');
});

it('another call is another matter', async () => {
  const { holds } = await held();
  expect(await holds.run(callOf(async () => done, { key: 'two' }))).toBe(done);
});

it('a caller that listens is not answered before the end', async () => {
  const holds = createPendingCalls();
  const slow = slowWork();
  const call = holds.run(callOf(slow.work, { holdMs: undefined }));
  await vi.advanceTimersByTimeAsync(600_000);
  slow.finish(done);
  expect(await call).toBe(done);
});

it('the abort of a call ends the work, one that was taken up included', async () => {
  const { holds, slow } = await held();
  const caller = new AbortController();
  const second = holds.run(callOf(slow.work, { signal: caller.signal }));
  caller.abort(new Error('gone'));
  await expect(second).rejects.toThrow('gone');
  expect(slow.work.mock.calls[0]?.[0].aborted).toBe(true);
  expect(await holds.run(callOf(async () => done))).toBe(done);
});

it('what still goes on ends with the server', async () => {
  const { holds, slow } = await held();
  holds.close();
  expect(slow.work.mock.calls[0]?.[0].aborted).toBe(true);
});
