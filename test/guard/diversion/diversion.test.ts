import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Action, Fields } from '../../../src/catalogue/action.ts';
import { actions } from '../../../src/catalogue/index.ts';
import {
  agreeable,
  approvalOf,
  type Bench,
  type BenchOptions,
  human,
  refusalOf,
  region,
  startBench,
} from '../bench.ts';

const { CreateCustomerGateway, CreateVpnConnection, CreateVpnPbrRouteEntry, CreateVpnRouteEntry } = actions;
const { ModifyVpnConnectionAttribute, PublishVpnRouteEntry } = actions;

const hq = { RegionId: region, VpnGatewayId: 'vpn-hq0001' };
const viaPlant = { ...hq, NextHop: 'vco-plant0001' };
const [pool, local, elsewhere] = ['10.99.0.0/24', '10.10.0.0/16', '10.20.0.0/16'];
const [open, wholePlant] = ['0.0.0.0/0', '172.20.0.0/16,10.0.0.0/8'];
const oneVpc = { 'vpn-wh0001.VpcId': 'vpc-hq0001' };

/** A plant that has these networks; the tunnels of the pair carry nothing but their own. */
const plantHas = (blocks: string): NonNullable<BenchOptions['patch']> => ({ 'vco-plant0001.RemoteSubnet': blocks });

/** Every way to give a destination to the plant; the last is a route that is there and gets published. */
const ways = {
  route: (RouteDest: string) => [CreateVpnRouteEntry, { ...viaPlant, RouteDest, Weight: 100, PublishVpc: true }],
  'unpublished route': (RouteDest: string) => [
    CreateVpnRouteEntry,
    { ...viaPlant, RouteDest, Weight: 100, PublishVpc: false },
  ],
  'standby route': (RouteDest: string) => [
    CreateVpnRouteEntry,
    { ...viaPlant, RouteDest, Weight: 0, PublishVpc: true },
  ],
  'policy route': (RouteDest: string) => [
    CreateVpnPbrRouteEntry,
    { ...viaPlant, RouteSource: '10.30.0.0/16', RouteDest, Weight: 100, PublishVpc: true },
  ],
  publication: (RouteDest: string) => [
    PublishVpnRouteEntry,
    { ...viaPlant, RouteDest, RouteType: 'dbr', PublishVpc: true },
  ],
} as const satisfies Record<string, (dest: string) => readonly [Action, Fields]>;

type Way = keyof typeof ways;
const all = Object.keys(ways) as readonly Way[];
const publishing = all.filter((way) => way !== 'unpublished route');

const unpublished = (RouteDest: string) => ({
  VpnInstanceId: 'vpn-hq0001',
  RouteDest,
  NextHop: 'vco-plant0001',
  Weight: 100,
  State: 'normal',
});

interface Row {
  readonly name: string;
  readonly dest: string;
  readonly ways: readonly Way[];
  readonly patch: NonNullable<BenchOptions['patch']>;
  readonly why?: RegExp;
}

