import type { Call } from '../../catalogue/invoke.ts';
import type { Language } from '../../catalogue/message.ts';
import type { SslClient } from './ssl-gather.ts';
import { writeProfile } from './ssl-profile.ts';

/** The profile, and what to tell its owner, in a folder of the certificate's own; on a page the profile alone. */
export const writeClientFiles = async (call: Call, client: SslClient, steps: readonly string[], language: Language) => {
  const { certificateId, key } = client;
  const folder = `ssl-client-${certificateId}`;
  const filled = key && `{{${key.Fingerprint}|private-key}}`;
  const profile = await call.secrets.write(`${certificateId}.ovpn`, writeProfile({ ...client, key: filled }), folder);
  const withProfile = [{ ...profile, HoldsSecret: key !== undefined }];
  // What has no secret in it stands in the reply, and needs no page.
  if ('Download' in profile) return withProfile;
  const userSteps = await call.secrets.write(`for-the-user.${language}.txt`, `${steps.join('\n\n')}\n`, folder);
  return [...withProfile, { ...userSteps, HoldsSecret: false }];
};
