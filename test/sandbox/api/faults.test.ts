import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createFaults, type FaultInput } from '../../../src/sandbox/api/faults.ts';
import { holdWaits } from '../../support/held-waits.ts';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny();
beforeEach(() => tiny.reset());

const setFault = (fault: FaultInput) => tiny.control('faults', fault);
const create = () => tiny.call('CreateCustomerGateway', { IpAddress: '192.0.2.9' });
const exists = (): boolean => tiny.cloud.world.data.customer_gateways.some((one) => one.IpAddress === '192.0.2.9');

describe('before acting', () => {
  const table: { fault: FaultInput; status: number; code: string }[] = [
    { fault: { kind: 'throttle' }, status: 400, code: 'Throttling.User' },
    { fault: { kind: 'throttle', code: 'Throttling.Api' }, status: 400, code: 'Throttling.Api' },
    { fault: { kind: 'forbidden' }, status: 403, code: 'Forbidden' },
    { fault: { kind: 'expired-token' }, status: 400, code: 'InvalidSecurityToken.Expired' },
    { fault: { kind: 'error-before' }, status: 500, code: 'InternalError' },
    {
      fault: { kind: 'error-before', status: 503, code: 'ServiceUnavailable' },
      status: 503,
      code: 'ServiceUnavailable',
    },
    { fault: { kind: 'refuse', status: 400, code: 'TaskConflict' }, status: 400, code: 'TaskConflict' },
  ];
  for (const { fault, status, code } of table)
    test(`${fault.kind} answers ${status} ${code} and changes nothing`, async () => {
      await setFault(fault);
      const reply = await create();
      expect([reply.status, reply.body.Code, exists()]).toEqual([status, code, false]);
      expect((await create()).status).toBe(200);
    });

  test('a throttle may say when to come back', async () => {
    await setFault({ kind: 'throttle', retryAfterMs: 1500 });
    expect((await create()).headers.get('x-acs-retry-after')).toBe('1500');
  });

  test('cut-before breaks the connection and changes nothing', async () => {
    await setFault({ kind: 'cut-before' });
    await expect(create()).rejects.toThrow();
    expect(exists()).toBe(false);
  });
});

describe('after acting', () => {
  test('error-after answers 500 although the thing was made', async () => {
    await setFault({ kind: 'error-after' });
    expect([(await create()).status, exists()]).toEqual([500, true]);
    expect((await tiny.control('requests')).body).toMatchObject([{ verdict: 'InternalError', acted: true }]);
  });

  test('cut-after breaks the connection although the thing was made', async () => {
    await setFault({ kind: 'cut-after' });
    await expect(create()).rejects.toThrow();
    expect(exists()).toBe(true);
    expect((await tiny.control('requests')).body).toMatchObject([{ verdict: 'ok, cut-after', acted: true, status: 0 }]);
  });

  test('truncate gives half a reply', async () => {
    await setFault({ kind: 'truncate' });
    await expect(create()).rejects.toThrow();
    expect(exists()).toBe(true);
  });

  test('garbage is a page of HTML', async () => {
    await setFault({ kind: 'garbage' });
    const { status, headers, text } = await create();
    expect([status, headers.get('content-type'), exists()]).toEqual([502, 'text/html', true]);
    expect(text).toContain('<html>');
  });

  test('lose-reply says nothing until the caller hangs up', async () => {
    await setFault({ kind: 'lose-reply' });
    const silence = await Promise.race([create(), until(exists).then(() => 'nothing')]);
    expect(silence).toBe('nothing');
  });

  test('a repeat with the same client token finds what was made', async () => {
    await setFault({ kind: 'error-after' });
    const parameters = { IpAddress: '192.0.2.9', ClientToken: 'FAKE-again' };
    expect((await tiny.call('CreateCustomerGateway', parameters)).status).toBe(500);
    expect((await tiny.call('CreateCustomerGateway', parameters)).status).toBe(200);
    expect(tiny.cloud.world.data.customer_gateways.filter((one) => one.IpAddress === '192.0.2.9')).toHaveLength(1);
  });
});

/** Resolves once the condition holds. */
const until = (holds: () => boolean): Promise<unknown> => vi.waitUntil(holds, 10_000);

test('a delay only waits', async () => {
  await setFault({ kind: 'delay', ms: 60_000 });
  const waits = holdWaits();
  const answered = vi.fn();
  const call = create();
  void call.then(answered);
  await until(() => waits.asked.length === 1);
  expect([waits.asked, answered.mock.calls]).toEqual([[60_000], []]);
  waits.end();
  expect((await call).status).toBe(200);
});

describe('a fault', () => {
  test('meets only its action, after those it skips, as often as it says', () => {
    const faults = createFaults();
    faults.add([{ kind: 'throttle', action: 'DescribeRegions', skip: 1, times: 2 }]);
    const calls = ['DescribeRegions', 'DeleteVpnGateway', 'DescribeRegions', 'DescribeRegions', 'DescribeRegions'];
    expect(calls.map((action) => faults.next(action)?.kind)).toEqual([
      undefined,
      undefined,
      'throttle',
      'throttle',
      undefined,
    ]);
    expect(faults.list()).toEqual([]);
  });

  test('waits its turn behind those set before it', () => {
    const faults = createFaults();
    faults.add([{ kind: 'expired-token' }, { kind: 'forbidden', action: 'DescribeVpnGateways' }]);
    expect(['DescribeVpnGateways', 'DescribeVpnGateways'].map((one) => faults.next(one)?.kind)).toEqual([
      'expired-token',
      'forbidden',
    ]);
  });

  test('of an unknown kind is refused with the known ones', async () => {
    const { status, body } = await tiny.control('faults', { kind: 'explode' });
    expect(status).toBe(400);
    expect(body.error).toContain('throttle');
  });

  test('is taken away by an empty list', async () => {
    await setFault({ kind: 'throttle', times: 9 });
    expect((await tiny.control('faults', [])).body).toEqual([]);
    expect((await create()).status).toBe(200);
  });
});
