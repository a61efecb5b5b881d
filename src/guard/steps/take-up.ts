import type { Fields } from '../../catalogue/action.ts';
import type { AppliedStep } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import { madeBy, type PastWrite } from '../history/past-write.ts';
import type { Way, WriteRequest } from '../plan/write-request.ts';
import { type Message, message, someOf } from '../text/message.ts';
import type { CallContext } from '../write/context.ts';
import { assess, wayOf } from '../write/prepare.ts';
import { asTried, type Recovery, recover, recoverRecorded } from '../write/recover.ts';
import { KEPT_MS } from '../write/unfinished-writes.ts';
import { isStillSo } from '../write/verify.ts';
import { type DoneStep, detour, isOvertaken, type Leg, legsOf, replyOf, requestOf, type StepList } from './list.ts';
import { listMessages } from './messages.ts';
import { doneSteps, isBegun, isFollowed, type ListRecord, lastTry, openStep, recordOf } from './record.ts';

/** Where a list stands when it is called. */
export interface Standing {
  /** Its steps in their order, with what ran, or is running, in the place of some. */
  readonly legs: readonly Leg[];
  /** How many of these need not be done any more, from the first on. */
  readonly count: number;
  /** What they gave, by their places in the list. */
  readonly outputs: readonly Fields[];
  readonly done: readonly AppliedStep[];
  /** What a person has to know first. */
  readonly notes: readonly Message[];
  /** The audit entry of a try that ends when the next step has a known outcome. */
  readonly supersedes?: string | undefined;
}

/** Of a list that is begun anew. */
const fresh = ({ id, steps }: StepList): Standing => ({
  ...{ legs: legsOf(id, steps), count: 0, outputs: [], done: [], notes: [] },
});

const refuse = (text: string, remedy: string): never => {
  throw new Refused('refused', text, remedy);
};

const timeOf = ({ atMs }: PastWrite): string => new Date(atMs).toISOString();

const doneBefore = ({ request, reply }: DoneStep, { change }: Leg, write: PastWrite | undefined): AppliedStep => {
  const [Made] = Object.values(reply);
  return {
    Step: change.place,
    Action: request.action.name,
    State: write ? 'done before' : 'unchanged',
    ...(write?.requestId !== undefined && { RequestId: write.requestId }),
    ...(typeof Made === 'string' && { Made }),
    ...(write && { Notes: [`Done at ${timeOf(write)}, audit entry ${write.id}.`] }),
  };
};

/** Replies by the places in the list: what ran in the place of a step gives none. */
const byPlace = (legs: readonly Leg[], replies: readonly Fields[], { id }: StepList): readonly Fields[] => {
  const outputs: Fields[] = [];
  for (const [at, { change }] of legs.slice(0, replies.length).entries()) {
    while (outputs.length < change.place) outputs.push({});
    if (change.list === id) outputs[change.place - 1] = replies[at] ?? {};
  }
  return outputs;
};

/** The steps that were done, as they would be asked for now. */
const doneOf = async (
  list: StepList,
  legs: readonly Leg[],
  record: ListRecord,
  context: CallContext,
): Promise<readonly DoneStep[]> => {
  const done: DoneStep[] = [];
  for (const [at, leg] of legs.slice(0, doneSteps(record)).entries()) {
    const replies = done.map(({ reply }) => reply);
    const request = await requestOf(leg, byPlace(legs, replies, list), context);
    const write = record.get(at + 1);
    done.push({ request, reply: write ? replyOf(request, write) : {} });
  }
  return done;
};

/**
 * Whether each step is still so, by live state; null where nobody can tell, undefined where a later one changed it again, or
 * one that may have been done.
 */
const lookAgain = (
  done: readonly DoneStep[],
  open: readonly DoneStep[],
  record: ListRecord,
  context: CallContext,
): Promise<readonly (boolean | null | undefined)[]> =>
  Promise.all(
    done.map(async (each, at) => {
      if (isOvertaken(each, [...done.slice(at + 1), ...open])) return undefined;
      const tried = await asTried(each.request, record.get(at + 1)?.id, context);
      return isStillSo(await assess(tried, context), each.reply, context);
    }),
  );