const diverted: readonly Row[] = [
  {
    name: 'the SSL client pool',
    dest: pool,
    ways: all,
    patch: plantHas(wholePlant),
    why: /clients of SSL-VPN server staff-vpn/,
  },
  {
    name: 'one SSL client',
    dest: '10.99.0.6/32',
    ways: all,
    patch: plantHas(wholePlant),
    why: /overlaps 10\.99\.0\.0\/24, where the clients/,
  },
  {
    name: 'a block around the pool',
    dest: '10.98.0.0/15',
    ways: all,
    patch: plantHas(wholePlant),
    why: /10\.98\.0\.0\/15 overlaps 10\.99\.0\.0\/24/,
  },
  {
    name: 'the VPC side of live tunnels',
    dest: local,
    ways: all,
    patch: plantHas(wholePlant),
    why: /VPC's side of .*plant-main/,
  },
  {
    name: 'one address of it',
    dest: '10.10.0.5/32',
    ways: all,
    patch: plantHas(wholePlant),
    why: /10\.10\.0\.5\/32 overlaps 10\.10\.0\.0\/16/,
  },
  {
    name: 'what only an SSL server calls local',
    dest: '10.40.1.0/24',
    ways: all,
    patch: { ...plantHas(wholePlant), 'vss-hq0001.LocalSubnet': '10.40.0.0/16' },
    why: /VPC's side of staff-vpn/,
  },
  {
    name: 'the VPC side of another gateway of the VPC',
    dest: elsewhere,
    ways: all,
    patch: { ...plantHas(wholePlant), ...oneVpc },
    why: /VPC's side of warehouse/,
  },
  {
    name: 'the pool of a server on another gateway of the VPC',
    dest: pool,
    ways: all,
    patch: { ...plantHas(wholePlant), ...oneVpc, 'vss-hq0001.VpnGatewayId': 'vpn-wh0001' },
    why: /clients of SSL-VPN server/,
  },
  {
    name: 'what another gateway publishes',
    dest: '172.31.40.0/24',
    ways: publishing,
    patch: { ...plantHas('172.16.0.0/12'), ...oneVpc },
    why: /gateway logistics-gateway/,
  },
  { name: 'half of everything', dest: '128.0.0.0/1', ways: all, patch: plantHas(open), why: /wider than a \/8/ },
  {
    name: 'a quarter of everything',
    dest: '0.0.0.0/2',
    ways: all,
    patch: plantHas('0.0.0.0/2'),
    why: /wider than a \/8/,
  },
  { name: 'a /7', dest: '10.0.0.0/7', ways: all, patch: plantHas('10.0.0.0/7'), why: /wider than a \/8/ },
  {
    name: 'what the plant does not have',
    dest: '10.70.0.0/16',
    ways: all,
    patch: {},
    why: /RemoteSubnet of plant-main .* does not have 10\.70/,
  },
  {
    name: 'more than the plant has',
    dest: '172.20.0.0/15',
    ways: all,
    patch: {},
    why: /does not have 172\.21\.0\.0\/16/,
  },
  {
    name: 'the first network of a plant that has everything',
    dest: '10.70.0.0/16',
    ways: publishing,
    patch: { ...plantHas(open), routes_dbr: [] },
    why: /as good as open \(0\.0\.0\.0\/0\)/,
  },
  {
    name: 'the internet through a plant that has everything',
    dest: '8.8.8.0/24',
    ways: all,
    patch: plantHas(open),
    why: /Outside RFC 1918.*8\.8\.8\.0\/24/,
  },
  {
    name: 'addresses of the internet that the plant claims',
    dest: '8.8.8.0/24',
    ways: all,
    patch: plantHas('8.8.8.0/24'),
    why: /goes to the internet now/,
  },
];

const everyday: readonly Row[] = [
  { name: 'a network of the plant', dest: '10.70.0.0/16', ways: all, patch: plantHas('172.20.0.0/16,10.70.0.0/16') },
  { name: 'a part of it', dest: '10.70.3.0/24', ways: all, patch: plantHas('172.20.0.0/16,10.70.0.0/16') },
  { name: 'a second network of a plant that has everything', dest: '10.70.0.0/16', ways: all, patch: plantHas(open) },
  { name: 'what is local in another VPC', dest: elsewhere, ways: all, patch: plantHas(wholePlant) },
  {
    name: 'a network of the plant where a tunnel is in routed mode',
    dest: '10.70.0.0/16',
    ways: all,
    patch: { ...plantHas(wholePlant), 'vco-plant0002.LocalSubnet': open },
  },
];

/** The call that gives a destination to the plant, in a world in which a route to publish is there. */
const prepared = async ({ dest, patch }: Row, way: Way) => {
  const isThere = way === 'publication' ? { 'routes_dbr+': unpublished(dest) } : {};
  const { routes_dbr, ...more } = patch as Fields;
  const bench = await startBench({ patch: { ...(routes_dbr !== undefined && { routes_dbr }), ...more } as never });
  if (way === 'publication') await bench.patch(isThere);
  const [action, input] = ways[way](dest);
  const run = (ask = human(() => ({ action: 'decline' }))) =>
    bench.invoke(action as typeof CreateVpnRouteEntry, input as never, bench.call({ ask: ask.ask }));
  return { ...bench, run, action, planned: () => bench.plan(action as Action, input) };
};

const cases = (rows: readonly Row[]) => rows.flatMap((row) => row.ways.map((way) => [way, row.name, row] as const));

