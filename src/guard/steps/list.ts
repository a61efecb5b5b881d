import type { Fields } from '../../catalogue/action.ts';
import type { Step } from '../../catalogue/invoke.ts';
import { idFields, isIdentified } from '../../catalogue/resource.ts';
import { fillPlaceholders, placeholdersIn } from '../../catalogue/schema/placeholders.ts';
import { Refused } from '../../errors.ts';
import type { PastWrite } from '../history/past-write.ts';
import type { WriteRequest } from '../plan/write-request.ts';
import type { CallContext } from '../write/context.ts';
import { isRoute } from '../write/policy.ts';
import { listOf, prepare } from '../write/prepare.ts';

/** An ordered list of writes, and the digest by which it is known again. */
export interface StepList {
  readonly id: string;
  readonly steps: readonly Step[];
}

/** Every step is prepared once, so that a mask or a forbidden key in the last one is refused before the first is sent. */
export const prepareList = async (steps: readonly Step[], context: CallContext): Promise<StepList> => {
  const requests: WriteRequest[] = [];
  for (const { action, input } of steps) requests.push(await prepare(action, input, context));
  return { id: listOf(requests, context), steps };
};

/** A step with what earlier ones made in the places that speak of it. Refused where an earlier one made nothing. */
export const filledStep = (step: Step, at: number, outputs: readonly Fields[]): Step => {
  const input = fillPlaceholders(step.input, outputs);
  const open = placeholdersIn(input).find((spoken) => spoken.step <= outputs.length);
  if (!open) return { ...step, input };
  throw new Refused(
    'refused',
    `Step ${at} needs the ${open.field} of step ${open.step}, which gave none. It was not sent.`,
    'Name the thing by its ID in a new list of the steps that are left.',
  );
};

/** One step as a request that is known by its place in the list. */
export const requestOf = async (
  { id, steps }: StepList,
  at: number,
  outputs: readonly Fields[],
  context: CallContext,
): Promise<WriteRequest> => {
  const step = steps[at - 1];
  if (!step) throw new Error(`there is no step ${at}`);
  const { action, input } = filledStep(step, at, outputs);
  return { ...(await prepare(action, input, context)), change: { list: id, step: at } };
};

/** What the record has of the reply: the ID of what was made. */
export const replyOf = ({ action }: Pick<Step, 'action'>, { made }: Pick<PastWrite, 'made'>): Fields => {
  const [id] = made;
  return isIdentified(action.resource) && action.verb === 'create' && id !== undefined
    ? { [idFields[action.resource]]: id }
    : {};
};

/** By what a later step is known to be about the same thing. */
const thingOf = ({ action, asked }: WriteRequest, reply: Fields): string | undefined => {
  if (isRoute(action) || action.resource === 'connection-route')
    return ['VpnGatewayId', 'VpnConnectionId', 'RouteSource', 'RouteDest', 'NextHop'].map((name) => asked[name]).join();
  const { resource } = action;
  if (!isIdentified(resource)) return undefined;
  const id = reply[idFields[resource]] ?? asked[idFields[resource]];
  return typeof id === 'string' ? id : undefined;
};

/** A request that was done, and what it gave. */
export interface DoneStep {
  readonly request: WriteRequest;
  readonly reply: Fields;
}

/** Whether a later step changed the same thing once more, or deleted what it belongs to. */
export const isOvertaken = ({ request, reply }: DoneStep, later: readonly DoneStep[]): boolean => {
  const own = thingOf(request, reply);
  return later.some((each) => {
    const thing = thingOf(each.request, each.reply);
    const isRemoved = each.request.action.verb === 'delete' && Object.values(request.asked).includes(thing);
    return thing !== undefined && (thing === own || isRemoved);
  });
};
