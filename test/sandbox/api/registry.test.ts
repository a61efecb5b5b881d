import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { handlerOf, publicHandlers } from '../../../src/sandbox/api/registry.ts';
import { ascmHandlers } from '../../../src/sandbox/ascm/organizations.ts';
import type { Table } from '../../../src/sandbox/handlers/handler.ts';
import { handlers } from '../../../src/sandbox/handlers/registry.ts';
import { startPublic } from '../public/start-public.ts';
import { startTiny } from '../start-tiny.ts';

/** Another reading of the API, out of the vendor's current SDK: names, types, required marks, replies. */
type Shape = string | { [name: string]: Shape } | [Shape];
const api: Record<string, { request: Record<string, Shape>; response: Record<string, Shape> }> = JSON.parse(
  readFileSync(new URL('../public/public-api.json', import.meta.url), 'utf8'),
);
const actions = Object.keys(api);
const own = Object.keys(publicHandlers).filter((action) => !Object.hasOwn(handlers, action));

test('the public cloud knows the actions of the guide, and its own', () => {
  expect(Object.keys(publicHandlers)).toEqual(expect.arrayContaining(Object.keys(handlers)));
  expect(own).toHaveLength(29);
  expect(actions).toEqual(expect.arrayContaining(own));
});

test('each kind of cloud has its own table', () => {
  expect(handlerOf('DescribeVpcs', 'stack')).toBeUndefined();
  expect(handlerOf('DescribeVpcs', 'public')).toBe(publicHandlers.DescribeVpcs);
  expect(handlerOf('DescribeVpnGateways', 'stack')).toBe(handlers.DescribeVpnGateways);
  expect(handlerOf('DescribeVpnGateways', 'public')).not.toBe(handlers.DescribeVpnGateways);
  expect(handlerOf('toString', 'public')).toBeUndefined();
});

test('an action belongs to its service', () => {
  expect(handlerOf('AssumeRole', 'stack', 'sts')).toBe(handlers.AssumeRole);
  expect(handlerOf('AssumeRole', 'stack')).toBeUndefined();
  expect(handlerOf('DescribeVpnGateways', 'stack', 'sts')).toBeUndefined();
  expect(handlerOf('GetOrganizationList', 'stack', 'ascm')).toBe(ascmHandlers.GetOrganizationList);
  expect(handlerOf('GetOrganizationList', 'stack')).toBeUndefined();
  expect(handlerOf('GetOrganizationList', 'public', 'ascm')).toBeUndefined();
});

type Mark = [name: string, isRequired: boolean];

/** Every parameter and every member of a structure, with whether it must be there. */
const marksOf = (table: Table, before = ''): Mark[] =>
  Object.entries(table).flatMap(([name, { required, parts }]): Mark[] => [
    [before + name, required],
    ...marksOf(parts?.rows ?? {}, `${before}${name}.`),
  ]);

/** The same of the other reading: `[{ Key }]` is a list, `[{ Key }, "required"]` one that must be there. */
const wantedOf = (shapes: Record<string, Shape>, before = ''): Mark[] =>
  Object.entries(shapes).flatMap(([name, shape]): Mark[] => {
    const [inner, mark]: unknown[] = Array.isArray(shape) ? shape : [shape];
    const isRequired = String(mark ?? inner).endsWith('required');
    const members = typeof inner === 'object' ? wantedOf(inner as Record<string, Shape>, `${before}${name}.`) : []; // JSON
    // A key of a tag may be left out by the other reading alone: its own words say that it cannot be empty.
    return [[before + name, isRequired || /(?:^Tag|Tags)\.Key$/.test(before + name)], ...members];
  });

/** What the table marks as required, and its description for what is paid by month alone. */
const CONDITIONAL = 'CreateVpnGateway Period';

const wantedBy = (action: string): Record<string, boolean> =>
  Object.fromEntries(
    wantedOf(api[action]?.request ?? {}).map(([name, isRequired]) => [
      name,
      isRequired && `${action} ${name}` !== CONDITIONAL,
    ]),
  );