describe('waits for a yes, says why, and sends nothing without it', () => {
  test.each(cases(diverted))('%s to %s', async (way, _, row) => {
    const { run, planned, writes, action } = await prepared(row, way);
    const no = human(() => ({ action: 'decline' }));
    expect(approvalOf(await refusalOf(run(no))).State).toBe('refused');
    expect(no.questions).toHaveLength(1);
    expect(no.questions[0]?.message).toMatch(row.why ?? /$^/);
    expect(await writes()).toEqual([]);
    const summary = await planned();
    expect(summary.Risk).toBe('disrupt');
    expect(summary.BlastRadius.join('\n')).toMatch(row.why ?? /$^/);
    const yes = agreeable();
    await run(yes);
    expect((await writes()).map((sent) => sent.action)).toEqual([action.name]);
  });
});

describe('asks nobody', () => {
  test.each(cases(everyday))('%s to %s', async (way, _, row) => {
    const { run, writes } = await prepared(row, way);
    const nobody = human(() => ({ action: 'decline' }));
    await run(nobody);
    expect(nobody.questions).toEqual([]);
    expect(await writes()).toHaveLength(1);
  });
});

test('what is published is told with the table that nobody here can see, and what is not is not', async () => {
  const row: Row = { name: '', dest: '172.20.9.0/24', ways: all, patch: {} };
  for (const way of all) {
    const { Foreseen } = await (await prepared(row, way)).planned();
    const hasNote = Foreseen.some((said) => said.includes("whether the VPC's own route table sends"));
    expect([way, hasNote]).toEqual([way, way !== 'unpublished route']);
  }
});

test('the ban on 0.0.0.0/0 stands, however it is spelled', async () => {
  for (const dest of ['0.0.0.0/0', '10.0.0.0/0', '0.0.0.0/00', '0.0.0.0/0 '])
    expect(CreateVpnRouteEntry.input.safeParse({ ...ways.route(dest)[1] }).success).toBe(false);
});

describe('a series of harmless routes', () => {
  const add = ({ invoke, call }: Bench, RouteDest: string, ask = agreeable()) =>
    invoke(CreateVpnRouteEntry, { ...viaPlant, RouteDest, Weight: 100, PublishVpc: false }, call({ ask: ask.ask }));

  test('asks as soon as it is wider than a /8 together, and tells what is joined', async () => {
    const bench = await startBench({ patch: plantHas('172.20.0.0/16,10.0.0.0/7') });
    await bench.patch({ 'vss-hq0001.LocalSubnet': open, 'vss-hq0001.ClientIpPool': '192.168.99.0/24' });
    for (const id of ['vco-plant0001', 'vco-plant0002']) await bench.patch({ [`${id}.LocalSubnet`]: '192.168.0.0/24' });
    const asked = agreeable();
    for (const dest of ['10.0.0.0/9', '10.128.0.0/9']) await add(bench, dest, asked);
    expect(asked.questions).toEqual([]);
    await bench.patch({ 'vco-plant0001.RemoteSubnet': '10.0.0.0/7' });
    await bench.patch({ 'routes_dbr+': { ...unpublished('11.0.0.0/9') } });
    await add(bench, '11.128.0.0/9', asked);
    expect(asked.questions[0]?.message).toContain('gets 10.0.0.0/7, 172.20.0.0/16, together wider than a /8');
  });

  test('is told as a default route when it covers everything', async () => {
    const quarters = [
      '0.0.0.0/2',
      '64.0.0.0/3',
      '96.0.0.0/6',
      '101.0.0.0/8',
      '102.0.0.0/7',
      '104.0.0.0/5',
      '112.0.0.0/4',
    ];
    const bench = await startBench({ patch: plantHas(open) });
    for (const dest of [...quarters, '100.0.0.0/10', '100.128.0.0/9'])
      await bench.patch({ 'routes_dbr+': unpublished(dest) });
    const asked = agreeable();
    await add(bench, '128.0.0.0/1', asked);
    expect(asked.questions[0]?.message).toContain('takes 0.0.0.0/0: whatever has no more specific route');
  });
});

