import type { Fields } from '../../catalogue/action.ts';
import type { Step } from '../../catalogue/invoke.ts';
import { stepPlace } from '../../catalogue/message.ts';
import { idFields, isIdentified } from '../../catalogue/resource.ts';
import { fillPlaceholders, placeholdersIn } from '../../catalogue/schema/placeholders.ts';
import { Refused } from '../../errors.ts';
import type { PastWrite } from '../history/past-write.ts';
import type { ListStep, Way, WriteRequest } from '../plan/write-request.ts';
import type { CallContext } from '../write/context.ts';
import { isRoute } from '../write/policy.ts';
import { listOf, prepare, wayOf } from '../write/prepare.ts';

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

/** Words about a step with the IDs of what earlier ones made, where its plan could only speak of their places. */
export const filledWords = (words: string, { input }: Step, outputs: readonly Fields[]): string =>
  placeholdersIn(input).reduce((text, { step, field }) => {
    const made = outputs[step - 1]?.[field];
    if (typeof made !== 'string') return text;
    return Object.values(stepPlace(step, field)).reduce(
      (left, place) => left.replace(new RegExp(`${place}(?!\\d)`, 'g'), made),
      text,
    );
  }, words);

/** A step as its turn comes: one of the list itself, or of what runs in the place of one. */
export interface Leg {
  readonly step: Step;
  readonly change: ListStep;
}

/** The steps of a list in their order; all at one place where they run in the place of a step. */
export const legsOf = (list: string, steps: readonly Step[], place?: number): readonly Leg[] =>
  steps.map((step, at) => ({ step, change: { list, step: at + 1, place: place ?? at + 1 } }));

/** The legs with another way in the place of one of them, and of the others for which that stands. */
export const detour = (legs: readonly Leg[], at: number, way: Way, context: CallContext): readonly Leg[] => {
  const leg = legs[at];
  if (!leg) return legs;
  const { change, step } = leg;
  const instead = legsOf(wayOf(change, way, context), step[way] ?? [], change.place);
  return [...legs.slice(0, at), ...instead, ...legs.slice(at + (step.spans ?? 1))];
};

/** One step as a request that is known by its place in the list. */
export const requestOf = async (
  { step, change }: Leg,
  outputs: readonly Fields[],
  context: CallContext,
): Promise<WriteRequest> => {
  const { action, input } = filledStep(step, change.place, outputs);
  return { ...(await prepare(action, input, context)), change };
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