describe('another reading of the API finds the same parameters', () => {
  for (const action of actions)
    test(action, () => {
      const takes = handlerOf(action, 'public')?.takes ?? {};
      expect(Object.fromEntries(marksOf(takes))).toEqual(wantedBy(action));
    });
});

describe('on Apsara Stack', () => {
  const tiny = startTiny();

  test.each(own)('%s is no action', async (action) => {
    expect((await tiny.call(action)).body.Code).toBe('InvalidAction.NotFound');
  });

  test('no reply gets a field that the guide does not have, whatever the world says', async () => {
    const reads = [
      'DescribeVpnGateways',
      'DescribeCustomerGateways',
      'DescribeVpnConnections',
      'DescribeVpnRouteEntries',
      'DescribeVpnPbrRouteEntries',
    ];
    const namesIn = async (): Promise<string> => {
      const replies = await Promise.all(reads.map((one) => tiny.call(one, { VpnGatewayId: 'vpn-1' })));
      return [
        ...replies
          .map(({ text }) => text)
          .join('')
          .matchAll(/"(\w+)":/g),
      ]
        .map(([, name]) => name)
        .join(' ');
    };
    const entry = { RouteDest: '172.16.0.0/16', RouteSource: '10.0.0.0/24', NextHop: 'vco-1', Weight: 100 };
    await tiny.reset({}, { routes_pbr: [{ VpnInstanceId: 'vpn-1', ...entry }] });
    const before = await namesIn();
    const Tags = [{ Key: 'env', Value: 'prod' }];
    await tiny.control('patch', {
      ...{ 'vpn-1.Tags': Tags, 'vpn-1.DisasterRecoveryInternetIp': '203.0.113.99', 'vpn-1.EnableBgp': true },
      ...{ 'cgw-1.Asn': 65_000, 'cgw-1.AuthKey': 'FAKE-bgp', 'cgw-1.Tags': Tags, 'vco-1.EnableDpd': true },
      ...{ 'vco-1.Tags': Tags, 'vco-1.TransitRouterId': 'tr-1', 'vco-1.ResourceGroupId': 'rg-1' },
    });
    for (const one of tiny.cloud.world.data.routes_pbr) one.Priority = 5;
    expect(before).toContain('RouteSource');
    expect(await namesIn()).toBe(before);
  });

  test('a world with tunnels is refused', async () => {
    const tunnels = [{ TunnelId: 'tun-1', CustomerGatewayId: 'cgw-1' }];
    const { text } = await tiny.control('reset', { patch: { 'vco-1.tunnels': tunnels } });
    expect(text).toContain('connections[0].tunnels: only where platform.kind is public');
  });
});

const it = startPublic();

