import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMove, type Occasion, trafficMessages } from '../../../src/guard/impact/traffic-messages.ts';
import { tunnels } from '../../../src/guard/plan/impact.ts';
import { format, type Language } from '../../../src/guard/text/message.ts';
import type { Published } from '../../../src/network/entries.ts';
import type { Route } from '../../../src/network/routes.ts';
import { type Shift, shifts } from '../../../src/network/traffic.ts';

const known = tunnels({
  found: [
    { VpnConnectionId: 'a', Status: 'ipsec_sa_established' },
    { VpnConnectionId: 'b', Name: 'backup', Status: 'ike_sa_not_established' },
    ...['c', 'd', ...Array.from({ length: 20 }, (_, index) => `c${index}`)].map((VpnConnectionId) => ({
      VpnConnectionId,
      Status: 'ipsec_sa_established',
    })),
    { VpnConnectionId: 'f', Status: 'ike_sa_not_established' },
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

const summary = async ({ before, after, others = [], occasion = 'change', language = 'en' }: Change, of = own) => {
  const parts = await shifts({ routes: before, others }, { routes: after, others }, of);
  return trafficMessages(parts, known, occasion).map((sentence) => format(sentence, language));
};

const unpublished = { ...own, State: 'normal' };

test.each<[string, Change, readonly string[]]>([
  [
    'a tunnel that is down takes it',
    { before: [own], after: [dbr('10.0.0.0/8', 'b')] },
    [
      'Every tunnel that would carry 10.0.0.0/16 is down now: backup (b). No traffic would get there until one is up.',
      'Traffic to 10.0.0.0/16 moves from a to backup (b).',
    ],
  ],
  [
    'another gateway publishes it alike',
    { before: [own], after: [dbr('10.0.0.0/16', 'c')], others: [other('10.0.0.0/16')] },
    [
      'Traffic to 10.0.0.0/16 moves from a to c, as far as the VPC sends it here: gateway gw-2 of the same VPC publishes 10.0.0.0/16 alike, and which gateway the VPC uses is not documented.',
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
  [
    'what stops is told first, though a part that goes on lies before it',
    { before: [own, dbr('10.0.0.0/24', 'c')], after: [dbr('10.0.0.0/24', 'c')] },
    ['It is the last route to the rest of 10.0.0.0/16: traffic there stops.', 'Traffic to 10.0.0.0/24 stays with c.'],
  ],
  [
    'networks come before what is left of one, though that lies before them',
    { before: [own, dbr('10.0.1.0/24', 'c')], after: [dbr('10.0.0.0/16', 'd'), dbr('10.0.1.0/24', 'c')] },
    ['Traffic to 10.0.1.0/24 stays with c.', 'Traffic to the rest of 10.0.0.0/16 moves from a to d.'],
  ],
  [
    'only a route with weight 0 is left, which likely carries it',
    { before: [own, dbr('10.0.0.0/16', 'c', 'published', 0)], after: [dbr('10.0.0.0/16', 'c', 'published', 0)] },
    [
      'Traffic to 10.0.0.0/16 likely moves from a to c; not sure: that route has weight 0, and no document says that one carries traffic. Give it 100 next.',
    ],
  ],
  [
    'only one route is left, and it has weight 0',
    { before: [own], after: [{ ...own, Weight: 0 }] },
    [
      'Traffic to 10.0.0.0/16 likely stays with a, its only route; not sure, because no document says that a route with weight 0 carries traffic.',
    ],
  ],
  [
    'of two with weight 0 the one that is up likely carries it',
    {
      before: [own, dbr('10.0.0.0/16', 'b', 'published', 0)],
      after: [{ ...own, Weight: 0 }, dbr('10.0.0.0/16', 'b', 'published', 0)],
    },
    [
      'No route to 10.0.0.0/16 would have weight 100: its traffic likely goes through a, the only one of its tunnels that is up; not sure, because no document says what carries it without weight 100.',
    ],
  ],
  [
    'of two with weight 0 that are up nobody knows, but the first carries it now',
    {
      before: [own, dbr('10.0.0.0/16', 'c', 'published', 0)],
      after: [{ ...own, Weight: 0 }, dbr('10.0.0.0/16', 'c', 'published', 0)],
    },
    [
      'Until a route to 10.0.0.0/16 has weight 100 again, its traffic may stay with a, move to c or stop: no document says which.',
    ],
  ],
  [
    'nobody knows whether its tunnel is up',
    { before: [own], after: [dbr('10.0.0.0/16', 'e')], language: 'zh' },
    ['未知：将承载 10.0.0.0/16 的隧道是否已建立：e。', '到 10.0.0.0/16 的流量从 a 转到 e。'],
  ],
])('it is told that %s', async (_, change, expected) => {
  expect(await summary(change)).toEqual(expected);
});

test('where policy routes cross, nobody knows which goes first', async () => {
  const after = [pbr('10.8.0.0/13', '10.0.0.0/16', 'b'), pbr('10.0.0.0/8', '10.0.0.0/17', 'c')];
  expect(await summary({ before: [own], after })).toContain(
    'Several policy routes fit 10.0.0.0/17 from 10.8.0.0/13; which of backup (b), c goes first is not documented.',
  );
});

test('sentences that differ in names only become one when they are many', async () => {
  const dests = Array.from({ length: 20 }, (_, index) => `10.0.${index}.0/24`);
  const before = dests.map((dest) => dbr(dest, 'a'));
  const after = dests.map((dest, index) => dbr(dest, `c${index}`));
  const parts: Shift[] = [];
  for (const route of before)
    parts.push(...(await shifts({ routes: before, others: [] }, { routes: after, others: [] }, route)));
  expect(trafficMessages(parts, known, 'change').map((sentence) => format(sentence, 'en'))).toEqual([
    expect.stringMatching(/^Traffic to 10\.0\.0\.0\/24, .* \(\+12\) moves from a to c0, .* \(\+12\)\.$/),
  ]);
});

test('the order of the tables changes no sentence', async () => {
  const table = [
    own,
    dbr('10.0.1.0/24', 'c'),
    dbr('10.0.1.0/24', 'b', 'published', 0),
    pbr('10.9.0.0/16', '10.0.0.0/17', 'd'),
  ];
  const others = [other('10.0.7.0/24', 'gw-3'), other('10.0.7.0/24', 'gw-2'), other('10.0.0.0/8', 'gw-4')];
  const one = await summary({ before: table, after: table.slice(1), others });
  const reversed = await summary({
    before: table.toReversed(),
    after: table.slice(1).toReversed(),
    others: others.toReversed(),
  });
  expect(one.length).toBeGreaterThan(3);
  expect(reversed).toEqual(one);
});

const weights = [0, 100];
const statuses = ['ipsec_sa_established', 'ike_sa_not_established', undefined];

test('a certain move and a doubt about who carries it never stand side by side', async () => {
  const table = fc.array(
    fc.record({
      hop: fc.constantFrom('a', 'b', 'c'),
      dest: fc.constantFrom('10.0.0.0/16', '10.0.0.0/8', '10.0.1.0/24'),
      weight: fc.constantFrom(...weights),
      state: fc.constantFrom('published', 'normal'),
    }),
    { maxLength: 4 },
  );
  const routesOf = (rows: readonly { hop: string; dest: string; weight: number; state: string }[]) =>
    rows.map(({ hop, dest, weight, state }) => dbr(dest, hop, state, weight));
  const occasions = fc.constantFrom<Occasion>('change', 'withdraw', 'draw');
  const status = fc.constantFrom(...statuses);
  const world = fc.tuple(table, table, occasions, fc.tuple(status, status, status), fc.boolean());
  await fc.assert(
    fc.asyncProperty(world, async ([rows, nextRows, occasion, [A, B, C], isTied]) => {
      const [before, after] = [routesOf(rows), routesOf(nextRows)];
      const others = isTied ? [other('10.0.0.0/16')] : [];
      const found = [A, B, C].map((Status, index) => ({ VpnConnectionId: 'abc'[index], Status }));
      const seen = tunnels({ found });
      const parts = await shifts({ routes: before, others }, { routes: after, others }, own, seen.isUp);
      for (const part of parts) {
        const said = trafficMessages([part], seen, occasion).map((sentence) => format(sentence, 'en'));
        const certain = said.filter((text) =>
          /^(Traffic to \S+|What reaches) .*(moves from|goes through|goes to)/.test(text),
        );
        const doubts = said.filter((text) => /not documented|no document/.test(text) && !certain.includes(text));
        expect([certain.length > 0 && doubts.length > 0, said]).toEqual([false, said]);
        // Where a packet would go into tunnels that are all down, that is the first sentence.
        const isDown = part.after.hops.length > 0 && part.after.hops.every((hop) => seen.isUp(hop) === false);
        if (isDown && part.after.here) expect(said[0]).toMatch(/^Every tunnel that would carry .* is down now/);
      }
    }),
  );
});

test.each<[string, Change, boolean]>([
  ['to nowhere known', { before: [], after: [own] }, false],
  ['that draws from another tunnel', { before: [dbr('10.0.0.0/8', 'b')], after: [dbr('10.0.0.0/8', 'b'), own] }, true],
  ['that draws from another gateway', { before: [], after: [own], others: [other('10.0.0.0/8')] }, true],
  ['that another gateway publishes alike', { before: [], after: [own], others: [other('10.0.0.0/16')] }, true],
  ['that another gateway keeps', { before: [], after: [unpublished], others: [other('10.0.0.0/8')] }, false],
])('a route %s moves traffic: %#', async (_, { before, after, others = [] }, expected) => {
  expect((await shifts({ routes: before, others }, { routes: after, others }, own)).some(isMove)).toBe(expected);
});
