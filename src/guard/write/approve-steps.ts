import { type Fields, isFields } from '../../catalogue/action.ts';
import type { Invoke, Step } from '../../catalogue/invoke.ts';
import { type Identified, idFields } from '../../catalogue/resource.ts';
import { hasPlaceholder, placeholdersIn } from '../../catalogue/schema/placeholders.ts';
import type { LiveState } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import { coveredBy, withWays } from '../plan/plan.ts';
import { type EarlierWrite, projectedState } from '../plan/projected-state.ts';
import type { ListStep, PlannedWrite } from '../plan/write-request.ts';
import { type Message, message } from '../text/message.ts';
import type { CallContext } from './context.ts';
import { needsYes } from './policy.ts';
import { assess, assessIfNeeded, keyOf, liveStateFor, prepare, stateOf, wayOf } from './prepare.ts';
import { previewRefusals, refuseForbidden, refuseHopeless } from './refusals.ts';
import { createStepRunner, type ReadProjectedState } from './run-steps.ts';
import { obtainApproval, PlanMade } from './write.ts';

/** Reads, each of which is answered as unread where it asks for what an earlier step makes; what is no read stays. */
const guarded = (reads: object): object =>
  Object.fromEntries(
    Object.entries(reads).map(([name, read]) => {
      if (isFields(read)) return [name, guarded(read)];
      if (typeof read !== 'function') return [name, read];
      const unread = async () => ({ unread: { en: 'made by an earlier step', zh: '由前面的步骤创建' } });
      return [
        name,
        (...asked: unknown[]) => (asked.some(hasPlaceholder) ? unread() : Reflect.apply(read, reads, asked)),
      ];
    }),
  );

/** What an earlier step makes is not there yet and cannot be read. */
const withoutPlaceholders = (liveState: LiveState): LiveState =>
  // The same reads, each behind one question.
  guarded(liveState) as LiveState;

/** What a step of the list is to make, as far as later steps go by it: without secrets, and without a status. */
const toBeMade = (id: string, kind: Identified, fields: readonly string[], earlier: readonly EarlierWrite[]) => {
  const [spoken] = placeholdersIn(id);
  const made = earlier.find(({ action, place }) => place === spoken?.step && action.resource === kind);
  return spoken && made?.action.verb === 'create'
    ? { [idFields[kind]]: id, ...Object.fromEntries(fields.map((field) => [field, made.input[field]])) }
    : undefined;
};

const CONNECTION = ['Name', 'VpnGatewayId', 'LocalSubnet', 'RemoteSubnet'];
const CUSTOMER_GATEWAY = ['Name', 'IpAddress', 'Asn'];

/** Connections and customer gateways that earlier steps make are there too, under what stands for their IDs. */
const withMade = (liveState: LiveState, earlier: readonly EarlierWrite[]): LiveState => ({
  ...liveState,
  connection: (id) => {
    const made = toBeMade(id, 'connection', CONNECTION, earlier);
    return made ? Promise.resolve({ found: made }) : liveState.connection(id);
  },
  customerGateway: (id) => {
    const made = toBeMade(id, 'customer-gateway', CUSTOMER_GATEWAY, earlier);
    return made ? Promise.resolve({ found: made }) : liveState.customerGateway(id);
  },
});

/** Live state of each region, read once while the plan is made, with the earlier steps laid over it. */
const createProjectedStates = (context: CallContext): ReadProjectedState => {
  const byRegion = new Map<string, LiveState>();
  return (request, earlier) => {
    const { Region } = request.place;
    const liveState = byRegion.get(Region) ?? withoutPlaceholders(liveStateFor(request, context));
    byRegion.set(Region, liveState);
    return withMade(projectedState(liveState, earlier), earlier);
  };
};

const earlierWrite = ({ action, input }: PlannedWrite, place?: number): EarlierWrite => ({ action, input, place });

/** What takes a step back is judged on the state that the step should leave: it may stop traffic or delete as any other. */
const planRollback = async (
  { action, input }: Step,
  earlier: readonly EarlierWrite[],
  projected: ReadProjectedState,
  context: CallContext,
): Promise<PlannedWrite> => {
  const request = await prepare(action, input, context);
  return assessIfNeeded(request, context, projected(request, earlier));
};

