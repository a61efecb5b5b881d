import { z } from 'zod';
import type { Applied, AppliedStep, Call } from '../../catalogue/invoke.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { Refused } from '../../errors.ts';
import { defineTool, type Tool, withText } from '../tool.ts';
import { type GivenStep, readSteps, stepsField } from './steps.ts';

/** Asks once for the list and does it; while a plan is made, ends with that. */
export const applyList = async (given: readonly GivenStep[], call: Call): Promise<Applied> => {
  const steps = readSteps(given, call.platform);
  if (call.apply) return call.apply(steps);
  throw new Refused('refused', 'No lists are done here.', 'Call each tool by itself.');
};

const checkOffered = (given: readonly GivenStep[], { offers }: Call): void => {
  const other = given.find(({ Tool: name }) => offers && !offers(name));
  if (other)
    throw new Refused(
      'refused',
      `${other.Tool.slice(0, 64)} is not offered here: --toolsets or --tools leaves it out. Nothing was sent.`,
      'Ask the operator to offer it.',
    );
};

const lineOf = ({ Step, Action, State, Code, RequestId, Made, GatewayStatus, Notes, Undo }: AppliedStep): string =>
  [
    `${Step}. ${Action}: ${State}`,
    ...[Made, Code, GatewayStatus && `gateway ${GatewayStatus}`, RequestId && `RequestId ${RequestId}`].filter(Boolean),
    ...[...(Notes ?? []), Undo && `Undo: ${Undo}`].filter(Boolean),
  ].join(' · ');

const wordsOf = ({ State, Asked, Steps, Next }: Applied): string => {
  const done = Steps.filter((step) => /^(done|done before|unchanged)$/.test(step.State)).length;
  const head =
    State === 'done' ? `Done: all ${Steps.length} steps.` : `STOPPED: ${done} of ${Steps.length} steps are done.`;
  return [`${head} Asked: ${Asked}.`, ...Steps.map(lineOf), ...Next.map((line) => `Next: ${line}`)].join('\n');
};

/** Does a list of calls under one approval, and goes on with it when it was broken off. */
export const applyChange = (tools: ReadonlyMap<string, Tool>): Tool =>
  defineTool({
    name: 'ApplyChange',
    toolset: 'change',
    description:
      'Do the Steps in order after one approval of their whole plan. {{1.VpnConnectionId}}: what step 1 makes. If it stops, the same call goes on.',
    risk: 'destroy',
    input: z.strictObject({ Steps: stepsField }, { error: say }),
    planned: ({ Tool: name }) => (typeof name === 'string' ? tools.get(name) : undefined),
    output: z.looseObject({
      State: z.string(),
      Steps: z.array(z.looseObject({ Step: z.number(), Action: z.string(), State: z.string() })),
      Next: z.array(z.string()),
    }),
    run: async ({ Steps }, call) => {
      checkOffered(Steps, call);
      const applied = await applyList(Steps, call);
      return withText(
        { ...applied, Steps: applied.Steps.map((step) => ({ ...step })), Next: [...applied.Next] },
        wordsOf(applied),
      );
    },
  });