describe('a list that cannot be read is asked about, and said first', () => {
  test.each([
    ['DescribeSslVpnServers', /^Not known: the SSL-VPN servers could not be read \(Forbidden\)/],
    ['DescribeVpnConnections', /^Not known: the IPsec connections could not be read \(Forbidden\)/],
    ['DescribeVpnGateways', /^Not known: the other gateways of the VPC could not be read \(Forbidden\)/],
    ['DescribeVpnRouteEntries', /^Not known: the route tables could not be read \(Forbidden\)/],
  ])('%s', async (action, words) => {
    for (const way of all) {
      const { run, planned, control, writes } = await prepared(
        { name: '', dest: '172.20.9.0/24', ways: all, patch: {} },
        way,
      );
      await control('faults', { kind: 'forbidden', action, times: 99 });
      const summary = await planned();
      expect([way, summary.Risk, summary.BlastRadius[0]]).toEqual([way, 'disrupt', expect.stringMatching(words)]);
      await refusalOf(run());
      expect(await writes()).toEqual([]);
    }
  });

  test('AutoConfigRoute', async () => {
    const { plan, control } = await startBench();
    await control('faults', { kind: 'forbidden', action: 'DescribeSslVpnServers', times: 99 });
    const summary = await plan(CreateVpnConnection, { ...branch, AutoConfigRoute: true });
    expect(summary.Risk).toBe('disrupt');
    expect(summary.BlastRadius[0]).toContain('Not known: the SSL-VPN servers');
  });
});

test('a pool that moves under the route between plan and act voids the yes', async () => {
  const { invoke, call, patch, writes } = await startBench({ patch: plantHas(wholePlant) });
  const { ask } = human(async () => {
    await patch({ 'vss-hq0001.ClientIpPool': '10.99.0.0/25' });
    return { content: { approve: true } };
  });
  const input = { ...viaPlant, RouteDest: pool, Weight: 100 as const, PublishVpc: true };
  expect(approvalOf(await refusalOf(invoke(CreateVpnRouteEntry, input, call({ ask })))).State).toBe('void');
  expect(await writes()).toEqual([]);
});

const branch = {
  ...hq,
  CustomerGatewayId: 'cgw-old0001',
  LocalSubnet: '10.10.0.0/16',
  RemoteSubnet: '10.70.0.0/16',
  Name: 'branch',
};

