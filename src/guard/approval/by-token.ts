import { type ChannelContext, consumeSeal, sealRequest, verifySeal } from './grant.ts';
import { refusalOf, tokenNeeded } from './messages.ts';
import type { Approval, ApprovalRequest } from './request.ts';

/** For unattended use only: whoever called may bring the yes, and the audit says so. */
const TOKEN_DOOR = 'token (no human seen)';

/** A grant for the token that came with the call; without one throws Refused, which carries a token. */
export const askByToken = (request: ApprovalRequest, parts: ChannelContext): Approval => {
  if (request.approvalToken !== undefined) {
    const { by: _nobody, ...approval } = consumeSeal(
      verifySeal(request.approvalToken, request, parts),
      TOKEN_DOOR,
      request,
      parts,
    );
    return approval;
  }
  const { seal, expiresAtMs } = sealRequest(request, parts);
  throw refusalOf(tokenNeeded(seal, expiresAtMs), request.plan, parts.language, { Approval: seal, expiresAtMs });
};
