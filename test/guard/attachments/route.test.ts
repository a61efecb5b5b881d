import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, refusalOf, startBench } from '../bench.ts';

// A connection on a transit router has routes of its own. What the router does with them is not seen from here.

const RegionId = 'cn-hangzhou';
const entry = { RegionId, VpnConnectionId: 'vco-wan00001', NextHop: 'vco-wan00001', RouteDest: '172.29.0.0/16' };
const { CreateVcoRouteEntry, ModifyVcoRouteEntryWeight, DeleteVcoRouteEntry } = actions;

test('a standby route is made unasked, made active with a yes, and deleted by typing its block', async () => {
  const bench = await startBench({ world: 'public' });
  await bench.invoke(CreateVcoRouteEntry, { ...entry, Weight: 0 }, bench.call());
  const { message } = await refusalOf(bench.invoke(CreateVcoRouteEntry, { ...entry, Weight: 0 }, bench.call()));
  expect(message).toContain('The route is there already');
  const raise = { ...entry, Weight: 0 as const, NewWeight: 100 as const };
  const summary = await bench.plan(ModifyVcoRouteEntryWeight, raise);
  expect(summary.BlastRadius.join(' ')).toMatch(/tr-wan00001 may send 172\.29\.0\.0\/16 through wan \(vco-wan00001\)/);
  const { Outcome } = await bench.invoke(ModifyVcoRouteEntryWeight, raise, bench.call(agreeable()));
  expect(Outcome).toMatchObject({ Confirmed: true });
  expect((await bench.invoke(ModifyVcoRouteEntryWeight, raise, bench.call()))['Outcome']).toMatchObject({
    State: 'unchanged',
  });
  const wrong = bench.invoke(DeleteVcoRouteEntry, { ...entry, Weight: 0 }, bench.call());
  expect((await refusalOf(wrong)).message).toContain('has no route to 172.29.0.0/16 with weight 0');
  const typing = agreeable();
  const gone = await bench.invoke(DeleteVcoRouteEntry, { ...entry, Weight: 100 }, bench.call(typing));
  expect(typing.questions[0]?.field?.description).toContain('172.29.0.0/16');
  expect(typing.questions[0]?.message).toContain('no longer sends 172.29.0.0/16');
  expect(gone['Outcome']).toMatchObject({ Confirmed: true });
});

test('an active one waits for a yes', async () => {
  const bench = await startBench({ world: 'public' });
  const summary = await bench.plan(CreateVcoRouteEntry, { ...entry, Weight: 100 });
  expect(summary).toMatchObject({ Risk: 'disrupt', Asks: 'a person' });
  const { Outcome } = await bench.invoke(CreateVcoRouteEntry, { ...entry, Weight: 100 }, bench.call(agreeable()));
  expect(Outcome).toMatchObject({ Confirmed: true });
});

test('a connection on a gateway has none', async () => {
  const bench = await startBench({ world: 'public' });
  const paris = { ...entry, VpnConnectionId: 'vco-paris001', NextHop: 'vco-paris001', Weight: 0 as const };
  const { message } = await refusalOf(bench.invoke(CreateVcoRouteEntry, paris, bench.call()));
  expect(message).toContain('is on gateway vpn-shop0001');
});

test('withdrawing a block tells of the entry of the other table that goes with it', async () => {
  const bench = await startBench({ world: 'public' });
  await bench.patch({
    'routes_pbr+': {
      ...{ VpnInstanceId: 'vpn-shop0001', RouteSource: '10.0.0.0/16', RouteDest: '172.21.0.0/16' },
      ...{ NextHop: 'vco-paris001', Weight: 100, State: 'published', Priority: 10 },
    },
  });
  const summary = await bench.plan(actions.PublishVpnRouteEntry, {
    ...{ RegionId, VpnGatewayId: 'vpn-shop0001', RouteType: 'dbr' as const, RouteDest: '172.21.0.0/16' },
    ...{ NextHop: 'vco-paris001', PublishVpc: false },
  });
  expect(summary.BlastRadius.join(' ')).toContain('the entry of the other table for 172.21.0.0/16 is withdrawn');
});
