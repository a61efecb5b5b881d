import { createHash } from 'node:crypto';
import type { SecretFile, Secrets } from '../../catalogue/invoke.ts';
import { readIfOurs, removeSecretFile, writeKeyFile, writeSecretFile } from './file.ts';
import type { SecretSources } from './resolve.ts';

/** A text that has to reach a person as a file, and no model. */
export interface SecretText {
  readonly name: string;
  readonly content: string;
  /** Below the folder for secrets. */
  readonly folder?: string | undefined;
  /** What makes two of them one: every byte, unless given. */
  readonly isSame?: (found: string, content: string) => boolean;
  /** Whether a checksum of it says nothing of a key in it: `none` is given where it would let somebody try keys. */
  readonly checksum: 'given' | 'none';
}

/** A secret on its way to a person. */
export interface KeptSecret {
  readonly file: SecretFile;
  /** Takes it back, where it came to nothing. */
  readonly remove: () => Promise<void>;
}

/** Where secrets go that people have to get: a folder of the operator's, or a page. */
export interface SecretKeeper {
  readonly files: Secrets['files'];
  /** Rejects with `Refused` where nothing can be kept. */
  readonly keep: (text: SecretText) => Promise<KeptSecret>;
  /** A pre-shared key, by whose it is and its fingerprint. A key that is kept already is not kept twice. */
  readonly keepKey: (owner: string, fingerprint: string, key: string) => Promise<KeptSecret>;
}

/** The name of the file of a key. */
export const keyFileName = (owner: string, fingerprint: string): string => `psk-${owner}-${fingerprint}.txt`;

const filesOf = ({ secretsDir, transport }: SecretSources): Secrets['files'] => {
  if (transport === 'http') return 'remote caller';
  return secretsDir === undefined ? 'no folder' : 'written';
};

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

const kept = (Path: string, Sha256?: string): KeptSecret => ({
  file: { Path, ...(Sha256 !== undefined && { Sha256 }) },
  remove: () => removeSecretFile(Path),
});

/** Keeps secrets as files in the operator's folder; on HTTP, and without a folder, it refuses. */
export const createFolderKeeper = (sources: SecretSources): SecretKeeper => ({
  files: filesOf(sources),
  keep: async ({ name, content, folder, isSame, checksum }) => {
    const path = await writeSecretFile(name, content, sources, { ...(isSame && { isSame }), inner: folder });
    return kept(path, checksum === 'given' ? sha256Of((await readIfOurs(path)) ?? content) : undefined);
  },
  keepKey: async (owner, fingerprint, key) => kept(await writeKeyFile(owner, fingerprint, key, sources)),
});
