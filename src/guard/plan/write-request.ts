import type { Action, Fields, Risk } from '../../catalogue/action.ts';
import type { Identity } from '../../catalogue/invoke.ts';
import type { Message } from '../text/message.ts';
import type { Impact } from './impact.ts';

/** Who would act, and where, as far as people may see it. */
export interface AccountAndRegion {
  readonly Account: string;
  readonly Region: string;
}

/** Whether a person will be asked about a write, and why, or why not. */
export interface Asks {
  readonly whom: 'a person' | 'nobody' | 'refused';
  readonly why: Message;
}

/** A list of writes that are done in their order under one yes. */
export interface ListStep {
  /** Digest of the list, the same after a restart; of what runs instead of a step, a digest of that. */
  readonly list: string;
  /** The place of this write in it; the first is 1. */
  readonly step: number;
  /** The place in the list that people see: what runs instead of a step has that of the step. */
  readonly place: number;
}

/** When something else runs in the place of a step: where the cloud refuses it, or where it has no effect. */
export type Way = 'fallback' | 'otherwise';

/** One write as it was asked for, and who would do it. */
export interface WriteRequest {
  readonly action: Action;
  /** What the caller gave, with region and secrets filled in. Repeats and later checks of the call go by it. */
  readonly asked: Fields;
  readonly identity: Identity;
  readonly place: AccountAndRegion;
  /** Digest of caller, identity, place, action and canonical input: the same call has the same. */
  readonly key: string;
  /** The same without the caller, by a key that lasts: after a restart the caller is a new one. */
  readonly repeat: string;
  /** The list that it is a step of. */
  readonly change?: ListStep | undefined;
}

/** A write request with what live state says about it. */
export interface PlannedWrite extends WriteRequest {
  /** `asked`, completed from live state. Secrets are in the clear: it never leaves as it is. */
  readonly input: Fields;
  readonly risk: Risk;
  readonly impact: Impact;
  readonly asks: Asks;
  /** What takes the step back, what may run instead of it, and for how many steps that stands. */
  readonly rollback?: PlannedWrite | undefined;
  readonly fallback?: readonly PlannedWrite[] | undefined;
  readonly otherwise?: readonly PlannedWrite[] | undefined;
  readonly spans?: number | undefined;
  /** What a person reads of the whole before its first step. */
  readonly summary?: readonly Message[] | undefined;
}
