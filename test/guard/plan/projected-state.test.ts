import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { LiveState } from '../../../src/guard/plan/live-state.ts';
import { type EarlierWrite, projectedState, routesAfter } from '../../../src/guard/plan/projected-state.ts';
import type { Route } from '../../../src/network/routes.ts';

const gw = { VpnGatewayId: 'vpn-1' };
const entry = { ...gw, RouteDest: '10.0.0.0/8', NextHop: 'vco-a' };
const route: Route = { RouteType: 'dbr', RouteDest: '10.0.0.0/8', NextHop: 'vco-a', Weight: 100, State: 'published' };
const policy: Route = { ...route, RouteType: 'pbr', RouteSource: '10.9.0.0/16' };

describe('routes after', () => {
  test.each([
    [
      'a new one',
      [],
      { action: actions.CreateVpnRouteEntry, input: { ...entry, Weight: 0, PublishVpc: false } },
      [{ ...route, Weight: 0, State: 'normal' }],
    ],
    [
      'another weight',
      [route, policy],
      { action: actions.ModifyVpnRouteEntryWeight, input: { ...entry, Weight: 100, NewWeight: 0 } },
      [{ ...route, Weight: 0 }, policy],
    ],
    ['a delete', [route, policy], { action: actions.DeleteVpnRouteEntry, input: { ...entry, Weight: 100 } }, [policy]],
    [
      'a delete by policy',
      [route, policy],
      { action: actions.DeleteVpnPbrRouteEntry, input: { ...entry, RouteSource: '10.9.0.0/16', Weight: 100 } },
      [route],
    ],
    [
      'a delete by another policy',
      [policy],
      { action: actions.DeleteVpnPbrRouteEntry, input: { ...entry, RouteSource: '10.8.0.0/16', Weight: 100 } },
      [policy],
    ],
    [
      'a delete of another weight',
      [route],
      { action: actions.DeleteVpnRouteEntry, input: { ...entry, Weight: 0 } },
      [route],
    ],
    [
      'withdrawing',
      [route, policy],
      { action: actions.PublishVpnRouteEntry, input: { ...entry, RouteType: 'dbr', PublishVpc: false } },
      [{ ...route, State: 'normal' }, policy],
    ],
    [
      'a write to another gateway',
      [route],
      { action: actions.DeleteVpnRouteEntry, input: { ...entry, VpnGatewayId: 'vpn-2' } },
      [route],
    ],
    [
      'a write of another kind',
      [route],
      { action: actions.DeleteVpnConnection, input: { ...gw, VpnConnectionId: 'vco-a' } },
      [route],
    ],
  ])('%s', (_, before, effect, after) => {
    expect(routesAfter(before, 'vpn-1', [effect])).toEqual(after);
  });
});

const thing = {
  gateway: { VpnGatewayId: 'vpn-1', Name: 'gw' },
  customer: { CustomerGatewayId: 'cgw-1', Name: 'peer' },
  connection: {
    VpnConnectionId: 'vco-1',
    Name: 'link',
    RemoteSubnet: '10.0.0.0/8',
    IkeConfig: { Psk: 'FAKE-1', IkePfs: 'group2', LocalId: 'a' },
    VcoHealthCheck: { Enable: 'true', Dip: '10.0.0.1', Interval: 3 },
  },
  server: { SslVpnServerId: 'vss-1', Port: 1194 },
  certificate: { SslVpnClientCertId: 'vsc-1', SslVpnServerId: 'vss-1', Name: 'alice' },
};

const found =
  <T>(value: T) =>
  async () => ({ found: value });
const liveState: LiveState = {
  platform: 'stack',
  gateway: found(thing.gateway),
  gatewaysOf: found([thing.gateway]),
  customerGateway: found(thing.customer),
  connection: found(thing.connection),
  connectionsOf: found([thing.connection]),
  routes: found([route]),
  sslServer: found(thing.server),
  sslServersOf: found([thing.server]),
  sslServers: found([thing.server]),
  certificate: found(thing.certificate),
  certificatesOf: found([thing.certificate]),
  namesOf: found([
    { Id: 'vco-1', Name: 'link' },
    { Id: 'vco-2', Name: 'other' },
  ]),
};

const after = (...effects: EarlierWrite[]): LiveState => projectedState(liveState, effects);
const missing = { missing: true };

test('what is deleted is gone, from its list too; a server takes its certificates along', async () => {
  const gone = after(
    { action: actions.DeleteVpnGateway, input: gw },
    { action: actions.DeleteCustomerGateway, input: { CustomerGatewayId: 'cgw-1' } },
    { action: actions.DeleteVpnConnection, input: { VpnConnectionId: 'vco-1' } },
    { action: actions.DeleteSslVpnServer, input: { SslVpnServerId: 'vss-1' } },
  );
  for (const seen of [
    gone.gateway('vpn-1'),
    gone.customerGateway('cgw-1'),
    gone.connection('vco-1'),
    gone.sslServer('vss-1'),
    gone.certificate('vsc-1'),
  ])
    expect(await seen).toEqual(missing);
  for (const seen of [
    gone.gatewaysOf('vpc'),
    gone.connectionsOf({}),
    gone.sslServersOf('vpn-1'),
    gone.certificatesOf('vss-1'),
  ])
    expect(await seen).toEqual({ found: [] });
});

