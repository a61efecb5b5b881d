import { expect, it } from 'vitest';
import { notUnderstood } from '../../../src/tools/audit/not-understood.ts';
import type { RegionInventory } from '../../../src/tools/inventory/inventory.ts';
import { estateOf, healthyRegion, listedTunnel } from '../../support/inventories.ts';

const regionOf = (...lists: readonly unknown[]): RegionInventory => ({
  ...healthyRegion(),
  connections: lists.map((TunnelOptionsSpecification, n) => ({
    VpnConnectionId: `vco-${n}`,
    TunnelOptionsSpecification,
  })),
});

it('nothing is told of connections whose tunnels are understood', () => {
  const region = regionOf(undefined, [listedTunnel('tun-a'), listedTunnel('tun-b')]);
  expect(notUnderstood(estateOf(region))).toEqual({ count: 0, rows: [] });
});

it('connections are told by region and reason, counted, and a few of them named', () => {
  const twice = [listedTunnel('tun-a'), listedTunnel('tun-a')];
  const region = regionOf(null, twice, ...Array.from({ length: 6 }, () => null));
  const { count, rows } = notUnderstood(estateOf(region, { ...regionOf(null), RegionId: 'cn-beijing' }));
  expect(count).toBe(9);
  expect(rows.map(({ RegionId, Action, Reason }) => [RegionId, Action, Reason.split(': ')[1]])).toEqual([
    ['cn-hangzhou', 'DescribeVpnConnections', 'their list is null, of vco-0, vco-2, vco-3, vco-4, vco-5 and 2 more'],
    ['cn-hangzhou', 'DescribeVpnConnections', 'one stands there twice, of vco-1'],
    ['cn-beijing', 'DescribeVpnConnections', 'their list is null, of vco-0'],
  ]);
});
