import { describe, expect, test } from 'vitest';
import { candidatesAt, candidatesOf, outermost } from '../../src/network/entries.ts';
import { rangeOf } from '../../src/network/ranges.ts';
import type { Route } from '../../src/network/routes.ts';

const dbr = (RouteDest: string, NextHop: string): Route => ({
  RouteType: 'dbr',
  RouteDest,
  NextHop,
  Weight: 100,
  State: 'published',
});
const pbr = (RouteSource: string, RouteDest: string, hop: string): Route => ({
  ...dbr(RouteDest, hop),
  RouteType: 'pbr',
  RouteSource,
});

const whole = dbr('172.16.0.0/16', 'a');

test('of entries inside each other the outermost are left, each once and by address', () => {
  const routes = [
    dbr('172.16.1.0/24', 'a'),
    dbr('172.17.0.0/16', 'a'),
    whole,
    dbr('172.16.0.0/16', 'b'),
    pbr('10.0.0.0/8', '172.16.0.0/16', 'a'),
    pbr('10.0.0.0/8', '172.0.0.0/8', 'a'),
  ];
  expect(outermost(routes).map(({ RouteType, RouteDest }) => `${RouteType} ${RouteDest}`)).toEqual([
    'pbr 172.0.0.0/8',
    'dbr 172.16.0.0/16',
    'dbr 172.17.0.0/16',
  ]);
});

describe('candidates', () => {
  const tables = {
    routes: [whole, dbr('172.16.1.0/24', 'b'), dbr('10.0.0.0/8', 'c'), dbr('everything', 'd')],
    others: [
      { gateway: 'gw-2', RouteDest: '172.0.0.0/8' },
      { gateway: 'gw-3', RouteDest: '192.168.0.0/16' },
    ],
  };
  const destinations = rangeOf('172.16.0.0/16');
  if (!destinations) throw new Error('no block');
  const near = candidatesOf(tables, destinations);
  const hopsOf = ({ entries, others }: typeof near): readonly string[] => [
    ...entries.map(({ route }) => route.NextHop),
    ...others.map(({ gateway }) => gateway),
  ];

  test('are what touches the destinations, what is no block left out', () => {
    expect(hopsOf(near)).toEqual(['a', 'b', 'gw-2']);
  });

  test('at an address are those that contain it, in the order of the list', () => {
    const addresses = ['172.16.0.9', '172.16.1.9', '172.17.0.0'].map((text) => rangeOf(`${text}/32`)?.start ?? 0);
    expect(candidatesAt(near, addresses).map(hopsOf)).toEqual([['a', 'gw-2'], ['a', 'b', 'gw-2'], ['gw-2']]);
  });
});
