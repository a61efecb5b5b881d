import type { Action } from '../catalogue/action.ts';
import type { Invoke, Log } from '../catalogue/invoke.ts';
import type { Approvals } from './approval.ts';
import type { Audit } from './audit.ts';
import type { Breaker } from './breaker.ts';
import type { BareCall } from './call.ts';
import type { Clock } from './clock.ts';
import type { Keys } from './keys.ts';
import type { Locks } from './lock.ts';
import type { Memory } from './memory.ts';
import type { Redactor } from './redact.ts';
import type { Language } from './said.ts';
import type { SecretPlaces } from './secret-input.ts';
import type { SecretStore } from './secrets.ts';
import type { Fields } from './survey.ts';
import type { Surveys } from './surveys.ts';

/** Who a call would act as, and where. Asked before every write; may reject with BadSettings. */
export interface Identity {
  /** Shown to people: the key's ID with its middle hidden, and the role if one is assumed. */
  readonly Account: string;
  /** Never shown, only sealed: the full key ID and role. */
  readonly Principal: string;
  readonly Region: string;
  readonly Endpoint: string;
}

/** What the guard of one process is made of. */
export interface GuardParts {
  /** The client. */
  readonly invoke: Invoke;
  readonly readOnly: boolean;
  readonly protect: readonly string[];
  readonly places: SecretPlaces;
  readonly language: Language;
  readonly identity: (action: Action, input: Fields) => Promise<Identity>;
  readonly log: Log;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly secrets: SecretStore;
  readonly redact: Redactor;
  readonly surveys: Surveys;
  readonly approvals: Approvals;
  readonly audit: Audit;
  readonly memory: Memory;
  readonly locks: Locks;
  readonly breaker: Breaker;
  /** Counts changes of identity: what was approved under another one is void. */
  readonly epoch: { value: number };
}

/** One request on its way through the guard. */
export interface Passage {
  readonly call: BareCall;
  readonly tool: string;
  readonly approval?: string | undefined;
  /** Nothing is asked or done; the first write becomes a plan. */
  readonly planning: boolean;
}
