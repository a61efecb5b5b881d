import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, refusalOf, region, startBench } from './bench.ts';

const { CreateVpnPbrRouteEntry, CreateVpnRouteEntry, PublishVpnRouteEntry } = actions;
const hq = { RegionId: region, VpnGatewayId: 'vpn-hq0001' };
const viaBackup = { ...hq, NextHop: 'vco-plant0002', PublishVpc: true };

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
    const { invoke, call, writes } = await startBench();
    const { ask, questions } = agreeable();
    await invoke(action as typeof CreateVpnRouteEntry, input, call({ ask }));
    expect(questions).toHaveLength(asked);
    expect(await writes()).toHaveLength(1);
  });

  test('that draws traffic says whose and from where to where', async () => {
    const { plan } = await startBench();
    const told = await plan(CreateVpnRouteEntry, { ...viaBackup, RouteDest: '172.20.8.0/24', Weight: 100 });
    expect(told.Risk).toBe('disrupt');
    expect(told.BlastRadius).toEqual([
      'Traffic to 172.20.8.0/24 goes through plant-main (vco-plant0001) now and would go through plant-backup (vco-plant0002).',
    ]);
    expect(told.Undo).toContain('DeleteVpnRouteEntry');
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
    const { plan } = await startBench({ patch: { 'vpn-wh0001.VpcId': 'vpc-hq0001' } });
    const told = await plan(CreateVpnRouteEntry, { ...viaBackup, RouteDest: '172.31.40.0/24', Weight: 100 });
    expect(told.BlastRadius).toEqual([
      '172.31.40.0/24 overlaps 172.31.40.0/22, which gateway logistics-gateway (vpn-wh0001) of the same VPC publishes.',
    ]);
  });

  test('is asked about when the tables cannot be read', async () => {
    const { plan, control } = await startBench();
    await control('faults', { kind: 'forbidden', action: 'DescribeVpnPbrRouteEntries', times: 9 });
    const told = await plan(CreateVpnRouteEntry, { ...viaBackup, RouteDest: '10.70.0.0/16', Weight: 100 });
    expect(told.Risk).toBe('disrupt');
    expect(told.Foreseen).toContainEqual(expect.stringContaining('Not known'));
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
