import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Call, Invoke, OwnReads } from '../../../src/catalogue/invoke.ts';
import { CloudError } from '../../../src/errors.ts';
import { createEvidenceReader } from '../../../src/tools/cloud-evidence/evidence-reader.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const { DescribeSslVpnClients, DiagnoseVpnConnections } = actions;
const asked = { VpnGatewayId: 'vpn-1' };

const ownReads = (rest: Partial<OwnReads> = {}): OwnReads => ({
  logs: true,
  checks: true,
  refusalOf: async () => undefined,
  noteRefusal: async () => {},
  ...rest,
});

const readerWith = (invoke: Invoke, rest: Partial<OwnReads> = {}, call: Partial<Call> = {}) => {
  const reader = createEvidenceReader(invoke, testCall({ ...call, ownReads: ownReads(rest) }));
  if (!reader) throw new Error('no reader');
  return reader;
};

const refusal = (Code: string, HttpStatus: number) =>
  new CloudError({ Code, HttpStatus, Retryable: false, OutcomeKnown: true }, `${Code}: no`, 'Ask for it.');

const failing =
  (error: unknown): Invoke =>
  async () =>
    Promise.reject(error);

describe('evidence of the cloud itself', () => {
  it('is not read where the cloud has none', () => {
    expect(createEvidenceReader(fakeInvoke(() => ({})).invoke, testCall())).toBeUndefined();
  });

  it('is read four times at most, and the fifth says so', async () => {
    const { invoke, asked: calls } = fakeInvoke(() => ({ TotalCount: 0 }));
    const { read, unread } = readerWith(invoke);
    const replies = await Promise.all(Array.from({ length: 5 }, () => read(DescribeSslVpnClients, asked)));
    expect(replies.filter(Boolean)).toHaveLength(4);
    expect(calls).toHaveLength(4);
    expect(unread).toEqual([
      { Action: 'DescribeSslVpnClients', Reason: 'not asked: a diagnosis makes at most 4 such reads' },
    ]);
  });

  it('that was refused is told and remembered', async () => {
    const noteRefusal = vi.fn(async () => {});
    const error = refusal('Forbidden.RAM', 403);
    const { read, unread } = readerWith(failing(error), { noteRefusal });
    expect(await read(DescribeSslVpnClients, asked)).toBeUndefined();
    expect(unread).toEqual([{ Action: 'DescribeSslVpnClients', Reason: 'Forbidden.RAM: no' }]);
    expect(noteRefusal).toHaveBeenCalledWith(DescribeSslVpnClients, asked, error);
  });

  it('that was refused before is not asked for again', async () => {
    const { invoke, asked: calls } = fakeInvoke(() => ({}));
    const { read, unread } = readerWith(invoke, { refusalOf: async () => 'not asked: it was refused' });
    expect(await read(DescribeSslVpnClients, asked)).toBeUndefined();
    expect([calls, unread]).toEqual([[], [{ Action: 'DescribeSslVpnClients', Reason: 'not asked: it was refused' }]]);
  });

  it.each(['InvalidDiagnoseId.NotFound', 'MissingParameter', 'InvalidParameter'])(
    'that is not there, %s, is nothing that was missed',
    async (code) => {
      const { read, unread } = readerWith(failing(refusal(code, 404)));
      expect(await read(DiagnoseVpnConnections, { VpnGatewayId: 'vpn-1' })).toBeUndefined();
      expect(unread).toEqual([]);
    },
  );

  it('is waited for eight seconds, all reads together', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const invoke: Invoke = async (_action, _input, { signal }) => {
      signal.throwIfAborted();
      throw new Error('it was not given the deadline');
    };
    const { read, unread } = readerWith(invoke);
    vi.advanceTimersByTime(8000);
    expect(await read(DescribeSslVpnClients, asked)).toBeUndefined();
    expect(unread).toEqual([{ Action: 'DescribeSslVpnClients', Reason: 'no answer within 8 s' }]);
  });

  it('ends with its caller', async () => {
    const controller = new AbortController();
    const invoke: Invoke = async () => {
      controller.abort(new Error('gone'));
      throw new Error('cut');
    };
    const { read } = readerWith(invoke, {}, { signal: controller.signal });
    await expect(read(DescribeSslVpnClients, asked)).rejects.toThrow('cut');
  });
});