/** Plans steps in their order, each on the state that the ones before it should leave. */
const planSteps = async (
  steps: readonly Step[],
  before: readonly EarlierWrite[],
  projected: ReadProjectedState,
  context: CallContext,
  placeOf: (at: number) => number | undefined = () => undefined,
): Promise<readonly PlannedWrite[]> => {
  const planned: PlannedWrite[] = [];
  for (const step of steps) {
    const earlier = [...before, ...planned.map((each, at) => earlierWrite(each, placeOf(at)))];
    const request = await prepare(step.action, step.input, context);
    const assessed = await assess(request, context, projected(request, earlier));
    const rollback =
      step.rollback && (await planRollback(step.rollback, [...earlier, earlierWrite(assessed)], projected, context));
    // What runs in its place runs on the state before it: it was refused, or it changed nothing.
    const fallback = await planSteps(step.fallback ?? [], earlier, projected, context);
    const otherwise = await planSteps(step.otherwise ?? [], earlier, projected, context);
    planned.push({ ...assessed, rollback, fallback, otherwise, spans: step.spans });
  }
  return planned;
};

/** One yes covers all steps: where one of them waits for it, so do those that would not by themselves. */
const askedTogether = (steps: readonly PlannedWrite[]): readonly PlannedWrite[] =>
  withWays(steps).some(({ asks }) => asks.whom === 'a person')
    ? steps.map((each) =>
        each.asks.whom === 'nobody' && !each.impact.unchanged
          ? { ...each, asks: { whom: 'a person', why: message(planMessages.asksWithSteps) } }
          : each,
      )
    : steps;

const approvalFor = async (steps: readonly PlannedWrite[], context: CallContext) => {
  const covered = coveredBy(steps);
  if (!covered.some(({ risk, impact }) => needsYes(risk) && !impact.unchanged)) return undefined;
  const sealedTo = { key: keyOf(covered, context), state: stateOf(withWays(steps), context) };
  return obtainApproval(steps, sealedTo, context);
};

/** Where a list of steps stands that is recorded, and may have been begun before. */
export interface ListStart {
  /** The place of each step that is left. */
  readonly places: readonly ListStep[];
  /** Replies of the steps of the whole list, by their places, as far as there are any. */
  readonly outputs: readonly Fields[];
  /** What a person has to know first. */
  readonly notes: readonly Message[];
}

const placed = (each: PlannedWrite, change: ListStep, context: CallContext): PlannedWrite => {
  const way = (name: 'fallback' | 'otherwise') =>
    each[name]?.map((inner, at) =>
      placed(inner, { list: wayOf(change, name, context), step: at + 1, place: change.place }, context),
    );
  return { ...each, change, fallback: way('fallback'), otherwise: way('otherwise') };
};

const withStart = (
  steps: readonly PlannedWrite[],
  start: ListStart | undefined,
  context: CallContext,
): readonly PlannedWrite[] =>
  steps.map((each, at) => {
    const change = start?.places[at];
    return change ? { ...placed(each, change, context), ...(at === 0 && { summary: start?.notes }) } : each;
  });

/**
 * Asks once for an ordered list of writes. Steps that would fail are refused before anybody is asked; where no step and
 * nothing that takes one back needs a yes, nobody is asked at all. Gives the plan too, and what runs it.
 */
export const approveList = async (
  given: readonly Step[],
  read: Invoke,
  context: CallContext,
  start?: ListStart | undefined,
) => {
  const epoch = context.epoch.value;
  const projected = createProjectedStates(context);
  const placeOf = (at: number) => start?.places[at]?.place ?? at + 1;
  const steps = withStart(askedTogether(await planSteps(given, [], projected, context, placeOf)), start, context);
  if (context.planning) throw new PlanMade(steps.map((each) => previewRefusals(each, context)));
  for (const each of withWays(steps))
    if (each.fallback?.length) refuseForbidden(each, context);
    else refuseHopeless(each, context);
  const approval = await approvalFor(steps, context);
  const outputs = start?.outputs;
  const run = createStepRunner({ steps, approval, epoch, projectedState: projected, outputs, read, context });
  return { steps, approval, run };
};

/** The same for whoever needs only what lets the steps through. */
export const approveSteps = async (given: readonly Step[], read: Invoke, context: CallContext) =>
  (await approveList(given, read, context)).run;
