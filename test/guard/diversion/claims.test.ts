import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { readClaims } from '../../../src/guard/diversion/claims.ts';
import { createLiveState } from '../../../src/guard/plan/live-state.ts';
import { format } from '../../../src/guard/text/message.ts';
import { type BenchOptions, region, startBench } from '../bench.ts';

/** A VPC whose NAT gateway is the way to one private block, and not to everything. */
const natOfOneBlock: BenchOptions['bend'] = (action, reply) =>
  action === 'DescribeRouteEntryList'
    ? JSON.parse(JSON.stringify(reply).replaceAll('"0.0.0.0/0"', '"172.16.0.0/12"'))
    : undefined;

const read = async (patch?: BenchOptions['patch'], between?: BenchOptions['between']) => {
  const bench = await startBench({ ...(patch && { patch }), ...(between && { between }) });
  const { claims, unread } = await readClaims('vpn-hq0001', createLiveState(bench.invoke, bench.call(), region));
  return {
    claims: claims.map(({ kind, block, owner }) => `${kind} ${block} ${owner}`).toSorted(),
    unread: unread.map((said) => format(said, 'en')),
    requests: (await bench.requests()).map(({ action }) => action).toSorted(),
  };
};

const own = [
  'local 10.10.0.0/16 plant-backup (vco-plant0002)',
  'local 10.10.0.0/16 plant-main (vco-plant0001)',
  'local 10.10.0.0/16 staff-vpn (vss-hq0001)',
  'pool 10.99.0.0/24 staff-vpn (vss-hq0001)',
];

test('tunnels and servers of the own gateway have addresses, and those of another VPC do not count', async () => {
  expect(await read()).toEqual({
    claims: own,
    unread: [],
    requests: ['DescribeSslVpnServers', 'DescribeVpnConnections', 'DescribeVpnGateway', 'DescribeVpnGateways'],
  });
});

test('another gateway of the VPC has its own, for as many requests', async () => {
  const { claims, requests } = await read({ 'vpn-wh0001.VpcId': 'vpc-hq0001' });
  expect(claims).toEqual([...own, 'local 10.20.0.0/16 warehouse (vco-wh0001)'].toSorted());
  expect(requests).toHaveLength(4);
});

/** Replies in which a row lacks a field. */
const without =
  (name: string, list: string, field: string): NonNullable<BenchOptions['between']> =>
  (invoke) =>
  async (action, input, call) => {
    const output = await invoke(action, input, call);
    if (action.name !== name) return output;
    const rows = (output as Record<string, Record<string, unknown>[]>)[list] ?? [];
    return { ...output, [list]: rows.map(({ [field]: _, ...row }) => row) } as typeof output;
  };

test.each([
  [actions.DescribeSslVpnServers.name, 'SslVpnServers', 'ClientIpPool', 'staff-vpn (vss-hq0001)'],
  [actions.DescribeVpnConnections.name, 'VpnConnections', 'LocalSubnet', 'plant-main (vco-plant0001)'],
])('%s without %s.%s leaves an owner whose addresses are not known', async (name, list, field, owner) => {
  const { unread } = await read(undefined, without(name, list, field));
  expect(unread[0]).toBe(
    `Not known: the addresses of ${owner} could not be read, so nobody can tell whether a route takes them.`,
  );
});

test('a server that does not say on which gateway it is may be on this one', async () => {
  const { claims } = await read(
    { 'vss-hq0001.VpnGatewayId': 'vpn-wh0001' },
    without('DescribeSslVpnServers', 'SslVpnServers', 'VpnGatewayId'),
  );
  expect(claims).toContain('pool 10.99.0.0/24 staff-vpn (vss-hq0001)');
});

test('without its VPC nobody knows which gateways are beside it, and none is looked for by an empty one', async () => {
  const nowhere: NonNullable<BenchOptions['between']> = (invoke) => async (action, input, call) => {
    const output = await invoke(action, input, call);
    return action.name === 'DescribeVpnGateway' ? { ...output, VpcId: '' } : output;
  };
  const { claims, unread, requests } = await read(undefined, nowhere);
  expect(claims).toEqual(own);
  expect(unread).toEqual(['Not known: the other gateways of the VPC could not be read (no VpcId).']);
  expect(requests).not.toContain('DescribeVpnGateways');
});

