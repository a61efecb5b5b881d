import { expect, test } from 'vitest';
import { policiesFor } from '../../../src/sandbox/public-writes/policies.ts';
import { startPublic } from '../public/start-public.ts';

const it = startPublic();
const berlin = { VpnConnectionId: 'vco-berlin01', LocalSubnet: '10.0.1.0/24', RemoteSubnet: '172.20.64.0/18' };
const routesFor = (more: Partial<typeof berlin>) => {
  const { world } = it.cloud;
  const gateway = world.data.gateways.find((one) => one.VpnGatewayId === 'vpn-shop0001');
  return gateway ? policiesFor(world, gateway, { ...berlin, ...more }) : [];
};

test('a pair of blocks gets a route of its own, once', () => {
  expect(routesFor({})).toEqual([]);
  expect(routesFor({ LocalSubnet: '10.0.1.0/24,10.0.2.0/24' })).toMatchObject([
    { RouteSource: '10.0.2.0/24', RouteDest: '172.20.64.0/18', NextHop: 'vco-berlin01', Weight: 100, State: 'normal' },
  ]);
});

test('where another connection carries the pair it stands by, and all of the world is no pair', () => {
  expect(routesFor({ VpnConnectionId: 'vco-paris001' })).toMatchObject([{ NextHop: 'vco-paris001', Weight: 0 }]);
  expect(routesFor({ LocalSubnet: '0.0.0.0/0', RemoteSubnet: '0.0.0.0/0' })).toEqual([]);
});

test('more than the quota allows are refused', () => {
  it.cloud.world.platform.quotas.policy_routes_per_gateway = 1;
  expect(() => routesFor({ LocalSubnet: '10.0.2.0/24' })).toThrow('policy-based routes is exceeded');
});