const placesOf = (seen: readonly unknown[], what: boolean | null, legs: readonly Leg[]): readonly string[] =>
  seen.flatMap((each, at) => (each === what ? [String(legs[at]?.change.place ?? at + 1)] : []));

/** The step that may have been done. */
const openOf = async (
  list: StepList,
  legs: readonly Leg[],
  record: ListRecord,
  done: readonly DoneStep[],
  context: CallContext,
): Promise<readonly DoneStep[]> => {
  const leg = legs[done.length];
  if (!leg || openStep(record) === undefined) return [];
  const replies = done.map(({ reply }) => reply);
  return [{ request: await requestOf(leg, byPlace(legs, replies, list), context), reply: {} }];
};

/**
 * What stands of the steps that were done. Where all of them were taken back meanwhile, the list begins anew; where some
 * were, somebody else is at it, and nothing is guessed.
 */
const standingOf = async (
  list: StepList,
  legs: readonly Leg[],
  record: ListRecord,
  context: CallContext,
): Promise<Standing> => {
  const done = await doneOf(list, legs, record, context);
  const seen = await lookAgain(done, await openOf(list, legs, record, done, context), record, context);
  const undone = placesOf(seen, false, legs);
  const isTakenBack = !seen.includes(true) && !seen.includes(null) && openStep(record) === undefined;
  if (undone.length > 0 && isTakenBack) return fresh(list);
  if (undone.length > 0)
    refuse(
      `Of this list, steps 1 to ${done.length} were done, and ${undone.join(', ')} of them ${undone.length > 1 ? 'are' : 'is'} not so any more: somebody else has changed it since. Nothing was sent.`,
      'Read what is so now, and give the steps that are left as a list of their own.',
    );
  const unseen = placesOf(seen, null, legs);
  const replies = done.map(({ reply }) => reply);
  const isOther = legs.some(({ change }) => change.list !== list.id);
  return {
    legs,
    count: done.length,
    outputs: byPlace(legs, replies, list),
    done: done.flatMap((each, at) => {
      const leg = legs[at];
      return leg ? [doneBefore(each, leg, record.get(at + 1))] : [];
    }),
    notes: [
      ...(done.length > 0 ? [message(listMessages.takenUp, { all: legs.length, done: done.length })] : []),
      ...(isOther ? [message(listMessages.otherWay)] : []),
      ...(unseen.length > 0 ? [message(listMessages.notSeen, { steps: someOf(unseen) })] : []),
    ],
  };
};

/** What became of the step whose outcome nobody knows: found out, sent again with its own token, or to be asked for. */
const recoverStep = async (
  request: WriteRequest,
  at: number,
  write: PastWrite,
  context: CallContext,
): Promise<Recovery> => {
  const unknown = context.recentWrites.find(request.key);
  const again = unknown && (await recover(request, unknown, context));
  // What a create has made may be what makes the state another one: it is looked for before it is asked for.
  if (again && ('output' in again || request.action.verb !== 'create')) return again;
  const state = await context.openWrites.stateOf(write.id);
  if (state === 'under way')
    return refuse(
      `Step ${at} of this list is being done by another call at this moment. Nothing was sent.`,
      'Repeat the call in a minute: it goes on from where that one ends.',
    );
  // Somebody has closed it: what is so now decides, and no token is relied on.
  const closed = {
    ...{ file: '', pid: 0, ended: true, session: '', repeat: '', clientToken: '' },
    action: write.action,
  };
  const open = state === 'closed' ? { ...closed, id: write.id, time: timeOf(write) } : state;
  return recoverRecorded(request, open, context);
};

