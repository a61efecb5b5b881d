import type { Action, Fields } from '../../catalogue/action.ts';
import type { Identity, OwnReads } from '../../catalogue/invoke.ts';
import { CloudError } from '../../errors.ts';

/** A permission may be granted at any time; so long a read that was denied is not tried again by itself. */
const DENIED_MS = 10 * 60_000;

/** What is remembered of reads that nobody asked for, so that a refusal costs one request and not one a diagnosis. */
export type RefusedReads = Pick<OwnReads, 'refusalOf' | 'noteRefusal'>;

/** The cloud's misspelling among them. */
const isDenied = (code: string): boolean => /^Forb+id+en|^NoPermission/i.test(code);

/**
 * An action that the cloud does not have stays away as long as the process lives; a permission is asked about again after ten
 * minutes, and belongs to an account, a region and an action. Never rejects but for settings that allow no call.
 */
export const createRefusedReads = (
  identity: (action: Action, input: Fields) => Promise<Identity>,
  now: () => number,
): RefusedReads => {
  const missing = new Set<string>();
  const denied = new Map<string, { readonly code: string; readonly untilMs: number }>();
  const keyOf = async (action: Action, input: Fields): Promise<string> => {
    const { Principal, Region } = await identity(action, input);
    return JSON.stringify([Principal, Region, action.name]);
  };
  return {
    refusalOf: async (action, input) => {
      if (missing.has(action.name)) return 'not asked: this cloud does not have it';
      if (denied.size === 0) return undefined;
      for (const [key, { untilMs }] of denied) if (untilMs <= now()) denied.delete(key);
      const found = denied.get(await keyOf(action, input));
      return found && `not asked again within ten minutes: ${found.code}`;
    },
    noteRefusal: async (action, input, error) => {
      if (!(error instanceof CloudError)) return;
      if (error.code === 'InvalidAction.NotFound') missing.add(action.name);
      if (isDenied(error.code))
        denied.set(await keyOf(action, input), { code: error.code, untilMs: now() + DENIED_MS });
    },
  };
};
