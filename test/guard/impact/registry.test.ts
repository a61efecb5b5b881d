import { expect, test } from 'vitest';
import { isRead, worstRisk } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import { createImpactRegistry, type Impacts, impactsOf } from '../../../src/guard/impact/registry.ts';
import type { LiveState } from '../../../src/guard/plan/live-state.ts';
import { createSecrets } from '../../../src/guard/secrets/store.ts';
import { noHistory } from '../planned-write.ts';

/** A look at a cloud in which nothing is there. */
const empty = async () => ({ missing: true as const });
const none = async () => ({ found: [] });
const liveState: LiveState = {
  platform: 'stack',
  gateway: empty,
  gatewaysOf: none,
  customerGateway: empty,
  connection: empty,
  connectionsOf: none,
  routes: none,
  sslServer: empty,
  sslServersOf: none,
  sslServers: none,
  certificate: empty,
  certificatesOf: none,
  namesOf: none,
};
const blind = Object.fromEntries(
  Object.keys(liveState).map((name) => [name, async () => ({ unread: 'Forbidden' })]),
) as unknown as LiveState;

const secrets = createSecrets(() => Buffer.alloc(32, 1));
const impacts = createImpactRegistry(secrets, () => 0, noHistory);
const all = Object.values(actions);
const deletes = all.filter(({ verb }) => verb === 'delete');
const input = {
  RegionId: 'cn-hangzhou',
  VpnGatewayId: 'vpn-1',
  VpnConnectionId: 'vco-1',
  NextHop: 'vco-1',
  RouteDest: '10.0.0.0/8',
  RouteSource: '10.1.0.0/16',
  Weight: 100,
  NewWeight: 0,
  CustomerGatewayId: 'cgw-1',
  SslVpnServerId: 'vss-1',
  SslVpnClientCertId: 'vsc-1',
  LocalSubnet: '10.0.0.0/8',
  RemoteSubnet: '172.16.0.0/12',
  RouteType: 'dbr',
  RoleArn: 'acs:ram::1:role/x',
  InstanceId: 'vpn-1',
  ResourceType: 'VpnGateway',
  NewResourceGroupId: 'rg-1',
  ResourceId: ['vpn-1'],
  Tag: [{ Key: 'a' }],
  TagKey: ['a'],
};

test.each(all)('$name is surveyed whatever the cloud shows', async (action) => {
  for (const eyes of [liveState, blind]) {
    const { target, state } = await impacts(action, input, eyes);
    expect(target.Id).toEqual(expect.any(String));
    expect(state).toBeDefined();
  }
});

test.each(deletes)('$name of what is not there is refused, and of what cannot be seen is asked', async (action) => {
  expect(worstRisk(action)).toBe('destroy');
  const gone = await impacts(action, input, liveState);
  expect([gone.gone, gone.refusal !== undefined]).toEqual([true, true]);
  const unseen = await impacts(action, input, blind);
  expect([unseen.gone, unseen.refusal]).toEqual([false, undefined]);
  expect([...unseen.affected, ...unseen.warnings].map(({ text: words }) => words.en)).toContainEqual(
    expect.stringContaining('Not known'),
  );
});

test('each write of the catalogue has an impact of its own, and nothing else has', () => {
  const writes = all.filter((action) => !isRead(action)).map(({ name }) => name);
  expect(Object.keys(impactsOf(secrets, () => 0, noHistory)).toSorted()).toEqual(writes.toSorted());
});

test('what is no action of the catalogue is not planned', async () => {
  const foreign = { ...actions.CreateVpnGateway, name: 'CreateNatGateway' };
  await expect(impacts(foreign, input, liveState)).rejects.toThrow('CreateNatGateway');
});

test('a write without an impact, and an impact of another input, do not compile', () => {
  const { DeleteVpnGateway: one, ...rest } = impactsOf(secrets, () => 0, noHistory);
  // @ts-expect-error The row of DeleteVpnGateway is missing.
  const lacking: Impacts = rest;
  // @ts-expect-error DeleteVpnConnection names no gateway, which this row reads.
  const misfit: Impacts['DeleteVpnConnection'] = one;
  expect([lacking, misfit]).toHaveLength(2);
});
