import { createHmac, randomUUID } from 'node:crypto';
import type { Fields } from '../../catalogue/action.ts';
import { takesField } from '../../catalogue/schema/platform-rows.ts';
import type { PlannedWrite } from '../plan/write-request.ts';
import { writeKeyFile } from '../secrets/file.ts';
import { generateSecrets, type NewKey } from '../secrets/resolve.ts';
import type { GuardContext } from './context.ts';
import type { ApprovedWrite } from './request.ts';

/** An input that is ready to leave, the files that hold its new keys, and notes about them. */
export interface CompleteInput {
  readonly sent: Fields;
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

/** Whose key it is, for the name of its file: of a connection of two tunnels each has its own. */
const ownerOf = ({ action, asked, impact }: PlannedWrite, part: string): string => {
  const owner = impact.target.Id || String(asked['Name'] ?? action.name);
  const tunnel = part || String(asked['TunnelId'] ?? '');
  return tunnel === '' || tunnel === owner ? owner : `${owner}-${tunnel}`;
};

/** A new key is on the disk before it is in the cloud: nobody could read it later. */
const keepKey = async ({ key, part }: NewKey, planned: PlannedWrite, { secrets, secretSources }: GuardContext) => {
  const { Fingerprint } = secrets.hide(key);
  const which = part === '' ? 'A new key' : part === 'bgp' ? 'A new BGP key' : `A new key of tunnel ${part}`;
  const made = `${which} was made (fingerprint ${Fingerprint})`;
  if (secretSources.secretsDir === undefined || secretSources.transport === 'http') {
    const note = `${made}. No --secrets-dir: read it in the cloud's console to give it to the peer.`;
    return { files: [], notes: [note] };
  }
  const file = await writeKeyFile(ownerOf(planned, part), Fingerprint, key, secretSources);
  return {
    files: [file],
    notes: [`${made} and written to ${file} for the peer.`],
  };
};

/** Made from the approval's ID, so that a second use on another replica is a replay and not a second act. */
const tokenOf = ({ approval, step }: ApprovedWrite, { keys }: GuardContext): string => {
  if (!approval) return randomUUID();
  const mac = createHmac('sha256', keys.seals()).update(`token ${approval.id} ${step}`);
  return `vgm-${mac.digest('hex').slice(0, 40)}`;
};

const withToken = (write: ApprovedWrite, input: Fields, context: GuardContext): Fields =>
  takesField(context.platform, write.action.input, 'ClientToken') && input['ClientToken'] === undefined
    ? { ...input, ClientToken: tokenOf(write, context) }
    : input;

const SENT_AGAIN = 'An earlier try of this call had no known outcome; the same request was sent again.';

/** The input with what is made at the last moment: new keys and the token. A retry sends what its first try sent. */
export const completeInput = async (write: ApprovedWrite, context: GuardContext): Promise<CompleteInput> => {
  const { retryOf } = write;
  if (retryOf) return { sent: retryOf.sent, files: [], notes: [SENT_AGAIN, ...retryOf.notes] };
  const keys: NewKey[] = [];
  const input = generateSecrets(write.action, write.input, (made) => keys.push(made));
  const files: string[] = [];
  const notes: string[] = [];
  for (const key of keys) {
    const kept = await keepKey(key, write, context);
    files.push(...kept.files);
    notes.push(...kept.notes);
  }
  return { sent: withToken(write, input, context), files, notes };
};
