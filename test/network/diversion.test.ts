import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Claim, diversions, type Ground, type Reason } from '../../src/network/diversion.ts';
import type { Route } from '../../src/network/routes.ts';

const route = (RouteDest: string, State = 'published', NextHop = 'vco-1'): Route => ({
  RouteType: 'dbr',
  RouteDest,
  NextHop,
  Weight: 100,
  State,
});

const pool: Claim = { kind: 'pool', block: '10.99.0.0/24', owner: 'staff' };
const local: Claim = { kind: 'local', block: '10.10.0.0/16', owner: 'plant' };
const routed: Claim = { kind: 'local', block: '0.0.0.0/0', owner: 'routed' };

const ground = (more: Partial<Ground> = {}): Ground => ({
  routes: [],
  claims: [pool, local, routed],
  remote: '172.20.0.0/16',
  ...more,
});

const kinds = (fresh: readonly Route[], more: Partial<Ground> = {}): readonly Reason['kind'][] =>
  diversions(fresh, ground(more)).map(({ kind }) => kind);

const OPEN = '0.0.0.0/0';
const WIDER = '0.0.0.0/0,10.0.0.0/8';
const there = (...dests: string[]) => dests.map((dest) => route(dest));

describe('a new route takes traffic that goes elsewhere', () => {
  test.each<[string, string, string, Partial<Ground>, readonly Reason['kind'][]]>([
    ['a network of the peer', '172.20.0.0/16', 'published', {}, []],
    ['a part of it', '172.20.9.0/24', 'normal', {}, []],
    ['the pool itself', '10.99.0.0/24', 'published', { remote: '10.99.0.0/16' }, ['pool']],
    ['one address of the pool', '10.99.0.7/32', 'normal', { remote: '10.99.0.0/16' }, ['pool']],
    ['a block around the pool', '10.96.0.0/12', 'normal', { remote: '10.96.0.0/11' }, ['pool']],
    ['beside the pool', '10.99.1.0/24', 'published', { remote: '10.99.0.0/16' }, []],
    ['a local network', '10.10.0.0/16', 'published', { remote: '10.0.0.0/8' }, ['local']],
    ['a /32 in a local network', '10.10.0.5/32', 'normal', { remote: '10.0.0.0/8' }, ['local']],
    ['a block around pool and network', '10.0.0.0/8', 'published', { remote: '10.0.0.0/8' }, ['pool', 'local']],
    ['the largest that is not wide', '10.0.0.0/8', 'published', { remote: '10.0.0.0/8', claims: [] }, []],
    ['half of everything', '128.0.0.0/1', 'normal', { remote: OPEN }, ['wide', 'internet']],
    ['a quarter', '0.0.0.0/2', 'published', { remote: '0.0.0.0/2', claims: [] }, ['wide', 'first', 'internet']],
    ['a /7', '10.0.0.0/7', 'normal', { remote: '10.0.0.0/7', claims: [] }, ['wide', 'internet']],
    ['beyond the peer', '172.21.0.0/16', 'normal', {}, ['outside']],
    ['around the peer', '172.16.0.0/12', 'normal', {}, ['outside']],
    ['a peer that is not known', '172.20.0.0/16', 'normal', { remote: undefined }, ['unclear']],
    ['a peer that cannot be read whole', '172.20.0.0/16', 'normal', { remote: '172.20.0.0/16,?' }, ['unclear']],
    ['an open peer for the first time', '172.20.0.0/16', 'published', { remote: OPEN }, ['first']],
    ['an open peer, unpublished', '172.20.0.0/16', 'normal', { remote: OPEN }, []],
    [
      'an open peer that has a route',
      '172.20.0.0/16',
      'published',
      { remote: OPEN, routes: there('172.21.0.0/16') },
      [],
    ],
    [
      'an open peer that has one nobody follows',
      '172.20.0.0/16',
      'published',
      { remote: OPEN, routes: [route('172.21.0.0/16', 'normal')] },
      ['first'],
    ],
    [
      'an open peer while another has a route',
      '172.20.0.0/16',
      'published',
      { remote: OPEN, routes: [route('172.21.0.0/16', 'published', 'vco-2')] },
      ['first'],
    ],
    ['an open peer in halves', '172.20.0.0/16', 'published', { remote: '0.0.0.0/1,128.0.0.0/1' }, ['first']],
    ['an open peer among others', '10.60.0.0/16', 'published', { remote: WIDER }, ['first']],
    ['the internet through an open peer', '8.8.8.8/32', 'normal', { remote: OPEN }, ['internet']],
    ['the internet, published', '203.0.113.0/24', 'published', { remote: '203.0.113.0/24' }, ['internet']],
    ['the internet, unpublished', '203.0.113.0/24', 'normal', { remote: '203.0.113.0/24' }, ['internet']],
    ['the internet in part', '172.16.0.0/11', 'normal', { remote: '172.16.0.0/11' }, ['internet']],
  ])('%s (%s, %s)', (_, dest, state, more, expected) => {
    expect(kinds([route(dest, state)], more)).toEqual(expected);
  });
});

