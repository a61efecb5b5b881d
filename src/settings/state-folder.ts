import { chmodSync, existsSync, mkdtempSync, readlinkSync, rmdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { BadSettings } from '../errors.ts';
import type { Settings } from './settings.ts';

/** Who else can change what lies in a folder: nobody, everybody by its mode, or the user that it belongs to. */
export type Sharing = 'own' | 'writable by others' | 'of another user';

const sharingOf = ({ mode, uid }: Stats, ownUid: number | undefined): Sharing => {
  // On Windows modes mean nothing, and nobody has such a number.
  if (ownUid === undefined) return 'own';
  // What root may do it may do anyway.
  if (uid !== ownUid && uid !== 0) return 'of another user';
  return (mode & 0o022) === 0 ? 'own' : 'writable by others';
};

/** Who shares a folder that is there. `ownUid` is this process's. */
export const sharingOfFolder = (folder: string, ownUid: number | undefined = process.getuid?.()): Sharing =>
  existsSync(folder) ? sharingOf(statSync(folder), ownUid) : 'own';

const isLink = (path: string): boolean => {
  try {
    return readlinkSync(path) !== '';
  } catch {
    return false;
  }
};

/** A link that leads nowhere is there too: no folder can be made in its place. */
const isThere = (path: string): boolean => existsSync(path) || isLink(path);

const nearestThere = (path: string): string =>
  isThere(path) || dirname(path) === path ? path : nearestThere(dirname(path));

/**
 * Why nothing can be kept in a folder, which may have yet to be made; undefined when it can. It is tried: of /proc and of a
 * medium that is read-only the rights alone do not tell.
 */
export const whyUnusable = (folder: string): string | undefined => {
  const there = nearestThere(folder);
  try {
    if (!statSync(there).isDirectory()) return `${there} is no folder`;
    rmdirSync(mkdtempSync(join(there, '.vpn-gateway-mcp-')));
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return there === folder ? `nothing can be written there${code}` : `it cannot be made in ${there}${code}`;
  }
};

const refused = (folder: string, why: string, remedy: string): BadSettings =>
  new BadSettings('--state-dir', `the state folder ${folder} cannot be used: ${why}`, remedy);

const mend = (folder: string, ownUid: number | undefined): string | undefined => {
  const sharing = sharingOfFolder(folder, ownUid);
  if (sharing === 'own') return undefined;
  if (sharing === 'of another user')
    throw refused(
      folder,
      'it belongs to another user',
      'Name a folder of your own, or give this one to the user that runs the server.',
    );
  try {
    chmodSync(folder, 0o700);
  } catch {
    throw refused(
      folder,
      'every user can change what lies there',
      'Name a folder inside it, or take the rights of others: chmod 700.',
    );
  }
  return `the state folder ${folder} was writable by others: now it is yours alone (0700). What was kept there may have been changed before`;
};

const CHOOSE = 'Name another folder with --state-dir, one that the user who runs the server can write to.';

/**
 * Looks at the folder for state before anything relies on it, and takes others their right to write there. Sentences to
 * warn with. Throws `BadSettings` where others own it, or where a folder that was named cannot be used at all.
 */
export const checkStateFolder = (
  { stateDir, sources, readOnly }: Pick<Settings, 'stateDir' | 'sources' | 'readOnly'>,
  ownUid: number | undefined = process.getuid?.(),
): readonly string[] => {
  const unusable = whyUnusable(stateDir);
  if (unusable === undefined) return [mend(stateDir, ownUid)].filter((text) => text !== undefined);
  if (sources.stateDir !== 'default') throw refused(stateDir, unusable, CHOOSE);
  return readOnly
    ? []
    : [
        `no audit can be kept, so what may stop traffic is refused: the state folder ${stateDir} cannot be used: ${unusable}`,
      ];
};
