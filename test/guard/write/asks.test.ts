import { expect, test } from 'vitest';
import type { Action, Fields } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import { Refused } from '../../../src/errors.ts';
import { agreeable, type BenchOptions, region, startBench } from '../bench.ts';

// What a plan says of who is asked is what the call itself then does.

const R = { RegionId: region };
const G = { ...R, VpnGatewayId: 'vpn-hq0001' };
const plant = { ...G, RouteDest: '172.20.0.0/16', NextHop: 'vco-plant0001' };
const main = { ...R, VpnConnectionId: 'vco-plant0001' };
const connection = {
  ...{ ...G, CustomerGatewayId: 'cgw-old0001', Name: 'branch' },
  ...{ LocalSubnet: '10.10.0.0/16', RemoteSubnet: '192.168.77.0/24', IkeConfig: { Psk: { generate: true } } },
};
const server = { ClientIpPool: '10.98.0.0/24', LocalSubnet: '10.10.0.0/16', Name: 'more-staff' };

const calls: readonly (readonly [keyof typeof actions, Fields])[] = [
  ['CreateVpnConnection', connection],
  ['CreateVpnConnection', { ...connection, AutoConfigRoute: true }],
  ['CreateVpnConnection', { ...connection, CustomerGatewayId: 'cgw-plant0001' }],
  ['CreateVpnConnection', { ...connection, VpnGatewayId: 'vpn-nowhere' }],
  ['CreateVpnConnection', { ...connection, CustomerGatewayId: 'cgw-nowhere' }],
  ['CreateSslVpnServer', { ...R, ...server, VpnGatewayId: 'vpn-wh0001' }],
  ['CreateSslVpnServer', { ...R, ...server, VpnGatewayId: 'vpn-nowhere' }],
  ['CreateSslVpnClientCert', { ...R, SslVpnServerId: 'vss-hq0001', Name: 'new-laptop' }],
  ['CreateSslVpnClientCert', { ...R, SslVpnServerId: 'vss-nowhere', Name: 'new-laptop' }],
  ['CreateCustomerGateway', { ...R, IpAddress: '198.51.100.99', Name: 'branch-router' }],
  ['CreateVpnRouteEntry', { ...plant, RouteDest: '172.20.9.0/24', Weight: 100, PublishVpc: true }],
  ['CreateVpnRouteEntry', { ...plant, RouteDest: '10.99.0.0/24', Weight: 0, PublishVpc: false }],
  ['PublishVpnRouteEntry', { ...plant, RouteType: 'dbr', PublishVpc: true }],
  ['ModifyVpnConnectionAttribute', { ...main, Name: 'plant-main' }],
  ['ModifyVpnConnectionAttribute', { ...main, Name: 'another' }],
  ['ModifyVpnConnectionAttribute', { ...main, IkeConfig: { IkePfs: 'group14' } }],
  ['DeleteVpnConnection', main],
];

const states: Readonly<Record<string, BenchOptions>> = {
  'as it is': {},
  locked: { patch: { 'vpn-hq0001.BusinessStatus': 'FinancialLocked' } },
  protected: { guard: { protect: ['plant*', 'vpn-*'] } },
  'read-only': { guard: { readOnly: true } },
};

const cases = Object.keys(states).flatMap((state) => calls.map(([name, input]) => ({ state, name, input })));

test.each(cases)('$state: $name with $input', async ({ state, name, input }) => {
  const bench = await startBench(states[state]);
  const action: Action = actions[name];
  const { Asks } = (await bench.plan(action, input)) as unknown as { Steps?: never; Asks: string };
  const { ask, questions } = agreeable();
  const ended = await bench.invoke(action, input, bench.call({ ask })).catch((error: unknown) => error);
  const refused = ended instanceof Refused ? 'refused' : 'nobody';
  expect(questions.length > 0 ? 'a person' : refused).toBe(Asks);
  expect(ended).not.toMatchObject({ code: 'CloudError' });
  if (Asks === 'refused') expect(await bench.writes()).toEqual([]);
});
