import { z } from 'zod';
import { type Fields, isOn, type Platform } from '../../catalogue/action.ts';
import type { Call, Invoke, Planned } from '../../catalogue/invoke.ts';
import { nearest } from '../../catalogue/nearest.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { schemaOn } from '../../catalogue/schema/platform-rows.ts';
import { Refused } from '../../errors.ts';
import { defineTool, type Tool, textOf, withText } from '../tool.ts';
import { applyList } from './apply-change.ts';
import { type GivenStep, stepsField } from './steps.ts';

const text = z.string({ error: say });
const texts = z.array(z.string()).optional();

/** Plan of one write, as a person sees it before approving. */
const step = {
  Step: z.number().optional(),
  Action: z.string().optional(),
  Risk: z.string().optional(),
  Asks: z.string().optional(),
  AsksWhy: z.string().optional(),
  Account: z.string().optional(),
  Region: z.string().optional(),
  Target: z.looseObject({ Id: z.string(), Name: z.string() }).optional(),
  Changes: z.array(z.looseObject({ Field: z.string() })).optional(),
  BlastRadius: texts,
  Foreseen: texts,
  Undo: z.string().optional(),
  Parameters: z.looseObject({}).optional(),
};

const refuse = (message: string, remedy: string): never => {
  throw new Refused('refused', message, remedy);
};

const find = (tools: ReadonlyMap<string, Tool>, name: string, platform: Platform): Tool => {
  const tool = tools.get(name);
  if (tool && isOn(platform, tool)) return tool;
  const here = [...tools.values()].filter((one) => isOn(platform, one)).map((one) => one.name);
  const suggestion = nearest(name, here);
  const remedy = suggestion === undefined ? 'Name one of the tools listed.' : `Did you mean ${suggestion}?`;
  return refuse(`There is no tool ${name.slice(0, 64)} to plan.`, remedy);
};

type Work = (invoke: Invoke, planning: Call) => Promise<unknown>;

const planWork = (work: Work, call: Call): Promise<Planned> =>
  call.plan
    ? call.plan(work)
    : refuse('No plans are made here.', 'Call the tool itself: it shows its plan before it acts.');

/** A plan, and what the tool itself says where it would write nothing. */
interface PlannedCall extends Planned {
  readonly answered: Fields | undefined;
}

const planOf = async (tool: Tool, args: unknown, call: Call): Promise<PlannedCall> => {
  const parsed = schemaOn(call.platform, tool.input).safeParse(args);
  if (!parsed.success)
    return refuse(parsed.error.issues.map(({ message }) => message).join('; '), 'Correct Arguments and ask again.');
  let answered: Fields | undefined;
  const planned = await planWork(async (invoke, planning) => {
    answered = await tool.run(parsed.data, planning, invoke);
  }, call);
  return { ...planned, answered };
};

/** An everyday change with nothing left to do: a plan without steps alone would not say why. */
const nothingLeft = ({ Steps }: Fields, answered: Fields | undefined): Fields | undefined => {
  const { State, Board, Next } = answered ?? {};
  const isEmpty = Array.isArray(Steps) && Steps.length === 0 && Array.isArray(Board);
  return answered && isEmpty ? withText({ Steps: [], State, Board, Next }, textOf(answered) ?? '') : undefined;
};

/** An empty list of changes could also be taken for a plan that failed. */
const withNote = (plan: Fields): Fields => {
  const { Changes } = plan;
  return Array.isArray(Changes) && Changes.length === 0 ? { Note: 'No setting would change.', ...plan } : plan;
};

/** What is asked about: one call, or a list of them. */
interface Given {
  readonly Tool?: string | undefined;
  readonly Arguments?: Fields | undefined;
  readonly Steps?: readonly GivenStep[] | undefined;
}

const planSteps = async (steps: readonly GivenStep[], call: Call): Promise<Fields> => {
  const { plan, text: words } = await planWork((_invoke, planning) => applyList(steps, planning), call);
  const { Steps } = plan;
  if (Array.isArray(Steps) && Steps.length === 0)
    return { Note: 'These steps were done a moment ago: nothing is left to do.', Steps: [] };
  // A plan of one step is given as what it is in a list.
  return withText(Array.isArray(Steps) ? plan : { Steps: [plan] }, words);
};

const planCall = async (name: string, args: Fields, tools: ReadonlyMap<string, Tool>, call: Call): Promise<Fields> => {
  const tool = find(tools, name, call.platform);
  if (tool.risk === 'read') return { Note: `${name} only reads: there is nothing to plan or approve.`, Steps: [] };
  const { plan, text: words, answered } = await planOf(tool, args, call);
  return nothingLeft(plan, answered) ?? withText(withNote(plan), words);
};

const planGiven = ({ Tool: name, Arguments: args, Steps }: Given, tools: ReadonlyMap<string, Tool>, call: Call) => {
  const isCall = name !== undefined && args !== undefined && Steps === undefined;
  if (isCall) return planCall(name, args, tools, call);
  if (Steps !== undefined && name === undefined && args === undefined) return planSteps(Steps, call);
  return refuse(
    'PlanChange takes Tool and Arguments, or Steps.',
    'Give a single call as Tool and Arguments; give several, or those of ApplyChange, as Steps.',
  );
};

/** Shows what any other tool would change, or a list of calls, and neither asks nor changes anything. */
export const planChange = (tools: ReadonlyMap<string, Tool>): Tool =>
  defineTool({
    name: 'PlanChange',
    toolset: 'change',
    description:
      'Show what a call, or Steps in order, would change: before and after, what depends on it, how to undo it. Does nothing.',
    risk: 'read',
    input: z.strictObject(
      { Tool: text.optional(), Arguments: z.looseObject({}, { error: say }).optional(), Steps: stepsField.optional() },
      { error: say },
    ),
    planned: ({ Tool: name }) => (typeof name === 'string' ? tools.get(name) : undefined),
    output: z.looseObject({ ...step, Steps: z.array(z.looseObject(step)).optional() }),
    run: (given, call) => planGiven(given, tools, call),
  });
