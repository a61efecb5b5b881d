import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, refusalOf, region, startBench } from '../bench.ts';

const { CreateVpnPbrRouteEntry, CreateVpnRouteEntry, PublishVpnRouteEntry } = actions;
const hq = { RegionId: region, VpnGatewayId: 'vpn-hq0001' };
const viaBackup = { ...hq, NextHop: 'vco-plant0002', PublishVpc: true };

/** The backup tunnel's peer has more networks than the plant's: routes to them are its own. */
const wider = { 'vco-plant0002.RemoteSubnet': '172.20.0.0/16,10.60.0.0/16,10.70.0.0/16,172.31.40.0/24' };

const entry = (RouteDest: string, NextHop: string, State = 'published') => ({
  VpnInstanceId: NextHop === 'vco-wh0001' ? 'vpn-wh0001' : 'vpn-hq0001',
  RouteDest,
  NextHop,
  Weight: 100,
  State,
});

/** What the other gateway publishes. */
const away = (RouteDest: string) => entry(RouteDest, 'vco-wh0001');

describe('a new route', () => {
  test.each([
    ['to nowhere known', CreateVpnRouteEntry, { ...viaBackup, RouteDest: '10.70.0.0/16', Weight: 100 as const }, 0],
    [
      'inside one that another tunnel carries',
      CreateVpnRouteEntry,
      { ...viaBackup, RouteDest: '172.20.8.0/24', Weight: 100 as const },
      1,
    ],
    [
      'by policy, over one that another tunnel carries',
      CreateVpnPbrRouteEntry,
      { ...viaBackup, RouteSource: '10.10.0.0/16', RouteDest: '172.20.0.0/16', Weight: 100 as const },
      1,
    ],
    [
      'through the tunnel that carries it anyway',
      CreateVpnRouteEntry,
      { ...hq, NextHop: 'vco-plant0001', PublishVpc: true, RouteDest: '172.20.8.0/24', Weight: 100 as const },
      0,
    ],
  ] as const)('%s: questions %#', async (_, action, input, asked) => {
    const { invoke, call, writes } = await startBench({ patch: wider });
    const { ask, questions } = agreeable();
    await invoke(action as typeof CreateVpnRouteEntry, input, call({ ask }));
    expect(questions).toHaveLength(asked);
    expect(await writes()).toHaveLength(1);
  });

  test('that draws traffic says whose and from where to where', async () => {
    const { plan } = await startBench();
    const summary = await plan(CreateVpnRouteEntry, { ...viaBackup, RouteDest: '172.20.8.0/24', Weight: 100 });
    expect(summary.Risk).toBe('disrupt');
    expect(summary.BlastRadius).toEqual([
      'Traffic to 172.20.8.0/24 goes through plant-main (vco-plant0001) now and would go through plant-backup (vco-plant0002).',
    ]);
    expect(summary.Undo).toContain('DeleteVpnRouteEntry');
  });

  test('beside an active one for the same destination is refused at once', async () => {
    const { invoke, call, writes } = await startBench();
    const refused = await refusalOf(
      invoke(CreateVpnRouteEntry, { ...viaBackup, RouteDest: '172.20.0.0/16', Weight: 100 }, call(agreeable())),
    );
    expect(refused.message).toContain('already carries');
    expect(await writes()).toEqual([]);
  });

  test('that another gateway of the VPC publishes is told', async () => {
    const { plan } = await startBench({ patch: { ...wider, 'vpn-wh0001.VpcId': 'vpc-hq0001' } });
    const summary = await plan(CreateVpnRouteEntry, { ...viaBackup, RouteDest: '172.31.40.0/24', Weight: 100 });
    expect(summary.BlastRadius).toEqual([
      'The VPC sends traffic for 172.31.40.0/24 to gateway logistics-gateway (vpn-wh0001) now and would send it to this gateway.',
    ]);
  });

  test('is asked about when the tables cannot be read', async () => {
    const { plan, control } = await startBench();
    await control('faults', { kind: 'forbidden', action: 'DescribeVpnPbrRouteEntries', times: 9 });
    const summary = await plan(CreateVpnRouteEntry, { ...viaBackup, RouteDest: '10.70.0.0/16', Weight: 100 });
    expect(summary.Risk).toBe('disrupt');
    expect(summary.BlastRadius[0]).toMatch(/^Not known: the route tables/);
  });
});

