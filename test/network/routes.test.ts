import { describe, expect, test } from 'vitest';
import { alreadyActive, carrier, pairs, type Route, routeFromRow, used } from '../../src/network/routes.ts';

const dbr = (RouteDest: string, NextHop: string, Weight = 100): Route => ({
  RouteType: 'dbr',
  RouteDest,
  NextHop,
  Weight,
  State: 'published',
});

const pbr = (RouteSource: string, RouteDest: string, NextHop: string, Weight = 100): Route => ({
  ...dbr(RouteDest, NextHop, Weight),
  RouteType: 'pbr',
  RouteSource,
});

const active = dbr('172.20.0.0/16', 'vco-a', 100);
const standby = dbr('172.20.0.0/16', 'vco-b', 0);

describe('an active/standby pair', () => {
  test('is one group, the active entry first', () => {
    expect(pairs([standby, dbr('10.0.0.0/8', 'vco-a'), active])).toEqual([
      [active, standby],
      [dbr('10.0.0.0/8', 'vco-a')],
    ]);
  });

  test.each([
    ['both up', { 'vco-a': true, 'vco-b': true }, 'vco-a'],
    ['active down', { 'vco-a': false, 'vco-b': true }, 'vco-b'],
    ['both down', { 'vco-a': false, 'vco-b': false }, 'vco-a'],
    ['nothing known', {}, 'vco-a'],
    ['active down, standby unknown', { 'vco-a': false }, 'vco-a'],
  ])('%s: %s carries', (_, up: Record<string, boolean>, nextHop) => {
    expect(used([standby, active], (hop) => up[hop])?.NextHop).toBe(nextHop);
  });
});

describe('a destination is carried', () => {
  const table = [active, standby, dbr('172.20.4.0/24', 'vco-c'), pbr('10.1.0.0/16', '172.20.0.0/16', 'vco-p')];

  test.each([
    ['by the longest prefix', '172.20.4.0/24', undefined, 'vco-c'],
    ['by the active of a pair', '172.20.9.0/24', undefined, 'vco-a'],
    ['by a policy route first', '172.20.4.0/24', '10.1.2.0/24', 'vco-p'],
    ['by the destination table where no policy matches', '172.20.4.0/24', '10.9.0.0/16', 'vco-c'],
    ['by nobody', '192.168.0.0/16', undefined, undefined],
  ])('%s', (_, dest, source, nextHop) => {
    expect(carrier(table, dest, source)?.NextHop).toBe(nextHop);
  });
});

test('a second entry at 100 for the same addresses is seen before the cloud refuses it', () => {
  expect(alreadyActive([active, standby], dbr('172.20.0.0/16', 'vco-n', 100))).toEqual([active]);
  expect(alreadyActive([active], dbr('172.20.0.0/16', 'vco-n', 0))).toEqual([]);
  expect(alreadyActive([active], active)).toEqual([]);
});

test('a row of the API becomes an entry of its table; only a policy route has a source', () => {
  const row = { RouteDest: '172.20.0.0/16', RouteSource: '10.0.0.0/8', NextHop: 'vco-a', Weight: 100, State: 'normal' };
  const { RouteSource: _source, ...withoutSource } = row;
  expect(routeFromRow('pbr', row)).toEqual({ RouteType: 'pbr', ...row });
  expect(routeFromRow('dbr', row)).toEqual({ RouteType: 'dbr', ...withoutSource });
  expect(routeFromRow('dbr', {})).toEqual({ RouteType: 'dbr', RouteDest: '', NextHop: '', Weight: 0, State: '' });
});
