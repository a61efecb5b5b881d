import { expect, test } from 'vitest';
import { readGround } from '../../../src/tools/subnets/ground.ts';
import { refusalOf, region, startBench } from '../../guard/bench.ts';

const forbid = { kind: 'forbidden', times: 9 };

test('everything of the VPC is read: connections, both tables, servers', async () => {
  const bench = await startBench();
  const ground = await readGround(bench.invoke, bench.call(), region, 'vco-plant0001');
  expect(ground.gatewayId).toBe('vpn-hq0001');
  expect(ground.own.map(({ NextHop }) => NextHop)).toEqual(['vco-plant0001', 'vco-plant0002']);
  expect(ground.connections.map(({ VpnConnectionId }) => VpnConnectionId)).toEqual(['vco-plant0001', 'vco-plant0002']);
  expect([ground.servers.length, ground.vpc, ground.unread]).toEqual([1, [], []]);
});

test('gateways of the same VPC are read along', async () => {
  const bench = await startBench();
  await bench.patch({ 'vpn-wh0001.VpcId': 'vpc-hq0001' });
  const { routes, own, connections } = await readGround(bench.invoke, bench.call(), region, 'vco-plant0001');
  expect([routes.length, own.length, connections.length]).toEqual([3, 2, 3]);
});

test('the blocks of the VPC are known where the platform shows them', async () => {
  const bench = await startBench({ world: 'public' });
  const { vpc } = await readGround(bench.invoke, bench.call(), 'cn-hangzhou', 'vco-porto001');
  expect(vpc).toEqual(['10.20.0.0/16', '10.21.0.0/16']);
});

test.each([
  ['DescribeVpnConnections', /which tunnels belong together is not known/],
  ['DescribeVpnRouteEntries', /which tunnel carries what is not known/],
])('without %s nothing is planned', async (action, why) => {
  const bench = await startBench();
  await bench.control('faults', { ...forbid, action });
  expect((await refusalOf(readGround(bench.invoke, bench.call(), region, 'vco-plant0001'))).message).toMatch(why);
});

test('what else cannot be read is told', async () => {
  const bench = await startBench();
  await bench.control('faults', { ...forbid, action: 'DescribeSslVpnServers' });
  const { unread } = await readGround(bench.invoke, bench.call(), region, 'vco-plant0001');
  expect(unread).toMatchObject([{ values: { what: 'DescribeSslVpnServers' } }]);
});
