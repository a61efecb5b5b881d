import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, refusalOf, region, startBench } from '../bench.ts';

const { DeleteVpnRouteEntry, ModifyVpnRouteEntryWeight } = actions;
const plant = { RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' };
const main = { ...plant, NextHop: 'vco-plant0001' };
const backup = { ...plant, NextHop: 'vco-plant0002' };

const zero = (NextHop: string) => ({
  VpnInstanceId: 'vpn-hq0001',
  RouteDest: '172.20.0.0/16',
  NextHop,
  Weight: 0,
  State: 'published',
});

describe('the weight of a route', () => {
  test('demoting the active one is told with who carries the traffic then, and how back', async () => {
    const { plan } = await startBench();
    const summary = await plan(ModifyVpnRouteEntryWeight, { ...main, Weight: 100, NewWeight: 0 });
    expect(summary.Changes).toEqual([{ Field: 'Weight', Before: 100, After: 0 }]);
    expect(summary.BlastRadius).toEqual([
      'Until a route to 172.20.0.0/16 has weight 100 again, its traffic may stay with plant-main (vco-plant0001), move to plant-backup (vco-plant0002) or stop: no document says which.',
      'First half of moving 172.20.0.0/16 to plant-backup (vco-plant0002); the second, right after it: ModifyVpnRouteEntryWeight NextHop=vco-plant0002, RouteDest=172.20.0.0/16, Weight=0, NewWeight=100. The cloud takes this order only. To give up, set plant-main (vco-plant0001) back to 100.',
    ]);
    expect(summary.Undo).toContain('Weight=0, NewWeight=100');
    expect(summary.Foreseen).toContainEqual(expect.stringContaining('two tunnels'));
  });

  test('promoting one of two at 0 says that the traffic moves, and that it may be there already', async () => {
    const { plan } = await startBench({ patch: { routes_dbr: [zero('vco-plant0001'), zero('vco-plant0002')] } });
    const summary = await plan(ModifyVpnRouteEntryWeight, { ...backup, Weight: 0, NewWeight: 100 });
    expect(summary.BlastRadius).toEqual([
      'Traffic to 172.20.0.0/16 then goes through plant-backup (vco-plant0002); whether it does so already, or goes through plant-main (vco-plant0001) now, is not documented.',
      'This is the second half of moving 172.20.0.0/16 from plant-main (vco-plant0001): afterwards plant-backup (vco-plant0002) alone has weight 100.',
    ]);
  });

  test('promoting beside an active one is refused at once, and says which one is in the way', async () => {
    const { invoke, call, requests } = await startBench();
    const { ask, questions } = agreeable();
    const refused = await refusalOf(
      invoke(ModifyVpnRouteEntryWeight, { ...backup, Weight: 0, NewWeight: 100 }, call({ ask })),
    );
    expect(refused.message).toContain('plant-main (vco-plant0001) already carries 172.20.0.0/16');
    expect(questions).toEqual([]);
    expect((await requests()).every(({ action }) => action.startsWith('Describe'))).toBe(true);
  });

  test('a weight that is so already is answered without a question', async () => {
    const { invoke, call, writes } = await startBench();
    const { ask, questions } = agreeable();
    const done = await invoke(ModifyVpnRouteEntryWeight, { ...main, Weight: 0, NewWeight: 100 }, call({ ask }));
    expect(done['Outcome']).toMatchObject({ State: 'unchanged' });
    expect(questions).toEqual([]);
    expect(await writes()).toEqual([]);
  });

  test('traffic that would move to a tunnel that is down is told', async () => {
    const { plan } = await startBench({ patch: { 'vco-plant0002.peer.IkeConfig': { IkePfs: 'group2' } } });
    const summary = await plan(DeleteVpnRouteEntry, { ...main, Weight: 100 });
    expect(summary.BlastRadius).toContainEqual(expect.stringContaining('is down now: plant-backup (vco-plant0002)'));
  });
});

describe('deleting a route', () => {
  test('of a pair moves its traffic to the other, and is undone by the exact call', async () => {
    const { plan } = await startBench();
    const summary = await plan(DeleteVpnRouteEntry, { ...main, Weight: 100 });
    expect(summary.Target).toEqual({ Id: 'vpn-hq0001:vco-plant0001:172.20.0.0/16', Name: '172.20.0.0/16' });
    expect(summary.BlastRadius[0]).toBe(
      'Traffic to 172.20.0.0/16 likely moves from plant-main (vco-plant0001) to plant-backup (vco-plant0002); not sure: that route has weight 0, and no document says that one carries traffic. Give it 100 next.',
    );
    expect(summary.Undo).toContain('CreateVpnRouteEntry');
    expect(summary.Undo).toContain('Weight=100, PublishVpc=true');
  });

  test('the last one stops its traffic', async () => {
    const { plan } = await startBench();
    const summary = await plan(DeleteVpnRouteEntry, {
      RegionId: region,
      VpnGatewayId: 'vpn-wh0001',
      RouteDest: '172.31.40.0/22',
      NextHop: 'vco-wh0001',
      Weight: 100,
    });
    expect(summary.BlastRadius).toContainEqual('It is the last route to 172.31.40.0/22: traffic there stops.');
  });

  const entry = (RouteDest: string, NextHop: string, State = 'published', Weight = 100) => ({
    VpnInstanceId: NextHop === 'vco-wh0001' ? 'vpn-wh0001' : 'vpn-hq0001',
    RouteDest,
    NextHop,
    Weight,
    State,
  });
  const policy = (RouteSource: string) => ({ ...entry('172.20.0.0/16', 'vco-plant0002'), RouteSource });
  const own = entry('172.20.0.0/16', 'vco-plant0001');

  test.each([
    [
      'whose standby is not published',
      [own, entry('172.20.0.0/16', 'vco-plant0002', 'normal', 0)],
      [],
      ['no longer sends traffic for 172.20.0.0/16', 'through plant-backup (vco-plant0002), is not published'],
    ],
    [
      'inside a wider one that is not published',
      [own, entry('172.0.0.0/8', 'vco-plant0002', 'normal')],
      [],
      ['no longer sends traffic for 172.20.0.0/16', 'through plant-backup (vco-plant0002), is not published'],
    ],
    [
      'that another gateway publishes too',
      [own, entry('172.20.0.0/16', 'vco-wh0001')],
      [],
      ['then sends traffic for 172.20.0.0/16 to gateway logistics-gateway', 'has no route to 172.20.0.0/16'],
    ],
    [
      'that two halves cover',
      [own, ...['172.20.0.0/17', '172.20.128.0/17'].map((dest) => entry(dest, 'vco-plant0002'))],
      [],
      ['Traffic to 172.20.0.0/16 stays with plant-backup'],
    ],
    [
      'around a narrower one',
      [own, entry('172.20.1.0/24', 'vco-plant0002')],
      [],
      ['the last route to the rest of 172.20.0.0/16', 'Traffic to 172.20.1.0/24 stays with plant-backup'],
    ],
    [
      'under a policy route for all sources',
      [own],
      [policy('0.0.0.0/0')],
      ['Traffic to 172.20.0.0/16 stays with plant-backup'],
    ],
    [
      'under a policy route for some sources',
      [own],
      [policy('10.10.0.0/16')],
      [
        'the last route to 172.20.0.0/16 from other sources',
        'Traffic to 172.20.0.0/16 from 10.10.0.0/16 stays with plant-backup',
      ],
    ],
    [
      'that is not published',
      [entry('172.20.0.0/16', 'vco-plant0001', 'normal')],
      [],
      ['It is the last route to 172.20.0.0/16, but no published one'],
    ],
  ])('%s tells where its traffic goes', async (_, routes_dbr, routes_pbr, expected) => {
    const { plan } = await startBench({ patch: { 'vpn-wh0001.VpcId': 'vpc-hq0001', routes_dbr, routes_pbr } });
    const summary = await plan(DeleteVpnRouteEntry, { ...main, Weight: 100 });
    expect(summary.BlastRadius).toEqual(expected.map((words) => expect.stringContaining(words)));
  });

  test('demoting the only one is told like that of a pair: nobody knows what carries it', async () => {
    const { plan } = await startBench({ patch: { routes_dbr: [own] } });
    const summary = await plan(ModifyVpnRouteEntryWeight, { ...main, Weight: 100, NewWeight: 0 });
    expect(summary.BlastRadius).toEqual([
      'Traffic to 172.20.0.0/16 likely stays with plant-main (vco-plant0001), its only route; not sure, because no document says that a route with weight 0 carries traffic.',
    ]);
  });

  test('other gateways that were not read are told', async () => {
    const { plan, control } = await startBench();
    await control('faults', { kind: 'forbidden', action: 'DescribeVpnGateways', times: 9 });
    const summary = await plan(DeleteVpnRouteEntry, { ...main, Weight: 100 });
    expect(summary.BlastRadius[0]).toEqual('Not known: the other gateways of the VPC could not be read (Forbidden).');
  });

  test.each([
    [
      'of a gateway that is not there',
      { ...main, VpnGatewayId: 'vpn-none', Weight: 100 as const },
      'no VPN gateway vpn-none',
    ],
    [
      'with address bits behind the prefix',
      { ...main, RouteDest: '172.20.7.7/16', Weight: 100 as const },
      'write 172.20.0.0/16',
    ],
    ['a weight that it has not', { ...main, Weight: 0 as const }, 'is 100 now, not 0'],
    [
      'an entry that is not there',
      { ...main, RouteDest: '10.9.0.0/16', Weight: 100 as const },
      'No route to 10.9.0.0/16',
    ],
  ])('with %s is refused with what the table holds', async (_, input, words) => {
    const { invoke, call, writes } = await startBench();
    const refused = await refusalOf(invoke(DeleteVpnRouteEntry, input, call(agreeable())));
    expect(refused.message).toContain(words);
    expect(await writes()).toEqual([]);
  });

  test('asks for the destination, which is its name', async () => {
    const { invoke, call, state } = await startBench();
    const { ask, questions } = agreeable();
    await invoke(DeleteVpnRouteEntry, { ...backup, Weight: 0 }, call({ ask }));
    expect(questions[0]?.field?.description).toContain('172.20.0.0/16');
    expect((await state())['routes_dbr']).toHaveLength(2);
  });

  test('is told even when the tables cannot be read, with what is not known', async () => {
    const { plan, control } = await startBench();
    await control('faults', { kind: 'forbidden', action: 'DescribeVpnRouteEntries', times: 9 });
    const summary = await plan(DeleteVpnRouteEntry, { ...main, Weight: 100 });
    expect(summary.BlastRadius[0]).toEqual('Not known: the route tables could not be read (Forbidden).');
  });
});

test('a gateway that is locked for payment is a reason to refuse', async () => {
  const { invoke, call } = await startBench({ patch: { 'vpn-hq0001.BusinessStatus': 'FinancialLocked' } });
  const refused = await refusalOf(invoke(DeleteVpnRouteEntry, { ...main, Weight: 100 }, call(agreeable())));
  expect(refused.message).toContain('locked for overdue payment');
});
