import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOwnFolder } from '../host/private-files.ts';

/** What one replica lets the others know of a page. */
export interface SharedPage {
  readonly url: string;
  /** What the question was about, and until when: a seal of the same key. */
  readonly seal: string;
  readonly status: 'open' | 'approved' | 'refused';
  /** By which channel a yes came, as the replica saw it that served the page. */
  readonly channel: 'page' | 'page with PIN';
}

const statuses: readonly unknown[] = ['open', 'approved', 'refused'];
const channels: readonly unknown[] = ['page', 'page with PIN'];

const isPage = (value: unknown): value is SharedPage =>
  typeof value === 'object' &&
  value !== null &&
  'url' in value &&
  typeof value.url === 'string' &&
  'seal' in value &&
  typeof value.seal === 'string' &&
  'status' in value &&
  statuses.includes(value.status) &&
  'channel' in value &&
  channels.includes(value.channel);

const mac = (key: Buffer, body: string): Buffer => createHmac('sha256', key).update(`page-note.v1.${body}`).digest();

/** The note and, over all of it, the mark of the key: who can only write the folder can neither make nor change one. */
const write = (key: Buffer, page: SharedPage): string => {
  const body = JSON.stringify(page);
  return JSON.stringify({ body, mac: mac(key, body).toString('hex') });
};

const read = (key: Buffer, text: string): SharedPage | undefined => {
  const note: unknown = JSON.parse(text);
  if (typeof note !== 'object' || note === null || !('body' in note) || !('mac' in note)) return undefined;
  if (typeof note.body !== 'string' || typeof note.mac !== 'string') return undefined;
  const [given, right] = [Buffer.from(note.mac, 'hex'), mac(key, note.body)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const page: unknown = JSON.parse(note.body);
  return isPage(page) ? page : undefined;
};

/** Notes about pages in a folder that replicas share, one 0600 file a question. Whoever cannot read one knows nothing. */
export const createSharedPages = (folder: string, key: () => Buffer) => {
  const fileOf = (question: string): string => join(folder, `page-${question}.json`);
  return {
    put: (question: string, page: SharedPage): void => {
      const file = fileOf(question);
      try {
        makeOwnFolder(folder);
        writeFileSync(`${file}.new`, write(key(), page), { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch {
        // The other replicas then ask for themselves.
      }
    },
    /** The note of a question; `forged` when there is one that no replica wrote. */
    get: (question: string): SharedPage | 'forged' | undefined => {
      let text: string;
      try {
        text = readFileSync(fileOf(question), 'utf8');
      } catch {
        return undefined;
      }
      try {
        return read(key(), text) ?? 'forged';
      } catch {
        return 'forged';
      }
    },
    remove: (question: string): void => rmSync(fileOf(question), { force: true }),
  };
};
