import { type NoYes, noYes, refusalOf, tokenWords } from './approval-text.ts';
import { type DoorParts, newId } from './door-ask.ts';
import { type Grant, LIFE_MS, type Matter } from './matter.ts';
import { mintSeal, openSeal } from './seal.ts';

/** For unattended use only: whoever called may bring the yes, and the audit says so. */
const TOKEN_DOOR = 'token (no human seen)';

export const createTokenDoor = ({ keys, clock, spent, language }: DoorParts) => {
  const refuse = (why: NoYes, matter: Matter) => refusalOf(noYes[why], matter.plan, language);

  const redeem = (token: string, matter: Matter): Grant => {
    const sealed = openSeal(keys.seals(), token);
    if (!sealed) throw refuse('forged', matter);
    if (clock.now() >= sealed.expiresAtMs) throw refuse('expired', matter);
    if (sealed.what !== matter.key) throw refuse('otherCall', matter);
    if (sealed.state !== matter.state) throw refuse('changed', matter);
    if (!spent.use(sealed.id)) throw refuse('used', matter);
    const by = matter.call.caller.client;
    return { id: sealed.id, door: TOKEN_DOOR, expiresAtMs: sealed.expiresAtMs, ...(by && { by }) };
  };

  return {
    /** A grant for the token that came with the call; without one rejects with Refused, which carries a token. */
    ask: (matter: Matter): Grant => {
      if (matter.approval !== undefined) return redeem(matter.approval, matter);
      const expiresAtMs = clock.now() + LIFE_MS;
      const token = mintSeal(keys.seals(), { id: newId(), what: matter.key, state: matter.state, expiresAtMs });
      throw refusalOf(tokenWords(token, expiresAtMs), matter.plan, language, { Approval: token, expiresAtMs });
    },
  };
};
