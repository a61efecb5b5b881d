import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Handler } from '../../../src/sandbox/handlers/handler.ts';
import { handlers } from '../../../src/sandbox/handlers/registry.ts';
import { type Answer, sendRequest } from '../send-request.ts';
import { startTiny } from '../start-tiny.ts';
import { key, region } from '../tiny-world.ts';

/** Another reading of the guide, row by row: what an action takes, what it answers. */
interface Guide {
  values: Record<string, (string | number)[]>;
  actions: Record<
    string,
    { request: [name: string, type: string, required: boolean][]; response: [path: string, type: string][] }
  >;
}
const guide: Guide = JSON.parse(
  readFileSync(new URL('../../support/golden/guide-tables.json', import.meta.url), 'utf8'),
);
const tables = Object.entries(guide.actions);
const handlerOf = (action: string): Handler | undefined => (handlers as Readonly<Record<string, Handler>>)[action];

/** Parameters that the guide's tables leave out although its error tables or the public contract have them. */
const extra: Record<string, string[]> = { AssumeRole: ['DurationSeconds', 'ExternalId'] };

test('this cloud knows exactly the actions of the guide', () => {
  expect(Object.keys(handlers).sort()).toEqual(tables.map(([action]) => action).sort());
});

describe('another reading of the guide finds the same parameters', () => {
  for (const [action, { request }] of tables)
    test(action, () => {
      const rows = Object.entries(handlerOf(action)?.takes ?? {}).map(([name, { required }]) => [name, required]);
      const known = rows.filter(([name]) => !extra[action]?.includes(String(name)));
      expect(Object.fromEntries(known)).toEqual(
        Object.fromEntries(request.map(([name, , required]) => [name, required])),
      );
    });
});

describe('another reading of the guide finds the same valid values', () => {
  for (const [place, values] of Object.entries(guide.values)) {
    const [action = '', name = '', member] = place.split('.');
    const row = handlerOf(action)?.takes[name];
    if (member === undefined && row)
      test(place, () => {
        for (const value of values) expect(() => row.kind(String(value), name)).not.toThrow();
        expect(() => row.kind('nonsense', name)).toThrow(name);
      });
  }
});

const tiny = startTiny();

/** A good value for every parameter that some action cannot do without. */
const good: Record<string, string> = {
  ...{
    RegionId: region,
    VpnGatewayId: 'vpn-1',
    CustomerGatewayId: 'cgw-1',
    VpnConnectionId: 'vco-1',
    NextHop: 'vco-1',
  },
  ...{
    VpcId: 'vpc-1',
    Bandwidth: '5',
    IpAddress: '192.0.2.1',
    LocalSubnet: '10.0.0.0/24',
    RemoteSubnet: '172.31.0.0/24',
  },
  ...{ RouteDest: '172.31.0.0/24', RouteSource: '10.0.0.0/24', Weight: '0', NewWeight: '100', PublishVpc: 'false' },
  ...{ RouteType: 'dbr', SslVpnServerId: 'vss-1', VpnSslServerId: 'vss-1', ClientIpPool: '10.99.0.0/24' },
  ...{ SslVpnClientCertId: 'vsc-1', RoleArn: 'acs:ram::1:role/r', RoleSessionName: 'someone' },
};

describe('without a parameter that is required, the answer is Missing and its name', () => {
  for (const [action, { request }] of tables) {
    const required = request.filter(([, , isRequired]) => isRequired).map(([name]) => name);
    for (const name of required)
      test(`${action} ${name}`, async () => {
        const rest = Object.fromEntries(required.filter((one) => one !== name).map((one) => [one, good[one] ?? '']));
        const { status, body } = await sendRequest(tiny.cloud.endpoint, key, action, rest);
        expect([status, body.Code]).toEqual([400, `Missing${name}`]);
        expect(body.Message).toContain(name);
      });
  }
});

