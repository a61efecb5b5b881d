import { z } from 'zod';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { carrier, type Route, routeFromRow } from '../../../src/network/routes.ts';
import { office } from '../../../src/sandbox/worlds/office.ts';
import type { WorldFileInput } from '../../../src/sandbox/worlds/world-file.ts';
import { SwitchRoutes } from '../../../src/tools/switch/switch-routes.ts';
import { agreeable, type Bench, startBench } from '../../guard/bench.ts';

// Switches on the simulated cloud, and where packets would go after each of its requests, by its own state.

export const [MAIN, BACKUP] = ['vco-plant0001', 'vco-plant0002'];
const gateway = { VpnInstanceId: 'vpn-hq0001', State: 'published' as const };

const line = z.looseObject({ State: z.string() });
const Done = z.looseObject({
  State: z.string(),
  Steps: z.array(line),
  Board: z.array(line),
  Next: z.array(z.string()),
});

export type Table = 'halves' | 'single' | 'policy';

/** The office with the plant's routes as a block that has halves, as one address, or as policy routes. */
export const worldWith = (table: Table, platform: WorldFileInput['platform'] = {}): WorldFileInput => {
  const others = (office.routes_dbr ?? []).filter(({ VpnInstanceId }) => VpnInstanceId !== gateway.VpnInstanceId);
  const RouteDest = table === 'single' ? '172.20.0.9/32' : '172.20.0.0/16';
  const pair = [
    { ...gateway, RouteDest, NextHop: MAIN, Weight: 100 as const },
    { ...gateway, RouteDest, NextHop: BACKUP, Weight: 0 as const },
  ];
  return {
    ...office,
    platform,
    routes_dbr: table === 'policy' ? others : [...others, ...pair],
    routes_pbr: table === 'policy' ? pair.map((one) => ({ ...one, RouteSource: '10.10.0.0/16' })) : [],
  };
};

/** Where a packet to the plant goes: a tunnel, with `?` where only an entry of weight 0 is there, or nowhere. */
const goesTo = (routes: readonly Route[], address: string): string => {
  const found = carrier(routes, `${address}/32`, '10.10.0.7/32');
  if (!found) return 'NOWHERE';
  const name = found.NextHop === MAIN ? 'main' : found.NextHop === BACKUP ? 'backup' : found.NextHop;
  return found.Weight === 100 ? name : `${name}?`;
};

export const pathsIn = async (bench: Pick<Bench, 'state'>): Promise<string> => {
  const { routes_dbr = [], routes_pbr = [] } = await bench.state();
  const routes = [
    ...routes_dbr.map((row) => routeFromRow('dbr', row)),
    ...routes_pbr.map((row) => routeFromRow('pbr', row)),
  ].filter(({ NextHop }) => NextHop !== 'vco-wh0001');
  return [
    ...new Set(
      ['172.20.0.9', '172.20.200.9']
        .slice(0, routes.some(({ RouteDest }) => RouteDest.endsWith('/32')) ? 1 : 2)
        .map((one) => goesTo(routes, one)),
    ),
  ].join('+');
};

export interface MoveOptions {
  readonly world: WorldFileInput;
  /** What happens at a write, by its number from 1 on. */
  readonly at?: (sent: number, send: () => Promise<unknown>, bench: Bench) => Promise<void>;
}

/** A cloud whose paths are noted after each write that was sent to it. */
export const startMoves = async ({ world, at }: MoveOptions) => {
  const trace: string[] = [];
  let sent = 0;
  let bench: Bench | undefined;
  const between =
    (invoke: Invoke): Invoke =>
    async (action, input, call) => {
      if (!bench || /^(Describe|Download|List)/.test(action.name)) return invoke(action, input, call);
      sent += 1;
      const send = () => invoke(action, input, call);
      try {
        if (at) await at(sent, send, bench);
        return await send();
      } finally {
        trace.push(await pathsIn(bench));
      }
    };
  bench = await startBench({ world, between });
  const own = bench;
  const acted = async (): Promise<readonly string[]> =>
    (await own.writes())
      .filter((each) => each.acted && !each.replayed)
      .map(({ action, parameters: { RouteDest = '', NextHop = '' } }) => `${action} ${RouteDest} ${NextHop}`);
  const go = async (args: Record<string, unknown> = { To: 'plant-backup' }, guard = own.guard, ask = agreeable()) => {
    const call = own.callOn(guard, { ask: ask.ask, tool: 'SwitchRoutes' });
    const output = await SwitchRoutes.run(SwitchRoutes.input.parse(args), call, guard.invoke);
    const { State, Steps, Board, Next } = Done.parse(output);
    return { State, Steps, Board, Next, questions: ask.questions.map(({ message }) => message) };
  };
  return { bench: own, trace, acted, go };
};
