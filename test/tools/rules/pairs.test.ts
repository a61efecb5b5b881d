import { describe, expect, it } from 'vitest';
import type { RegionInventory } from '../../../src/tools/inventory/inventory.ts';
import { groupsOf, isPair, selectorsOf } from '../../../src/tools/rules/pairs.ts';
import { healthyRegion } from '../../support/inventories.ts';

const paired = (region: RegionInventory): boolean => {
  const [a, b] = region.connections;
  return a !== undefined && b !== undefined && isPair(a, b, region);
};

describe('two connections', () => {
  it('with equal subnets and weights 100 and 0 are a pair', () => expect(paired(healthyRegion())).toBe(true));

  it('are one before they have any route', () => expect(paired({ ...healthyRegion(), routes: [] })).toBe(true));

  it.each([
    ['on two gateways', { VpnGatewayId: 'vpn-b' }],
    ['with other subnets', { RemoteSubnet: '172.20.0.0/17' }],
  ])('%s are none', (_name, change) => {
    const region = healthyRegion();
    const connections = region.connections.map((one, index) => (index === 1 ? { ...one, ...change } : one));
    expect(paired({ ...region, connections })).toBe(false);
  });

  it('that are both active are none', () => {
    const region = healthyRegion();
    expect(paired({ ...region, routes: region.routes.map((route) => ({ ...route, Weight: 100 })) })).toBe(false);
  });
});

it('entries for one destination stand together, the active one first', () => {
  const region = healthyRegion();
  const groups = groupsOf({ ...region, routes: [...region.routes].reverse() });
  expect(groups.map((group) => group.map(({ Weight }) => Weight))).toEqual([[100, 0]]);
});

it('the blocks of a connection are read once, without what is no block', () => {
  const connection = { LocalSubnet: '10.0.0.0/24, 10.0.1.0/24', RemoteSubnet: 'somewhere,172.16.0.0/16' };
  expect(selectorsOf(connection)).toEqual({ local: ['10.0.0.0/24', '10.0.1.0/24'], remote: ['172.16.0.0/16'] });
  expect(selectorsOf(connection)).toBe(selectorsOf(connection));
});
