import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Published } from '../../src/network/entries.ts';
import type { Flow } from '../../src/network/flow.ts';
import type { Part } from '../../src/network/parts.ts';
import type { Route } from '../../src/network/routes.ts';
import { type Shift, shifts } from '../../src/network/traffic.ts';

const dbr = (RouteDest: string, hop: string, State = 'published', Weight = 100): Route => ({
  RouteType: 'dbr',
  RouteDest,
  NextHop: hop,
  Weight,
  State,
});
const pbr = (RouteSource: string, RouteDest: string, hop: string, State = 'published', Weight = 100): Route => ({
  ...dbr(RouteDest, hop, State, Weight),
  RouteType: 'pbr',
  RouteSource,
});
const gw2 = (RouteDest: string): Published => ({ gateway: 'gw-2', RouteDest });

const partText = ({ whole, blocks, rest }: Part): string => (rest ? `rest of ${whole}` : blocks.join(' '));
const flowText = ({ here, elsewhere, hops, doubt }: Flow): string =>
  [here ? 'here' : '', ...elsewhere, hops.join('|') || 'none', doubt ?? ''].filter((word) => word !== '').join(' ');
const shiftText = ({ dest, source, before, after }: Shift): string =>
  `${source ? `${partText(source)}: ` : ''}${partText(dest)}: ${flowText(before)} -> ${flowText(after)}`;

const whole = dbr('172.16.0.0/16', 'a');

describe('taking an entry away', () => {
  test.each([
    ['the only one', [whole], [], [], ['172.16.0.0/16: here a -> none']],
    [
      'with a standby that is not published',
      [whole],
      [dbr('172.16.0.0/16', 'b', 'normal', 0)],
      [],
      ['172.16.0.0/16: here a -> b none active'],
    ],
    ['with a wider one that is published', [whole], [dbr('172.0.0.0/8', 'b')], [], ['172.16.0.0/16: here a -> here b']],
    [
      'with a wider one that is not published',
      [whole],
      [dbr('172.0.0.0/8', 'b', 'normal')],
      [],
      ['172.16.0.0/16: here a -> b'],
    ],
    [
      'that two halves cover',
      [whole],
      [dbr('172.16.0.0/17', 'b'), dbr('172.16.128.0/17', 'c', 'normal')],
      [],
      ['172.16.0.0/17: here b -> here b', '172.16.128.0/17: here c -> c'],
    ],
    [
      'around a narrower one',
      [whole],
      [dbr('172.16.1.0/24', 'b')],
      [],
      ['rest of 172.16.0.0/16: here a -> none', '172.16.1.0/24: here b -> here b'],
    ],
    [
      'under a policy for all sources',
      [whole],
      [pbr('0.0.0.0/0', '172.16.0.0/16', 'p')],
      [],
      ['172.16.0.0/16: here p -> here p'],
    ],
    [
      'under a policy for some sources',
      [whole],
      [pbr('10.0.0.0/8', '172.16.0.0/16', 'p')],
      [],
      ['rest of 0.0.0.0/0: 172.16.0.0/16: here a -> here none', '10.0.0.0/8: 172.16.0.0/16: here p -> here p'],
    ],
    [
      'that another gateway publishes too',
      [whole],
      [],
      [gw2('172.16.0.0/16')],
      ['172.16.0.0/16: here gw-2 a -> gw-2 none'],
    ],
    [
      'inside what another gateway publishes',
      [whole],
      [],
      [gw2('172.0.0.0/8')],
      ['172.16.0.0/16: here a -> gw-2 none'],
    ],
    [
      'around what another gateway publishes',
      [whole],
      [],
      [gw2('172.16.0.0/17')],
      ['172.16.0.0/17: gw-2 a -> gw-2 none', '172.16.128.0/17: here a -> none'],
    ],
    ['that is not published', [dbr('172.16.0.0/16', 'a', 'normal')], [], [], ['172.16.0.0/16: a -> none']],
    [
      'from under policies that cross',
      [whole],
      [pbr('10.0.0.0/8', '172.16.0.0/17', 'p'), pbr('10.0.0.0/9', '172.16.0.0/16', 'q')],
      [],
      [
        'rest of 0.0.0.0/0: 172.16.0.0/16: here a -> here none',
        '10.0.0.0/9: 172.16.0.0/17: here p|q order unknown -> here p|q order unknown',
        '10.0.0.0/9: 172.16.128.0/17: here q -> here q',
        '10.128.0.0/9: 172.16.0.0/17: here p -> here p',
        '10.128.0.0/9: 172.16.128.0/17: here a -> here none',
      ],
    ],
    ['that is no block', [dbr('everything', 'a')], [], [], []],
  ])('%s', async (_, [gone], left, others, expected) => {
    const of = gone ?? whole;
    const seen = await shifts({ routes: [of, ...left], others }, { routes: left, others }, of);
    expect(seen.map(shiftText)).toEqual(expected);
  });
});

