import type { Fields } from '../../catalogue/action.ts';
import type { Planned } from '../plan/plan.ts';
import { writeSecretFile } from '../secrets/file.ts';
import { generateSecrets } from '../secrets/resolve.ts';
import type { GuardContext } from './context.ts';
import type { Prepared } from './prepare.ts';

/** An input with new keys in it, the files that hold them, and what to tell about them. */
export interface Made {
  readonly input: Fields;
  readonly files: readonly string[];
  readonly notes: readonly string[];
}

const fileName = (prepared: Prepared, planned: Planned, fingerprint: string): string => {
  const what = planned.impact.target.Id || String(prepared.input['Name'] ?? prepared.action.name);
  return `psk-${what}-${fingerprint}.txt`;
};

/** Keys are made at the last moment, and are on the disk before they are in the cloud: nobody could read them later. */
export const makeSecrets = async (prepared: Prepared, planned: Planned, parts: GuardContext): Promise<Made> => {
  const keys: string[] = [];
  const filled = generateSecrets(prepared.action, planned.input, (key) => keys.push(key));
  const files: string[] = [];
  const notes: string[] = [];
  for (const key of keys) {
    const { Fingerprint } = parts.secrets.hide(key);
    if (parts.secretSources.secretsDir === undefined || parts.secretSources.transport === 'http') {
      notes.push(
        `A new key was made (fingerprint ${Fingerprint}). No --secrets-dir: read it in the cloud's console to give it to the peer.`,
      );
      continue;
    }
    const file = await writeSecretFile(fileName(prepared, planned, Fingerprint), `${key}\n`, parts.secretSources);
    files.push(file);
    notes.push(`A new key was made (fingerprint ${Fingerprint}) and written to ${file} for the peer.`);
  }
  return { input: filled, files, notes };
};
