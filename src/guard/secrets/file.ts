import { constants } from 'node:fs';
import { lstat, open, readdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused } from '../../errors.ts';
import { keepToOwner, makeOwnFolder } from '../host/private-files.ts';
import type { SecretSources } from './resolve.ts';

/** A name that is one plain file in the folder, whatever it was made from. */
export const plainName = (name: string): string => {
  const plain = name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  // Half of a letter that takes two places is none.
  return plain.slice(0, 100).replace(/\p{Cs}$/u, '') || 'secret';
};

const numbered = (name: string, number: number): string => {
  if (number === 1) return name;
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)}-${number}${name.slice(dot)}` : `${name}-${number}`;
};

const refused = (message: string, remedy: string, cause?: unknown): Refused =>
  new Refused('refused', message, remedy, undefined, { cause });

const folderOf = async ({ secretsDir, transport }: SecretSources): Promise<string> => {
  if (transport === 'http')
    throw refused(
      'A server on HTTP writes no files for a caller, and without access tokens it cannot know who opens a page.',
      'Start it with --tokens-file or --oauth-issuer, or on stdio with --secrets-dir; or read the secret in the console.',
    );
  if (secretsDir === undefined)
    throw refused(
      'There is no folder for secrets.',
      'Start the server with --secrets-dir DIR: naming the folder is the yes to files there.',
    );
  makeOwnFolder(secretsDir);
  return realpath(secretsDir);
};

/** The content of a plain file; undefined where there is none, or something else. */
export const readIfOurs = async (file: string): Promise<string | undefined> => {
  const facts = await lstat(file).catch(() => undefined);
  if (!facts?.isFile()) return undefined;
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
};

/** A folder of that name in the folder, for its owner alone; a link in its place could lead anywhere, and is refused. */
const innerFolder = async (folder: string, name: string | undefined): Promise<string> => {
  if (name === undefined) return folder;
  const inner = join(folder, plainName(name));
  const known = await lstat(inner).catch(() => undefined);
  if (known === undefined) makeOwnFolder(inner);
  if ((known ?? (await lstat(inner))).isDirectory()) return inner;
  throw refused(`${plainName(name)} in --secrets-dir is no folder.`, 'Move it away, then repeat the call.');
};

const MOST_NAMES = 1000;

/** What makes two files one: every byte, unless told otherwise. */
type IsSame = (found: string, content: string) => boolean;
const isEqual: IsSame = (found, content) => found === content;

/**
 * Writes a secret to a new file that only its owner can read, in the folder, and gives its path. A file of that name with the same content is
 * taken as it is; one with another content is never touched, the new one gets a number.
 */
export const writeSecretFile = async (
  name: string,
  content: string,
  sources: SecretSources,
  { isSame = isEqual, inner }: { readonly isSame?: IsSame; readonly inner?: string | undefined } = {},
): Promise<string> => {
  const folder = await innerFolder(await folderOf(sources), inner);
  for (let number = 1; number <= MOST_NAMES; number += 1) {
    const file = join(folder, numbered(plainName(name), number));
    const found = await readIfOurs(file);
    if (found !== undefined && isSame(found, content)) return file;
    try {
      const handle = await open(file, 'wx', 0o600);
      try {
        keepToOwner(file);
        await handle.writeFile(content);
        await handle.sync();
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      } finally {
        await handle.close();
      }
      return file;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
        throw refused(
          'The secret could not be written to --secrets-dir.',
          'Check that the folder can be written by this server.',
          error,
        );
    }
  }
  throw refused('--secrets-dir holds too many files of that name.', 'Clear out old ones.');
};

/** The file in the folder that holds exactly this key, whatever it was named after. */
const fileOfKey = async (folder: string, fingerprint: string, content: string): Promise<string | undefined> => {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('psk-') || !name.includes(fingerprint)) continue;
    const file = join(folder, name);
    if ((await readIfOurs(file)) === content) return file;
  }
  return undefined;
};

/**
 * Writes a pre-shared key to a file named after its owner and its fingerprint, and gives its path. A key that a file holds
 * already gets no second one: who made it and who downloads it find the same file.
 */
export const writeKeyFile = async (
  owner: string,
  fingerprint: string,
  key: string,
  sources: SecretSources,
): Promise<string> => {
  const content = key.endsWith('\n') ? key : `${key}\n`;
  const known = await fileOfKey(await folderOf(sources), fingerprint, content);
  return known ?? writeSecretFile(`psk-${owner}-${fingerprint}.txt`, content, sources);
};

/** Takes back a file whose secret came to nothing. */
export const removeSecretFile = (file: string): Promise<void> => rm(file, { force: true });
