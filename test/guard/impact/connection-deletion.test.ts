import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, region, startBench } from '../bench.ts';

const { DeleteVpnConnection } = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };

describe('deleting a connection', () => {
  test('says where its traffic goes, what stays behind and what is lost', async () => {
    const { plan } = await startBench();
    const summary = await plan(DeleteVpnConnection, plantMain);
    expect(summary.BlastRadius).toEqual([
      'Tunnel plant-main (vco-plant0001), up now, goes down at once and for good.',
      'Traffic to 172.20.0.0/16 likely moves from plant-main (vco-plant0001) to plant-backup (vco-plant0002); not sure: that route has weight 0, and no document says that one carries traffic. Give it 100 next.',
      'Routes left that lead nowhere (1): 172.20.0.0/16.',
    ]);
    expect(summary.Undo).toMatch(/CreateVpnConnection.*CustomerGatewayId=cgw-plant0001.*fingerprint [0-9a-f]{8}/);
  });

  test('says before everything else that every tunnel left is down', async () => {
    const { plan } = await startBench({ patch: { 'vco-plant0002.peer.IkeConfig': { IkePfs: 'group2' } } });
    const summary = await plan(DeleteVpnConnection, plantMain);
    expect(summary.BlastRadius[0]).toBe(
      'Every tunnel that would carry 172.20.0.0/16 is down now: plant-backup (vco-plant0002). No traffic would get there until one is up.',
    );
  });

  test('whose look-up fails is asked about all the same, by ID', async () => {
    const { invoke, call, control, writes } = await startBench();
    await control('faults', { kind: 'forbidden', action: 'DescribeVpnConnection', times: 20 });
    const { ask, questions } = agreeable();
    const done = await invoke(DeleteVpnConnection, plantMain, call({ ask }));
    expect(questions[0]?.message).toContain('Not known: IPsec connection could not be read (Forbidden).');
    expect(questions[0]?.field?.description).toContain('vco-plant0001');
    expect(done['Outcome']).toMatchObject({ Confirmed: null });
    expect(await writes()).toHaveLength(1);
  });

  test('that carries the only route stops its traffic', async () => {
    const { plan } = await startBench();
    const summary = await plan(DeleteVpnConnection, { RegionId: region, VpnConnectionId: 'vco-wh0001' });
    expect(summary.BlastRadius).toContain('It is the last route to 172.31.40.0/22: traffic there stops.');
  });

  test('whose route a wider one takes over says that the old one may hold its traffic', async () => {
    const route = (RouteDest: string, NextHop: string) => ({
      VpnInstanceId: 'vpn-hq0001',
      RouteDest,
      NextHop,
      Weight: 100,
      State: 'published',
    });
    const { plan } = await startBench({
      patch: { routes_dbr: [route('10.60.1.0/24', 'vco-plant0001'), route('10.60.0.0/16', 'vco-plant0002')] },
    });
    expect((await plan(DeleteVpnConnection, plantMain)).BlastRadius.slice(1)).toEqual([
      'Traffic to 10.60.1.0/24 moves from plant-main (vco-plant0001) to plant-backup (vco-plant0002).',
      'Routes left that lead nowhere (1): 10.60.1.0/24.',
      'Until these routes are deleted too, traffic for them may go on being sent here and into them.',
    ]);
  });

  test('that carries a hundred routes groups them by what becomes of them, in few sentences', async () => {
    const route = (RouteDest: string, NextHop: string, State = 'published') => ({
      VpnInstanceId: NextHop === 'vco-wh0001' ? 'vpn-wh0001' : 'vpn-hq0001',
      RouteDest,
      NextHop,
      Weight: 100,
      State,
    });
    const dests = Array.from({ length: 120 }, (_, index) => `10.60.${index}.0/24`);
    const { plan } = await startBench({
      patch: {
        'vpn-wh0001.VpcId': 'vpc-hq0001',
        routes_dbr: [
          ...dests.map((dest) => route(dest, 'vco-plant0001')).reverse(),
          route('10.60.0.0/20', 'vco-plant0002', 'normal'),
          route('10.60.64.0/18', 'vco-wh0001'),
        ],
      },
    });
    const summary = await plan(DeleteVpnConnection, plantMain);
    const eight = (first: number) => dests.slice(first, first + 8).join(', ');
    expect(summary.BlastRadius).toEqual([
      'Tunnel plant-main (vco-plant0001), up now, goes down at once and for good.',
      `The VPC no longer sends traffic for ${eight(0)} (+8) to this gateway.`,
      `It is the last route to ${eight(16)} (+40): traffic there stops.`,
      `The VPC then sends traffic for ${eight(64)} (+48) to gateway logistics-gateway (vpn-wh0001), which publishes a route for it too.`,
      `The route to ${eight(0)} (+8) that is left, through plant-backup (vco-plant0002), is not published: publish it first to keep the traffic.`,
      `This gateway then has no route to ${eight(64)} (+48).`,
      expect.stringMatching(/^Routes left that lead nowhere \(120\): .*\(\+112\)\.$/),
      'Until these routes are deleted too, traffic for them may go on being sent here and into them.',
    ]);
  });
});
