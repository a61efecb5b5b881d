import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOwnFolder } from './owner-only.ts';

/** What one replica lets the others know of a page. */
export interface SharedPage {
  readonly url: string;
  /** Binds the note to the seal key, so that nobody who can only write the folder can make one up. */
  readonly seal: string;
  readonly status: 'open' | 'approved' | 'refused';
}

const statuses: readonly unknown[] = ['open', 'approved', 'refused'];

const isPage = (value: unknown): value is SharedPage =>
  typeof value === 'object' &&
  value !== null &&
  'url' in value &&
  typeof value.url === 'string' &&
  'seal' in value &&
  typeof value.seal === 'string' &&
  'status' in value &&
  statuses.includes(value.status);

/** Notes about pages in a folder that replicas share, one 0600 file a question. Whoever cannot read one knows nothing. */
export const createSharedPages = (folder: string) => {
  const fileOf = (key: string): string => join(folder, `page-${key}.json`);
  return {
    put: (key: string, page: SharedPage): void => {
      const file = fileOf(key);
      try {
        makeOwnFolder(folder);
        writeFileSync(`${file}.new`, JSON.stringify(page), { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch {
        // The other replicas then ask for themselves.
      }
    },
    get: (key: string): SharedPage | undefined => {
      try {
        const page: unknown = JSON.parse(readFileSync(fileOf(key), 'utf8'));
        return isPage(page) ? page : undefined;
      } catch {
        return undefined;
      }
    },
    remove: (key: string): void => rmSync(fileOf(key), { force: true }),
  };
};