/** Steps that have no record before one that was begun: they were so already. */
const skippedBefore = (at: number, { legs, count }: Standing): readonly AppliedStep[] =>
  legs.slice(count, at).map(({ step, change }) => ({
    Step: change.place,
    Action: step.action.name,
    State: 'unchanged',
  }));

const withOpenStep = async (
  list: StepList,
  write: PastWrite,
  standing: Standing,
  context: CallContext,
): Promise<Standing> => {
  const { legs, done, notes, outputs } = standing;
  const at = legs.findIndex(
    ({ change: { list: own, step } }) => own === write.change?.list && step === write.change.step,
  );
  const leg = legs[at];
  if (!leg) return standing;
  const { place } = leg.change;
  if (context.planning) return { ...standing, notes: [...notes, message(listMessages.openStep, { step: place })] };
  const request = await requestOf(leg, outputs, context);
  const recovery = await recoverStep(request, place, write, context);
  if (!('output' in recovery)) {
    if (recovery.supersedes === undefined) context.history.note({ ...write, result: 'failed' });
    return { ...standing, supersedes: recovery.supersedes };
  }
  const reply = recovery.output;
  const known: PastWrite = { ...write, result: 'ok', made: madeBy(request.asked, reply) };
  context.history.note(known);
  const own = doneBefore({ request, reply: replyOf(request, known) }, leg, known);
  const replies = [...Array.from({ length: place - 1 }, (_, index) => outputs[index] ?? {})];
  return {
    ...standing,
    count: at + 1,
    outputs: leg.change.list === list.id ? [...replies, reply] : outputs,
    done: [...done, ...skippedBefore(at, standing), own],
  };
};

/** Whether a step was done without any effect, by what was seen then and by what is so now. */
const hadNoEffect = async (leg: Leg, own: PastWrite, context: CallContext): Promise<boolean> => {
  if (own.result !== 'ok' || own.confirmed !== false || !leg.step.otherwise?.length) return false;
  return (await isStillSo(await assess(await requestOf(leg, [], context), context), {}, context)) === false;
};

const WAYS: readonly Way[] = ['fallback', 'otherwise'];

/** The steps with what was begun in the place of some, or comes next there. */
const legsTaken = async (
  { id, steps }: StepList,
  writes: readonly PastWrite[],
  context: CallContext,
): Promise<readonly Leg[]> => {
  let legs = legsOf(id, steps);
  let at = 0;
  while (at < legs.length) {
    const leg = legs[at];
    const own = leg && lastTry(writes, leg.change.list).get(leg.change.step);
    const begun = own && WAYS.find((way) => isBegun(writes, wayOf(leg.change, way, context), own));
    const way = begun ?? (own && (await hadNoEffect(leg, own, context)) ? 'otherwise' : undefined);
    if (way === undefined) at += 1;
    else legs = detour(legs, at, way, context);
  }
  return legs;
};

/** Where the list stands, by the record of this server and by live state. Refuses where nobody can tell. */
export const takeUp = async (list: StepList, context: CallContext): Promise<Standing> => {
  const { writes, unread } = await context.history.past();
  const legs = await legsTaken(list, writes, context);
  const changes = legs.map(({ change }) => change);
  const record = recordOf(writes, changes);
  const isWhole = doneSteps(record) === legs.length;
  const last = record.get(legs.length);
  const isRecent = last !== undefined && context.clock.now() - last.atMs <= KEPT_MS;
  const lists = changes.map((change) => change.list);
  if (isWhole && (!isRecent || isFollowed(writes, record, lists))) return fresh(list);
  const isOther = legs.some(({ change }) => change.list !== list.id);
  const standing = record.size === 0 && !isOther ? fresh(list) : await standingOf(list, legs, record, context);
  const open = openStep(record);
  const known = open ? await withOpenStep(list, open, standing, context) : standing;
  const doubt = unread === undefined ? [] : [message(listMessages.unreadRecord, { why: unread })];
  return { ...known, notes: [...known.notes, ...doubt] };
};