/** One good call of each action, in an order in which all succeed; `$X` is the ID that an earlier reply gave. */
const life: [action: string, parameters: Record<string, string>][] = [
  ['DescribeRegions', {}],
  ['CreateVpnGateway', { VpcId: 'vpc-9', Bandwidth: '5', EnableIpsec: 'true', EnableSsl: 'true' }],
  ['ModifyVpnGatewayAttribute', { VpnGatewayId: '$VpnGatewayId', Name: 'life', Description: 'of a gateway' }],
  ['DescribeVpnGateways', { VpnGatewayId: '$VpnGatewayId' }],
  ['DescribeVpnGateway', { VpnGatewayId: '$VpnGatewayId' }],
  ['CreateCustomerGateway', { IpAddress: '192.0.2.77', Name: 'life', Description: 'of a site' }],
  ['ModifyCustomerGatewayAttribute', { CustomerGatewayId: '$CustomerGatewayId', Name: 'lives' }],
  ['DescribeCustomerGateways', { CustomerGatewayId: '$CustomerGatewayId' }],
  ['DescribeCustomerGateway', { CustomerGatewayId: '$CustomerGatewayId' }],
  [
    'CreateVpnConnection',
    {
      ...{ VpnGatewayId: '$VpnGatewayId', CustomerGatewayId: '$CustomerGatewayId', Name: 'life' },
      ...{ LocalSubnet: '10.0.0.0/24', RemoteSubnet: '172.31.0.0/24' },
    },
  ],
  ['ModifyVpnConnectionAttribute', { VpnConnectionId: '$VpnConnectionId', EffectImmediately: 'true' }],
  ['DescribeVpnConnections', { VpnConnectionId: '$VpnConnectionId' }],
  ['DescribeVpnConnection', { VpnConnectionId: '$VpnConnectionId' }],
  ['DownloadVpnConnectionConfig', { VpnConnectionId: '$VpnConnectionId' }],
  ['CreateVpnRouteEntry', { ...route(), Weight: '0', PublishVpc: 'true', Description: 'one' }],
  ['ModifyVpnRouteEntryWeight', { ...route(), Weight: '0', NewWeight: '100' }],
  ['PublishVpnRouteEntry', { ...route(), RouteType: 'dbr', PublishVpc: 'false' }],
  ['DescribeVpnRouteEntries', { VpnGatewayId: '$VpnGatewayId' }],
  ['DeleteVpnRouteEntry', { ...route(), Weight: '100' }],
  ['CreateVpnPbrRouteEntry', { ...route(), RouteSource: '10.0.0.0/24', Weight: '0', PublishVpc: 'true' }],
  ['ModifyVpnPbrRouteEntryWeight', { ...route(), RouteSource: '10.0.0.0/24', Weight: '0', NewWeight: '100' }],
  ['DescribeVpnPbrRouteEntries', { VpnGatewayId: '$VpnGatewayId' }],
  ['DeleteVpnPbrRouteEntry', { ...route(), RouteSource: '10.0.0.0/24', Weight: '100' }],
  ['CreateSslVpnServer', { VpnGatewayId: '$VpnGatewayId', ClientIpPool: '10.99.0.0/24', LocalSubnet: '10.0.0.0/24' }],
  ['ModifySslVpnServer', { SslVpnServerId: '$SslVpnServerId', Name: 'life' }],
  ['DescribeSslVpnServers', { SslVpnServerId: '$SslVpnServerId' }],
  ['DescribeVpnSslServerLogs', { VpnSslServerId: '$SslVpnServerId', MinutePeriod: '10' }],
  ['CreateSslVpnClientCert', { SslVpnServerId: '$SslVpnServerId', Name: 'alice' }],
  ['ModifySslVpnClientCert', { SslVpnClientCertId: '$SslVpnClientCertId', Name: 'bob' }],
  ['DescribeSslVpnClientCerts', { SslVpnClientCertId: '$SslVpnClientCertId' }],
  ['DescribeSslVpnClientCert', { SslVpnClientCertId: '$SslVpnClientCertId' }],
  ['DeleteSslVpnClientCert', { SslVpnClientCertId: '$SslVpnClientCertId' }],
  ['DeleteSslVpnServer', { SslVpnServerId: '$SslVpnServerId' }],
  ['DeleteVpnConnection', { VpnConnectionId: '$VpnConnectionId' }],
  ['DeleteCustomerGateway', { CustomerGatewayId: '$CustomerGatewayId' }],
  ['DeleteVpnGateway', { VpnGatewayId: '$VpnGatewayId' }],
  ['AssumeRole', { RoleArn: 'acs:ram::1:role/r', RoleSessionName: 'someone' }],
];

function route(): Record<string, string> {
  return { VpnGatewayId: '$VpnGatewayId', NextHop: '$VpnConnectionId', RouteDest: '172.31.0.0/24' };
}

/** What the guide's words for types are in JSON. */
const jsonTypes: Record<string, string> = {
  String: 'string',
  Integer: 'number',
  Long: 'number',
  Boolean: 'boolean',
  Struct: 'object',
};

/** The value at a path such as `Regions[].RegionId`, where a list is `{ Regions: { Region: [...] } }`. */
const at = (body: unknown, path: string): unknown => {
  let value = body;
  for (const step of path.split('.')) {
    const field = step.replace('[]', '');
    value = (value as Record<string, unknown> | undefined)?.[field];
    if (step.endsWith('[]')) value = (Object.values(value as object)[0] as unknown[])[0];
  }
  return value;
};

describe('one good call of each action answers with every field that the guide lists', () => {
  const replies = new Map<string, Answer>();
  beforeAll(async () => {
    const ids: Record<string, string> = {};
    for (const [action, parameters] of life) {
      const filled = Object.entries(parameters).map(([name, value]) => [name, ids[value] ?? value]);
      const reply = await tiny.call(action, Object.fromEntries(filled));
      replies.set(action, reply);
      for (const [name, value] of Object.entries(reply.body))
        if (action.startsWith('Create') && typeof value === 'string') ids[`$${name}`] = value;
    }
  });
  for (const [action, { response }] of tables)
    test(action, () => {
      const reply = replies.get(action);
      expect([reply?.status, reply?.text]).toEqual([200, expect.any(String)]);
      const types = response.map(([path]) => [path, typeof at(reply?.body, path)]);
      expect(types).toEqual(response.map(([path, type]) => [path, jsonTypes[type] ?? 'object']));
    });
});
