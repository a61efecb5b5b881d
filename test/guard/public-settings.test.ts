import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, refusalOf, startBench } from './bench.ts';

// Settings of today's public cloud that the guide does not have.

const RegionId = 'cn-hangzhou';
const startPublic = (more = {}) => startBench({ world: 'public', ...more });

const policy = (RouteDest: string, NextHop: string, Priority: number) => ({
  ...{ VpnInstanceId: 'vpn-shop0001', RouteSource: '10.0.0.0/16', RouteDest, NextHop },
  ...{ Weight: 100, State: 'normal', Priority },
});

test('a smaller priority number takes the traffic of a policy route', async () => {
  const bench = await startPublic();
  await bench.patch({ 'routes_pbr+': policy('172.20.0.0/16', 'vco-berlin01', 10) });
  await bench.patch({ 'routes_pbr+': policy('172.20.0.0/16', 'vco-paris001', 20) });
  const entry = {
    ...{ RegionId, VpnGatewayId: 'vpn-shop0001', RouteSource: '10.0.0.0/16', RouteDest: '172.20.0.0/16' },
    ...{ NextHop: 'vco-paris001', Weight: 100 as const, Priority: 20 },
  };
  const first = await bench.plan(actions.ModifyVpnPbrRouteEntryPriority, { ...entry, NewPriority: 5 });
  expect(first.Changes).toEqual([{ Field: 'Priority', Before: 20, After: 5 }]);
  expect(first.BlastRadius.join('\n')).toMatch(/from berlin \(vco-berlin01\) to paris \(vco-paris001\)/);
  expect(first.Undo).toMatch(/Priority=5, NewPriority=20|NewPriority=20, .*Priority=5|Priority=5.*NewPriority=20/);
  const behind = await bench.plan(actions.ModifyVpnPbrRouteEntryPriority, { ...entry, NewPriority: 30 });
  expect(behind.BlastRadius.join('\n')).not.toContain('from berlin');
  const wrong = { ...entry, Priority: 21, NewPriority: 5 };
  const refused = bench.invoke(actions.ModifyVpnPbrRouteEntryPriority, wrong, bench.call());
  expect((await refusalOf(refused)).message).toContain('The priority of this route is 20 now, not 21');
  const both = { ...entry, NewWeight: 0 as const, NewPriority: 5 };
  expect((await bench.plan(actions.ModifyVpnPbrRouteEntryAttribute, both)).Changes).toEqual([
    { Field: 'Weight', Before: 100, After: 0 },
    { Field: 'Priority', Before: 20, After: 5 },
  ]);
  const change = { ...entry, NewPriority: 5 };
  const { Outcome } = await bench.invoke(actions.ModifyVpnPbrRouteEntryPriority, change, bench.call(agreeable()));
  expect(Outcome).toMatchObject({ Confirmed: true });
});

test('DNS and login of an SSL-VPN server are compared with what it has', async () => {
  const bench = await startPublic();
  const server = { RegionId, SslVpnServerId: 'vss-shop0001' };
  const login = { EnableMultiFactorAuth: true, IDaaSInstanceId: 'idaas-made-up', IDaaSRegionId: 'cn-hangzhou' };
  const change = { ...server, DnsServers: '100.100.2.136', ...login };
  const summary = await bench.plan(actions.ModifySslVpnServer, change);
  expect(summary.Changes.map(({ Field }) => Field)).toEqual([
    ...['DnsServers', 'EnableMultiFactorAuth', 'IDaaSInstanceId', 'IDaaSRegionId'],
  ]);
  expect(summary.BlastRadius.join(' ')).toContain('log in anew');
  await bench.invoke(actions.ModifySslVpnServer, change, bench.call(agreeable()));
  const again = await bench.invoke(actions.ModifySslVpnServer, change, bench.call());
  expect(again['Outcome']).toMatchObject({ State: 'unchanged' });
});
