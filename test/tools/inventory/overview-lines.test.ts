import { describe, expect, it } from 'vitest';
import { isOwnFault, linesOf, SCREEN } from '../../../src/tools/inventory/overview-lines.ts';
import { estateOf, healthyRegion } from '../../support/inventories.ts';

const region = healthyRegion();
const [gateway] = region.gateways;
const withDown = {
  ...region,
  connections: region.connections.map((one, n) => (n === 0 ? { ...one, Status: 'ike_sa_not_established' } : one)),
};

describe('the lines of an overview', () => {
  it('name every tunnel with its gateway while all fit on one screen', () => {
    const { lines, unlisted } = linesOf(estateOf(region), 'en');
    expect(lines.map(({ Id, State }) => [Id, State])).toEqual([
      ['vpn-a', 'active, 203.0.113.10, tunnels: 2 up'],
      ['vco-1', 'ipsec_sa_established, on vpn-a'],
      ['vco-2', 'ipsec_sa_established, on vpn-a'],
      ['vss-1', '3 of 20 sessions, UDP 1194, on vpn-a'],
    ]);
    expect(unlisted).toBe(0);
  });

  it('leave out tunnels that are up as soon as one more thing would not fit, and count them', () => {
    const tunnels = (count: number) => {
      const [down, up] = withDown.connections;
      const connections = [down ?? {}, ...Array.from({ length: count - 1 }, () => up ?? {})];
      return linesOf(estateOf({ ...region, connections }), 'en');
    };
    // Beside a gateway and an SSL server.
    expect(tunnels(SCREEN - 2)).toMatchObject({ lines: { length: SCREEN }, unlisted: 0 });
    const { lines, unlisted } = tunnels(SCREEN - 1);
    expect([lines.map(({ Id }) => Id), unlisted]).toEqual([['vco-1', 'vpn-a', 'vss-1'], SCREEN - 2]);
  });

  it('say whom a thing belongs to where a reply does, by name and ID', () => {
    const owned = { Department: 7, DepartmentName: 'Logistics', ResourceGroup: '70' };
    const [first] = linesOf(estateOf({ ...region, gateways: [{ ...gateway, ...owned }] }), 'en').lines;
    expect(first).toMatchObject({ Id: 'vpn-a', Department: 'Logistics (7)', ResourceGroup: '70' });
    expect(linesOf(estateOf(region), 'en').lines[0]).not.toHaveProperty('Department');
  });

  it('show no word of ours as a status that the cloud did not give', () => {
    const silent = { ...region, connections: [{ VpnConnectionId: 'vco-9', VpnGatewayId: 'vpn-a' }] };
    expect(linesOf(estateOf(silent), 'en').lines.map(({ Health, State }) => [Health, State])).toEqual([
      ['unknown', 'active, 203.0.113.10, tunnels: 1 not known'],
      ['unknown', 'status not known, on vpn-a'],
      ['up', '3 of 20 sessions, UDP 1194, on vpn-a'],
    ]);
  });

  it('put a broken tunnel above its gateway, which is only degraded by it', () => {
    const { lines } = linesOf(estateOf(withDown), 'en');
    expect(lines.map(({ Id, Health }) => [Id, Health]).slice(0, 2)).toEqual([
      ['vco-1', 'down'],
      ['vpn-a', 'degraded'],
    ]);
    expect(lines.filter(isOwnFault).map(({ Id }) => Id)).toEqual(['vco-1']);
  });

  it('put a locked gateway above a broken tunnel of any region', () => {
    const locked = { ...region, RegionId: 'cn-zzz', gateways: [{ ...gateway, BusinessStatus: 'FinancialLocked' }] };
    const [first] = linesOf(estateOf(withDown, locked), 'en').lines;
    expect(first).toMatchObject({
      RegionId: 'cn-zzz',
      Kind: 'gateway',
      State: expect.stringMatching(/^FinancialLocked/),
    });
  });

  it('call no gateway up whose tunnels were not read', () => {
    const inventory = {
      ...estateOf({ ...region, connections: [] }),
      unseen: [{ RegionId: 'cn-hangzhou', Action: 'DescribeVpnConnections', Reason: 'Forbidden' }],
    };
    expect(linesOf(inventory, 'en').lines[0]).toMatchObject({
      Health: 'unknown',
      State: expect.stringContaining('tunnels: not read'),
    });
    expect(linesOf(inventory, 'zh').lines[0]?.State).toContain('隧道：未读取');
  });
});