describe('what a new route draws', () => {
  const one = { ...viaBackup, RouteDest: '10.60.1.0/24', Weight: 100 as const };
  test.each([
    ['nothing where no route fits', [], one, []],
    [
      'what the VPC sends here for a wider block',
      [entry('10.60.0.0/16', 'vco-plant0001')],
      one,
      ['Traffic to 10.60.1.0/24 goes through plant-main (vco-plant0001) now and would go through plant-backup'],
    ],
    [
      'only what comes another way where nothing around it is published',
      [entry('10.60.0.0/16', 'vco-plant0001', 'normal')],
      { ...one, PublishVpc: false },
      ['What reaches this gateway for 10.60.1.0/24 from elsewhere than the VPC goes to plant-backup'],
    ],
    ['nothing from another gateway, unpublished', [away('10.60.0.0/16')], { ...one, PublishVpc: false }, []],
    ['nothing with a wider block than another gateway has', [away('10.60.1.128/25')], one, []],
    [
      'what another gateway publishes alike, or not',
      [away('10.60.1.0/24')],
      one,
      ['Gateway logistics-gateway (vpn-wh0001) of the same VPC publishes 10.60.1.0/24 alike'],
    ],
  ])('is %s', async (_, routes, input, expected) => {
    const { plan } = await startBench({ patch: { ...wider, 'vpn-wh0001.VpcId': 'vpc-hq0001', routes_dbr: routes } });
    const summary = await plan(CreateVpnRouteEntry, input);
    expect(summary.BlastRadius).toEqual(expected.map((words) => expect.stringContaining(words)));
    expect(summary.Risk).toBe(expected.length > 0 ? 'disrupt' : 'write');
  });
});

describe('a new route that the cloud would refuse is refused at once', () => {
  const fresh = { ...viaBackup, RouteDest: '10.60.0.0/16', Weight: 100 as const };
  test.each([
    ['without such a gateway', { ...fresh, VpnGatewayId: 'vpn-none' }, 'no VPN gateway vpn-none'],
    ['without such a next hop', { ...fresh, NextHop: 'vco-none' }, 'no IPsec connection vco-none'],
    ['through a tunnel of another gateway', { ...fresh, NextHop: 'vco-wh0001' }, 'is on gateway vpn-wh0001'],
    ['with address bits behind the prefix', { ...fresh, RouteDest: '10.60.7.7/16' }, 'write 10.60.0.0/16'],
    ['a second time', { ...fresh, RouteDest: '172.20.0.0/16', Weight: 0 as const }, 'is there already'],
  ])('%s', async (_, input, words) => {
    const { invoke, call, writes } = await startBench();
    const { ask, questions } = agreeable();
    const refused = await refusalOf(invoke(CreateVpnRouteEntry, input, call({ ask })));
    expect(refused.message).toContain(words);
    expect(questions).toEqual([]);
    expect(await writes()).toEqual([]);
  });

  test('but not where the next hop could not be read', async () => {
    const { plan, control } = await startBench();
    await control('faults', { kind: 'forbidden', action: 'DescribeVpnConnections', times: 9 });
    const summary = await plan(CreateVpnRouteEntry, { ...fresh, NextHop: 'vco-none' });
    expect(summary.Foreseen).not.toContainEqual(expect.stringContaining('vco-none'));
  });
});

