import type { Call, Invoke, SecretFile } from '../../catalogue/invoke.ts';
import { howToTake, placeOf } from '../../catalogue/schema/secret.ts';
import { isKnownProblem } from '../../errors.ts';
import { refuse } from '../change/refuse.ts';
import { writeClientFiles } from '../handoff/ssl-files.ts';
import { gatherSslClient } from '../handoff/ssl-gather.ts';
import { stepsFor } from '../handoff/ssl-user-steps.ts';
import { calledBy, type Held } from './access.ts';

/** A new certificate that nobody could hand out is not made. */
export const refuseWithoutFolder = ({ secrets: { files } }: Call): void => {
  if (files === 'remote caller')
    refuse(
      'A server on HTTP without access tokens hands out no files, so that the new certificates would reach nobody.',
      'Start it with --tokens-file or --oauth-issuer: pages then hand them out. Or run it on stdio with --secrets-dir DIR and call RenewSslClients there.',
    );
  if (files === 'no folder')
    refuse(
      'There is no folder for the new certificates: their private keys go to files, and never into a reply.',
      'Start the server with --secrets-dir DIR, then repeat the call.',
    );
};

/** What is done with each new certificate: its profile written, and to whom it goes. */
export const handOut = async (invoke: Invoke, call: Call, held: readonly Held[]): Promise<readonly string[]> => {
  if (call.secrets.isPlan)
    return held.map((one) => `The call itself writes the profile of ${calledBy(one)} again; a plan writes no file.`);
  const lines: string[] = [];
  const files: SecretFile[] = [];
  for (const one of held) {
    try {
      const client = await gatherSslClient(invoke, call, { asked: one.id, near: one.regionId });
      const language = call.language ?? 'en';
      const steps = stepsFor(client, `${one.id}.ovpn`, language);
      const [profile] = await writeClientFiles(call, client, steps, language);
      if (!profile) continue;
      files.push(profile);
      lines.push(`Give ${placeOf(profile)} to the holder of ${calledBy(one)}, the file and not its text.`);
    } catch (error) {
      if (call.signal.aborted || !isKnownProblem(error)) throw error;
      lines.push(`No file of ${calledBy(one)} was written (${error.message}): call ExportSslClient for it.`);
    }
  }
  const how = howToTake(files);
  return how === undefined ? lines : [...lines, how];
};
