import type { Fields } from '../../catalogue/action.ts';
import type { AppliedStep } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import { madeBy, type PastWrite } from '../history/past-write.ts';
import type { WriteRequest } from '../plan/write-request.ts';
import { type Message, message, someOf } from '../text/message.ts';
import type { CallContext } from '../write/context.ts';
import { assess } from '../write/prepare.ts';
import { asTried, type Recovery, recover, recoverRecorded } from '../write/recover.ts';
import { KEPT_MS } from '../write/unfinished-writes.ts';
import { isStillSo } from '../write/verify.ts';
import { type DoneStep, isOvertaken, replyOf, requestOf, type StepList } from './list.ts';
import { listMessages } from './messages.ts';
import { doneSteps, isFollowed, type ListRecord, lastTry, openStep } from './record.ts';

/** Where a list stands when it is called. */
export interface Standing {
  /** Replies of the steps that need not be done any more, from the first on. */
  readonly outputs: readonly Fields[];
  readonly done: readonly AppliedStep[];
  /** What a person has to know first. */
  readonly notes: readonly Message[];
  /** The audit entry of a try that ends when the next step has a known outcome. */
  readonly supersedes?: string | undefined;
}

const FRESH: Standing = { outputs: [], done: [], notes: [] };

const refuse = (text: string, remedy: string): never => {
  throw new Refused('refused', text, remedy);
};

const timeOf = ({ atMs }: PastWrite): string => new Date(atMs).toISOString();

const doneBefore = ({ request, reply }: DoneStep, step: number, write: PastWrite | undefined): AppliedStep => {
  const [Made] = Object.values(reply);
  return {
    Step: step,
    Action: request.action.name,
    State: write ? 'done before' : 'unchanged',
    ...(write?.requestId !== undefined && { RequestId: write.requestId }),
    ...(typeof Made === 'string' && { Made }),
    ...(write && { Notes: [`Done at ${timeOf(write)}, audit entry ${write.id}.`] }),
  };
};

/** The steps that were done, as they would be asked for now. */
const doneOf = async (list: StepList, record: ListRecord, context: CallContext): Promise<readonly DoneStep[]> => {
  const done: DoneStep[] = [];
  for (let at = 1; at <= doneSteps(record); at += 1) {
    const request = await requestOf(
      list,
      at,
      done.map(({ reply }) => reply),
      context,
    );
    const write = record.get(at);
    done.push({ request, reply: write ? replyOf(request, write) : {} });
  }
  return done;
};

/** Whether each step is still so, by live state; null where nobody can tell, undefined where a later one changed it again. */
const lookAgain = (
  done: readonly DoneStep[],
  record: ListRecord,
  context: CallContext,
): Promise<readonly (boolean | null | undefined)[]> =>
  Promise.all(
    done.map(async (each, at) => {
      if (isOvertaken(each, done.slice(at + 1))) return undefined;
      const tried = await asTried(each.request, record.get(at + 1)?.id, context);
      return isStillSo(await assess(tried, context), each.reply, context);
    }),
  );

const placesOf = (seen: readonly unknown[], what: boolean | null): readonly string[] =>
  seen.flatMap((each, at) => (each === what ? [String(at + 1)] : []));

/**
 * What stands of the steps that were done. Where all of them were taken back meanwhile, the list begins anew; where some
 * were, somebody else is at it, and nothing is guessed.
 */
const standingOf = async (list: StepList, record: ListRecord, context: CallContext): Promise<Standing> => {
  const done = await doneOf(list, record, context);
  const seen = await lookAgain(done, record, context);
  const undone = placesOf(seen, false);
  const isTakenBack = !seen.includes(true) && !seen.includes(null) && openStep(record) === undefined;
  if (undone.length > 0 && isTakenBack) return FRESH;
  if (undone.length > 0)
    refuse(
      `Of this list, steps 1 to ${done.length} were done, and ${undone.join(', ')} of them ${undone.length > 1 ? 'are' : 'is'} not so any more: somebody else has changed it since. Nothing was sent.`,
      'Read what is so now, and give the steps that are left as a list of their own.',
    );
  const unseen = placesOf(seen, null);
  return {
    outputs: done.map(({ reply }) => reply),
    done: done.map((each, at) => doneBefore(each, at + 1, record.get(at + 1))),
    notes: [
      ...(done.length > 0 ? [message(listMessages.takenUp, { all: list.steps.length, done: done.length })] : []),
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
const skippedBefore = (list: StepList, at: number, { outputs }: Standing): readonly AppliedStep[] =>
  list.steps.slice(outputs.length, at - 1).map(({ action }, index) => ({
    Step: outputs.length + index + 1,
    Action: action.name,
    State: 'unchanged',
  }));

const withOpenStep = async (
  list: StepList,
  write: PastWrite,
  standing: Standing,
  context: CallContext,
): Promise<Standing> => {
  const { done, notes } = standing;
  const at = write.change?.step ?? 0;
  if (context.planning) return { ...standing, notes: [...notes, message(listMessages.openStep, { step: at })] };
  const skipped = skippedBefore(list, at, standing);
  const outputs = [...standing.outputs, ...skipped.map(() => ({}))];
  const request = await requestOf(list, at, outputs, context);
  const recovery = await recoverStep(request, at, write, context);
  if (!('output' in recovery)) {
    if (recovery.supersedes === undefined) context.history.note({ ...write, result: 'failed' });
    return { ...standing, supersedes: recovery.supersedes };
  }
  const reply = recovery.output;
  const known: PastWrite = { ...write, result: 'ok', made: madeBy(request.asked, reply) };
  context.history.note(known);
  const own = doneBefore({ request, reply: replyOf(request, known) }, at, known);
  return { ...standing, outputs: [...outputs, reply], done: [...done, ...skipped, own] };
};

/** Where the list stands, by the record of this server and by live state. Refuses where nobody can tell. */
export const takeUp = async (list: StepList, context: CallContext): Promise<Standing> => {
  const { writes, unread } = await context.history.past();
  const record = lastTry(writes, list.id);
  const isWhole = doneSteps(record) === list.steps.length;
  const last = record.get(list.steps.length);
  const isRecent = last !== undefined && context.clock.now() - last.atMs <= KEPT_MS;
  if (isWhole && (!isRecent || isFollowed(writes, record, list.id))) return FRESH;
  const standing = record.size === 0 ? FRESH : await standingOf(list, record, context);
  const open = openStep(record);
  const known = open ? await withOpenStep(list, open, standing, context) : standing;
  const doubt = unread === undefined ? [] : [message(listMessages.unreadRecord, { why: unread })];
  return { ...known, notes: [...known.notes, ...doubt] };
};