describe('publishing', () => {
  const main = { ...hq, NextHop: 'vco-plant0001', RouteDest: '172.20.0.0/16', RouteType: 'dbr' as const };

  test('withdrawing waits for a yes and says what the VPC loses', async () => {
    const { invoke, call, state } = await startBench();
    const { ask, questions } = agreeable();
    await invoke(
      PublishVpnRouteEntry,
      {
        ...hq,
        VpnGatewayId: 'vpn-wh0001',
        NextHop: 'vco-wh0001',
        RouteDest: '172.31.40.0/22',
        RouteType: 'dbr',
        PublishVpc: false,
      },
      call({ ask }),
    );
    expect(questions[0]?.message).toContain('no longer sends traffic for 172.31.40.0/22');
    expect((await state())['routes_dbr']?.map(({ State }) => State)).toContain('normal');
  });

  test('of a pair the other entry stays', async () => {
    const { plan } = await startBench();
    expect((await plan(PublishVpnRouteEntry, { ...main, PublishVpc: false })).BlastRadius).toContain(
      '172.20.0.0/16 stays published through plant-backup (vco-plant0002).',
    );
  });

  test.each([
    ['alone', [], 'The VPC no longer sends traffic for 172.20.0.0/16 to this gateway.'],
    ['inside a wider one', [entry('172.0.0.0/8', 'vco-plant0002')], 'The VPC still sends traffic for 172.20.0.0/16'],
    ['inside a wider one that is not published', [entry('172.0.0.0/8', 'vco-plant0002', 'normal')], 'no longer sends'],
    [
      'around its halves',
      ['172.20.0.0/17', '172.20.128.0/17'].map((dest) => entry(dest, 'vco-plant0002')),
      'still sends',
    ],
    [
      'that another gateway has too',
      [away('172.20.0.0/16')],
      'then sends traffic for 172.20.0.0/16 to gateway logistics',
    ],
    [
      'inside what another gateway has',
      [away('172.0.0.0/8')],
      'then sends traffic for 172.20.0.0/16 to gateway logistics',
    ],
  ])('withdrawing one %s says what the VPC does then', async (_, others, words) => {
    const { plan } = await startBench({
      patch: { 'vpn-wh0001.VpcId': 'vpc-hq0001', routes_dbr: [entry('172.20.0.0/16', 'vco-plant0001'), ...others] },
    });
    const summary = await plan(PublishVpnRouteEntry, { ...main, PublishVpc: false });
    expect(summary.BlastRadius).toEqual([expect.stringContaining(words)]);
  });

  test('withdrawing one that a policy route publishes too leaves it published', async () => {
    const { plan } = await startBench({
      patch: {
        routes_dbr: [entry('172.20.0.0/16', 'vco-plant0001')],
        routes_pbr: [{ ...entry('172.20.0.0/16', 'vco-plant0002'), RouteSource: '10.10.0.0/16' }],
      },
    });
    const summary = await plan(PublishVpnRouteEntry, { ...main, PublishVpc: false });
    expect(summary.BlastRadius).toEqual(['172.20.0.0/16 stays published through plant-backup (vco-plant0002).']);
  });

  test.each([
    ['from another gateway is drawn', [away('172.0.0.0/8')], 'disrupt', 'now and would send it to this gateway'],
    [
      'that another tunnel publishes around it is in doubt',
      [entry('172.0.0.0/8', 'vco-plant0002')],
      'disrupt',
      'may go through plant-backup',
    ],
    ['through the tunnel it takes anyway is not', [entry('172.0.0.0/8', 'vco-plant0001')], 'write', undefined],
  ])('traffic %s', async (_, others, risk, words) => {
    const { plan } = await startBench({
      patch: {
        'vpn-wh0001.VpcId': 'vpc-hq0001',
        routes_dbr: [entry('172.20.0.0/16', 'vco-plant0001', 'normal'), ...others],
      },
    });
    const summary = await plan(PublishVpnRouteEntry, { ...main, PublishVpc: true });
    expect(summary.Risk).toBe(risk);
    expect(summary.BlastRadius).toEqual(words === undefined ? [] : [expect.stringContaining(words)]);
  });

  test('a destination with address bits behind its prefix is refused at once', async () => {
    const { invoke, call, writes } = await startBench();
    const input = { ...main, RouteDest: '172.20.7.7/16', PublishVpc: false };
    const refused = await refusalOf(invoke(PublishVpnRouteEntry, input, call(agreeable())));
    expect(refused.message).toContain('write 172.20.0.0/16');
    expect(await writes()).toEqual([]);
  });

  test('what is published already is answered so', async () => {
    const { invoke, call } = await startBench();
    const { ask, questions } = agreeable();
    expect((await invoke(PublishVpnRouteEntry, { ...main, PublishVpc: true }, call({ ask })))['Outcome']).toMatchObject(
      { State: 'unchanged' },
    );
    expect(questions).toEqual([]);
  });

  test('a route of the wrong kind is told with what there is', async () => {
    const { invoke, call } = await startBench();
    const refused = await refusalOf(
      invoke(PublishVpnRouteEntry, { ...main, RouteType: 'pbr', PublishVpc: false }, call(agreeable())),
    );
    expect(refused.message).toContain('dbr 172.20.0.0/16');
  });
});

test('publishing inside what another tunnel publishes is asked about, for nobody documents where it went before', async () => {
  const { invoke, call, plan, client, writes } = await startBench();
  const inside = { ...hq, NextHop: 'vco-plant0002', RouteDest: '172.20.8.0/24' };
  await client.invoke(CreateVpnRouteEntry, { ...inside, Weight: 100, PublishVpc: false }, call());
  const publish = { ...inside, RouteType: 'dbr' as const, PublishVpc: true };
  const summary = await plan(PublishVpnRouteEntry, publish);
  expect(summary.Risk).toBe('disrupt');
  expect(summary.BlastRadius).toContainEqual(expect.stringContaining('may go through plant-main'));
  const { ask, questions } = agreeable();
  await invoke(PublishVpnRouteEntry, publish, call({ ask }));
  expect(questions).toHaveLength(1);
  expect(await writes()).toHaveLength(2);
});
