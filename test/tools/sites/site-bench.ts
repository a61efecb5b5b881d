import type { z } from 'zod';
import type { Question } from '../../../src/catalogue/invoke.ts';
import { isKnownProblem } from '../../../src/errors.ts';
import { type Tool, textOf } from '../../../src/tools/tool.ts';
import { agreeable, type BenchOptions, startBench } from '../../guard/bench.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a call of a job came to. */
export interface SummaryLine {
  readonly text: string;
  readonly State: string;
  readonly board: readonly string[];
  readonly data: Row;
}

/** Entries of a gateway that a packet to a destination may take, and whether the tunnel of one of them is up. */
const hasPath = (state: Readonly<Record<string, readonly Row[]>>, dest: string): boolean => {
  const hops = [...(state['routes_dbr'] ?? []), ...(state['routes_pbr'] ?? [])]
    .filter((route) => route['RouteDest'] === dest && route['State'] === 'published')
    .map((route) => route['NextHop']);
  return (state['connections'] ?? []).some(
    (one) => hops.includes(one['VpnConnectionId']) && one['Status'] === 'ipsec_sa_established',
  );
};

/** A simulated cloud with its guard, a human who says yes, and jobs that are called there. */
export const startSites = async (options: BenchOptions = {}) => {
  const lost: string[] = [];
  let watched: readonly string[] = [];
  let look: () => Promise<Record<string, Row[]>> = async () => ({});
  const bench = await startBench({
    ...options,
    between: (invoke) => async (action, input, call) => {
      try {
        return await invoke(action, input, call);
      } finally {
        const state = watched.length > 0 && action.verb !== 'describe' ? await look() : undefined;
        if (state) for (const dest of watched) if (!hasPath(state, dest)) lost.push(`${action.name}: ${dest}`);
      }
    },
  });
  look = () => bench.state();
  const questions: Question[] = [];
  const call = async <I extends z.ZodObject>(tool: Tool<I>, args: z.input<I>): Promise<SummaryLine> => {
    const human = agreeable();
    try {
      const parsed = tool.input.parse(args);
      const data: Row = await tool.run(parsed, bench.call({ ask: human.ask, tool: tool.name }), bench.invoke);
      const Board = (data['Board'] ?? []) as readonly { readonly What: string; readonly State: string }[];
      return {
        ...{ text: textOf(data) ?? '', State: String(data['State']), data },
        board: Board.map(({ What, State }) => `[${State}] ${What}`),
      };
    } catch (error) {
      if (!isKnownProblem(error)) throw error;
      return { text: `${error.message} ${error.remedy}`, State: error.code, board: [], data: {} };
    } finally {
      questions.push(...human.questions);
    }
  };
  return {
    ...bench,
    questions,
    job: call,
    /** Destinations of which a path has to be there after every request. */
    watch: (...dests: readonly string[]) => {
      watched = dests;
    },
    /** The requests after which a watched destination had no path. */
    lost,
    /** What the cloud did, without what it refused or answered from memory. */
    acted: async () => (await bench.writes()).filter((one) => one.acted && !one.replayed).map(({ action }) => action),
    /** A yes to a plan that nobody asks for: the plan alone. */
    planned: async <I extends z.ZodObject>(tool: Tool<I>, args: z.input<I>) => {
      const made = await bench.call().plan?.((invoke, planning) => tool.run(tool.input.parse(args), planning, invoke));
      return made?.text ?? '';
    },
  };
};

export type Sites = Awaited<ReturnType<typeof startSites>>;