describe('routes that are harmless one by one count together', () => {
  test.each<[string, string, Partial<Ground>, readonly Reason['kind'][]]>([
    ['two /1', '128.0.0.0/1', { routes: there('0.0.0.0/1') }, ['wide', 'all']],
    [
      'the last of four /2',
      '192.0.0.0/2',
      { routes: there('0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2') },
      ['wide', 'all'],
    ],
    ['two /8 that meet', '11.0.0.0/8', { routes: there('10.0.0.0/8') }, ['union']],
    ['a /9 that fills a gap', '11.128.0.0/9', { routes: there('11.0.0.0/9', '12.0.0.0/9') }, ['union']],
    ['/9 that do not meet', '24.0.0.0/9', { routes: there('20.0.0.0/9', '22.0.0.0/9') }, ['spread']],
    [
      '/9 through several tunnels',
      '24.0.0.0/9',
      { routes: [route('20.0.0.0/9', 'normal', 'vco-2'), route('22.0.0.0/9', 'published', 'vco-3')] },
      ['spread'],
    ],
    ['all that RFC 1918 has', '192.168.0.0/16', { routes: there('10.0.0.0/8', '172.16.0.0/12') }, []],
    ['what a wide route has already', '11.0.0.0/9', { routes: there('10.0.0.0/7') }, []],
    ['what only an unpublished one has', '11.0.0.0/9', { routes: [route('10.0.0.0/7', 'normal')] }, ['union']],
    [
      'beside a wide one through another tunnel',
      '11.0.0.0/9',
      { routes: [route('12.0.0.0/7', 'published', 'vco-2')] },
      ['spread'],
    ],
  ])('%s', (_, dest, more, expected) => {
    const found = kinds([route(dest)], { claims: [], remote: '0.0.0.0/0', ...more });
    expect(found.filter((kind) => kind !== 'internet' && kind !== 'first')).toEqual(expected);
  });

  test.each([
    ['unpublished beside others like it', 'normal', false],
    ['published for the first time', 'published', true],
  ] as const)('all that an unpublished route has already, %s', (_, state, isAll) => {
    const routes = [route('0.0.0.0/1', 'normal', 'vco-2'), route('128.0.0.0/1', 'normal', 'vco-2')];
    expect(kinds([route('128.0.0.0/1', state)], { routes, remote: OPEN }).includes('all')).toBe(isAll);
  });

  test('all that published routes have already', () => {
    const routes = [route('0.0.0.0/1', 'published', 'vco-2'), route('128.0.0.0/1', 'published', 'vco-2')];
    expect(kinds([route('128.0.0.0/1', 'published')], { routes, remote: OPEN })).not.toContain('all');
  });

  test('many that come at once, as with AutoConfigRoute', () => {
    const dests = Array.from({ length: 4 }, (_, index) => `${20 + 2 * index}.0.0.0/9`);
    expect(
      kinds(
        dests.map((dest) => route(dest)),
        { claims: [], remote: dests.join(',') },
      ),
    ).toContain('spread');
  });

  test('a route that is published is not among those before it', () => {
    const now = route('172.20.0.0/16', 'normal');
    expect(kinds([{ ...now, State: 'published' }], { remote: OPEN, routes: [now] })).toEqual(['first']);
  });
});

