import { env } from 'node:process';
import type { Action, Fields, Platform } from '../../catalogue/action.ts';
import type { BaseCall, Call, Identity, Invoke, Log } from '../../catalogue/invoke.ts';
import { type Approvals, createApprovals } from '../approval/approval.ts';
import { createUsedApprovals } from '../approval/used-approvals.ts';
import { type Audit, createAudit } from '../audit/writer.ts';
import { type DownloadPages, keeperFor } from '../downloads/keeper.ts';
import { openDownloads } from '../downloads/open.ts';
import { createHistory, type History } from '../history/history.ts';
import { createRefusedReads, type RefusedReads } from '../history/refused-reads.ts';
import { type Clock, realClock } from '../host/clock.ts';
import { createLocks, type Locks } from '../host/lock.ts';
import { createWriteCounter, type WriteCounter } from '../host/write-counter.ts';
import { createImpactRegistry, type ImpactRegistry } from '../impact/registry.ts';
import type { GuardOptions } from '../options.ts';
import { createPeerMemory, type PeerMemory } from '../plan/peer-memory.ts';
import type { SecretKeeper } from '../secrets/keeper.ts';
import { createKeys, type Keys } from '../secrets/keys.ts';
import { createRedactor, type Redactor } from '../secrets/redact.ts';
import type { SecretSources } from '../secrets/resolve.ts';
import { createSecrets, type SecretStore } from '../secrets/store.ts';
import type { Language } from '../text/message.ts';
import { createInFlight, type InFlight } from '../unfinished/in-flight.ts';
import { createOpenWrites, type OpenWrites } from '../unfinished/open-writes.ts';
import { createRecentWrites, type RecentWrites } from './unfinished-writes.ts';

/** What the guard of one process works with. */
export interface GuardContext {
  /** The client. */
  readonly invoke: Invoke;
  readonly platform: Platform;
  readonly fetchLogs: boolean;
  readonly refusedReads: RefusedReads;
  readonly readOnly: boolean;
  readonly confirm: GuardOptions['confirm'];
  readonly protect: readonly string[];
  readonly secretSources: SecretSources;
  /** Where callers say who they are: secrets go to pages there. */
  readonly downloadPages: DownloadPages | undefined;
  readonly language: Language;
  readonly identity: (action: Action, input: Fields) => Promise<Identity>;
  readonly log: Log;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly secrets: SecretStore;
  readonly redact: Redactor;
  readonly impacts: ImpactRegistry;
  readonly approvals: Approvals;
  readonly audit: Audit;
  readonly peers: PeerMemory;
  readonly history: History;
  readonly recentWrites: RecentWrites;
  readonly openWrites: OpenWrites;
  readonly inFlight: InFlight;
  /** Creates that are running, by the digest of the call. */
  readonly creates: Map<string, Promise<Fields>>;
  readonly locks: Locks;
  /** Lists of steps that are being done, by their digest. */
  readonly lists: Set<string>;
  readonly deleteCounter: WriteCounter;
  /** Counts creates that are billed. */
  readonly orderCounter: WriteCounter;
  /** Whether anything that is billed may be ordered at all: never without a human, unless the operator said so. */
  readonly mayOrder: boolean;
  /** How often the identity has changed: what was approved under another one is void. */
  readonly epoch: { value: number };
}

/** What belongs to one call, with the guard that it goes through. */
export interface CallContext extends GuardContext {
  readonly call: BaseCall;
  /** Counts calls from the first one on, so that it can be said whether one had begun before another ended. */
  readonly arrival: number;
  readonly tool: string;
  readonly approvalToken?: string | undefined;
  /** Nothing is asked or done; the first write becomes a plan. */
  readonly planning: boolean;
}

/** Where the secrets go that a call makes or reads. */
export const keeperOf = ({ secretSources, downloadPages, call, redact }: CallContext): SecretKeeper =>
  keeperFor(secretSources, downloadPages, call.caller, redact.text);

const ORDER_LIMIT = { writes: 2, minutes: 10 };

const askNothing = (): Promise<never> => Promise.reject(new Error('the client asks for nothing'));

/** A call as the client gets it, which neither asks for approvals nor works with secrets. */
export const clientCall = (call: BaseCall, platform: Platform): Call => ({
  ...call,
  platform,
  approve: askNothing,
  secrets: {
    judge: () => null,
    equal: () => false,
    write: askNothing,
    files: 'no folder',
    linesIn: () => [],
    isKeyOf: () => undefined,
  },
  history: async () => [],
});

/** Secrets that only the operator's environment holds, known from the start so that they are hidden wherever they turn up. */
const fromEnvironment = (): readonly string[] =>
  Object.entries(env).flatMap(([name, value]) => (value && /^VPN_MCP_SECRET_/.test(name) ? [value] : []));

/** Makes what one guard works with, each once. Nothing is opened, written or bound yet. */
export const createGuardContext = (invoke: Invoke, options: GuardOptions): GuardContext => {
  const { language = 'en', clock = realClock, stateDir, sealKey } = options;
  const keys = createKeys({ sealKey, stateDir, lasting: options.transport === 'shell' });
  const secrets = createSecrets(keys.fingerprints);
  const redact = createRedactor(secrets);
  const sharedDir = keys.isShared ? stateDir : undefined;
  for (const secret of [sealKey, options.approvalPin, ...fromEnvironment()]) if (secret) secrets.hide(secret);
  /** Every key in every reply becomes known before the reply is used. */
  const invokeAndLearn: Invoke = async (action, input, call) => {
    const output = await invoke(action, input, call);
    redact.learn(output);
    return output;
  };
  const usedApprovals = createUsedApprovals(clock, sharedDir && `${sharedDir}/approvals`);
  const audit = createAudit(stateDir, clock, options.log);
  const history = createHistory(stateDir, clock, audit);
  return {
    invoke: invokeAndLearn,
    platform: options.platform,
    fetchLogs: options.fetchLogs,
    refusedReads: createRefusedReads(options.identity, clock.now),
    readOnly: options.readOnly,
    confirm: options.confirm,
    protect: options.protect,
    secretSources: { secretsDir: options.secretsDir, transport: options.transport },
    downloadPages: openDownloads({ ...options, clock, audit }),
    language,
    identity: options.identity,
    log: options.log,
    clock,
    keys,
    secrets,
    redact,
    impacts: createImpactRegistry(secrets, clock.now, history),
    approvals: createApprovals({
      ...options,
      pin: options.approvalPin,
      sharedDir,
      keys,
      clock,
      usedApprovals,
      language,
      pageLanguage: options.language,
      redact,
    }),
    ...{ audit, history, peers: createPeerMemory(clock) },
    recentWrites: createRecentWrites(clock),
    openWrites: createOpenWrites(stateDir, audit, clock),
    inFlight: createInFlight(clock),
    ...{ creates: new Map<string, Promise<Fields>>(), locks: createLocks(), lists: new Set<string>() },
    deleteCounter: createWriteCounter(
      { writes: options.deleteLimit.deletes, minutes: options.deleteLimit.minutes },
      clock,
    ),
    orderCounter: createWriteCounter(ORDER_LIMIT, clock),
    mayOrder: options.confirm !== 'token' || options.allowBilled,
    epoch: { value: 0 },
  };
};
