import { type DoorParts, sealMatter, spend, unseal } from './grant.ts';
import { refusalOf, tokenWords } from './messages.ts';
import type { Grant, Matter } from './request.ts';

/** For unattended use only: whoever called may bring the yes, and the audit says so. */
const TOKEN_DOOR = 'token (no human seen)';

/** A grant for the token that came with the call; without one throws Refused, which carries a token. */
export const askByToken = (matter: Matter, parts: DoorParts): Grant => {
  if (matter.approval !== undefined) {
    const { by: _nobody, ...grant } = spend(unseal(matter.approval, matter, parts), TOKEN_DOOR, matter, parts);
    return grant;
  }
  const { seal, expiresAtMs } = sealMatter(matter, parts);
  throw refusalOf(tokenWords(seal, expiresAtMs), matter.plan, parts.language, { Approval: seal, expiresAtMs });
};
