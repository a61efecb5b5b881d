import type { NoticeState, Principal } from '../../catalogue/risk.ts';
import type { Approvers } from '../host/approvers.ts';
import type { PageStatus } from '../page/pages.ts';
import { createSharedPages, type SharedPage } from '../page/shared-files.ts';
import type { Redactor } from '../secrets/redact.ts';
import { type ChannelContext, consumeSeal, refuse } from './grant.ts';
import { pageIsOpen, pageIsPublic, pageMovedOn, refusalOf } from './messages.ts';
import type { Approval, ApprovalRequest } from './request.ts';
import { openSeal, type Sealed } from './seal.ts';

/** What the channel by page works with. */
export interface PageContext extends ChannelContext {
  readonly pin: string | undefined;
  readonly redact: Redactor;
  /** A folder that replicas with the same key share; absent in a process that is alone. */
  readonly sharedFolder?: string | undefined;
  readonly approvers?: Approvers | undefined;
}

/** The link and what to do with it. */
export const waiting = (
  url: string,
  expiresAtMs: number,
  request: ApprovalRequest,
  context: PageContext,
  announced?: NoticeState,
) => {
  const { language, approvers } = context;
  const isRemote = request.call.caller.transport === 'http';
  const text = approvers
    ? pageIsPublic(url, expiresAtMs, approvers.mustBeOther, announced)
    : pageIsOpen(url, expiresAtMs, isRemote);
  return refusalOf(text, request.plan, language, { Url: url, expiresAtMs });
};

/** A shell's process ends with its call. */
export const isShell = ({ call }: ApprovalRequest): boolean => call.caller.transport === 'shell';

/** What the audit calls the channel by which a yes came. */
export const channelOf = (pin: string | undefined): SharedPage['channel'] =>
  pin === undefined ? 'page' : 'page with PIN';

/** How a question ended: here, or as another replica noted it. */
export interface End {
  readonly status: PageStatus;
  readonly channel: string;
  readonly sealed: Sealed;
  /** Who decided, where people say who they are. */
  readonly approver?: Principal | undefined;
}

/** What the end of a question means for the call that repeats it. Undefined when it has to be asked anew. */
export const judgeEnd = (
  { status, channel, sealed, approver }: End,
  request: ApprovalRequest,
  context: PageContext,
): Approval | undefined => {
  if (status === 'refused') throw refuse('declined', request, context);
  if (status === 'void') throw refuse('pageVoid', request, context);
  if (status === 'gave way') throw refusalOf(pageMovedOn, request.plan, context.language);
  if (status !== 'approved') return undefined;
  if (context.clock.now() >= sealed.expiresAtMs) throw refuse('expired', request, context);
  if (sealed.state !== request.state) throw refuse('changed', request, context);
  // What they may do can have been taken back since.
  if (approver?.may('vpn:approve') === false) throw refuse('approverGone', request, context);
  return consumeSeal(sealed, channel, request, context, approver?.name);
};

/**
 * Pages of other replicas: a note counts only as the shared key sealed it, decision and channel included. A yes in a shell
 * comes from the page of that very process: its key may lie in the same folder, so no file there may stand for a human.
 */
export const createReplicaPages = (context: PageContext) => {
  const { keys, sharedFolder } = context;
  const files = sharedFolder === undefined ? undefined : createSharedPages(sharedFolder, keys.seals);

  /** A note that counts for this call: ours, alive, and with a PIN where this replica asks for one. */
  const noteFor = (request: ApprovalRequest): (SharedPage & { readonly sealed: Sealed }) | undefined => {
    const note = files?.get(request.key);
    if (note === 'forged') request.call.log('warn', 'a note about an approval page is not ours: it does not count');
    if (note === undefined || note === 'forged') return undefined;
    const sealed = openSeal(keys.seals(), note.seal);
    if (sealed?.what !== request.key || context.clock.now() >= sealed.expiresAtMs) return undefined;
    const isProof = !isShell(request) && (context.pin === undefined || note.channel === 'page with PIN');
    return note.status === 'approved' && !isProof ? undefined : { ...note, sealed };
  };

  return {
    put: (request: ApprovalRequest, url: string, seal: string, status: PageStatus): void => {
      const isShared = status === 'open' || status === 'refused' || (status === 'approved' && !isShell(request));
      if (isShared) files?.put(request.key, { url, seal, status, channel: channelOf(context.pin) });
      else files?.remove(request.key);
    },
    remove: (key: string): void => files?.remove(key),
    judge: (request: ApprovalRequest): Approval | undefined => {
      const note = noteFor(request);
      if (!note) return undefined;
      if (note.status === 'open' && note.sealed.state === request.state)
        throw waiting(note.url, note.sealed.expiresAtMs, request, context);
      files?.remove(request.key);
      return judgeEnd(note, request, context);
    },
  };
};

export type ReplicaPages = ReturnType<typeof createReplicaPages>;
