import { describe, expect, it } from 'vitest';
import { readRoute } from '../../../src/tools/wait/route-status.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const dbr = (NextHop: string, Weight: number, State = 'published') => ({
  ...{ RouteDest: '10.0.0.0/8', NextHop, Weight, State },
});
const pair = [dbr('vco-1', 100), dbr('vco-2', 0, 'normal')];

const read = (reference: object, rows: readonly object[] = pair, Status = 'active') => {
  const { invoke } = fakeInvoke((action) => {
    if (action === 'DescribeVpnGateway') return { VpnGatewayId: 'vpn-1', Status };
    if (action === 'DescribeVpnRouteEntries') return { VpnRouteEntries: rows, TotalCount: rows.length };
    const policy = [{ ...dbr('vco-1', 100), RouteSource: '10.1.0.0/16' }];
    return { VpnPbrRouteEntries: policy, TotalCount: policy.length };
  });
  return readRoute(invoke, testCall(), 'cn-a', { gateway: 'vpn-1', RouteDest: '10.0.0.0/8', ...reference });
};

describe('a route', () => {
  it.each([
    ['that carries traffic', { NextHop: 'vco-1' }, { Status: 'active', also: ['published'] }],
    ['that stands by', { NextHop: 'vco-2' }, { Status: 'standby', also: ['normal'] }],
    ['of the other table', { RouteSource: '10.1.0.0/16' }, { Status: 'active', also: ['published'] }],
  ])('%s says so', async (_, reference, seen) => {
    expect(await read(reference)).toEqual(seen);
  });

  it('that is not there never will be while nothing changes, and may be while something does', async () => {
    const still = await read({ RouteDest: '10.9.0.0/16' });
    expect(still).toMatchObject({ Status: 'gone', never: { en: expect.stringContaining('vpn-1 has no such route') } });
    expect(await read({ RouteDest: '10.9.0.0/16' }, pair, 'updating')).toEqual({
      Status: 'gone',
      busy: { id: 'vpn-1', status: 'updating' },
    });
  });

  it('that may be either of two is not guessed', async () => {
    const { never } = await read({});
    expect(never?.en).toBe('it fits vpn-1:vco-1:10.0.0.0/8, vpn-1:vco-2:10.0.0.0/8: name one of them');
  });

  it('of a table that cannot be believed has no known status', async () => {
    const { invoke } = fakeInvoke((action) =>
      action === 'DescribeVpnGateway' ? { Status: 'active' } : { VpnRouteEntries: [], TotalCount: 3 },
    );
    const reference = { gateway: 'vpn-1', RouteDest: '10.0.0.0/8' };
    expect(await readRoute(invoke, testCall(), undefined, reference)).toEqual({ Status: 'unknown' });
  });
});
