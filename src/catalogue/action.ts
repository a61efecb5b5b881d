import type { z } from 'zod';
import type { Resource } from './resource.ts';

/**
 * What a call can do to people: `read` changes nothing, `write` adds or renames, `disrupt` may stop traffic,
 * `destroy` removes. One word, so that impossible combinations cannot be written.
 */
export type Risk = 'read' | 'write' | 'disrupt' | 'destroy';

/**
 * Where a call goes: an Apsara Stack as its guide of 2022 has it, or today's public cloud, which knows more actions, parameters
 * and reply fields. What is read is read on both; what is offered is what the platform has.
 */
export type Platform = 'stack' | 'public';

/** Whether a platform has what says where it is; what says nothing is on both. */
export const isOn = (where: Platform, { platform }: { readonly platform?: Platform | undefined }): boolean =>
  platform === undefined || platform === where;

/** What a call does to a thing. Only `describe` and `download` leave everything as it is; `diagnose` leaves a task behind. */
export type Verb = 'create' | 'modify' | 'delete' | 'describe' | 'download' | 'publish' | 'diagnose' | 'assume';

/** One documented operation of the cloud, as inert data: every room interprets it, nobody subclasses it. */
export interface Action<
  Name extends string = string,
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodObject = z.ZodObject,
  V extends Verb = Verb,
  R extends Resource = Resource,
> {
  readonly name: Name;
  readonly verb: V;
  /** The kind of thing that is acted on; where its ID stands is told in resource.ts. */
  readonly resource: R;
  readonly summary: string;
  /** The one platform that has it; absent: both. */
  readonly platform?: Platform;
  /** What it makes costs money from its first minute, whether or not anything uses it. */
  readonly billed?: true;
  /** Today's public cloud can be asked whether it would do it; it then answers `DRY_RUN_PASSED` and does nothing. */
  readonly dryRun?: true;
  /** A word, or the worst word plus a judgement from the arguments (a rename is a `write`, a new key a `disrupt`). */
  readonly risk: Risk | { readonly worst: Risk; readonly worstOnStack?: Risk; of(input: z.infer<I>): Risk };
  readonly input: I;
  readonly output: O;
}

/** What the cloud answers to a dry run that found nothing to refuse: it did nothing. */
export const DRY_RUN_PASSED = 'DryRunOperation';

/** The input of an action, as the agent gives it and the client sends it. */
export type Input<A extends Action> = z.infer<A['input']>;

/** The normalised reply of an action: lists are arrays, numbers are numbers, every field optional. */
export type Output<A extends Action> = z.infer<A['output']>;

/** Identity; exists so that name, input and output types are inferred and nobody writes an interface for them. */
export const defineAction = <
  const Name extends string,
  I extends z.ZodObject,
  O extends z.ZodObject,
  const V extends Verb,
  const R extends Resource,
>(
  action: Action<Name, I, O, V, R>,
): Action<Name, I, O, V, R> => action;

/** Verbs that leave everything as it is. */
export type ReadVerb = 'describe' | 'download';

/** Whether an action leaves everything as it is. */
export const isRead = ({ verb }: Action): boolean => verb === 'describe' || verb === 'download';

/** Those of some actions that change something. */
export type WriteAction<A extends Action> = Exclude<A, { readonly verb: ReadVerb }>;

/** The worst that an action can do, whatever its arguments; an Apsara Stack may lack the parameters that make it worse. */
export const worstRisk = ({ risk }: Action, platform: Platform = 'public'): Risk => {
  if (typeof risk === 'string') return risk;
  return (platform === 'stack' ? risk.worstOnStack : undefined) ?? risk.worst;
};

/** What this very call would do at least, judged from its arguments alone; live state may raise it. */
export const riskOf = <A extends Action>(action: A, input: Input<A>): Risk =>
  typeof action.risk === 'string' ? action.risk : action.risk.of(input);

export type Fields = Readonly<Record<string, unknown>>;

/** An object with fields, no list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
