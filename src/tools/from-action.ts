import { z } from 'zod';
import { type Action, type Fields, worstRisk } from '../catalogue/action.ts';
import type { Toolset } from '../catalogue/index.ts';
import { isPaged } from '../catalogue/schema/list-replies.ts';
import { explainEmpty } from './empty-reply.ts';
import { everyPage, onePage } from './every-page.ts';
import { defineTool, type Tool } from './tool.ts';

/** A paged list, which can also be read whole. */
const pagedTool = (action: Action, toolset: Toolset): Tool =>
  defineTool({
    name: action.name,
    toolset,
    description: action.summary,
    risk: worstRisk(action),
    platform: action.platform,
    input: action.input.safeExtend({ All: z.boolean().optional().describe('all pages at once') }),
    output: action.output,
    run: async ({ All, ...input }, call, invoke) => {
      const read = All === true ? everyPage : onePage;
      return explainEmpty(invoke, action, input, call, await read(invoke, action, input, call));
    },
  });

/** Consequences that people need to know with a result and that the cloud does not mention; added as `Note`. */
const notes: Readonly<Record<string, string>> = {
  CreateVpnGateway: 'This gateway is billed from now on, also while nothing uses it; DeleteVpnGateway ends that.',
};

/** What is paid before is not billed by time: it may wait unpaid, and cannot be given back. `Outcome` says which. */
const isPaidBefore = ({ InstanceChargeType }: Fields): boolean => InstanceChargeType === 'PREPAY';

const withNote = (name: string, input: Fields, output: Fields): Fields => {
  const Note = notes[name];
  return Note === undefined || isPaidBefore(input) ? output : { ...output, Note };
};

/** The tool of an action, named as the action. Paged lists also take `All`: every page in one call. */
export const fromAction = (action: Action, toolset: Toolset): Tool =>
  isPaged(action)
    ? pagedTool(action, toolset)
    : defineTool({
        name: action.name,
        toolset,
        description: action.summary,
        risk: worstRisk(action),
        riskOnStack: worstRisk(action, 'stack'),
        platform: action.platform,
        input: action.input,
        output: action.output,
        run: async (input, call, invoke) => withNote(action.name, input, await onePage(invoke, action, input, call)),
      });