test('in the list of names what is deleted is gone, and what is renamed keeps its former name beside the new one', async () => {
  const rename = (VpnConnectionId: string, Name: string): EarlierWrite => ({
    action: actions.ModifyVpnConnectionAttribute,
    input: { VpnConnectionId, Name },
  });
  const removal = { action: actions.DeleteVpnConnection, input: { VpnConnectionId: 'vco-2' } };
  expect(await after(rename('vco-1', 'old'), removal).namesOf('connection')).toEqual({
    found: [{ Id: 'vco-1', Name: 'old', Former: 'link' }],
  });
  const untouched = {
    found: [
      { Id: 'vco-1', Name: 'link' },
      { Id: 'vco-2', Name: 'other' },
    ],
  };
  expect(await after(rename('vco-1', 'link')).namesOf('connection')).toEqual(untouched);
  expect(await after(rename('vco-1', 'old')).namesOf('ssl-server')).toEqual(untouched);
});

test('a changed connection keeps what was not named', async () => {
  const changed = await after({
    action: actions.ModifyVpnConnectionAttribute,
    input: {
      RegionId: 'r',
      ClientToken: 't',
      VpnConnectionId: 'vco-1',
      RemoteSubnet: '10.1.0.0/16',
      IkeConfig: { IkePfs: 'group14', LocalIdIPsec: 'b' },
      HealthCheckConfig: { enable: false, interval: 5 },
    },
  }).connection('vco-1');
  expect(changed).toEqual({
    found: {
      ...thing.connection,
      RemoteSubnet: '10.1.0.0/16',
      IkeConfig: { Psk: 'FAKE-1', IkePfs: 'group14', LocalId: 'b' },
      VcoHealthCheck: { Enable: 'false', Dip: '10.0.0.1', Interval: 5 },
    },
  });
});

test('a key that reads masked goes on reading masked', async () => {
  const masked: LiveState = { ...liveState, connection: found({ ...thing.connection, IkeConfig: { Psk: '****' } }) };
  const changed = await projectedState(masked, [
    { action: actions.ModifyVpnConnectionAttribute, input: { VpnConnectionId: 'vco-1', IkeConfig: { Psk: 'FAKE-2' } } },
  ]).connection('vco-1');
  expect(changed).toMatchObject({ found: { IkeConfig: { Psk: '****' } } });
});

test('names and servers change, and what was not seen stays unseen', async () => {
  const changed = after(
    { action: actions.ModifyVpnGatewayAttribute, input: { ...gw, Name: 'new' } },
    { action: actions.ModifySslVpnServer, input: { SslVpnServerId: 'vss-1', Port: 1200 } },
    { action: actions.ModifySslVpnClientCert, input: { SslVpnClientCertId: 'vsc-1', Name: 'bob' } },
  );
  expect(await changed.gateway('vpn-1')).toMatchObject({ found: { Name: 'new' } });
  expect(await changed.sslServer('vss-1')).toMatchObject({ found: { Port: 1200 } });
  expect(await changed.certificate('vsc-1')).toMatchObject({ found: { Name: 'bob' } });
  const blind: LiveState = { ...liveState, routes: async () => ({ unread: 'Forbidden' }) };
  expect(await projectedState(blind, []).routes('vpn-1')).toEqual({ unread: 'Forbidden' });
});

describe('one tunnel of two', () => {
  const list = {
    TunnelOptions: [
      { TunnelId: 'tun-a', Role: 'master', TunnelIkeConfig: { Psk: '****', IkePfs: 'group2' }, EnableDpd: 'true' },
      { TunnelId: 'tun-b', Role: 'slave', TunnelIkeConfig: { Psk: 'FAKE-b', IkePfs: 'group2' } },
    ],
  };
  const changed = { TunnelIkeConfig: { Psk: 'FAKE-2', IkePfs: 'group14' }, EnableDpd: false };
  const VpnConnectionId = 'vco-1';

  test.each([
    ['by its ID', actions.ModifyTunnelAttribute, { TunnelId: 'tun-a', TunnelOptionsSpecification: changed }],
    [
      'by its role, in a list',
      actions.ModifyVpnConnectionAttribute,
      { TunnelOptionsSpecification: [{ Role: 'master', ...changed }] },
    ],
    [
      'on a transit router',
      actions.ModifyVpnAttachmentAttribute,
      { TunnelOptionsSpecification: [{ TunnelId: 'tun-a', ...changed }] },
    ],
  ])('is changed %s, and the other is left as it is', async (_, action, input) => {
    const two: LiveState = { ...liveState, connection: found({ VpnConnectionId, TunnelOptionsSpecification: list }) };
    const seen = await projectedState(two, [{ action, input: { VpnConnectionId, ...input } }]).connection('vco-1');
    expect(seen).toMatchObject({
      found: {
        TunnelOptionsSpecification: {
          TunnelOptions: [
            { TunnelId: 'tun-a', TunnelIkeConfig: { Psk: '****', IkePfs: 'group14' }, EnableDpd: false },
            list.TunnelOptions[1],
          ],
        },
      },
    });
  });

  test('a connection on a transit router is gone after its own delete', async () => {
    const gone = after({ action: actions.DeleteVpnAttachment, input: { VpnConnectionId } });
    expect(await gone.connection('vco-1')).toEqual(missing);
  });
});
