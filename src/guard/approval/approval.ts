import { join } from 'node:path';
import { Suspended } from '../../catalogue/invoke.ts';
import { Refused } from '../../errors.ts';
import type { Redactor } from '../secrets/redact.ts';
import { createAskDoor } from './by-form.ts';
import { createPageDoor } from './by-page.ts';
import { askByToken } from './by-token.ts';
import { type DoorParts, refuse } from './grant.ts';
import type { Grant, Matter } from './request.ts';

export interface ApprovalParts extends DoorParts {
  readonly confirm: 'ask' | 'page' | 'token';
  readonly pin?: string | undefined;
  /** Shared by replicas that share the key. */
  readonly sharedDir?: string | undefined;
  readonly redact: Redactor;
}

/** The doors by which the yes of a human arrives, in their order. Where none opens, the call is refused. */
export const createApprovals = (parts: ApprovalParts) => {
  const { confirm } = parts;
  const form = createAskDoor(parts);
  const page = createPageDoor({
    ...parts,
    pin: parts.pin,
    sharedFolder: parts.sharedDir === undefined ? undefined : join(parts.sharedDir, 'approvals'),
  });

  /** The form, or one that is still open; undefined when the client cannot show one, or failed to: that is no answer. */
  const byForm = async (matter: Matter): Promise<Grant | undefined> => {
    const ask = matter.call.ask;
    // Only the page counts then: a seal that came back as a form's answer proves nothing.
    if (confirm === 'page') return undefined;
    try {
      const grant = form.resumed(matter) ?? (await form.takeUp(matter));
      if (grant) return grant;
      if (!ask?.canAsk || page.has(matter)) return undefined;
      return await form.ask(ask, matter);
    } catch (error) {
      if (error instanceof Refused || error instanceof Suspended || matter.call.signal.aborted) throw error;
      matter.call.log('warn', 'the client could not show the question', { why: error });
      return undefined;
    }
  };

  const byPage = async (matter: Matter): Promise<Grant> => {
    const shellAlone = matter.call.caller.transport === 'shell' && confirm !== 'page';
    if (shellAlone) throw refuse('noDoor', matter, parts);
    try {
      return await page.ask(matter);
    } catch (error) {
      if (error instanceof Refused || matter.call.signal.aborted) throw error;
      matter.call.log('error', 'no approval page could be opened', { why: error });
      throw refuse('noDoor', matter, parts);
    }
  };

  /** A grant for exactly this matter. Rejects with Refused, with Suspended while the question travels, or on abort. */
  const settle = async (matter: Matter): Promise<Grant> => {
    matter.call.signal.throwIfAborted();
    if (confirm === 'token') return askByToken(matter, parts);
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
