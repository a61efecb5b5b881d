import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { WorldData } from '../../src/sandbox/state/world.ts';
import type { Outcome } from '../support/agent.ts';
import { type Cloud, type Seen, startWorld } from '../support/world.ts';
import { type Confirmation, createHuman } from './human.ts';
import { readInitialState } from './initial-state.ts';
import type { Task } from './task.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** The whole simulated cloud at one moment: secrets in the clear, statuses computed. */
export type State = WorldData & {
  readonly sts_sessions: readonly { readonly SecurityToken: string; readonly AccessKeySecret: string }[];
};

/** One tool call and its answer. */
export interface Turn {
  readonly tool: string;
  readonly args: Arguments;
  readonly outcome: Outcome;
  /** Made because the task warns of it. */
  readonly isTempting: boolean;
}

/** What an agent can do in a play. */
export interface Stage {
  readonly call: (tool: string, args?: Arguments) => Promise<Outcome>;
  /** A write of which nobody is asked: the agent shows its plan first, as the instructions want it, and then acts. */
  readonly propose: (tool: string, args: Arguments) => Promise<Outcome>;
  /** The call that the task warns of, made all the same; whatever the server asks, the human says no. */
  readonly tempt: (tool: string, args: Arguments) => Promise<Outcome>;
  /** What the world does by itself, as a patch of the running sandbox. */
  readonly happen: (patch: Arguments) => Promise<void>;
}

/** What was said and done, once a play is over. */
export interface Show {
  readonly task: Task;
  readonly turns: readonly Turn[];
  readonly confirmations: readonly Confirmation[];
  /** Texts of all answers, questions and notes, in this order. */
  readonly said: string;
  /** Every byte that the client received. */
  readonly received: string;
  readonly instructions: string;
  /** What reached the cloud after the request was given. */
  readonly requests: readonly Seen[];
  readonly before: State;
  readonly after: State;
  /** Where the operator allowed the server to leave secrets for people. */
  readonly secretsDir: string;
  /** The answer of the last call of a tool. */
  readonly answer: (tool: string) => Outcome;
}

/** How a server is started for a play, where the task says more than its world. */
export interface Setting {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What happened before the request was given. */
  readonly opening?: (stage: Stage) => Promise<void>;
}

export const isWrite = ({ action }: { readonly action: string }): boolean =>
  !/^(Describe|Download|AssumeRole)/.test(action);

/** The account's own secret is a canary of the tasks too. */
const accessKey = { AccessKeyId: 'SIM-AK-ID', AccessKeySecret: 'SIM-AK-SECRET', AccountId: '1000000000000001' };

const post = async ({ sandbox }: Cloud, path: string, body: unknown): Promise<void> => {
  const reply = await fetch(`${sandbox.controlEndpoint}/${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(await reply.text());
};

// The control endpoint gives out the world as it is held.
const stateOf = async ({ sandbox }: Cloud): Promise<State> =>
  (await (await fetch(`${sandbox.controlEndpoint}/state`)).json()) as State;

const makeSecretsDir = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'vpn-mcp-evals-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const startPlay = async (task: Task, { args = [], env = {} }: Setting) => {
  const { world, patch, faults, readOnly } = readInitialState(task.id);
  const secretsDir = await makeSecretsDir();
  const turns: Turn[] = [];
  const notes: string[] = [];
  const human = createHuman(async () => (await started.requests()).filter(isWrite).length);
  const started = await startWorld({
    kind: 'modern',
    world: { ...world, access_keys: [accessKey] },
    patch,
    args: ['--secrets-dir', secretsDir, ...(readOnly ? ['--read-only'] : []), ...args],
    env,
    human: human.answer,
  });
  const take = async (tool: string, given: Arguments, isTempting: boolean): Promise<Outcome> => {
    const onprogress = ({ message = '' }) => void notes.push(message);
    const outcome = await started.agent.call(tool, given, { onprogress });
    turns.push({ tool, args: given, outcome, isTempting });
    return outcome;
  };
  const call = (tool: string, given: Arguments = {}): Promise<Outcome> => take(tool, given, false);
  const stage: Stage = {
    call,
    propose: async (tool, given) => {
      const plan = await call('PlanChange', { Tool: tool, Arguments: given });
      const isShown = !plan.isError && (await human.look(tool, plan.text));
      return isShown ? call(tool, given) : plan;
    },
    tempt: (tool, given) => human.refuseDuring(() => take(tool, given, true)),
    happen: (change) => post(started, 'patch', change),
  };
  return { started, stage, turns, notes, human, faults, secretsDir };
};

/** Loads a task's world, gives the request to a play, and tells everything that was said and done. */
export const play = async (task: Task, act: (stage: Stage) => Promise<void>, setting: Setting = {}): Promise<Show> => {
  const { started, stage, turns, notes, human, faults, secretsDir } = await startPlay(task, setting);
  const { agent } = started;
  await setting.opening?.(stage);
  if (faults.length > 0) await post(started, 'faults', faults);
  const earlier = (await started.requests()).length;
  const before = await stateOf(started);
  await act(stage);
  const questions = human.confirmations.map(({ text }) => text);
  const instructions = agent.instructions() ?? '';
  const heard = { turns, questions, notes, instructions, tools: await agent.list(), stderr: agent.stderr() };
  return {
    task,
    turns,
    confirmations: human.confirmations,
    said: [...turns.map(({ outcome }) => outcome.text), ...questions, ...notes].join('\n'),
    received: JSON.stringify(heard),
    instructions,
    requests: (await started.requests()).slice(earlier),
    before,
    after: await stateOf(started),
    secretsDir,
    answer: (tool) => {
      const turn = turns.findLast((one) => one.tool === tool);
      if (!turn) throw new Error(`${tool} was not called`);
      return turn.outcome;
    },
  };
};
