import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, win32 } from 'node:path';
import process from 'node:process';

/** Where files lie; tests put Windows in its place. */
export interface Platform {
  readonly name: string;
  readonly run: (program: string, args: readonly string[]) => void;
}

const here: Platform = {
  name: process.platform,
  run: (program, args) => void execFileSync(program, args, { stdio: 'ignore', windowsHide: true }),
};

/** "Owner rights" by its number: names of accounts and groups are translated. */
const OWNER = '*S-1-3-4';

/** By its whole path: a desktop host may have emptied PATH. */
const icacls = (): string => win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'icacls.exe');

const restrict = (path: string, rights: string, { name, run }: Platform): void => {
  if (name === 'win32') run(icacls(), [path, '/inheritance:r', '/grant:r', `${OWNER}:${rights}`, '/q']);
};

/**
 * Takes everybody but the owner their rights to a file. On Windows only, where the mode that a file is made with means
 * nothing. Throws when that cannot be done.
 */
export const keepToOwner = (file: string, platform: Platform = here): void => restrict(file, 'F', platform);

/** Whether somebody else was faster. */
const isThere = (folder: string): boolean => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Makes a folder and what is missing above it; the first one that had to be made. One after the other: Node's own way
 * (`recursive`) never ends where a file system such as /proc lets nobody make a folder.
 */
const makeMissing = (folder: string): string | undefined => {
  if (isThere(folder)) return undefined;
  const above = dirname(folder);
  const first = existsSync(folder) || above === folder ? undefined : makeMissing(above);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!isThere(folder)) throw error;
  }
  return first ?? folder;
};

/** Makes a folder that only its owner may enter, files made in it later included; one that is there stays as it is. */
export const makeOwnFolder = (folder: string, platform: Platform = here): void => {
  const made = makeMissing(folder);
  if (made !== undefined) restrict(made, '(OI)(CI)F', platform);
};
