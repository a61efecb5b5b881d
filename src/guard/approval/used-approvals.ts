import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../host/clock.ts';
import { makeOwnFolder } from '../host/private-files.ts';

const KEPT_MS = 15 * 60_000;

/** The first of several processes to make the file wins; a folder that cannot be used lets nobody through. */
const claim = (folder: string, id: string): boolean => {
  try {
    makeOwnFolder(folder);
    writeFileSync(join(folder, id), '', { flag: 'wx', mode: 0o600 });
    return true;
  } catch {
    return false;
  }
};

const sweep = (folder: string, now: number): void => {
  try {
    for (const name of readdirSync(folder))
      if (now - statSync(join(folder, name)).mtimeMs > KEPT_MS) rmSync(join(folder, name), { force: true });
  } catch {
    // Another replica sweeps too, or there is nothing yet: either way there is nothing to do.
  }
};

/**
 * Approvals serve once. In one process a list is enough; replicas that share a key and a folder claim each approval by
 * making a file, which only one of them can.
 */
export const createUsedApprovals = (clock: Clock, sharedFolder?: string) => {
  const used = new Map<string, number>();
  return {
    /** Whether this is the first use. Digests and letters only reach the file's name. */
    use: (id: string): boolean => {
      const now = clock.now();
      for (const [other, at] of used) if (now - at > KEPT_MS) used.delete(other);
      if (used.has(id)) return false;
      used.set(id, now);
      if (sharedFolder === undefined) return true;
      sweep(sharedFolder, now);
      return /^[\w-]{1,64}$/.test(id) && claim(sharedFolder, id);
    },
  };
};

export type UsedApprovals = ReturnType<typeof createUsedApprovals>;
