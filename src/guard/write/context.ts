import { env } from 'node:process';
import type { Action, Fields } from '../../catalogue/action.ts';
import type { BareCall, Identity, Invoke, Log } from '../../catalogue/invoke.ts';
import { type Approvals, createApprovals } from '../approval/approval.ts';
import { createSpent } from '../approval/used-approvals.ts';
import { type Audit, createAudit } from '../audit/writer.ts';
import { type Clock, realClock } from '../host/clock.ts';
import { type Breaker, createBreaker } from '../host/delete-counter.ts';
import { createLocks, type Locks } from '../host/lock.ts';
import { createSurveys, type Surveys } from '../impact/registry.ts';
import type { GuardOptions } from '../options.ts';
import { createKeys, type Keys } from '../secrets/keys.ts';
import { createRedactor, type Redactor } from '../secrets/redact.ts';
import type { SecretPlaces } from '../secrets/resolve.ts';
import { createSecrets, type SecretStore } from '../secrets/store.ts';
import type { Language } from '../text/message.ts';
import { createMemory, type Memory } from './unfinished-writes.ts';

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
  /** Creates on their way, by the digest of the call. */
  readonly flights: Map<string, Promise<Fields>>;
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

/** Secrets that only the operator's environment holds, known from the start so that they are hidden wherever they turn up. */
const fromEnvironment = (): readonly string[] =>
  Object.entries(env).flatMap(([name, value]) => (value && /^VPN_MCP_SECRET_/.test(name) ? [value] : []));

/** The parts of one guard, each made once. Nothing is opened, written or bound yet. */
export const createParts = (invoke: Invoke, options: GuardOptions): GuardParts => {
  const { language = 'en', clock = realClock, stateDir, sealKey } = options;
  const keys = createKeys({ sealKey, stateDir, lasting: options.transport === 'shell' });
  const secrets = createSecrets(keys.fingerprints);
  const redact = createRedactor(secrets);
  const sharedDir = keys.isShared ? stateDir : undefined;
  for (const secret of [sealKey, options.approvalPin, ...fromEnvironment()]) if (secret) secrets.hide(secret);
  /** Every key in every reply is known before anything is made of it. */
  const learning: Invoke = async (action, input, call) => {
    const output = await invoke(action, input, call);
    redact.learn(output);
    return output;
  };
  const spent = createSpent(clock, sharedDir === undefined ? undefined : `${sharedDir}/approvals`);
  return {
    invoke: learning,
    readOnly: options.readOnly,
    protect: options.protect,
    places: { secretsDir: options.secretsDir, transport: options.transport },
    language,
    identity: options.identity,
    log: options.log,
    clock,
    keys,
    secrets,
    redact,
    surveys: createSurveys(secrets, clock.now),
    approvals: createApprovals({
      confirm: options.confirm,
      pin: options.approvalPin,
      sharedDir,
      keys,
      clock,
      spent,
      language,
      redact,
    }),
    audit: createAudit(stateDir, clock, options.log),
    memory: createMemory(clock),
    flights: new Map(),
    locks: createLocks(),
    breaker: createBreaker(options.breaker, clock),
    epoch: { value: 0 },
  };
};