test('one sentence tells all blocks of one owner, and all owners of the same blocks', () => {
  const blocks = ['10.10.1.0/24', '10.10.0.0/24', '10.10.1.0/24'];
  const claims = ['plant', 'shop'].flatMap((owner) => blocks.map((block) => ({ ...local, block, owner })));
  const found = diversions([route('10.10.0.0/16')], ground({ claims: [...claims, pool, local], remote: '10.0.0.0/8' }));
  expect(found).toEqual([
    {
      kind: 'local',
      owners: ['plant'],
      dests: ['10.10.0.0/16'],
      blocks: ['10.10.0.0/16', '10.10.0.0/24', '10.10.1.0/24'],
    },
    { kind: 'local', owners: ['shop'], dests: ['10.10.0.0/16'], blocks: ['10.10.0.0/24', '10.10.1.0/24'] },
  ]);
  expect(diversions([route('10.10.0.0/16')], ground({ claims, remote: '10.0.0.0/8' }))).toEqual([
    { kind: 'local', owners: ['plant', 'shop'], dests: ['10.10.0.0/16'], blocks: ['10.10.0.0/24', '10.10.1.0/24'] },
  ]);
});

const dotted = (address: number): string => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');

/** A block on its boundary. */
const block = (from: number, to: number) =>
  fc.tuple(fc.nat(0xffffffff), fc.integer({ min: from, max: to })).map(([address, prefix]) => {
    const start = prefix === 0 ? 0 : (address & (-1 << (32 - prefix))) >>> 0;
    return { start, size: 2 ** (32 - prefix), text: `${dotted(start)}/${prefix}` };
  });

test('whoever shares one address with a new route is found, wherever either begins and ends', () => {
  fc.assert(
    fc.property(block(1, 32), fc.array(block(0, 32), { maxLength: 6 }), (fresh, others) => {
      const claims = others.map(({ text }, index): Claim => ({ kind: 'pool', block: text, owner: String(index) }));
      const meant = others.flatMap(({ start, size }, index) =>
        start < fresh.start + fresh.size && fresh.start < start + size ? [String(index)] : [],
      );
      const found = diversions([route(fresh.text)], ground({ claims, remote: fresh.text }));
      expect(found.flatMap((reason) => ('owners' in reason ? reason.owners : [])).toSorted()).toEqual(meant.toSorted());
    }),
  );
});

test('a network of the peer that nobody has asks nobody, wherever in RFC 1918 it is', () => {
  const inside = fc.tuple(fc.nat(0xffffff), fc.integer({ min: 9, max: 32 })).map(([address, prefix]) => {
    const start = ((0x0a000000 + address) & (-1 << (32 - prefix))) >>> 0;
    return `${dotted(start)}/${prefix}`;
  });
  fc.assert(
    fc.property(inside, fc.constantFrom('published', 'normal'), (dest, state) => {
      expect(kinds([route(dest, state)], { claims: [], remote: dest })).toEqual([]);
    }),
  );
});

test('however a block wider than a /8 is cut and ordered, some call of the series is asked about', () => {
  const series = fc.tuple(block(1, 7), fc.integer({ min: 1, max: 3 })).chain(([{ start, size }, bits]) => {
    const part = size / 2 ** bits;
    const prefix = 32 - Math.log2(part);
    const parts = Array.from({ length: 2 ** bits }, (_, index) => `${dotted((start + index * part) >>> 0)}/${prefix}`);
    return fc.shuffledSubarray(parts, { minLength: parts.length });
  });
  fc.assert(
    fc.property(series, fc.constantFrom('published', 'normal'), (dests, state) => {
      const asked = dests.map((dest, index) =>
        kinds([route(dest, state)], {
          claims: [],
          routes: dests.slice(0, index).map((before) => route(before, state)),
          remote: dests.join(','),
        }).some((kind) => kind === 'wide' || kind === 'union' || kind === 'spread'),
      );
      expect(asked).toContain(true);
    }),
  );
});
