import type { Clock } from '../host/clock.ts';
import { abandonedIntents, type OpenIntent } from './open-entries.ts';
import { verifyAudit } from './verify.ts';
import { createAudit } from './writer.ts';

/** What a person says who has looked. */
export interface Closing {
  readonly id: string;
  readonly by: string;
  readonly note?: string | undefined;
}

/** What was closed, or the entries that can be: abandoned ones without a known outcome. */
export type Closed = { readonly closed: OpenIntent } | { readonly open: readonly OpenIntent[] };

/** Records that a person has looked what became of a write. Rejects when that cannot be written. */
export const closeEntry = async (
  stateDir: string,
  { id, by, note }: Closing,
  clock: Pick<Clock, 'now'>,
): Promise<Closed> => {
  const open = abandonedIntents((await verifyAudit(stateDir)).open, clock.now());
  const closed = open.find((each) => each.id === id);
  if (!closed) return { open };
  const audit = createAudit(stateDir, clock);
  await audit.write({ Kind: 'resolved', Id: id, Found: 'closed', By: by, ...(note && { Note: note }) });
  await audit.close();
  return { closed };
};
