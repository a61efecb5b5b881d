import { expect, test } from 'vitest';
import { isMove, type Occasion, trafficMessages } from '../../../src/guard/impact/traffic-messages.ts';
import { tunnels } from '../../../src/guard/plan/impact.ts';
import { format, type Language } from '../../../src/guard/text/message.ts';
import type { Route } from '../../../src/network/routes.ts';
import { type Published, shifts } from '../../../src/network/traffic.ts';

const known = tunnels({
  found: [
    { VpnConnectionId: 'a', Status: 'ipsec_sa_established' },
    { VpnConnectionId: 'b', Name: 'backup', Status: 'ike_sa_not_established' },
  ],
});

const dbr = (RouteDest: string, NextHop: string, State = 'published', Weight = 100): Route => ({
  RouteType: 'dbr',
  RouteDest,
  NextHop,
  Weight,
  State,
});
const pbr = (RouteSource: string, RouteDest: string, NextHop: string): Route => ({
  ...dbr(RouteDest, NextHop),
  RouteType: 'pbr',
  RouteSource,
});
const other = (RouteDest: string, gateway = 'gw-2'): Published => ({ gateway, RouteDest });
const own = dbr('10.0.0.0/16', 'a');

interface Change {
  readonly before: readonly Route[];
  readonly after: readonly Route[];
  readonly others?: readonly Published[];
  readonly occasion?: Occasion;
  readonly language?: Language;
}

const told = ({ before, after, others = [], occasion = 'change', language = 'en' }: Change, of = own) =>
  trafficMessages(shifts({ routes: before, others }, { routes: after, others }, of), known, occasion).map((sentence) =>
    format(sentence, language),
  );

const unpublished = { ...own, State: 'normal' };

test.each<[string, Change, readonly string[]]>([
  [
    'a tunnel that is down takes it',
    { before: [own], after: [dbr('10.0.0.0/8', 'b')] },
    [
      'Traffic to 10.0.0.0/16 moves from a to backup (b).',
      'The tunnel of backup (b) is not up: traffic there would stop.',
    ],
  ],
  [
    'another gateway publishes it alike',
    { before: [own], after: [dbr('10.0.0.0/16', 'c')], others: [other('10.0.0.0/16')] },
    [
      'Traffic to 10.0.0.0/16 moves from a to c.',
      'Gateway gw-2 of the same VPC publishes 10.0.0.0/16 alike; which gateway the VPC uses is not documented.',
    ],
  ],
  [
    'another gateway gets it anyway',
    { before: [unpublished], after: [dbr('10.0.0.0/16', 'c', 'normal')], others: [other('10.0.0.0/8')] },
    [
      'The VPC sends traffic for 10.0.0.0/16 to gateway gw-2, before and after.',
      'What reaches this gateway for 10.0.0.0/16 from elsewhere than the VPC goes to c instead of a.',
    ],
  ],
  [
    'another gateway gets it anyway, and nothing is left here',
    { before: [unpublished], after: [], others: [other('10.0.0.0/8')] },
    [
      'The VPC sends traffic for 10.0.0.0/16 to gateway gw-2, before and after.',
      'This gateway then has no route to 10.0.0.0/16.',
    ],
  ],
  [
    'nothing reaches it and nothing changes',
    { before: [unpublished], after: [unpublished] },
    ['The VPC sends no traffic for 10.0.0.0/16 to this gateway, neither before nor after: no such route is published.'],
  ],
  [
    'a part of it has its own route',
    { before: [own, dbr('10.0.1.0/24', 'c')], after: [dbr('10.0.1.0/24', 'c')], language: 'zh' },
    ['这是到 10.0.0.0/16 的其余部分 的最后一条路由：到该网段的流量会中断。', '到 10.0.1.0/24 的流量仍走 c。'],
  ],
])('it is told that %s', (_, change, expected) => {
  expect(told(change)).toEqual(expected);
});

test('where policy routes cross, nobody knows which goes first', () => {
  const after = [pbr('10.8.0.0/13', '10.0.0.0/16', 'b'), pbr('10.0.0.0/8', '10.0.0.0/17', 'c')];
  expect(told({ before: [own], after })).toContain(
    'Several policy routes fit 10.0.0.0/17 from 10.8.0.0/13; which of backup (b), c goes first is not documented.',
  );
});

test('sentences that differ in names only become one when they are many', () => {
  const dests = Array.from({ length: 20 }, (_, index) => `10.0.${index}.0/24`);
  const before = dests.map((dest) => dbr(dest, 'a'));
  const after = dests.map((dest, index) => dbr(dest, `c${index}`));
  const parts = before.flatMap((route) => shifts({ routes: before, others: [] }, { routes: after, others: [] }, route));
  expect(trafficMessages(parts, known, 'change').map((sentence) => format(sentence, 'en'))).toEqual([
    expect.stringMatching(/^Traffic to 10\.0\.0\.0\/24, .* \(\+12\) moves from a to c0, .* \(\+12\)\.$/),
  ]);
});

test('the order of the tables changes no sentence', () => {
  const table = [
    own,
    dbr('10.0.1.0/24', 'c'),
    dbr('10.0.1.0/24', 'b', 'published', 0),
    pbr('10.9.0.0/16', '10.0.0.0/17', 'd'),
  ];
  const others = [other('10.0.7.0/24', 'gw-3'), other('10.0.7.0/24', 'gw-2'), other('10.0.0.0/8', 'gw-4')];
  const one = told({ before: table, after: table.slice(1), others });
  const reversed = told({
    before: table.toReversed(),
    after: table.slice(1).toReversed(),
    others: others.toReversed(),
  });
  expect(one.length).toBeGreaterThan(3);
  expect(reversed).toEqual(one);
});

test.each<[string, Change, boolean]>([
  ['to nowhere known', { before: [], after: [own] }, false],
  ['that draws from another tunnel', { before: [dbr('10.0.0.0/8', 'b')], after: [dbr('10.0.0.0/8', 'b'), own] }, true],
  ['that draws from another gateway', { before: [], after: [own], others: [other('10.0.0.0/8')] }, true],
  ['that another gateway publishes alike', { before: [], after: [own], others: [other('10.0.0.0/16')] }, true],
  ['that another gateway keeps', { before: [], after: [unpublished], others: [other('10.0.0.0/8')] }, false],
])('a route %s moves traffic: %#', (_, { before, after, others = [] }, expected) => {
  expect(shifts({ routes: before, others }, { routes: after, others }, own).some(isMove)).toBe(expected);
});
