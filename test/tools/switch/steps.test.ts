import { expect, test } from 'vitest';
import type { Step } from '../../../src/catalogue/invoke.ts';
import type { Route } from '../../../src/network/routes.ts';
import type { Chosen, Destination, Way } from '../../../src/tools/switch/routing.ts';
import { stepsFor } from '../../../src/tools/switch/steps.ts';

const place = { RegionId: 'r', VpnGatewayId: 'vpn-1', from: 'a', to: 'b' };
const route = (NextHop: string, Weight: number): Route => ({
  ...{ RouteType: 'dbr', RouteDest: '10.1.0.0/16', NextHop, Weight, State: 'published' },
});

const chosen = (
  way: Way,
  from: number | undefined,
  to: number | undefined,
  blocks: readonly string[] = [],
): Chosen => ({
  way,
  dest: {
    ...{ RouteType: 'dbr', RouteDest: '10.1.0.0/16', others: [] },
    ...(from !== undefined && { from: route('a', from) }),
    ...(to !== undefined && { to: route('b', to) }),
  },
  blocks,
});

/** The weights of the destination's entries after each step. */
const weightsAfter = (start: Chosen, steps: readonly Step[]): readonly Readonly<Record<string, number>>[] => {
  let now: Readonly<Record<string, number>> = {
    ...(start.dest.from && { a: start.dest.from.Weight }),
    ...(start.dest.to && { b: start.dest.to.Weight }),
  };
  return steps.map(({ action: { verb }, input }) => {
    const { NextHop: hop = '', Weight, NewWeight } = input as Readonly<Record<string, string>>;
    const { [hop]: _gone, ...rest } = now;
    now = verb === 'delete' ? rest : { ...rest, [hop]: Number(verb === 'modify' ? NewWeight : Weight) };
    return now;
  });
};

const ways: readonly Chosen[] = [
  chosen('weights', 100, 0),
  chosen('weights', 0, 0),
  chosen('alone', 100, undefined),
  chosen('alone', 0, undefined),
  chosen('raise', undefined, 0),
  chosen('gap', undefined, undefined),
  chosen('standby', undefined, 100),
];

/** The steps, and each course that takes another way at one of them. */
const coursesOf = (steps: readonly Step[]): readonly (readonly Step[])[] => [
  steps,
  ...steps.flatMap((step, at) =>
    [step.fallback, step.otherwise].flatMap((way) =>
      way ? [[...steps.slice(0, at), ...way, ...steps.slice(at + (step.spans ?? 1))]] : [],
    ),
  ),
];

test.each(ways.map((one) => [one.way, one] as const))(
  '%s: every course ends on the new tunnel, and none has two active',
  (_, one) => {
    for (const course of coursesOf(stepsFor(one, place))) {
      const after = weightsAfter(one, course);
      for (const weights of after)
        expect(Object.values(weights).filter((each) => each === 100).length).toBeLessThanOrEqual(1);
      expect(after.at(-1)).toMatchObject({ b: 100 });
    }
  },
);

test('halves lead over the new tunnel and are not published; they end with their weight', () => {
  const [half] = stepsFor(chosen('halves', 100, 0, ['10.1.0.0/17']), place);
  expect(half).toMatchObject({ input: { RouteDest: '10.1.0.0/17', NextHop: 'b', Weight: 100, PublishVpc: false } });
  expect(stepsFor(chosen('clear', 100, undefined), place)).toMatchObject([{ input: { NextHop: 'a', Weight: 100 } }]);
  expect(stepsFor(chosen('done', 0, 100), place)).toEqual([]);
});

test('a policy route keeps its source and its priority', () => {
  const member = (hop: string, weight: number): Route => ({ ...route(hop, weight), RouteType: 'pbr', Priority: 7 });
  const dest: Destination = {
    ...{ RouteType: 'pbr', RouteDest: '10.1.0.0/16', RouteSource: '10.0.0.0/8', others: [] },
    ...{ from: member('a', 100), to: member('b', 0) },
  };
  const [demote] = stepsFor({ way: 'weights', dest, blocks: [] }, place);
  expect(demote).toMatchObject({
    action: { name: 'ModifyVpnPbrRouteEntryWeight' },
    input: { RouteSource: '10.0.0.0/8', Priority: 7, NewWeight: 0 },
  });
});
