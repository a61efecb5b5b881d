import { expect, test } from 'vitest';
import type { Fields } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import { madeId, nextSteps } from '../../../src/guard/outcome/next-steps.ts';
import { agreeable, region, startBench } from '../bench.ts';

const writes = Object.values(actions).filter(({ verb }) => verb !== 'describe');

test('every creation says what comes next, in few words, and nothing else does', () => {
  const reply = {
    VpnConnectionId: 'vco-1',
    SslVpnServerId: 'vss-1',
    VpnGatewayId: 'vpn-1',
    CustomerGatewayId: 'cgw-1',
  };
  for (const action of writes) {
    const said = nextSteps(action, { RemoteSubnet: '10.0.0.0/8', RouteDest: '10.0.0.0/8' }, reply, 'stack');
    expect(said.length, action.name).toBe(action.verb === 'create' ? 1 : 0);
    expect(said.join('').length).toBeLessThan(230);
    // A repeat of a creation makes a second one.
    expect(said.join('')).not.toMatch(/again|repeat|undefined/i);
  }
});

const { CreateVpnConnection, CreateVpnRouteEntry, CreateVpnGateway, CreateSslVpnClientCert } = actions;

test.each<[string, (typeof writes)[number], Fields, Fields, readonly string[]]>([
  ['a gateway', CreateVpnGateway, {}, { VpnGatewayId: 'vpn-9' }, ['vpn-9 takes minutes', 'active']],
  ['a certificate', CreateSslVpnClientCert, {}, { SslVpnClientCertId: 'vsc-9' }, ['Cert vsc-9', 'client file', 'user']],
  [
    'a connection',
    CreateVpnConnection,
    { RemoteSubnet: '10.9.0.0/16' },
    { VpnConnectionId: 'vco-9' },
    ['configure the peer', 'a route to 10.9.0.0/16 through vco-9'],
  ],
  [
    'a connection whose routes the cloud adds',
    CreateVpnConnection,
    { RemoteSubnet: '10.9.0.0/16', AutoConfigRoute: true },
    { VpnConnectionId: 'vco-9' },
    ['the cloud adds the routes'],
  ],
  ['a published route', CreateVpnRouteEntry, { PublishVpc: true, RouteDest: '10.9.0.0/16' }, {}, ['for 10.9.0.0/16']],
  [
    'an unpublished standby',
    CreateVpnRouteEntry,
    { PublishVpc: false, Weight: 0 },
    {},
    ['until PublishVpnRouteEntry', 'weight 0'],
  ],
])('after %s it is told what to wait for', (_, action, sent, reply, words) => {
  for (const each of words) expect(nextSteps(action, sent, reply, 'stack')[0]).toContain(each);
});

test('a route has no ID, and an empty one is none', () => {
  expect(madeId(CreateVpnRouteEntry, { VpnGatewayId: 'vpn-1' })).toBeUndefined();
  expect(madeId(CreateVpnGateway, { VpnGatewayId: '' })).toBeUndefined();
  expect(madeId(CreateVpnGateway, { VpnGatewayId: 'vpn-1' })).toBe('vpn-1');
});

test('whoever makes something is told at once what to wait for and what comes next', async () => {
  const { invoke, call } = await startBench();
  const order = { RegionId: region, VpcId: 'vpc-hq0001', Bandwidth: 10 as const, EnableIpsec: true, EnableSsl: false };
  const gateway = await invoke(CreateVpnGateway, { ...order, Name: 'second' }, call(agreeable()));
  expect(Object(gateway['Outcome']).Notes.at(-1)).toContain(`${gateway.VpnGatewayId} takes minutes`);
  const server = { RegionId: region, SslVpnServerId: 'vss-hq0001', Name: 'new-laptop' };
  const made = await invoke(CreateSslVpnClientCert, server, call(agreeable()));
  expect(made['Outcome']).toMatchObject({ State: 'done' });
  expect(Object(made['Outcome']).Notes.at(-1)).toContain('client file');
});
