import { timeLimit } from '../../catalogue/abort.ts';
import type { Action, Input, Output } from '../../catalogue/action.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { isAbsence } from '../../catalogue/schema/not-found.ts';
import { CloudError } from '../../errors.ts';
import { reasonOf } from '../inventory/inventory.ts';

/** So many reads of the cloud's own evidence one diagnosis makes beside what it is made from. */
const MOST_READS = 4;
/** All of them together may take so long: a diagnosis without them is better than none. */
const DEADLINE_MS = 8_000;

/** A read of evidence that was not made, or that gave none. */
export interface UnreadEvidence {
  readonly Action: string;
  readonly Reason: string;
}

/** Reads evidence that a diagnosis can do without. */
export interface EvidenceReader {
  /** Undefined where there is no answer; `unread` then says why. Rejects with an abort, and with faults of our own. */
  readonly read: <A extends Action>(action: A, input: Input<A>) => Promise<Output<A> | undefined>;
  readonly unread: readonly UnreadEvidence[];
}

/** The cloud wants more to go by than is known here: that is no fault of the reader, and nothing was missed. */
const MORE_WANTED = /^Missing|^Invalid\w*Param/i;

const TOO_MANY = `not asked: a diagnosis makes at most ${MOST_READS} such reads`;
const TOO_LATE = `no answer within ${DEADLINE_MS / 1000} s`;

/** A reader for one diagnosis; undefined where the cloud has no evidence of its own. The deadline begins now. */
export const createEvidenceReader = (invoke: Invoke, call: Call): EvidenceReader | undefined => {
  const { ownReads } = call;
  if (ownReads === undefined) return undefined;
  const signal = timeLimit(DEADLINE_MS, call.signal);
  const unread: UnreadEvidence[] = [];
  let made = 0;
  const read: EvidenceReader['read'] = async (action, input) => {
    const missed = (Reason: string): undefined => void unread.push({ Action: action.name, Reason });
    if (made >= MOST_READS) return missed(TOO_MANY);
    made += 1;
    const refusal = await ownReads.refusalOf(action, input);
    if (refusal !== undefined) {
      made -= 1;
      return missed(refusal);
    }
    try {
      return await invoke(action, input, { ...call, signal });
    } catch (error) {
      if (signal.aborted && !call.signal.aborted) return missed(TOO_LATE);
      const reason = reasonOf(error, action.name, call.signal);
      // There is none: nothing was missed.
      if (error instanceof CloudError && (isAbsence(error.failure) || MORE_WANTED.test(error.code))) return undefined;
      await ownReads.noteRefusal(action, input, error);
      return missed(reason);
    }
  };
  return { read, unread };
};
