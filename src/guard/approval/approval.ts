import { join } from 'node:path';
import { Suspended } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import type { Approvers } from '../host/approvers.ts';
import type { Redactor } from '../secrets/redact.ts';
import { createFormChannel } from './by-form.ts';
import { createPageChannel } from './by-page.ts';
import { askByToken } from './by-token.ts';
import { type ChannelContext, refuse } from './grant.ts';
import type { Approval, ApprovalRequest } from './request.ts';

export interface ApprovalContext extends ChannelContext {
  readonly confirm: 'ask' | 'page' | 'token';
  readonly pin?: string | undefined;
  readonly approvers?: Approvers | undefined;
  /** Shared by replicas that share the key. */
  readonly sharedDir?: string | undefined;
  readonly redact: Redactor;
}

/** Whether a yes may come by way of the caller. What it may do approves nothing: that is a permission of its own. */
const mayApproveItself = ({ call: { caller } }: ApprovalRequest, approvers: Approvers | undefined): boolean =>
  !approvers?.mustBeOther && (caller.principal?.may('vpn:approve') ?? true);

/** The channels by which the yes of a human arrives, in their order. Where none is available, the call is refused. */
export const createApprovals = (context: ApprovalContext) => {
  const { confirm } = context;
  const form = createFormChannel(context);
  const page = createPageChannel({
    ...context,
    // Who says who they are needs no PIN beside; their yes is known to the process alone that they gave it to.
    pin: context.approvers ? undefined : context.pin,
    sharedFolder:
      context.sharedDir === undefined || context.approvers ? undefined : join(context.sharedDir, 'approvals'),
  });

  /** The form, or one that is still open; undefined when the client cannot show one, or failed to: that is no answer. */
  const byForm = async (request: ApprovalRequest): Promise<Approval | undefined> => {
    const ask = request.call.ask;
    // Only the page counts then: a seal that came back as a form's answer proves nothing.
    if (confirm === 'page' || !mayApproveItself(request, context.approvers)) return undefined;
    try {
      const approval = form.resumed(request) ?? (await form.takeUp(request));
      if (approval) return approval;
      if (!ask?.canAsk || page.has(request)) return undefined;
      return await form.ask(ask, request);
    } catch (error) {
      if (error instanceof Refused || error instanceof Suspended || request.call.signal.aborted) throw error;
      request.call.log('warn', 'the client could not show the question', { why: error });
      return undefined;
    }
  };

  const byPage = async (request: ApprovalRequest): Promise<Approval> => {
    const isShellWithoutPage = request.call.caller.transport === 'shell' && confirm !== 'page';
    if (isShellWithoutPage) throw refuse('noChannel', request, context);
    try {
      return await page.ask(request);
    } catch (error) {
      if (error instanceof Refused || request.call.signal.aborted) throw error;
      request.call.log('error', 'no approval page could be opened', { why: error });
      throw refuse('noChannel', request, context);
    }
  };

  /** The yes to exactly this request. Rejects with Refused, with Suspended while the question travels, or on abort. */
  const obtain = async (request: ApprovalRequest): Promise<Approval> => {
    request.call.signal.throwIfAborted();
    if (confirm === 'token') {
      if (!mayApproveItself(request, context.approvers)) throw refuse('notApprover', request, context);
      return askByToken(request, context);
    }
    return (await byForm(request)) ?? byPage(request);
  };

  return {
    obtain,
    /** Nothing that was asked before counts any more. */
    invalidateAll: (): void => {
      form.invalidateAll();
      page.invalidateAll();
    },
    close: (): Promise<void> => page.close(),
  };
};

export type Approvals = ReturnType<typeof createApprovals>;
