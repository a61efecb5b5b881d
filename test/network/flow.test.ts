import { expect, test } from 'vitest';
import { candidatesOf } from '../../src/network/entries.ts';
import { arrival, hopsAt } from '../../src/network/flow.ts';
import { rangeOf } from '../../src/network/ranges.ts';
import type { Route } from '../../src/network/routes.ts';

// The simulation in traffic.test.ts has no priorities; the rest of both stages is held to it there.

const ALL = '0.0.0.0/0';
const pbr = (NextHop: string, RouteDest: string, Priority?: number): Route => ({
  RouteType: 'pbr',
  RouteSource: ALL,
  RouteDest,
  NextHop,
  Weight: 100,
  State: 'published',
  ...(Priority !== undefined && { Priority }),
});
const dbr = (NextHop: string, RouteDest: string, State = 'published'): Route => ({
  RouteType: 'dbr',
  RouteDest,
  NextHop,
  Weight: 100,
  State,
});

const address = (text: string): number => rangeOf(`${text}/32`)?.start ?? Number.NaN;
const around = (routes: readonly Route[], others: readonly string[] = []) => {
  const all = rangeOf(ALL);
  if (!all) throw new Error('no block');
  return candidatesOf({ routes, others: others.map((RouteDest) => ({ gateway: 'gw-2', RouteDest })) }, all);
};

test.each([
  ['the least number wins over the longer prefix', [pbr('a', '10.0.0.0/8', 1), pbr('b', '10.1.0.0/16', 2)], ['a']],
  ['with one of them unnumbered the longer prefix wins', [pbr('a', '10.0.0.0/8', 1), pbr('b', '10.1.0.0/16')], ['b']],
  ['equal numbers leave it to the prefix', [pbr('a', '10.0.0.0/8', 5), pbr('b', '10.1.0.0/16', 5)], ['b']],
  ['a policy route wins over a longer destination route', [pbr('a', '10.0.0.0/8', 9), dbr('b', '10.1.0.0/16')], ['a']],
])('%s', (_, routes, hops) => {
  expect(hopsAt(around(routes), address('10.1.0.1'), address('192.0.2.1'))).toEqual({ hops });
});

test.each([
  ['nothing is published', [dbr('a', '10.0.0.0/8', 'normal')], [], { here: false, elsewhere: [] }],
  ['this gateway alone publishes', [dbr('a', '10.0.0.0/8')], [], { here: true, elsewhere: [] }],
  ['another publishes a longer block', [dbr('a', '10.0.0.0/8')], ['10.1.0.0/16'], { here: false, elsewhere: ['gw-2'] }],
  ['both publish the same block', [dbr('a', '10.0.0.0/8')], ['10.0.0.0/8'], { here: true, elsewhere: ['gw-2'] }],
])('where packets arrive when %s', (_, routes, others, expected) => {
  expect(arrival(around(routes, others), address('10.1.0.1'))).toEqual(expected);
});
