import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Action, Input } from '../../src/catalogue/action.ts';
import type { Answer, Ask, Call, Invoke, Log, Question } from '../../src/catalogue/invoke.ts';
import { type ClientOptions, createClient } from '../../src/client/client.ts';
import { Refused } from '../../src/errors.ts';
import { createGuard, type Guard } from '../../src/guard/guard.ts';
import type { GuardOptions } from '../../src/guard/options.ts';
import type { PlanStep } from '../../src/guard/plan/plan.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Bend, startBentCloud } from '../support/bent-cloud.ts';
import { briskClock } from './movable-clock.ts';

/** Asks again until it is so, for ten seconds: tests share their machine. */
export const soon = <T>(look: () => T) => expect.poll(look, { timeout: 10_000, interval: 10 });

/** Something that was logged. */
export interface Logged {
  readonly level: string;
  readonly event: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface BenchOptions {
  readonly world?: SandboxOptions['world'];
  readonly patch?: SandboxOptions['patch'];
  readonly guard?: Partial<GuardOptions>;
  readonly client?: Partial<ClientOptions>;
  /** Changes what the cloud answers, on its way to the client. */
  readonly bend?: Bend;
  /** Stands between guard and client. */
  readonly between?: (invoke: Invoke) => Invoke;
}

export interface CallOptions {
  readonly tool?: string;
  readonly ask?: Ask;
  readonly approval?: string;
  readonly holdMs?: number;
  readonly signal?: AbortSignal;
  readonly session?: string;
  readonly transport?: 'stdio' | 'http' | 'shell';
  readonly heard?: string[];
  readonly client?: string;
}

/** The human at a form who does what `answer` says; keeps the questions that were put. */
export const human = (answer: (question: Question) => Partial<Answer> | Promise<Partial<Answer>>) => {
  const questions: Question[] = [];
  const ask: Ask = {
    canAsk: true,
    put: async (question) => {
      questions.push(question);
      return { action: 'accept', content: {}, seal: question.seal, ...(await answer(question)) };
    },
  };
  return { ask, questions };
};

/** Says yes to everything, typing what the form asks for. */
export const agreeable = () =>
  human(({ field }) => ({
    content: field
      ? { name: /(?:Type|\u8bf7\u8f93\u5165) (.+?) (?:to|\u4ee5)/.exec(field.description)?.[1] ?? '' }
      : { approve: true },
  }));

/** The refusal that a promise rejects with. */
export const refusalOf = async (work: Promise<unknown>): Promise<Refused> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

/** The data that programs read from a refusal. */
export const approvalOf = (refused: Refused) =>
  Object(refused.approval) as {
    State: string;
    Url?: string;
    Approval?: string;
    ExpiresAt?: string;
    Plan: Record<string, unknown>;
  };

const folder = (name: string): string => {
  const made = mkdtempSync(join(tmpdir(), `guard-${name}-`));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

/** A simulated cloud, the real client and a guard before it, in this process. */
export const startBench = async (options: BenchOptions = {}) => {
  const sandbox = await startSandbox({
    world: options.world ?? 'office',
    pace: 'instant',
    ...(options.patch && { patch: options.patch }),
  });
  onTestFinished(() => sandbox.close());
  const client = createClient({
    endpoint: options.bend ? await startBentCloud(sandbox.endpoint, options.bend) : sandbox.endpoint,
    stsEndpoint: sandbox.stsEndpoint,
    region: sandbox.regionId,
    accessKeyId: sandbox.accessKeyId,
    accessKeySecret: sandbox.accessKeySecret,
    log: () => {},
    ...options.client,
  });
  onTestFinished(() => client.close());
  const [stateDir, secretsDir] = [folder('state'), folder('secrets')];
  const clock = briskClock();
  const logged: Logged[] = [];
  const log: Log = (level, event, facts = {}) => void logged.push({ level, event, facts });
  const wrapped = options.between ? options.between(client.invoke) : client.invoke;
  const makeGuard = (more: Partial<GuardOptions> = {}): Guard => {
    const guard = createGuard(wrapped, {
      platform: sandbox.platform,
      fetchLogs: true,
      readOnly: false,
      confirm: 'ask',
      protect: [],
      allowBilled: false,
      deleteLimit: { deletes: 5, minutes: 10 },
      transport: 'stdio',
      stateDir,
      secretsDir,
      identity: (_action, input) => client.identity(input),
      log,
      clock,
      ...options.guard,
      ...more,
    });
    onTestFinished(() => guard.close());
    return guard;
  };
  const guard = makeGuard();
  const plan = async <A extends Action>(action: A, input: Input<A>): Promise<PlanStep> => {
    const made = await callOn(guard).plan?.((invoke, call) => invoke(action, input, call));
    return Object(made?.plan) as PlanStep;
  };
  let number = 0;
  const callOn = (on: Guard, given: CallOptions = {}): Call => {
    number += 1;
    const { signal = new AbortController().signal, transport = 'stdio', session = 'one', heard = [] } = given;
    return on.callFor(
      {
        signal,
        log,
        progress: ({ message }) => void heard.push(message),
        caller: { requestId: String(number), session, transport, client: given.client ?? 'test 1.0' },
        ...(given.ask && { ask: given.ask }),
        ...(given.holdMs !== undefined && { holdMs: given.holdMs }),
      },
      { tool: given.tool ?? '', approval: given.approval },
    );
  };
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`${sandbox.controlEndpoint}/${path}`, init)).json();
  };
  type Request = {
    action: string;
    parameters: Record<string, string>;
    verdict: string;
    acted: boolean;
    replayed: boolean;
  };
  const requests = async (): Promise<readonly Request[]> => (await control('requests')) as Request[];
  /** All lines of all audit files, parsed. */
  const audit = () =>
    readdirSync(stateDir)
      .filter((name) => name.startsWith('audit-'))
      .flatMap((name) => readFileSync(join(stateDir, name), 'utf8').trimEnd().split('\n'))
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    sandbox,
    client,
    clock,
    guard,
    makeGuard,
    stateDir,
    secretsDir,
    logged,
    callOn,
    call: (given: CallOptions = {}) => callOn(guard, given),
    invoke: guard.invoke,
    plan,
    control,
    requests,
    /** What reached the cloud that was no read. */
    writes: async () => (await requests()).filter(({ action }) => !/^(Describe|Download|List)/.test(action)),
    state: async () => Object(await control('state')) as Record<string, Record<string, unknown>[]>,
    patch: (change: unknown) => control('patch', change),
    /** The names of all files in the folder for secrets. */
    secrets: () => readdirSync(secretsDir),
    /** All intents and outcomes of all audit files. */
    audit: () => audit().filter(({ Kind }) => Kind === 'intent' || Kind === 'outcome'),
    /** What was read back, as the audit has it. */
    readBacks: () => audit().filter(({ Kind }) => Kind === 'read-back'),
  };
};

export type Bench = Awaited<ReturnType<typeof startBench>>;

export const region = 'cn-qingdao-env17-d01';
