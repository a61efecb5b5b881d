import { expect, test } from 'vitest';
import { outermost } from '../../src/network/entries.ts';
import { pairs, type Route } from '../../src/network/routes.ts';
import { shifts } from '../../src/network/traffic.ts';

/** Entries that count how often one of their blocks is looked at: the work that grows with the tables. */
const counted = (length: number, make: (n: number) => Route) => {
  const looks = { count: 0 };
  const routes = Array.from({ length }, (_, n): Route => {
    const { RouteDest, ...rest } = make(n);
    return {
      ...rest,
      get RouteDest() {
        looks.count += 1;
        return RouteDest;
      },
    };
  });
  return { looks, routes };
};

const policy = (n: number): Route => ({
  RouteType: 'pbr',
  RouteSource: `10.${n >> 8}.${n & 255}.0/24`,
  RouteDest: `172.${16 + (n >> 8)}.${n & 255}.0/24`,
  NextHop: `vco-${n % 7}`,
  Weight: n % 3 === 0 ? 0 : 100,
  State: 'published',
});
const whole: Route = { ...policy(0), RouteType: 'dbr', RouteDest: '172.16.0.0/12', NextHop: 'vco-new', Weight: 100 };

test.each([
  ['pairs', (routes: readonly Route[]) => pairs(routes)],
  ['outermost', (routes: readonly Route[]) => outermost(routes)],
  [
    'shifts',
    (routes: readonly Route[]) => shifts({ routes, others: [] }, { routes: [...routes, whole], others: [] }, whole),
  ],
])('%s of twice the entries looks at them about twice as often', async (_, work) => {
  const looksFor = async (length: number): Promise<number> => {
    const { looks, routes } = counted(length, policy);
    await work(routes);
    return looks.count;
  };
  const [some, twice] = [await looksFor(500), await looksFor(1_000)];
  expect(twice).toBeLessThanOrEqual(2.2 * some);
  expect(twice).toBeLessThanOrEqual(20 * 1_000);
});

test('what carries packets is found once, however many blocks other gateways publish between the same entries', async () => {
  const looksFor = async (length: number): Promise<number> => {
    let looks = 0;
    const routes = Array.from({ length: 64 }, (_, n): Route => {
      const { NextHop, ...rest } = policy(n);
      return {
        ...{ ...rest, RouteDest: '172.16.0.0/13' },
        get NextHop() {
          looks += 1;
          return NextHop;
        },
      };
    });
    const others = Array.from({ length }, (_, n) => ({
      gateway: 'vpn-other',
      RouteDest: `172.${20 + (n >> 8)}.${n & 255}.0/24`,
    }));
    await shifts({ routes, others }, { routes: [...routes, whole], others }, whole);
    return looks;
  };
  expect(await looksFor(1_000)).toBe(await looksFor(500));
});
