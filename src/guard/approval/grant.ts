import { randomBytes } from 'node:crypto';
import type { Refused } from '../../errors.ts';
import type { Clock } from '../host/clock.ts';
import type { Keys } from '../secrets/keys.ts';
import type { Language } from '../text/message.ts';
import { type NoApproval, noApproval, refusalOf } from './messages.ts';
import { type Approval, type ApprovalRequest, LIFE_MS } from './request.ts';
import { mintSeal, openSeal, type Sealed } from './seal.ts';
import type { UsedApprovals } from './used-approvals.ts';

/** What all approval channels share. */
export interface ChannelContext {
  readonly keys: Keys;
  readonly clock: Clock;
  readonly usedApprovals: UsedApprovals;
  readonly language: Language;
  /** Of the approval page, where the operator set one; else the browser's. */
  readonly pageLanguage?: Language | undefined;
}

/** No yes, and why. */
export const refuse = (why: NoApproval, request: ApprovalRequest, { language }: ChannelContext): Refused =>
  refusalOf(noApproval[why], request.plan, language);

/** What a new question is sealed to, and the seal that goes with it. */
export const sealRequest = (
  request: ApprovalRequest,
  { keys, clock }: ChannelContext,
): Sealed & { readonly seal: string } => {
  const id = randomBytes(12).toString('base64url');
  const sealed = { id, what: request.key, state: request.state, expiresAtMs: clock.now() + LIFE_MS };
  return { ...sealed, seal: mintSeal(keys.seals(), sealed) };
};

const faultOf = (sealed: Sealed, request: ApprovalRequest, nowMs: number): NoApproval | undefined => {
  if (nowMs >= sealed.expiresAtMs) return 'expired';
  if (sealed.what !== request.key) return 'otherCall';
  return sealed.state === request.state ? undefined : 'changed';
};

/** What a seal that came back holds. Throws Refused unless it is ours, not expired, and of exactly this request as it is now. */
export const verifySeal = (seal: string, request: ApprovalRequest, context: ChannelContext): Sealed => {
  const sealed = openSeal(context.keys.seals(), seal);
  if (!sealed) throw refuse('forged', request, context);
  const fault = faultOf(sealed, request, context.clock.now());
  // What was void once stays void, even if the target is put back to what it was.
  if (fault === 'changed') context.usedApprovals.use(sealed.id);
  if (fault) throw refuse(fault, request, context);
  return sealed;
};

/** Uses an approval up; `approver` is who gave it, where that is known. Throws Refused when it was used before. */
export const consumeSeal = (
  { id, expiresAtMs }: Pick<Sealed, 'id' | 'expiresAtMs'>,
  channel: string,
  request: ApprovalRequest,
  context: ChannelContext,
  approver?: string,
): Approval => {
  if (!context.usedApprovals.use(id)) throw refuse('used', request, context);
  if (approver !== undefined) return { id, channel, expiresAtMs, by: approver };
  // A client says what it is called, never who sits there.
  const { client = 'an unnamed client', principal } = request.call.caller;
  const as = principal ? `, as ${principal.name}` : '';
  return { id, channel, expiresAtMs, by: `a human at ${client}${as}` };
};
