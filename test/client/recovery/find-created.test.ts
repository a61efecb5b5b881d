import { expect, test } from 'vitest';
import type { Action } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { canFindCreated, findCreated } from '../../../src/client/recovery/find-created.ts';
import { createTiming } from '../../../src/client/retry/backoff.ts';
import { bareCall } from '../start-client.ts';

const timing = createTiming({ sleep: async () => {} });
const startMs = 1_000_000_000_000;

/** An Invoke that answers every list with these entries, and remembers what was asked. */
const listing = (entries: string, rows: Record<string, unknown>[]) => {
  const asked: unknown[] = [];
  const invoke = async (action: Action, input: unknown): Promise<Record<string, unknown>> => {
    asked.push([action.name, input]);
    return { [entries]: rows, TotalCount: rows.length };
  };
  // One shape serves every action here.
  return { read: invoke as Invoke, asked };
};

const cases: {
  name: string;
  action: Action;
  parameters: Record<string, string>;
  list: string;
  entries: string;
  row: Record<string, unknown>;
}[] = [
  {
    name: 'a gateway by its network, its switch and its name',
    action: actions.CreateVpnGateway,
    parameters: { RegionId: 'cn-a', VpcId: 'vpc-1', VSwitchId: 'vsw-1', Name: 'office', Bandwidth: '10' },
    list: 'DescribeVpnGateways',
    entries: 'VpnGateways',
    row: { VpnGatewayId: 'vpn-1', VpcId: 'vpc-1', VSwitchId: 'vsw-1', Name: 'office' },
  },
  {
    name: 'a customer gateway by its address',
    action: actions.CreateCustomerGateway,
    parameters: { RegionId: 'cn-a', IpAddress: '203.0.113.7' },
    list: 'DescribeCustomerGateways',
    entries: 'CustomerGateways',
    row: { CustomerGatewayId: 'cgw-1', IpAddress: '203.0.113.7' },
  },
  {
    name: 'a connection by both its ends',
    action: actions.CreateVpnConnection,
    parameters: { VpnGatewayId: 'vpn-1', CustomerGatewayId: 'cgw-1', IkeConfig: '{}' },
    list: 'DescribeVpnConnections',
    entries: 'VpnConnections',
    row: { VpnConnectionId: 'vco-1', VpnGatewayId: 'vpn-1', CustomerGatewayId: 'cgw-1', Name: 'any' },
  },
  {
    name: 'an SSL server by gateway and pool',
    action: actions.CreateSslVpnServer,
    parameters: { VpnGatewayId: 'vpn-1', ClientIpPool: '10.9.0.0/24' },
    list: 'DescribeSslVpnServers',
    entries: 'SslVpnServers',
    row: { SslVpnServerId: 'vss-1', VpnGatewayId: 'vpn-1', ClientIpPool: '10.9.0.0/24' },
  },
  {
    name: 'a certificate by server and name',
    action: actions.CreateSslVpnClientCert,
    parameters: { SslVpnServerId: 'vss-1', Name: 'anna' },
    list: 'DescribeSslVpnClientCerts',
    entries: 'SslVpnClientCertKeys',
    row: { SslVpnClientCertId: 'vsc-1', SslVpnServerId: 'vss-1', Name: 'anna' },
  },
  {
    name: 'a destination route by what it says',
    action: actions.CreateVpnRouteEntry,
    parameters: { VpnGatewayId: 'vpn-1', RouteDest: '10.1.0.0/16', NextHop: 'vco-1', Weight: '100' },
    list: 'DescribeVpnRouteEntries',
    entries: 'VpnRouteEntries',
    row: { RouteDest: '10.1.0.0/16', NextHop: 'vco-1', Weight: 100, State: 'published' },
  },
  {
    name: 'a policy route by what it says',
    action: actions.CreateVpnPbrRouteEntry,
    parameters: {
      VpnGatewayId: 'vpn-1',
      RouteSource: '10.0.0.0/16',
      RouteDest: '10.1.0.0/16',
      NextHop: 'vco-1',
      Weight: '0',
    },
    list: 'DescribeVpnPbrRouteEntries',
    entries: 'VpnPbrRouteEntries',
    row: { RouteSource: '10.0.0.0/16', RouteDest: '10.1.0.0/16', NextHop: 'vco-1', Weight: 0, State: 'normal' },
  },
];

