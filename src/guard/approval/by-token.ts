import { type ChannelContext, consumeSeal, sealRequest, verifySeal } from './grant.ts';
import { refusalOf, tokenNeeded } from './messages.ts';
import type { Approval, ApprovalRequest } from './request.ts';

/** For unattended use only: whoever called may bring the yes, and the audit says so. */
const TOKEN_CHANNEL = 'token (no human seen)';

/** The yes of a token that came with the call; without one throws Refused, which carries a token. */
export const askByToken = (request: ApprovalRequest, context: ChannelContext): Approval => {
  if (request.approvalToken !== undefined) {
    const { by: _nobody, ...approval } = consumeSeal(
      verifySeal(request.approvalToken, request, context),
      TOKEN_CHANNEL,
      request,
      context,
    );
    return approval;
  }
  const { seal, expiresAtMs } = sealRequest(request, context);
  throw refusalOf(tokenNeeded(seal, expiresAtMs), request.plan, context.language, { Approval: seal, expiresAtMs });
};
