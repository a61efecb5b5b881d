import { readFileSync } from 'node:fs';
import { BadSettings } from '../errors.ts';

/** Where the address of a webhook is kept: in a file, which may change, or in the environment. Never on a command line. */
export interface WebhookPlace {
  readonly file?: string | undefined;
  readonly text?: string | undefined;
}

const FILE = '--approver-webhook-file';
const VARIABLE = 'VPN_MCP_APPROVER_WEBHOOK';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Plans do not travel in the clear. The address itself is never quoted. */
const check = (text: string, source: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname))) return url.href;
  throw new BadSettings(
    source,
    `${source} holds no https:// address`,
    'Give the address of the webhook alone, as the service shows it; http:// is for one on this machine only.',
  );
};

const readFile = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new BadSettings(FILE, `the file of ${FILE} cannot be read${code}`, 'Name a file that the server can read.');
  }
};

/** Gives the address at any time; undefined where there is no webhook. Throws `BadSettings` where it cannot be used now. */
export const webhookAddress = ({ file, text }: WebhookPlace): (() => string) | undefined => {
  if (file === undefined && text === undefined) return undefined;
  const read = (): string => (file === undefined ? check(text ?? '', VARIABLE) : check(readFile(file), FILE));
  read();
  return read;
};
