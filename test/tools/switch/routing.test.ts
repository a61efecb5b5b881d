import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Route } from '../../../src/network/routes.ts';
import {
  choose,
  destinationsOf,
  halvesOf,
  leftBehind,
  MOST_ROUTES,
  overriding,
  possibleFroms,
} from '../../../src/tools/switch/routing.ts';

const route = (RouteDest: string, NextHop: string, Weight: number, more: Partial<Route> = {}): Route => ({
  ...{ RouteType: 'dbr', RouteDest, NextHop, Weight, State: 'published', ...more },
});
const policy = { RouteType: 'pbr', RouteSource: '10.0.0.0/8' } as const;
const dropped = (NextHop: string) => ({ RouteType: 'dbr', RouteDest: '10.1.0.0/16', NextHop }) as const;

const chosen = (routes: readonly Route[], more: Partial<Parameters<typeof choose>[1]> = {}) =>
  choose(destinationsOf(routes, 'a', 'b', more.dropped ?? []), { to: 'b', dropped: [], isFull: false, ...more });

describe('the way of a destination', () => {
  const pair = [route('10.1.0.0/16', 'a', 100), route('10.1.0.0/16', 'b', 0)];
  const halves = [route('10.1.0.0/17', 'b', 100), route('10.1.128.0/17', 'b', 100)];
  const full = Array.from({ length: MOST_ROUTES - 3 }, (_, at) => route(`192.168.${at}.0/24`, 'c', 100));
  test.each([
    ['two halves where there is room', pair, {}, ['halves']],
    ['the other half where one is made', [...pair, ...halves.slice(0, 1)], {}, ['halves']],
    ['none where both are', [...pair, ...halves], {}, ['done']],
    ['weights where there is no room', [...pair, ...full], {}, ['weights quota']],
    ['weights where the cloud took no more', pair, { isFull: true }, ['weights refused']],
    ['weights where a half is taken', [...pair, route('10.1.0.0/17', 'c', 100)], {}, ['weights taken']],
    [
      'weights for a single address',
      [route('10.1.0.1/32', 'a', 100), route('10.1.0.1/32', 'b', 0)],
      {},
      ['weights prefix'],
    ],
    ['weights for policy routes', pair.map((one) => ({ ...one, ...policy })), {}, ['weights policy']],
    ['weights where it was begun by them', pair.map((one) => ({ ...one, Weight: 0 })), {}, ['weights']],
    [
      'a promotion where only the new one is left',
      [route('10.1.0.0/16', 'b', 0)],
      { dropped: [dropped('a')] },
      ['raise'],
    ],
    ['a creation where the new one was deleted on the way', pair.slice(0, 1), { dropped: [dropped('b')] }, ['alone']],
    ['both where both were', [], { dropped: [dropped('a'), dropped('b')] }, ['gap']],
    [
      'the standby where it alone is missing',
      [route('10.1.0.0/16', 'b', 100)],
      { dropped: [dropped('a')] },
      ['standby'],
    ],
    ['nothing of what the old tunnel has alone', [route('10.1.0.0/16', 'a', 100)], {}, []],
    ['halves of that where it is named', [route('10.1.0.0/16', 'a', 100)], { named: ['10.1.0.0/16'] }, ['halves']],
  ])('%s', (_, routes, more, expected) => {
    expect(chosen(routes, more).map(({ way, whyNot }) => [way, whyNot].filter(Boolean).join(' '))).toEqual(expected);
  });

  test('back from halves is their end', () => {
    const back = [
      route('10.1.0.0/16', 'b', 100),
      route('10.1.0.0/16', 'a', 0),
      ...halves.map((one) => ({ ...one, NextHop: 'a' })),
    ];
    expect(chosen(back).map(({ way, blocks }) => [way, ...blocks])).toEqual([
      ['done'],
      ['clear', '10.1.0.0/17'],
      ['clear', '10.1.128.0/17'],
    ]);
  });

  test('together they never ask for more room than there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), (count, other) => {
        const routes = [
          ...Array.from({ length: count }, (_, at) => [
            route(`10.${at}.0.0/16`, 'a', 100),
            route(`10.${at}.0.0/16`, 'b', 0),
          ]).flat(),
          ...Array.from({ length: other }, (_, at) => route(`192.168.${at}.0/24`, 'c', 100)),
        ];
        const more = chosen(routes).flatMap(({ blocks }) => blocks).length;
        expect(more === 0 || routes.length + more <= MOST_ROUTES).toBe(true);
      }),
    );
  });
});

test.each([
  ['10.1.0.0/16', ['10.1.0.0/17', '10.1.128.0/17']],
  ['10.0.0.2/31', ['10.0.0.2/32', '10.0.0.3/32']],
  ['10.0.0.1/32', []],
  ['0.0.0.0/0', []],
  ['nonsense', []],
])('the halves of %s are %j', (block, expected) => {
  expect(halvesOf(block)).toEqual(expected);
});

test('traffic comes from whoever shares a destination, or has its halves', () => {
  const routes = [route('10.1.0.0/16', 'b', 0), route('10.1.0.0/16', 'a', 100), route('10.2.0.0/16', 'c', 100)];
  expect(possibleFroms(routes, 'b', [])).toEqual(['a']);
  expect(possibleFroms([route('10.1.0.0/16', 'b', 100), route('10.1.0.0/17', 'd', 100)], 'b', [])).toEqual(['d']);
  expect(possibleFroms([route('10.1.0.0/16', 'a', 0)], 'b', [dropped('b')])).toEqual(['a']);
});

test('what stays behind and what comes first is found', () => {
  const routes = [
    route('10.1.0.0/16', 'a', 100),
    route('10.1.0.0/16', 'b', 0),
    route('10.9.0.0/16', 'a', 100),
    { ...route('10.1.2.0/24', 'a', 100), ...policy },
  ];
  const all = destinationsOf(routes, 'a', 'b', []);
  const ways = choose(all, { to: 'b', dropped: [], isFull: false });
  expect(leftBehind(all, ways).map(({ RouteDest }) => RouteDest)).toEqual(['10.9.0.0/16', '10.1.2.0/24']);
  expect(overriding(all, ways, 'b').map(({ RouteDest }) => RouteDest)).toEqual(['10.1.2.0/24']);
});
