import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../../src/catalogue/invoke.ts';
import type { OwnedRoute } from '../../../src/tools/inventory/inventory.ts';
import { leftAtZero, moveRoutes } from '../../../src/tools/moves/move-routes.ts';
import { route } from '../sites/site-rows.ts';

const entry = (NextHop: string, Weight: number, change: Partial<OwnedRoute> = {}): OwnedRoute => ({
  ...{ ...route, NextHop, Weight, ...change },
});

const moving = (routes: readonly OwnedRoute[], up: readonly string[] = []) => ({
  ...{ RegionId: 'cn-test', routes, from: 'vco-old', to: 'vco-new', remote: '172.16.0.0/16' },
  isUp: (hop: string) => up.includes(hop),
  hold: async () => undefined,
});

const said = (steps: readonly Step[]): readonly string[] =>
  steps.map(({ action, input }) => {
    const { NextHop, Weight, NewWeight }: Record<string, unknown> = Object(input);
    return [action.name.replace(/VpnRouteEntry/, ''), NextHop, Weight, NewWeight]
      .filter((one) => one !== undefined)
      .join(' ');
  });

const rows: readonly (readonly [string, readonly OwnedRoute[], readonly string[], readonly string[]])[] = [
  ['nothing leads to the old one', [entry('vco-x', 100)], [], []],
  [
    'it is alone',
    [entry('vco-old', 100)],
    [],
    ['Create vco-new 0', 'Delete vco-old 100', 'ModifyWeight vco-new 0 100'],
  ],
  ['it is a standby', [entry('vco-x', 100), entry('vco-old', 0)], ['vco-x'], ['Create vco-new 0', 'Delete vco-old 0']],
  [
    'a standby is up',
    [entry('vco-old', 100), entry('vco-x', 0)],
    ['vco-x'],
    ['Delete vco-old 100', 'Create vco-new 100'],
  ],
  [
    'the standby is down',
    [entry('vco-old', 100), entry('vco-x', 0)],
    [],
    ['Create vco-new 0', 'Delete vco-old 100', 'ModifyWeight vco-new 0 100'],
  ],
  [
    'the new one stands by already',
    [entry('vco-old', 100), entry('vco-new', 0)],
    [],
    ['Delete vco-old 100', 'ModifyWeight vco-new 0 100'],
  ],
  ['the active one is taken away and not made anew', [entry('vco-x', 0)], ['vco-x'], ['Create vco-new 100']],
  ['an idle pair is of other networks', [entry('vco-x', 0, { RouteDest: '10.9.0.0/16' })], [], []],
  ['BGP learned it', [entry('vco-old', 100, { isLearned: true })], [], []],
];

const WEIGHED = 'ModifyVpnRouteEntryWeight';

describe('a route to the old connection', () => {
  it.each(rows)('where %s', (_why, routes, up, expected) => {
    const steps = moveRoutes(moving(routes, up));
    expect(said(steps).map((one) => one.replace(WEIGHED, 'ModifyWeight'))).toEqual(expected);
  });

  it('by policy keeps its source, its priority and that it is published', () => {
    const policy = entry('vco-old', 100, {
      RouteType: 'pbr',
      RouteSource: '10.0.0.0/24',
      Priority: 7,
      State: 'normal',
    });
    const [made] = moveRoutes(moving([policy]));
    expect(made).toMatchObject({
      action: { name: 'CreateVpnPbrRouteEntry' },
      input: { RouteSource: '10.0.0.0/24', Priority: 7, PublishVpc: false, NextHop: 'vco-new' },
    });
  });
});

/** What a table is after a step. */
const after = (table: readonly OwnedRoute[], { action, input }: Step): readonly OwnedRoute[] => {
  const fields: Record<string, unknown> = Object(input);
  const [NextHop, RouteDest] = [String(fields['NextHop']), String(fields['RouteDest'])];
  const [Weight, NewWeight] = [Number(fields['Weight']), Number(fields['NewWeight'])];
  const isMeant = (one: OwnedRoute): boolean =>
    one.NextHop === NextHop && one.RouteDest === RouteDest && one.Weight === Weight;
  if (action.verb === 'create') return [...table, entry(NextHop, Weight, { RouteDest })];
  if (action.verb === 'delete') return table.filter((one) => !isMeant(one));
  return table.map((one) => (isMeant(one) ? { ...one, Weight: NewWeight } : one));
};

it('at every moment there is an entry, and at the end none to the old one and one to the new', () => {
  const group = fc.constantFrom(
    ...[
      [entry('vco-old', 100)],
      [entry('vco-old', 100), entry('vco-x', 0)],
      [entry('vco-old', 0), entry('vco-x', 100)],
    ],
    ...[
      [entry('vco-old', 100), entry('vco-new', 0)],
      [entry('vco-old', 100), entry('vco-new', 0), entry('vco-x', 0)],
    ],
  );
  fc.assert(
    fc.property(group, fc.boolean(), (table, isUp) => {
      let now: readonly OwnedRoute[] = table;
      for (const each of moveRoutes(moving(table, isUp ? ['vco-x'] : []))) {
        now = after(now, each);
        expect(now.length).toBeGreaterThan(0);
        expect(now.filter(({ Weight }) => Weight === 100).length).toBeLessThanOrEqual(1);
      }
      expect(now.map(({ NextHop }) => NextHop)).not.toContain('vco-old');
      expect(now.map(({ NextHop }) => NextHop)).toContain('vco-new');
      expect(moveRoutes(moving(now, isUp ? ['vco-x'] : []))).toEqual([]);
    }),
  );
});

it('an entry at weight 0 is told where no active one is beside it', () => {
  expect(leftAtZero([entry('vco-new', 0)], 'vco-new')).toHaveLength(1);
  expect(leftAtZero([entry('vco-new', 0), entry('vco-x', 100)], 'vco-new')).toEqual([]);
});
