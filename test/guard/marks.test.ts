import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, refusalOf, startBench } from './bench.ts';

// Tags, resource groups, certificates of gateways, and the priority of policy routes: before, after, and the way back.

const RegionId = 'cn-hangzhou';
const { TagResources, UnTagResources, MoveVpnResourceGroup, AssociateVpnGatewayWithCertificate } = actions;
const gateway = { RegionId, ResourceType: 'VPNGATEWAY', ResourceId: ['vpn-shop0001'] };
const startPublic = (more = {}) => startBench({ world: 'public', ...more });

test('tags are told before and after, given once, and taken back', async () => {
  const bench = await startPublic();
  const given = { ...gateway, Tag: [{ Key: 'floor', Value: 'net' }] };
  const told = await bench.plan(TagResources, given);
  expect(told.Changes).toEqual([{ Field: 'vpn-shop0001 floor', Before: null, After: 'net' }]);
  expect(told.Undo).toContain('UnTagResources');
  await bench.invoke(TagResources, given, bench.call());
  expect((await bench.invoke(TagResources, given, bench.call()))['Outcome']).toMatchObject({ State: 'unchanged' });
  const other = await bench.plan(TagResources, { ...gateway, Tag: [{ Key: 'floor', Value: 'ops' }] });
  expect(other.Changes).toEqual([{ Field: 'vpn-shop0001 floor', Before: 'net', After: 'ops' }]);
  expect(other.Undo).toContain('Tag=Key:floor,Value:net');
  const all = await bench.plan(UnTagResources, { ...gateway, All: true });
  expect(all.Changes).toContainEqual({ Field: 'vpn-shop0001 floor', Before: 'net', After: null });
  const none = await bench.invoke(UnTagResources, { ...gateway, TagKey: ['absent'] }, bench.call());
  expect(none['Outcome']).toMatchObject({ State: 'unchanged' });
  expect((await bench.writes()).map(({ action }) => action)).toEqual(['TagResources']);
});

test('a move to another group waits for a yes that names what moves along', async () => {
  const bench = await startPublic();
  const move = {
    ...{ RegionId, InstanceId: 'vpn-shop0001', ResourceType: 'VpnGateway' as const },
    NewResourceGroupId: 'rg-other000000001',
  };
  const told = await bench.plan(MoveVpnResourceGroup, move);
  expect(told).toMatchObject({ Risk: 'disrupt', Asks: 'a person' });
  expect(told.BlastRadius.join('\n')).toMatch(/could then not move it back[\s\S]*moves too: .*paris \(vco-paris001\)/);
  expect(told.Undo).toContain('NewResourceGroupId=rg-shop000000001');
  const { Outcome } = await bench.invoke(MoveVpnResourceGroup, move, bench.call(agreeable()));
  expect(Outcome).toMatchObject({ State: 'done', Confirmed: true });
  const again = await bench.invoke(MoveVpnResourceGroup, move, bench.call());
  expect(again['Outcome']).toMatchObject({ State: 'unchanged' });
});

test('only a gateway of the national standard gets a certificate, and the plan names its tunnels', async () => {
  const pair = {
    ...{ RegionId, VpnGatewayId: 'vpn-shop0001', CertificateId: '6bfe4218-made-up' },
    CertificateType: 'Signature' as const,
  };
  const normal = await startPublic();
  const { message } = await refusalOf(normal.invoke(AssociateVpnGatewayWithCertificate, pair, normal.call()));
  expect(message).toContain('is of type Normal');
  const bench = await startPublic({ patch: { 'vpn-shop0001.VpnType': 'NationalStandard' } });
  const told = await bench.plan(AssociateVpnGatewayWithCertificate, pair);
  expect(told.BlastRadius.join('\n')).toContain('paris (vco-paris001)');
  expect(told.Undo).toContain('DissociateVpnGatewayWithCertificate');
  const away = { ...pair, CertificateId: 'another' };
  const refused = bench.invoke(actions.DissociateVpnGatewayWithCertificate, away, bench.call());
  expect((await refusalOf(refused)).message).toContain('does not have another as its Signature certificate');
});

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

test('a change of propagation alone is sent, and the plan says what enters or leaves the VPC', async () => {
  const bench = await startPublic();
  const [gatewayId = ''] = ['vpn-data0001'];
  const live = (await bench.state())['gateways']?.find(({ VpnGatewayId }) => VpnGatewayId === gatewayId);
  const AutoPropagate = !(live?.['AutoPropagate'] === true);
  const change = { RegionId, VpnGatewayId: gatewayId, AutoPropagate };
  const told = await bench.plan(actions.ModifyVpnGatewayAttribute, change);
  expect(told).toMatchObject({ Risk: 'disrupt', Changes: [{ Field: 'AutoPropagate', After: AutoPropagate }] });
  expect(told.BlastRadius.join(' ')).toMatch(/Routes that BGP (brings enter|brought leave) the route tables/);
  await bench.invoke(actions.ModifyVpnGatewayAttribute, change, bench.call(agreeable()));
  const again = await bench.invoke(actions.ModifyVpnGatewayAttribute, change, bench.call());
  expect(again['Outcome']).toMatchObject({ State: 'unchanged' });
  expect(await bench.writes()).toHaveLength(1);
});

test('a BGP key alone is sent, names the sessions that drop, and appears nowhere', async () => {
  const bench = await startPublic();
  const rows = (await bench.state())['connections'] ?? [];
  expect(rows.length).toBeGreaterThan(0);
  const change = { RegionId, CustomerGatewayId: 'cgw-lyon0001', AuthKey: 'FAKEbgp-canary1' };
  const told = await bench.plan(actions.ModifyCustomerGatewayAttribute, change);
  expect(told.Changes.map(({ Field }) => Field)).toEqual(['AuthKey']);
  expect(told.BlastRadius.join(' ')).toContain('BGP sessions with this peer end');
  expect(told.BlastRadius.join(' ')).toContain('lyon0001');
  await bench.invoke(actions.ModifyCustomerGatewayAttribute, change, bench.call(agreeable()));
  expect((await bench.writes())[0]?.parameters['AuthKey']).toBe('FAKEbgp-canary1');
  expect(JSON.stringify([told, bench.audit(), bench.logged])).not.toContain('FAKEbgp-canary1');
});

test('DNS and login of an SSL-VPN server are compared with what it has', async () => {
  const bench = await startPublic();
  const server = { RegionId, SslVpnServerId: 'vss-shop0001' };
  const login = { EnableMultiFactorAuth: true, IDaaSInstanceId: 'idaas-made-up', IDaaSRegionId: 'cn-hangzhou' };
  const change = { ...server, DnsServers: '100.100.2.136', ...login };
  const told = await bench.plan(actions.ModifySslVpnServer, change);
  expect(told.Changes.map(({ Field }) => Field)).toEqual([
    ...['DnsServers', 'EnableMultiFactorAuth', 'IDaaSInstanceId', 'IDaaSRegionId'],
  ]);
  expect(told.BlastRadius.join(' ')).toContain('log in anew');
  await bench.invoke(actions.ModifySslVpnServer, change, bench.call(agreeable()));
  const again = await bench.invoke(actions.ModifySslVpnServer, change, bench.call());
  expect(again['Outcome']).toMatchObject({ State: 'unchanged' });
});