describe('a new entry', () => {
  const standby = dbr('172.16.0.0/16', 'b', 'published', 0);
  const inside = dbr('172.16.4.0/24', 'n');
  test.each([
    ['to nowhere known', [whole], dbr('10.0.0.0/8', 'n'), ['10.0.0.0/8: none -> here n']],
    [
      'as standby beside an active one',
      [whole],
      dbr('172.16.0.0/16', 'n', 'published', 0),
      ['172.16.0.0/16: here a -> here a'],
    ],
    [
      'as active beside a lone standby',
      [standby],
      { ...whole, NextHop: 'n' },
      ['172.16.0.0/16: here b none active -> here n'],
    ],
    ['of a narrower block', [whole, standby], inside, ['172.16.4.0/24: here a -> here n']],
    [
      'of a narrower block through the same tunnel',
      [whole],
      { ...inside, NextHop: 'a' },
      ['172.16.4.0/24: here a -> here a'],
    ],
    [
      'of a wider block',
      [whole],
      dbr('172.16.0.0/15', 'n'),
      ['172.16.0.0/16: here a -> here a', '172.17.0.0/16: none -> here n'],
    ],
    ['inside two nested ones', [dbr('172.16.0.0/12', 'w'), whole], inside, ['172.16.4.0/24: here a -> here n']],
    [
      'of a policy over a destination route',
      [whole],
      pbr('10.1.0.0/16', '172.16.0.0/16', 'n'),
      ['10.1.0.0/16: 172.16.0.0/16: here a -> here n'],
    ],
    [
      'of a policy for other sources',
      [pbr('10.2.0.0/16', '172.16.0.0/16', 'p')],
      pbr('10.1.0.0/16', '172.16.0.0/16', 'n'),
      ['10.1.0.0/16: 172.16.0.0/16: here none -> here n'],
    ],
  ])('%s', async (_, routes, fresh, expected) => {
    const seen = await shifts({ routes, others: [] }, { routes: [...routes, fresh], others: [] }, fresh);
    expect(seen.map(shiftText)).toEqual(expected);
  });
});

test('a tunnel that is down gives way to the standby, before and after', async () => {
  const routes = [whole, dbr('172.16.0.0/16', 'b', 'published', 0)];
  const seen = await shifts({ routes, others: [] }, { routes, others: [] }, whole, (hop) => hop !== 'a');
  expect(seen.map(shiftText)).toEqual(['172.16.0.0/16: here b -> here b']);
});

// A simulator that knows nothing of ranges: sixteen destinations, four sources, and every entry asked about each.

const blockIn = (base: string, bits: number) =>
  fc
    .integer({ min: 0, max: bits })
    .chain((free) =>
      fc.integer({ min: 0, max: 2 ** (bits - free) - 1 }).map((index) => `${base}${index * 2 ** free}/${32 - free}`),
    );
const destBlock = blockIn('172.16.0.', 4);
const sourceBlock = blockIn('10.0.0.', 2);
const anyRoute = fc
  .tuple(
    fc.constantFrom('dbr' as const, 'pbr' as const),
    destBlock,
    sourceBlock,
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom(0, 100),
    fc.constantFrom('published', 'normal'),
  )
  .map(([kind, dest, source, hop, weight, state]) =>
    kind === 'dbr' ? dbr(dest, hop, state, weight) : pbr(source, dest, hop, state, weight),
  );