describe('AutoConfigRoute', () => {
  test.each([
    ['the SSL client pool', pool, /clients of SSL-VPN server staff-vpn/],
    ['the VPC side of live tunnels', '10.10.3.0/24', /VPC's side of .*plant-main/],
    ['half of everything', '128.0.0.0/1', /wider than a \/8/],
    ['everything', '0.0.0.0/0', /wider than a \/8/],
    ['everything in parts', '0.0.0.0/2,128.0.0.0/1', /wider than a \/8/],
    ['many that are wide together', '20.0.0.0/9,22.0.0.0/9,24.0.0.0/9', /more addresses of the internet than a \/8/],
    ['addresses of the internet', '8.8.8.0/24', /goes to the internet now/],
  ])('waits where the other side has %s', async (_, RemoteSubnet, why) => {
    const { invoke, call, plan, writes } = await startBench();
    const no = human(() => ({ action: 'decline' }));
    const input = { ...branch, RemoteSubnet, AutoConfigRoute: true };
    await refusalOf(invoke(CreateVpnConnection, input, call({ ask: no.ask })));
    expect(no.questions[0]?.message).toMatch(why);
    expect(await writes()).toEqual([]);
    const change = { RegionId: region, VpnConnectionId: 'vco-plant0002', RemoteSubnet, AutoConfigRoute: true };
    expect((await plan(ModifyVpnConnectionAttribute, change)).BlastRadius.join('\n')).toMatch(why);
  });

  test('asks nobody where the other side has a network of its own', async () => {
    const { invoke, call, writes } = await startBench();
    const { ask, questions } = agreeable();
    await invoke(CreateVpnConnection, { ...branch, AutoConfigRoute: true }, call({ ask }));
    expect(questions).toEqual([]);
    expect(await writes()).toHaveLength(1);
  });
});

describe('a key that stands in the call', () => {
  const withKey = (IkeConfig: Fields) => ({
    ...branch,
    IkeConfig,
  });

  test('waits, for the model knows it, and no question tells it', async () => {
    const { invoke, call, writes } = await startBench();
    const no = human(() => ({ action: 'decline' }));
    const input = withKey({ Psk: 'FAKE-psk-of-the-model-1' });
    await refusalOf(invoke(CreateVpnConnection, input as never, call({ ask: no.ask })));
    expect(no.questions[0]?.message).toContain('so the model knows it');
    expect(no.questions[0]?.message).not.toContain('FAKE-psk');
    expect(await writes()).toEqual([]);
  });

  test('on a connection that is there waits as well', async () => {
    const { invoke, call, writes } = await startBench();
    const no = human(() => ({ action: 'decline' }));
    const input = { VpnConnectionId: 'vco-plant0001', IkeConfig: { Psk: 'FAKE-psk-of-the-model-1' } };
    await refusalOf(invoke(ModifyVpnConnectionAttribute, input, call({ ask: no.ask })));
    expect(no.questions).toHaveLength(1);
    expect(await writes()).toEqual([]);
  });

  test.each([
    ['made here', { generate: true }],
    ['in a file', { file: 'branch.psk' }],
    ['nowhere: the cloud makes one', undefined],
  ])('but not one that is %s', async (_, Psk) => {
    const { invoke, call, writes, secretsDir } = await startBench();
    writeFileSync(join(secretsDir, 'branch.psk'), 'FAKE-psk-in-a-file-01');
    const { ask, questions } = agreeable();
    await invoke(CreateVpnConnection, withKey(Psk ? { Psk } : {}) as never, call({ ask }));
    expect(questions).toEqual([]);
    expect(await writes()).toHaveLength(1);
  });

  test('is known also where a file holds the same', async () => {
    const { invoke, call, secretsDir } = await startBench();
    writeFileSync(join(secretsDir, 'branch.psk'), 'FAKE-psk-of-the-model-1');
    const no = human(() => ({ action: 'decline' }));
    await refusalOf(
      invoke(CreateVpnConnection, withKey({ Psk: 'FAKE-psk-of-the-model-1' }) as never, call({ ask: no.ask })),
    );
    await refusalOf(
      invoke(CreateVpnConnection, withKey({ Psk: { file: 'branch.psk' } }) as never, call({ ask: no.ask })),
    );
    expect(no.questions).toHaveLength(2);
  });
});

describe('a customer gateway that was made through this server', () => {
  const HOUR = 3_600_000;

  /** A branch behind a new customer gateway, its key made here, with no route yet. */
  const newBranch = async (bench: Bench, guard = bench.guard) => {
    const { CustomerGatewayId = '' } = await guard.invoke(
      CreateCustomerGateway,
      { IpAddress: '203.0.113.77', Name: 'branch' },
      bench.callOn(guard),
    );
    const input = { ...branch, CustomerGatewayId, IkeConfig: { Psk: { generate: true } } };
    const { VpnConnectionId = '' } = await guard.invoke(CreateVpnConnection, input as never, bench.callOn(guard));
    return { CustomerGatewayId, NextHop: VpnConnectionId };
  };
  const routeTo = (NextHop: string, RouteDest = '10.70.0.0/16', PublishVpc = true) => ({
    ...hq,
    NextHop,
    RouteDest,
    Weight: 100 as const,
    PublishVpc,
  });

  test('waits for the first route to it that the VPC would follow, and for no other', async () => {
    const bench = await startBench();
    const { CustomerGatewayId, NextHop } = await newBranch(bench);
    const { ask, questions } = agreeable();
    const add = (dest: string, publish = true) =>
      bench.invoke(CreateVpnRouteEntry, routeTo(NextHop, dest, publish), bench.call({ ask }));
    await add('10.70.9.0/24', false);
    expect(questions).toEqual([]);
    await add('10.70.0.0/24');
    expect(questions[0]?.message).toContain(`Customer gateway ${CustomerGatewayId} was made through this server`);
    await add('10.70.1.0/24');
    expect(questions).toHaveLength(1);
  });

  test('waits where the route is published later, and where the cloud adds it', async () => {
    const bench = await startBench();
    const { NextHop } = await newBranch(bench);
    await bench.invoke(CreateVpnRouteEntry, routeTo(NextHop, '10.70.0.0/16', false), bench.call());
    const { RouteDest } = routeTo(NextHop);
    const publish = { ...hq, NextHop, RouteDest, RouteType: 'dbr' as const, PublishVpc: true };
    const no = human(() => ({ action: 'decline' }));
    await refusalOf(bench.invoke(PublishVpnRouteEntry, publish, bench.call({ ask: no.ask })));
    expect(no.questions[0]?.message).toContain('a new way out of the network');
    const { CustomerGatewayId = '' } = await bench.invoke(
      CreateCustomerGateway,
      { IpAddress: '203.0.113.78', Name: 'other' },
      bench.call(),
    );
    const auto = { ...branch, CustomerGatewayId, RemoteSubnet: '10.80.0.0/16', AutoConfigRoute: true };
    await refusalOf(bench.invoke(CreateVpnConnection, auto, bench.call({ ask: no.ask })));
    expect(no.questions[1]?.message).toContain('a new way out of the network');
  });

  test('is known to another process that shares the state folder, and forgotten after a day', async () => {
    const bench = await startBench();
    const { NextHop } = await newBranch(bench);
    const other = bench.makeGuard();
    const no = human(() => ({ action: 'decline' }));
    const add = () => other.invoke(CreateVpnRouteEntry, routeTo(NextHop), bench.callOn(other, { ask: no.ask }));
    await refusalOf(add());
    expect(no.questions[0]?.message).toContain('was made through this server');
    bench.clock.advance(25 * HOUR);
    await add();
    expect(no.questions).toHaveLength(1);
  });

  test('may be any where the audit cannot be read: that is said and asked about', async () => {
    const bench = await startBench();
    const { NextHop } = await newBranch(bench);
    const other = bench.makeGuard();
    writeFileSync(join(bench.stateDir, 'audit-20260101T000000Z-1.jsonl'), 'no line of an audit\n');
    const plan = await other
      .callFor(
        {
          signal: new AbortController().signal,
          log: () => {},
          progress: () => {},
          caller: { requestId: '1', session: 'one', transport: 'stdio', client: 'test' },
        },
        { tool: '' },
      )
      .plan?.((invoke, call) => invoke(CreateVpnRouteEntry, { ...routeTo('vco-plant0001', '172.20.9.0/24') }, call));
    // The plant has published routes: its customer gateway is no new way out.
    expect(Object(plan?.plan).Risk).toBe('write');
    const no = human(() => ({ action: 'decline' }));
    await bench.patch({ routes_dbr: [] });
    await refusalOf(
      other.invoke(
        CreateVpnRouteEntry,
        routeTo('vco-plant0001', '172.20.9.0/24'),
        bench.callOn(other, { ask: no.ask }),
      ),
    );
    expect(no.questions[0]?.message).toMatch(/Not known: whether customer gateway cgw-plant0001 was made/);
    expect(NextHop).not.toBe('');
  });

  test('a new gateway, a key of the model and ten routes are a chain in which a human is asked', async () => {
    const bench = await startBench();
    const no = human(() => ({ action: 'decline' }));
    const call = () => bench.call({ ask: no.ask });
    const { CustomerGatewayId = '' } = await bench.invoke(
      CreateCustomerGateway,
      { IpAddress: '203.0.113.66', Name: 'exit' },
      call(),
    );
    const connection = {
      ...branch,
      CustomerGatewayId,
      RemoteSubnet: '10.64.0.0/12',
      IkeConfig: { Psk: 'FAKE-psk-of-the-model-1' },
    };
    await refusalOf(bench.invoke(CreateVpnConnection, connection, call()));
    // Without a key of its own the tunnel can be made; then the first of its routes waits, and so does each that follows it.
    const made = await bench.invoke(CreateVpnConnection, { ...connection, IkeConfig: {} }, call());
    for (let index = 0; index < 10; index += 1)
      await refusalOf(
        bench.invoke(CreateVpnRouteEntry, routeTo(String(made.VpnConnectionId), `10.${65 + index}.0.0/16`), call()),
      );
    expect(no.questions).toHaveLength(11);
    expect((await bench.writes()).map(({ action }) => action)).toEqual([
      'CreateCustomerGateway',
      'CreateVpnConnection',
    ]);
    expect((await bench.state())['routes_dbr']).toHaveLength(3);
  });
});