/** Where a reply is not what the API says: fields that it does not know, and values of another type. */
const strays = (value: unknown, shape: Shape | undefined, path: string): string[] => {
  if (shape === undefined) return [`${path} is unknown`];
  if (typeof shape === 'string') return typeof value === shape ? [] : [`${path} is ${typeof value}, not ${shape}`];
  if (Array.isArray(shape))
    return Array.isArray(value) ? value.flatMap((one) => strays(one, shape[0], `${path}[]`)) : [`${path} is no list`];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no structure`];
  return Object.entries(value).flatMap(([name, one]) => strays(one, shape[name], `${path}.${name}`));
};

/** Fields that no reply had. */
const unseen = (values: readonly unknown[], shape: Shape, path: string): string[] => {
  const there = values.filter((one) => one !== undefined);
  if (there.length === 0) return [path];
  if (typeof shape === 'string') return [];
  if (Array.isArray(shape)) {
    const items = there.flat();
    return items.length === 0 ? [`${path}[]`] : unseen(items, shape[0], path);
  }
  return Object.entries(shape).flatMap(([name, one]) =>
    unseen(
      there.map((value) => (value as Record<string, unknown>)[name]),
      one,
      `${path}.${name}`,
    ),
  );
};

const everything = { PageSize: '50' };
const calls: [action: string, ...parameters: Record<string, string>[]][] = [
  ['DescribeVpnGateways', { ...everything, IncludeReservationData: 'true' }],
  ['DescribeVpnGateway', { VpnGatewayId: 'vpn-shop0001' }, { VpnGatewayId: 'vpn-old00001' }],
  ['DescribeVpnGatewayAvailableZones', { Spec: '10M' }],
  ['CheckVpnBgpEnabled', {}],
  ['DescribeCustomerGateways', everything],
  ['DescribeCustomerGateway', { CustomerGatewayId: 'cgw-lyon0001' }, { CustomerGatewayId: 'cgw-lab00001' }],
  ['DescribeVpnConnections', everything],
  [
    'DescribeVpnConnection',
    ...['vco-berlin01', 'vco-lyon0001', 'vco-wan00001', 'vco-depot001'].map((id) => ({ VpnConnectionId: id })),
  ],
  ['DownloadVpnConnectionConfig', { VpnConnectionId: 'vco-lyon0001' }, { VpnConnectionId: 'vco-depot001' }],
  ['DescribeVpnConnectionLogs', { VpnConnectionId: 'vco-paris001', MinutePeriod: '5' }],
  ['DiagnoseVpnConnections', { 'VpnConnectionIds.1': 'vco-paris001' }],
  ['DescribeVpnAttachments', everything],
  [
    'DescribeVcoRouteEntries',
    { VpnConnectionId: 'vco-wan00001' },
    { VpnConnectionId: 'vco-wan00001', RouteEntryType: 'bgp' },
  ],
  [
    'DescribeVpnRouteEntries',
    { VpnGatewayId: 'vpn-shop0001' },
    { VpnGatewayId: 'vpn-data0001', RouteEntryType: 'bgp' },
  ],
  ['DescribeVpnPbrRouteEntries', { VpnGatewayId: 'vpn-shop0001' }],
  ['DescribeSslVpnServers', everything],
  ['DescribeSslVpnClientCerts', everything],
  ['DescribeSslVpnClientCert', { SslVpnClientCertId: 'vsc-ana' }],
  ['DescribeVpnSslServerLogs', { VpnSslServerId: 'vss-shop0001', MinutePeriod: '300' }],
  ['DescribeSslVpnClients', { VpnGatewayId: 'vpn-shop0001' }],
  ['DescribeVpcs', everything],
  ['DescribeVSwitches', everything],
  ['DescribeRouteTableList', everything],
  ['DescribeRouteEntryList', { RouteTableId: 'vtb-shop0001' }, { RouteTableId: 'vtb-shopdb01' }],
];

/** What this cloud never says: there is no such thing in it, or its world would have to have one that is not there. */
const silent: Record<string, string[]> = {
  DescribeVpnConnections: ['RemoteCaCertificate', 'VcoHealthCheck.Policy', 'VpnBgpConfig'],
  DescribeVpnConnection: ['RemoteCaCertificate', 'VcoHealthCheck.Policy', 'VpnBgpConfig', 'ZoneNo'],
  DescribeVpnGateways: ['ReservationData'],
  DescribeVpnGateway: ['ReservationData'],
  DescribeSslVpnServers: ['IDaaS'],
  DescribeVpcs: ['Ipv6', 'NatGatewayIds', 'DhcpOptions', 'DnsHostnameStatus', 'UserCidrs'],
  DescribeVSwitches: ['Ipv6', 'NetworkAclId', 'Tags'],
  DescribeRouteTableList: ['GatewayIds', 'OwnerId', 'Tags'],
  DescribeRouteEntryList: ['NextHopRelatedInfo', 'Origin', 'ServiceType'],
  DescribeSslVpnClientCerts: [],
};

describe('a reply is shaped as the API says, with no field too many', () => {
  for (const [action, ...inputs] of calls)
    test(action, async () => {
      const { response = {} } = api[action] ?? {};
      const replies: unknown[] = [];
      for (const one of inputs) replies.push(await it.ask(action, one));
      expect(replies.flatMap((one) => strays(one, response, action))).toEqual([]);
      const left = silent[action] ?? [];
      const missing = unseen(replies, response, action).filter((path) => !left.some((one) => path.includes(`.${one}`)));
      expect(missing).toEqual([]);
    });

  test('DiagnoseVpnGateway and its result', async () => {
    const asked = { VpnGatewayId: 'vpn-shop0001', ResourceType: 'IPsec', ResourceId: 'vco-paris001' };
    const begun = await it.ask('DiagnoseVpnGateway', asked);
    const { VpnGatewayId } = asked;
    const result = await it.ask('GetVpnGatewayDiagnoseResult', { VpnGatewayId, DiagnoseId: begun.DiagnoseId });
    for (const [action, reply] of Object.entries({ DiagnoseVpnGateway: begun, GetVpnGatewayDiagnoseResult: result })) {
      expect(strays(reply, api[action]?.response, action)).toEqual([]);
      expect(unseen([reply], api[action]?.response ?? {}, action)).toEqual([]);
    }
  });
});

describe('without a parameter that is required, the answer is Missing and its name', () => {
  const good: Record<string, string> = {
    ...{ VpnGatewayId: 'vpn-shop0001', CustomerGatewayId: 'cgw-lyon0001', VpnConnectionId: 'vco-paris001' },
    ...{ SslVpnClientCertId: 'vsc-ana', VpnSslServerId: 'vss-shop0001', Spec: '5M', RouteTableId: 'vtb-shop0001' },
    ...{ ResourceType: 'IPsec', ResourceId: 'vco-paris001', RegionId: 'cn-hangzhou' },
    ...{ LocalSubnet: '10.0.0.0/16', RemoteSubnet: '172.31.0.0/16', ClientIpPool: '10.251.0.0/24' },
    ...{ RouteDest: '172.31.0.0/16', RouteSource: '10.0.0.0/16', NextHop: 'vco-paris001', RouteType: 'dbr' },
    ...{ Weight: '100', NewWeight: '0', Priority: '10', NewPriority: '5', PublishVpc: 'true' },
    ...{ CertificateType: 'Signature', CertificateId: 'FAKE-cert', IpAddress: '192.0.2.7', TunnelId: 'tun-paris001a' },
    ...{ Bandwidth: '10', InstanceChargeType: 'POSTPAY', Period: '1', VpcId: 'vpc-shop0001' },
    ...{ SslVpnServerId: 'vss-shop0001', InstanceId: 'vpn-shop0001', NewResourceGroupId: 'rg-new' },
  };
  /** A list that must be there, with one item. */
  const lists: Record<string, Record<string, string>> = {
    ResourceId: { 'ResourceId.1': 'vpn-shop0001' },
    Tag: { 'Tag.1.Key': 'env' },
  };
  for (const action of actions) {
    const required = Object.entries(api[action]?.request ?? {}).flatMap(([name, type]) =>
      /required$/.test(String(Array.isArray(type) ? (type as unknown[])[1] : type)) ? [name] : [],
    );
    for (const name of required.filter((one) => `${action} ${one}` !== CONDITIONAL))
      test(`${action} ${name}`, async () => {
        const isList = (one: string): boolean => action.endsWith('TagResources') && one in lists;
        const rest = required.flatMap((one): [string, string][] => {
          if (one === name) return [[one, '']];
          if (isList(one)) return Object.entries(lists[one] ?? {});
          if (action === 'MoveVpnResourceGroup' && one === 'ResourceType') return [[one, 'VpnGateway']];
          return [[one, good[one] ?? '']];
        });
        expect(await it.ask(action, Object.fromEntries(rest))).toMatchObject({ Code: `Missing${name}` });
      });
  }
});
