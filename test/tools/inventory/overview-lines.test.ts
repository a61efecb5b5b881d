import { describe, expect, it } from 'vitest';
import { isOwnFault, linesOf } from '../../../src/tools/inventory/overview-lines.ts';
import { estateOf, healthyRegion } from '../../support/inventories.ts';

const region = healthyRegion();
const [gateway] = region.gateways;
const withDown = {
  ...region,
  connections: region.connections.map((one, n) => (n === 0 ? { ...one, Status: 'ike_sa_not_established' } : one)),
};

describe('the lines of an overview', () => {
  it('leave out tunnels that are up and count them at their gateway', () => {
    expect(linesOf(estateOf(region), 'en').map(({ Id, State }) => [Id, State])).toEqual([
      ['vpn-a', 'active, 203.0.113.10, tunnels: 2 up'],
      ['vss-1', expect.stringMatching(/ of \d+ sessions, /)],
    ]);
  });

  it('put a broken tunnel above its gateway, which is only degraded by it', () => {
    const lines = linesOf(estateOf(withDown), 'en');
    expect(lines.map(({ Id, Health }) => [Id, Health]).slice(0, 2)).toEqual([
      ['vco-1', 'down'],
      ['vpn-a', 'degraded'],
    ]);
    expect(lines.map(isOwnFault)).toEqual([true, false, false]);
  });

  it('put a locked gateway above a broken tunnel of any region', () => {
    const locked = { ...region, RegionId: 'cn-zzz', gateways: [{ ...gateway, BusinessStatus: 'FinancialLocked' }] };
    const [first] = linesOf(estateOf(withDown, locked), 'en');
    expect(first).toMatchObject({
      RegionId: 'cn-zzz',
      Kind: 'gateway',
      State: expect.stringMatching(/^FinancialLocked/),
    });
  });

  it('say that tunnels were not read where they were not', () => {
    const inventory = {
      ...estateOf({ ...region, connections: [] }),
      unseen: [{ RegionId: 'cn-hangzhou', Action: 'DescribeVpnConnections', Reason: 'Forbidden' }],
    };
    expect(linesOf(inventory, 'en')[0]?.State).toContain('tunnels: not read');
    expect(linesOf(inventory, 'zh')[0]?.State).toContain('隧道：未读取');
  });
});
