import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOwnFolder } from '../host/private-files.ts';

/** What the keys of one process are made from. */
export interface KeySource {
  readonly sealKey?: string | undefined;
  readonly stateDir?: string | undefined;
  /** Processes that follow each other belong together, as calls from a shell do: what one sealed the next opens. */
  readonly lasting?: boolean | undefined;
}

const derive = (root: Buffer, label: string): Buffer => createHmac('sha256', root).update(label).digest();

const KEY_FILE = 'fingerprint.key';

const readKey = (file: string): Buffer | undefined => {
  try {
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
    return key.length === 32 ? key : undefined;
  } catch {
    return undefined;
  }
};

/** The folder's own key, made at first use; another process that makes it at the same time wins or loses cleanly. */
const storedKey = (stateDir: string): Buffer | undefined => {
  const file = join(stateDir, KEY_FILE);
  const known = readKey(file);
  if (known) return known;
  try {
    makeOwnFolder(stateDir);
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  } catch {
    // Somebody else was faster, or the folder cannot be written: reading again shows which.
  }
  return readKey(file);
};

/**
 * Keys for sealing and for fingerprints, each made when first asked for. Seals are of this process unless replicas share
 * a key. Fingerprints outlive a restart where there is a folder for state, so that a changed secret can be recognised later.
 */
export const createKeys = (source: KeySource) => {
  const shared = source.sealKey === undefined ? undefined : createHash('sha256').update(source.sealKey).digest();
  const stored = () => (source.stateDir === undefined ? undefined : storedKey(source.stateDir));
  let root: Buffer | undefined;
  let prints: Buffer | undefined;
  const seals = (): Buffer => {
    root ??= derive(shared ?? (source.lasting ? stored() : undefined) ?? randomBytes(32), 'seal');
    return root;
  };
  const fingerprints = (): Buffer => {
    prints ??= derive(shared ?? stored() ?? randomBytes(32), 'fingerprint');
    return prints;
  };
  return {
    seals,
    fingerprints,
    isShared: shared !== undefined || source.lasting === true,
    /** Where processes of the same operator meet, whether they share keys or not. */
    stateDir: source.stateDir,
  };
};

export type Keys = ReturnType<typeof createKeys>;
