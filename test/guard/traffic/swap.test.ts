import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { tunnels } from '../../../src/guard/plan/impact.ts';
import { format } from '../../../src/guard/text/message.ts';
import { swapNotes } from '../../../src/guard/traffic/swap.ts';
import type { Route } from '../../../src/network/routes.ts';
import { agreeable, refusalOf, region, startBench } from '../bench.ts';

const known = tunnels({
  found: [
    ...['a', 'b', 'c'].map((VpnConnectionId) => ({ VpnConnectionId, Status: 'ipsec_sa_established' })),
    { VpnConnectionId: 'down', Status: 'ike_sa_not_established' },
  ],
});

const dbr = (NextHop: string, Weight: number, RouteDest = '10.0.0.0/16'): Route => ({
  ...{ RouteType: 'dbr', RouteDest, State: 'published' },
  NextHop,
  Weight,
});
const pbr = (NextHop: string, Weight: number, RouteSource: string): Route => ({
  ...dbr(NextHop, Weight),
  RouteType: 'pbr',
  RouteSource,
});

const summary = (routes: readonly Route[], NewWeight: number, action = 'ModifyVpnRouteEntryWeight') => {
  const [route = dbr('a', 100)] = routes;
  const { notes, alone } = swapNotes({ route, NewWeight, routes, action }, known);
  return { notes: notes.map((each) => format(each, 'en')), alone };
};

test.each<[string, readonly Route[], number, readonly RegExp[], boolean]>([
  [
    'the demotion is the first half',
    [dbr('a', 100), dbr('b', 0)],
    0,
    [/First half.*to b.*NextHop=b.*NewWeight=100/],
    false,
  ],
  [
    'the promotion beside an active one comes too early',
    [dbr('b', 0), dbr('a', 100)],
    100,
    [/second half.*first: .*NextHop=a.*NewWeight=0/],
    true,
  ],
  [
    'the promotion where none is active is the second half',
    [dbr('b', 0), dbr('a', 0)],
    100,
    [/second half.* from a: .*b alone/],
    false,
  ],
  [
    'a promotion to a tunnel that is down says so first',
    [dbr('down', 0), dbr('a', 0)],
    100,
    [/is down now: down/, /second half/],
    false,
  ],
  [
    'of several standbys one that is up is the other half',
    [dbr('a', 100), dbr('down', 0), dbr('c', 0)],
    0,
    [/NextHop=c/],
    false,
  ],
  ['a route without a partner is half of nothing', [dbr('a', 100), dbr('b', 0, '10.0.0.0/8')], 0, [], false],
  ['one of two active ones is no half', [dbr('a', 100), dbr('b', 100)], 0, [], false],
  [
    'policy routes are partners by their source',
    [pbr('a', 100, '10.8.0.0/16'), pbr('b', 0, '10.9.0.0/16')],
    0,
    [],
    false,
  ],
  [
    'policy routes name their source in the other call',
    [pbr('a', 100, '10.8.0.0/16'), pbr('b', 0, '10.8.0.0/16')],
    0,
    [/RouteSource=10\.8\.0\.0\/16/],
    false,
  ],
])('%s', (_, routes, NewWeight, expected, alone) => {
  const seen = summary(routes, NewWeight);
  expect(seen.notes).toEqual(expected.map((words) => expect.stringMatching(words)));
  expect(seen.alone).toBe(alone);
});

test('the calls that the plans name do the whole swap, each answered by the cloud', async () => {
  const { invoke, call, plan, state } = await startBench();
  const { ModifyVpnRouteEntryWeight } = actions;
  const entry = { RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' };
  const promote = { ...entry, NextHop: 'vco-plant0002', Weight: 0 as const, NewWeight: 100 as const };
  const early = await refusalOf(invoke(ModifyVpnRouteEntryWeight, promote, call(agreeable())));
  expect(early.message).toContain('first: ModifyVpnRouteEntryWeight NextHop=vco-plant0001');
  expect(early.message).not.toContain('stays with');
  const demote = { ...entry, NextHop: 'vco-plant0001', Weight: 100 as const, NewWeight: 0 as const };
  const first = await plan(ModifyVpnRouteEntryWeight, demote);
  expect(first.BlastRadius.at(-1)).toContain('NextHop=vco-plant0002, RouteDest=172.20.0.0/16, Weight=0, NewWeight=100');
  await invoke(ModifyVpnRouteEntryWeight, demote, call(agreeable()));
  await invoke(ModifyVpnRouteEntryWeight, promote, call(agreeable()));
  expect((await state())['routes_dbr']?.filter(({ RouteDest }) => RouteDest === '172.20.0.0/16')).toMatchObject([
    { NextHop: 'vco-plant0001', Weight: 0 },
    { NextHop: 'vco-plant0002', Weight: 100 },
  ]);
});
