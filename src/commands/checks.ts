import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import type { Settings } from '../settings.ts';
import { bad, type Finding, good, note } from './finding.ts';
import { auditFolder } from './open.ts';

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

const nearestFolder = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));

/** Folders are made when they are first needed; here only whether that would succeed. */
const folder = (check: string, path: string | undefined, without: string): Finding => {
  if (path === undefined) return note(check, without);
  if (!isWritable(nearestFolder(path)))
    return bad(check, `${path} cannot be written to`, 'Choose another folder, or change its rights.');
  const open = process.platform !== 'win32' && existsSync(path) && (statSync(path).mode & 0o077) !== 0;
  return open ? note(check, `${path} can be entered by others`, `chmod 700 ${path}`) : good(check, path);
};

const insecure: Finding = bad(
  'TLS',
  'certificates are not checked: anyone on the way can read and change everything',
  'Leave --insecure out, and name the authority of your site by --ca-file.',
);

const byToken: Finding = note(
  'approvals',
  'by token: no human is asked',
  'Leave --confirm token to test harnesses and to hosts that ask by themselves.',
);

const withoutPin: Finding = note(
  'approval page',
  'a program on this machine, an agent with a shell among them, could press its button',
  'Set VPN_MCP_APPROVAL_PIN, and the page asks for it.',
);

const approvals = ({ readOnly, confirm, approvalPin }: Settings): readonly Finding[] => {
  if (readOnly) return [good('approvals', 'none needed: read-only')];
  if (confirm === 'token') return [byToken];
  return approvalPin === undefined ? [withoutPin] : [good('approval page', 'asks for the PIN')];
};

/** What needs no network. */
export const localChecks = (settings: Settings): readonly Finding[] => [
  good('Node.js', process.version),
  folder(
    'secrets folder',
    settings.secretsDir,
    'none: keys are neither read from nor written to files (--secrets-dir)',
  ),
  folder('audit folder', auditFolder(settings), ''),
  ...approvals(settings),
  ...(settings.insecure ? [insecure] : []),
];
