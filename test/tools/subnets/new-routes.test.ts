import { describe, expect, test } from 'vitest';
import { linksOf } from '../../../src/tools/subnets/links.ts';
import { newRoutes, oldRoutes } from '../../../src/tools/subnets/new-routes.ts';
import { asks, connectionOf, routeOf } from '../../support/subnet-sample.ts';

const [one, two] = [connectionOf('vco-1'), connectionOf('vco-2')];
const NEW = '172.21.0.0/16';
const asked = asks('add', NEW);
const pair = [
  routeOf('172.20.0.0/16', 'vco-1', { State: 'normal' }),
  routeOf('172.20.0.0/16', 'vco-2', { Weight: 0, State: 'normal' }),
];
const links = linksOf([one, two], pair);
const shown = (routes: readonly { NextHop: string; Weight: number; State: string; RouteSource?: string }[]) =>
  routes.map(({ NextHop, Weight, State, RouteSource }) =>
    [NextHop, Weight, State, RouteSource].filter(Boolean).join(' '),
  );

describe('new routes', () => {
  test('are active and standby, and published like those that are there', () => {
    expect(shown(newRoutes(asked, links, pair).fresh)).toEqual(['vco-1 100 normal', 'vco-2 normal']);
  });

  test('are published where nothing says otherwise, and that is told', () => {
    const { fresh, isGuess } = newRoutes(asked, linksOf([one], []), []);
    expect([shown(fresh), isGuess]).toEqual([['vco-1 100 published'], true]);
  });

  test('are policy routes from the same sources where there are only such', () => {
    const policies = pair.map((route) => ({
      ...route,
      RouteType: 'pbr' as const,
      RouteSource: '10.0.1.0/24',
      Priority: 5,
    }));
    const { fresh } = newRoutes(asked, links, policies);
    expect(fresh).toMatchObject([
      { RouteType: 'pbr', RouteDest: NEW, RouteSource: '10.0.1.0/24', Priority: 5, Weight: 100 },
      { RouteType: 'pbr', RouteDest: NEW, RouteSource: '10.0.1.0/24', Priority: 5, Weight: 0 },
    ]);
    const local = newRoutes({ ...asks('add', '10.0.2.0/24'), side: 'local' }, links, policies);
    expect(shown(local.fresh)).toEqual(['vco-1 100 normal 10.0.2.0/24', 'vco-2 normal 10.0.2.0/24']);
  });

  test('are none for a network on this side that destination routes reach anyway', () => {
    expect(newRoutes({ ...asks('add', '10.0.2.0/24'), side: 'local' }, links, pair).fresh).toEqual([]);
  });

  test('are none where a wider entry leads the same way', () => {
    const wide = [routeOf('172.16.0.0/12', 'vco-1'), routeOf('172.16.0.0/12', 'vco-2', { Weight: 0 })];
    expect(newRoutes(asked, linksOf([one, two], wide), wide)).toMatchObject({
      fresh: [],
      covered: [[NEW, '172.16.0.0/12']],
    });
  });

  test('that are there already are not made again, in whatever order they came', () => {
    const half = [...pair, routeOf(NEW, 'vco-2', { Weight: 100 })];
    expect(shown(newRoutes(asked, links, half).fresh)).toEqual(['vco-1 normal']);
  });

  test('to a destination that others carry are refused, and so is one too many', () => {
    expect(() => newRoutes(asked, links, [...pair, routeOf(NEW, 'vco-9')])).toThrow(/vco-9 already/);
    const many = Array.from({ length: 19 }, (_, n) => routeOf(`10.${n}.0.0/16`, 'vco-9'));
    expect(() => newRoutes(asked, links, many)).toThrow(/19 destination routes and 2 more/);
  });
});

test('old routes are those of the networks that go, the one that stands by first', () => {
  const routes = [...pair, routeOf('172.20.4.0/24', 'vco-1'), routeOf(NEW, 'vco-1'), routeOf('172.20.0.0/16', 'vco-9')];
  const gone = oldRoutes(asks('remove', '172.20.0.0/16'), [NEW], links, routes);
  expect(gone.map(({ RouteDest, NextHop }) => `${RouteDest} ${NextHop}`)).toEqual([
    '172.20.0.0/16 vco-2',
    '172.20.0.0/16 vco-1',
    '172.20.4.0/24 vco-1',
  ]);
  expect(oldRoutes(asks('remove', '172.20.0.0/16'), ['172.20.4.0/24'], links, routes)).toHaveLength(2);
});
