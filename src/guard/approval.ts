import { join } from 'node:path';
import { Suspended } from '../catalogue/invoke.ts';
import { Refused } from '../errors.ts';
import { noYes, refusalOf } from './approval-text.ts';
import { createAskDoor, type DoorParts } from './door-ask.ts';
import { createPageDoor } from './door-page.ts';
import { createTokenDoor } from './door-token.ts';
import type { Grant, Matter } from './matter.ts';
import type { Redactor } from './redact.ts';

export interface ApprovalParts extends DoorParts {
  readonly confirm: 'ask' | 'page' | 'token';
  readonly pin?: string | undefined;
  /** Shared by replicas that share the key. */
  readonly sharedDir?: string | undefined;
  readonly redact: Redactor;
}

/** The doors by which the yes of a human arrives, in their order. Where none opens, the call is refused. */
export const createApprovals = (parts: ApprovalParts) => {
  const { confirm, language } = parts;
  const form = createAskDoor(parts);
  const token = createTokenDoor(parts);
  const page = createPageDoor({
    ...parts,
    pin: parts.pin,
    sharedFolder: parts.sharedDir === undefined ? undefined : join(parts.sharedDir),
  });

  /** The form, or one that is still open; undefined when the client cannot show one, or failed to: that is no answer. */
  const byForm = async (matter: Matter): Promise<Grant | undefined> => {
    const ask = matter.call.ask;
    try {
      const grant = form.resumed(matter) ?? (await form.takeUp(matter));
      if (grant) return grant;
      if (confirm === 'page' || !ask?.canAsk || page.has(matter)) return undefined;
      return await form.ask(ask.put, matter);
    } catch (error) {
      if (error instanceof Refused || error instanceof Suspended || matter.call.signal.aborted) throw error;
      matter.call.log('warn', 'the client could not show the question', { why: error });
      return undefined;
    }
  };

  const byPage = async (matter: Matter): Promise<Grant> => {
    const shellAlone = matter.call.caller.transport === 'shell' && confirm !== 'page';
    if (shellAlone) throw refusalOf(noYes.noDoor, matter.plan, language);
    try {
      return await page.ask(matter);
    } catch (error) {
      if (error instanceof Refused || matter.call.signal.aborted) throw error;
      matter.call.log('error', 'no approval page could be opened', { why: error });
      throw refusalOf(noYes.noDoor, matter.plan, language);
    }
  };

  /** A grant for exactly this matter. Rejects with Refused, with Suspended while the question travels, or on abort. */
  const settle = async (matter: Matter): Promise<Grant> => {
    matter.call.signal.throwIfAborted();
    if (confirm === 'token') return token.ask(matter);
    return (await byForm(matter)) ?? byPage(matter);
  };

  return {
    settle,
    /** Nothing that was asked before counts any more. */
    voidAll: (): void => {
      form.voidAll();
      page.voidAll();
    },
    close: (): Promise<void> => page.close(),
  };
};

export type Approvals = ReturnType<typeof createApprovals>;
