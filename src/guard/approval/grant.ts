import { randomBytes } from 'node:crypto';
import type { Refused } from '../../errors.ts';
import type { Clock } from '../host/clock.ts';
import type { Keys } from '../secrets/keys.ts';
import type { Language } from '../text/message.ts';
import { type NoYes, noYes, refusalOf } from './messages.ts';
import { type Grant, LIFE_MS, type Matter } from './request.ts';
import { mintSeal, openSeal, type Sealed } from './seal.ts';
import type { Spent } from './used-approvals.ts';

/** What all doors share. */
export interface DoorParts {
  readonly keys: Keys;
  readonly clock: Clock;
  readonly spent: Spent;
  readonly language: Language;
}

/** No yes, and why. */
export const refuse = (why: NoYes, matter: Matter, { language }: DoorParts): Refused =>
  refusalOf(noYes[why], matter.plan, language);

/** A fresh question about a matter, and the seal that goes with it. */
export const sealMatter = (matter: Matter, { keys, clock }: DoorParts): Sealed & { readonly seal: string } => {
  const id = randomBytes(12).toString('base64url');
  const sealed = { id, what: matter.key, state: matter.state, expiresAtMs: clock.now() + LIFE_MS };
  return { ...sealed, seal: mintSeal(keys.seals(), sealed) };
};

const misfit = (sealed: Sealed, matter: Matter, nowMs: number): NoYes | undefined => {
  if (nowMs >= sealed.expiresAtMs) return 'expired';
  if (sealed.what !== matter.key) return 'otherCall';
  return sealed.state === matter.state ? undefined : 'changed';
};

/** What a seal that came back holds. Throws Refused unless it is ours, alive, and of exactly this matter as it is now. */
export const unseal = (seal: string, matter: Matter, parts: DoorParts): Sealed => {
  const sealed = openSeal(parts.keys.seals(), seal);
  if (!sealed) throw refuse('forged', matter, parts);
  const fault = misfit(sealed, matter, parts.clock.now());
  // What was void once stays so, though the target be put back to what it was.
  if (fault === 'changed') parts.spent.use(sealed.id);
  if (fault) throw refuse(fault, matter, parts);
  return sealed;
};

/** Spends an approval. Throws Refused when it has served before. */
export const spend = (
  { id, expiresAtMs }: Pick<Sealed, 'id' | 'expiresAtMs'>,
  door: string,
  matter: Matter,
  parts: DoorParts,
): Grant => {
  if (!parts.spent.use(id)) throw refuse('used', matter, parts);
  // A client says what it is called, never who sits there.
  const { client = 'an unnamed client' } = matter.call.caller;
  return { id, door, expiresAtMs, by: `a human at ${client}` };
};