const scene = fc.record({
  routes: fc.array(anyRoute, { maxLength: 7 }),
  others: fc.array(fc.record({ gateway: fc.constantFrom('gw-2', 'gw-3'), RouteDest: destBlock }), { maxLength: 3 }),
});

const sizeOf = (block: string): number => 2 ** (32 - Number(block.split('/')[1]));
const lastOf = (block: string): number => Number(block.split('/')[0]?.split('.')[3]);
const has = (block: string, last: number): boolean => lastOf(block) <= last && last < lastOf(block) + sizeOf(block);
const setOf = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

/** Where one packet goes, by asking every entry. */
const simulate = (
  { routes, others }: { routes: readonly Route[]; others: readonly Published[] },
  dest: number,
  source: number,
): Flow => {
  const summary = [
    ...routes.filter(({ State }) => State === 'published').map(({ RouteDest }) => ({ gateway: 'here', RouteDest })),
    ...others,
  ].filter(({ RouteDest }) => has(RouteDest, dest));
  const winners = summary.filter((one) => summary.every((other) => sizeOf(other.RouteDest) >= sizeOf(one.RouteDest)));
  const gateways = setOf(winners.map(({ gateway }) => gateway));
  const stage1 = { here: gateways.includes('here'), elsewhere: gateways.filter((name) => name !== 'here') };
  const fits = routes.filter(
    ({ RouteDest, RouteSource }) => has(RouteDest, dest) && (RouteSource === undefined || has(RouteSource, source)),
  );
  const policies = fits.filter(({ RouteType }) => RouteType === 'pbr');
  const ranked = policies.length > 0 ? policies : fits;
  const beats = (a: Route, b: Route): boolean => {
    const [d, s] = [
      sizeOf(a.RouteDest) - sizeOf(b.RouteDest),
      sizeOf(a.RouteSource ?? '/0') - sizeOf(b.RouteSource ?? '/0'),
    ];
    return d <= 0 && s <= 0 && d + s < 0;
  };
  const best = ranked.filter((one) => !ranked.some((other) => beats(other, one)));
  const nameOf = ({ RouteDest, RouteSource }: Route): string => `${RouteSource} ${RouteDest}`;
  const names = setOf(best.map(nameOf));
  const active = best.filter(({ Weight }) => Weight === 100);
  if (names.length === 1 && active.length === 0)
    return { ...stage1, hops: setOf(best.map(({ NextHop }) => NextHop)), doubt: 'none active' };
  const chosen = names.flatMap((name) => {
    const group = best.filter((route) => nameOf(route) === name);
    return (group.find(({ Weight }) => Weight === 100) ?? group[0])?.NextHop ?? [];
  });
  const hops = setOf(chosen);
  return hops.length > 1 ? { ...stage1, hops, doubt: 'order unknown' } : { ...stage1, hops };
};

const shiftOf = (seen: readonly Shift[], dest: number, source: number): readonly Shift[] =>
  seen.filter(
    (shift) =>
      shift.dest.blocks.some((block) => has(block, dest)) &&
      (!shift.source || shift.source.blocks.some((block) => block === '0.0.0.0/0' || hasAddress(block, source))),
  );

/** Whether a block of any size has an address of 10.0.0.0/30. */
const hasAddress = (block: string, last: number): boolean => {
  const [address = '', prefix = '0'] = block.split('/');
  const number = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const wanted = 10 * 2 ** 24 + last;
  return number <= wanted && wanted < number + 2 ** (32 - Number(prefix));
};

test('every single packet goes where a simulation of it goes, before and after', async () => {
  await fc.assert(
    fc.asyncProperty(scene, scene, anyRoute, async (before, after, of) => {
      const seen = await shifts(before, after, of);
      for (let dest = 0; dest < 16; dest += 1)
        for (let source = 0; source < 4; source += 1) {
          if (!has(of.RouteDest, dest) || (of.RouteSource !== undefined && !has(of.RouteSource, source))) continue;
          const found = shiftOf(seen, dest, source).map((shift) => ({ before: shift.before, after: shift.after }));
          expect(found).toEqual([{ before: simulate(before, dest, source), after: simulate(after, dest, source) }]);
        }
    }),
    { numRuns: 400 },
  );
});