test('on the public cloud the VPC has its own blocks, and its route tables send some traffic elsewhere', async () => {
  const bench = await startBench({ world: 'public' });
  const look = createLiveState(bench.invoke, bench.call(), 'cn-hangzhou');
  const { claims, elsewhere, unread } = await readClaims('vpn-data0001', look);
  const own = claims.filter(({ kind }) => kind === 'vpc').map(({ block, owner }) => `${block} ${owner}`);
  expect(own).toEqual(['10.20.0.0/16 data (vpc-data0001)', '10.21.0.0/16 data (vpc-data0001)']);
  expect([elsewhere, unread]).toEqual([[], []]);
});

test('a way out of the VPC that is no default route is one that a new route may take traffic from', async () => {
  const bench = await startBench({
    world: 'public',
    bend: natOfOneBlock,
  });
  const look = createLiveState(bench.invoke, bench.call(), 'cn-hangzhou');
  const { elsewhere } = await readClaims('vpn-shop0001', look);
  expect(elsewhere).toEqual([{ kind: 'table', block: '172.16.0.0/12', owner: 'NatGateway ngw-shop0001' }]);
});

test('a VPC that a key may not see is told as not read', async () => {
  const bench = await startBench({
    world: 'public',
    bend: (action, reply) => (action === 'DescribeVpcs' ? { ...reply, Vpcs: { Vpc: [] }, TotalCount: 0 } : undefined),
  });
  const { unread } = await readClaims('vpn-shop0001', createLiveState(bench.invoke, bench.call(), 'cn-hangzhou'));
  expect(unread.map((said) => format(said, 'en'))).toEqual([
    expect.stringMatching(/the VPC.*it is not shown to this key/),
  ]);
});

test('a published route into what the VPC sends elsewhere is asked about, and one that nobody has is not', async () => {
  const bench = await startBench({
    world: 'public',
    bend: natOfOneBlock,
  });
  const route = (RouteDest: string, PublishVpc = true) =>
    bench.plan(actions.CreateVpnRouteEntry, {
      ...{ RegionId: 'cn-hangzhou', VpnGatewayId: 'vpn-shop0001', NextHop: 'vco-paris001' },
      ...{ RouteDest, Weight: 100, PublishVpc },
    });
  const summary = async (RouteDest: string, PublishVpc?: boolean) => JSON.stringify(await route(RouteDest, PublishVpc));
  expect(await summary('172.21.64.0/18')).toContain(
    "The VPC's route table sends 172.16.0.0/12 to NatGateway ngw-shop0001",
  );
  expect(await summary('172.21.64.0/18', false)).not.toContain('NatGateway');
  expect(await summary('10.0.128.0/17')).toContain(
    '10.0.128.0/17 overlaps 10.0.0.0/16 of VPC shop (vpc-shop0001) itself',
  );
  expect(await summary('172.21.64.0/18')).not.toContain('Not seen');
});

test('a default route that loses traffic, and a narrower entry that keeps its own, are told and ask nobody', async () => {
  const route = (bench: Awaited<ReturnType<typeof startBench>>) =>
    bench.plan(actions.CreateVpnRouteEntry, {
      ...{ RegionId: 'cn-hangzhou', VpnGatewayId: 'vpn-shop0001', NextHop: 'vco-paris001' },
      ...{ RouteDest: '172.21.0.0/17', Weight: 100, PublishVpc: true },
    });
  const plain = await route(await startBench({ world: 'public' }));
  expect(plain.Foreseen).toContainEqual(
    "The VPC's default route leads to NatGateway ngw-shop0001: what it takes of 172.21.0.0/17 now leaves through the tunnel.",
  );
  const narrower = await route(
    await startBench({
      world: 'public',
      bend: (action, reply) =>
        action === 'DescribeRouteEntryList'
          ? JSON.parse(JSON.stringify(reply).replaceAll('"0.0.0.0/0"', '"172.21.3.0/24"'))
          : undefined,
    }),
  );
  expect(narrower.Foreseen).toContainEqual(expect.stringMatching(/goes on sending 172\.21\.3\.0\/24 to NatGateway/));
});
