import type { Invoke } from '../../src/catalogue/invoke.ts';
import type { Tool } from '../../src/tools/tool.ts';
import { agreeable, type Bench, type BenchOptions, type CallOptions, startBench } from '../guard/bench.ts';

type Row = Readonly<Record<string, unknown>>;
type State = Readonly<Record<string, readonly Row[]>>;

/** What stands in a reply of an everyday change. */
export interface Reply {
  readonly State: string;
  readonly Steps: readonly { readonly Action: string; readonly State: string; readonly Code?: string }[];
  readonly Board: readonly { readonly What: string; readonly State: string }[];
  readonly Next: readonly string[];
}

/** Whether the network behind an entry can be reached: by the active one, or by the one that stands by. */
const isReached = (state: State, dest: string): boolean => {
  const group = (state['routes_dbr'] ?? []).filter(({ RouteDest }) => RouteDest === dest);
  const isUp = (id: unknown): boolean =>
    (state['connections'] ?? []).some(
      ({ VpnConnectionId, Status }) => VpnConnectionId === id && Status === 'ipsec_sa_established',
    );
  return group.some(({ Weight }) => Weight === 100) && group.some(({ NextHop }) => isUp(NextHop));
};

/** The destinations that can be reached. */
const reachedIn = (state: State): readonly string[] => [
  ...new Set(
    (state['routes_dbr'] ?? []).map(({ RouteDest }) => String(RouteDest)).filter((dest) => isReached(state, dest)),
  ),
];

/** Something that happens to the calls on their way; `at` counts the writes from one. */
export type Fault = (at: number, send: () => Promise<unknown>, bench: Bench) => Promise<unknown>;

interface StageOptions extends BenchOptions {
  /** The peers take each change of the lists at once. */
  readonly mirrors?: boolean;
  readonly fault?: Fault | undefined;
}

/** A cloud, a guard before it, and what could be reached after every write. */
export const startStage = async ({ mirrors = true, fault, ...options }: StageOptions = {}) => {
  const seen: (readonly string[])[] = [];
  let count = 0;
  const holder: { bench?: Bench } = {};
  const between = (invoke: Invoke): Invoke =>
    (async (action: never, input: never, call: never) => {
      const { bench } = holder;
      const { name }: { readonly name: string } = action;
      if (!bench || /^(Describe|Download)/.test(name)) return invoke(action, input, call);
      count += 1;
      const send = () => invoke(action, input, call);
      try {
        return await (fault ? fault(count, send, bench) : send());
      } finally {
        const { VpnConnectionId: id, RemoteSubnet, LocalSubnet }: Readonly<Record<string, unknown>> = input;
        if (mirrors && /^Modify/.test(name) && id) await mirror(bench, String(id), RemoteSubnet, LocalSubnet);
        seen.push(reachedIn(await bench.state()));
      }
    }) as Invoke;
  const bench = await startBench({ ...options, between });
  holder.bench = bench;
  seen.push(reachedIn(await bench.state()));
  return {
    bench,
    /** What could be reached at the start, and after every write. */
    seen,
    acted: async (): Promise<readonly string[]> =>
      (await bench.writes()).filter(({ acted, replayed }) => acted && !replayed).map(({ action }) => action),
    run: async (tool: Tool, args: Row, given: CallOptions = {}, guard = bench.guard) => {
      const { ask, questions } = agreeable();
      const call = bench.callOn(guard, { ask, tool: tool.name, ...given });
      const parsed = tool.input.parse(args);
      const reply = (await tool.run(parsed, call, guard.invoke)) as unknown as Reply;
      return { reply, questions };
    },
    plan: async (tool: Tool, args: Row): Promise<string> => {
      const made = await bench.call().plan?.((invoke, call) => tool.run(tool.input.parse(args), call, invoke));
      return made?.text ?? '';
    },
  };
};

const mirror = async (bench: Bench, id: string, remote: unknown, local: unknown): Promise<void> => {
  const { connections = [] } = await bench.state();
  const now = connections.find(({ VpnConnectionId }) => VpnConnectionId === id);
  await bench.patch({
    ...(remote !== undefined && now && { [`${id}.peer.LocalSubnet`]: now['RemoteSubnet'] }),
    ...(local !== undefined && now && { [`${id}.peer.RemoteSubnet`]: now['LocalSubnet'] }),
  });
};