/** Beyond what two clocks may differ by, an entry is older than the request. */
const toleranceMs = 10_000;

test.each(cases)(
  'finds $name, and nothing that differs or is older',
  async ({ action, parameters, list, entries, row }) => {
    // A route is told from another by what it says, so an older one is of another gateway's table.
    const idField = Object.keys(row).find((key) => !(key in parameters) && key.endsWith('Id'));
    const as = (number: number) => (idField === undefined ? {} : { [idField]: `other-${number}` });
    const fresh = { ...row, CreateTime: startMs - toleranceMs };
    const stale = { ...row, ...as(0), CreateTime: startMs - toleranceMs - 1 };
    const asDescribed = Object.keys(row).filter((key) => key in parameters);
    const foreign = asDescribed.map((key, at) => ({ ...fresh, ...as(at + 1), [key]: 'other' }));
    const { read, asked } = listing(entries, [...(idField === undefined ? [] : [stale]), ...foreign, fresh]);
    expect(await findCreated(action, parameters, startMs, read, bareCall(), timing)).toEqual([fresh]);
    expect(asked).toMatchObject([[list, { PageNumber: 1, PageSize: 50 }]]);
    const { read: readStale } = listing(entries, [stale]);
    expect(await findCreated(action, parameters, startMs, readStale, bareCall(), timing)).toEqual([]);
  },
);

test('what has no time may be ours', async () => {
  const { read } = listing('CustomerGateways', [{ CustomerGatewayId: 'cgw-1', IpAddress: '203.0.113.7' }]);
  expect(
    await findCreated(actions.CreateCustomerGateway, { IpAddress: '203.0.113.7' }, startMs, read, bareCall(), timing),
  ).toHaveLength(1);
});

test('all pages are read, and no more', async () => {
  const asked: unknown[] = [];
  const row = (i: number) => ({ CustomerGatewayId: `cgw-${i}`, IpAddress: `203.0.113.${i}`, CreateTime: startMs });
  const read = async (_: Action, { PageNumber }: { PageNumber: number }) => {
    asked.push(PageNumber);
    const rows = Array.from({ length: PageNumber === 1 ? 50 : 10 }, (__, i) => row((PageNumber - 1) * 50 + i));
    return { CustomerGateways: rows, TotalCount: 60 };
  };
  const found = await findCreated(
    actions.CreateCustomerGateway,
    { IpAddress: '203.0.113.55' },
    startMs,
    read as unknown as Invoke,
    bareCall(),
    timing,
  );
  expect(found).toEqual([row(55)]);
  expect(asked).toEqual([1, 2]);
});

test.each([
  ['without its rows', { TotalCount: 1 }],
  ['empty beside a count', { CustomerGateways: [], TotalCount: 2 }],
  ['without its count', { CustomerGateways: [{ CustomerGatewayId: 'cgw-1', IpAddress: '203.0.113.7' }] }],
])('a list %s shows neither that it was made nor that it was not', async (_, reply) => {
  const read = (async () => reply) as unknown as Invoke;
  await expect(
    findCreated(actions.CreateCustomerGateway, { IpAddress: '203.0.113.7' }, startMs, read, bareCall(), timing),
  ).rejects.toThrow();
});

test('every create that the cloud bills or counts can be looked for, and nothing else', () => {
  const creates = Object.values(actions).flatMap(({ name, verb }): string[] => (verb === 'create' ? [name] : []));
  expect(
    Object.values(actions)
      .filter(canFindCreated)
      .map(({ name }) => name as string)
      .sort(),
  ).toEqual(creates.sort());
});
