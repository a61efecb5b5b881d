import { env } from 'node:process';
import type { Invoke } from '../catalogue/invoke.ts';
import { createApprovals } from './approval.ts';
import { createAudit } from './audit.ts';
import { createBreaker } from './breaker.ts';
import { realClock } from './clock.ts';
import type { GuardOptions } from './guard.ts';
import { createKeys } from './keys.ts';
import { createLocks } from './lock.ts';
import { createMemory } from './memory.ts';
import type { GuardParts } from './parts.ts';
import { createRedactor } from './redact.ts';
import { createSecrets } from './secrets.ts';
import { createSpent } from './spent.ts';
import { createSurveys } from './surveys.ts';

/** Secrets that only the operator's environment holds, known from the start so that they are hidden wherever they turn up. */
const fromEnvironment = (): readonly string[] =>
  Object.entries(env).flatMap(([name, value]) => (value && /^VPN_MCP_SECRET_/.test(name) ? [value] : []));

/** The parts of one guard, each made once. Nothing is opened, written or bound yet. */
export const createParts = (invoke: Invoke, options: GuardOptions): GuardParts => {
  const { language = 'en', clock = realClock, stateDir, sealKey } = options;
  const keys = createKeys({ sealKey, stateDir });
  const secrets = createSecrets(keys.fingerprints);
  const redact = createRedactor(secrets);
  const sharedDir = keys.isShared ? stateDir : undefined;
  for (const secret of [sealKey, options.approvalPin, ...fromEnvironment()]) if (secret) secrets.hide(secret);
  const spent = createSpent(clock, sharedDir === undefined ? undefined : `${sharedDir}/approvals`);
  return {
    invoke,
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
    audit: createAudit(stateDir, clock),
    memory: createMemory(clock),
    locks: createLocks(),
    breaker: createBreaker(options.breaker, clock),
    epoch: { value: 0 },
  };
};
