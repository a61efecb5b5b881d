import type { Fields } from '../../catalogue/action.ts';
import type { Approval } from '../approval/request.ts';
import type { PlannedWrite } from '../plan/write-request.ts';
import type { UnknownOutcome } from './unfinished-writes.ts';

/** A planned write that may happen now. */
export interface ApprovedWrite extends PlannedWrite {
  /** Absent where nobody has to say yes. */
  readonly approval?: Approval | undefined;
  /** Which step of an approved plan; 0 when alone. */
  readonly step: number;
  /** Why it may happen: the state that was approved, or that it harms nobody. Judged again just before it is sent. */
  readonly basis?: { readonly state: string; readonly settingsOnly: boolean } | 'harmless' | undefined;
  /** Called with what was sent, once the cloud has done it: later steps expect the state that it leaves. */
  readonly onDone?: ((sent: Fields) => void) | undefined;
  /** The earlier try whose outcome is unknown: its request is sent again unchanged. */
  readonly retryOf?: UnknownOutcome | undefined;
}

/** An approved write as it leaves. */
export interface OutgoingWrite extends ApprovedWrite {
  /** Joins its entries in the audit. */
  readonly id: string;
  /** The complete input, token and generated keys included. */
  readonly sent: Fields;
  /** Go with the reply, whenever one comes. */
  readonly notes: readonly string[];
}
