import { createHash } from 'node:crypto';
import { type Action, DRY_RUN_PASSED, type Fields, type Platform } from '../../catalogue/action.ts';
import { CloudError } from '../../errors.ts';

// A platform that does not know the parameter DryRun does what it is only asked about. So a dry run is sent where the call
// itself may be sent, directly before it, and whatever it is answered but the one code counts as done.

/** Whether a dry run goes before the call. */
export const isRehearsed = ({ dryRun }: Action, platform: Platform): boolean =>
  dryRun === true && platform === 'public';

/**
 * The dry run of a request. Its token is its own, or the cloud would take the call for its repeat; it is made from the call's,
 * so that the same request has the same.
 */
export const dryRunOf = (sent: Fields): Fields => {
  const token = sent['ClientToken'];
  const own = createHash('sha256')
    .update(`dry run ${String(token)}`)
    .digest('hex')
    .slice(0, 40);
  return { ...sent, DryRun: true, ...(token !== undefined && { ClientToken: `vgm-dry-${own}` }) };
};

/** What the platform did instead of a dry run; undefined where it did nothing and the call may follow. Rejects with its refusal. */
export const rehearse = async (send: () => Promise<Fields>): Promise<Fields | undefined> => {
  try {
    return await send();
  } catch (error) {
    if (error instanceof CloudError && error.failure.Code === DRY_RUN_PASSED) return undefined;
    throw error;
  }
};
