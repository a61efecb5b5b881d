import type { Invoke } from '../../../src/catalogue/invoke.ts';
import { Unreachable } from '../../../src/errors.ts';
import type { Guard } from '../../../src/guard/guard.ts';
import type { Tool } from '../../../src/tools/tool.ts';
import { agreeable, type Bench, type BenchOptions, startBench } from '../../guard/bench.ts';

export interface Answer {
  readonly State: string;
  readonly Board: readonly { readonly What: string; readonly State: string }[];
  readonly Next: readonly string[];
  readonly Steps: readonly { readonly State: string }[];
}

type Args = Readonly<Record<string, unknown>>;

/** A bench whose human says yes to everything, and a way to call a tool in it. */
export const startPeople = async (options: BenchOptions = {}) => {
  const bench = await startBench(options);
  const { ask, questions } = agreeable();
  const run = async (tool: Tool, args: Args, guard: Guard = bench.guard): Promise<Answer> =>
    Object(await tool.run(args, bench.callOn(guard, { ask, tool: tool.name }), guard.invoke));
  return { ...bench, bench, questions, run };
};

/** What the cloud has done, each once. */
export const acted = async ({ writes }: Pick<Bench, 'writes'>): Promise<readonly string[]> =>
  (await writes())
    .filter((each) => each.acted && !each.replayed)
    .map(({ action, parameters }) => `${action} ${parameters['SslVpnClientCertId'] ?? parameters['Name']}`);

/** The names of all certificates that there are. */
export const certificates = async ({ state }: Pick<Bench, 'state'>): Promise<readonly unknown[]> =>
  ((await state())['ssl_certs'] ?? []).map(({ Name }) => Name);

/** Loses the reply of one write, before or after the cloud has done it. */
export const leaky =
  (action: string, when: 'before' | 'after', skip: number) =>
  (invoke: Invoke): Invoke => {
    let seen = 0;
    return async (asked, input, call) => {
      const isIt = asked.name === action && seen++ === skip;
      const lost = () =>
        new Unreachable({ host: 'cloud.example', phase: 'read', outcomeKnown: false }, 'lost', 'again');
      if (isIt && when === 'before') throw lost();
      const output = await invoke(asked, input, call);
      if (isIt) throw lost();
      return output;
    };
  };

/** Every step of a list of two, lost before or after it was done, and gone on with by the same process or by another one. */
export const losses = [0, 1].flatMap((skip) =>
  (['before', 'after'] as const).flatMap((when) => ([true, false] as const).map((isSame) => ({ skip, when, isSame }))),
);
