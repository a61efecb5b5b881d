import { expect, it } from 'vitest';
import { readTables, unlessRouted } from '../../../src/tools/inventory/gateway-tables.ts';
import { startBench } from '../../guard/bench.ts';

const RegionId = 'cn-qingdao-env17-d01';
const VpnGatewayId = 'vpn-hq0001';
const signal = new AbortController().signal;
const pause = async (): Promise<void> => {};

it('reads both tables, each entry with its gateway', async () => {
  const policy = { RouteSource: '10.10.0.0/16', RouteDest: '172.20.0.0/16', NextHop: 'vco-plant0001', Weight: 100 };
  const bench = await startBench({ patch: { 'routes_pbr+': { VpnInstanceId: VpnGatewayId, ...policy } } });
  const { routes, why } = await readTables(bench.invoke, bench.call(), RegionId, VpnGatewayId);
  expect(why).toBeUndefined();
  expect(new Set(routes.map(({ RouteType }) => RouteType))).toEqual(new Set(['dbr', 'pbr']));
  expect(routes.every((route) => route.VpnGatewayId === VpnGatewayId)).toBe(true);
});

it.each([
  ['vco-plant0001', /^172\.20\.0\.0\/16 still leads to vco-plant0001/],
  ['vco-nobody', undefined],
])('of %s says whether a route leads to it', async (VpnConnectionId, words) => {
  const bench = await startBench();
  const found = await unlessRouted(
    { RegionId, VpnGatewayId, VpnConnectionId },
    bench.call(),
    bench.invoke,
  )(signal, pause);
  if (words === undefined) expect(found).toBeUndefined();
  else expect(found).toMatch(words);
});

it('does not let go where the tables cannot be read', async () => {
  const bench = await startBench();
  await bench.control('faults', { kind: 'forbidden', action: 'DescribeVpnRouteEntries', times: 9 });
  const leaving = { RegionId, VpnGatewayId, VpnConnectionId: 'vco-nobody' };
  expect(await unlessRouted(leaving, bench.call(), bench.invoke)(signal, pause)).toMatch(
    /could not be read \(Forbidden\)/,
  );
});
