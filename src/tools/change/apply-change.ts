import { z } from 'zod';
import type { Applied, Call } from '../../catalogue/invoke.ts';
import { say } from '../../catalogue/schema/explain.ts';
import { Refused } from '../../errors.ts';
import { defineTool, type Tool, withText } from '../tool.ts';
import { appliedFields, linesOf, nextLines } from './applied.ts';
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
    output: z.looseObject(appliedFields),
    run: async ({ Steps }, call) => {
      checkOffered(Steps, call);
      const applied = await applyList(Steps, call);
      return withText(
        { ...applied, Steps: applied.Steps.map((step) => ({ ...step })), Next: [...applied.Next] },
        [...linesOf(applied), ...nextLines(applied.Next)].join('\n'),
      );
    },
  });
