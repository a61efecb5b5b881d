import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import type { Settings } from '../settings.ts';
import { type Reply, toFailure } from '../tools/result.ts';
import { createOpener } from './open.ts';

/** What was looked at and what was found. `remedy` only where something is wrong. */
export interface Finding {
  readonly check: string;
  readonly state: 'good' | 'note' | 'bad';
  readonly found: string;
  readonly remedy?: string;
}

const isWritable = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

const nearestFolder = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));

/** Folders are made when they are first needed; here only whether that would succeed. */
const folder = (check: string, path: string | undefined, without: string): Finding => {
  if (path === undefined) return { check, state: 'note', found: without };
  if (!isWritable(nearestFolder(path)))
    return {
      check,
      state: 'bad',
      found: `${path} cannot be written to`,
      remedy: 'Choose another folder or its rights.',
    };
  const open = process.platform !== 'win32' && existsSync(path) && (statSync(path).mode & 0o077) !== 0;
  return open
    ? { check, state: 'note', found: `${path} can be entered by others`, remedy: `chmod 700 ${path}` }
    : { check, state: 'good', found: path };
};

/** What needs no network. */
export const localChecks = (settings: Settings): readonly Finding[] => [
  { check: 'Node.js', state: 'good', found: process.version },
  folder(
    'secrets folder',
    settings.secretsDir,
    'none: keys are neither read from nor written to files (--secrets-dir)',
  ),
  folder('audit folder', settings.stateDir, ''),
  ...(settings.insecure
    ? [
        {
          check: 'TLS',
          state: 'bad' as const,
          found: 'certificates are not checked',
          remedy: 'Name your authority by --ca-file.',
        },
      ]
    : []),
  ...(settings.confirm !== 'token' && settings.approvalPin === undefined
    ? [
        {
          check: 'approval page',
          state: 'note' as const,
          found: 'a program on this machine could press its button; VPN_MCP_APPROVAL_PIN prevents that',
        },
      ]
    : []),
];

const found = (reply: Reply, ms: number): Finding => {
  const check = 'gateway';
  if (!reply.isError) return { check, state: 'good', found: `answered a signed request in ${ms} ms` };
  const [text = ''] = reply.content.map((part) => part.text);
  const [what = '', remedy = ''] = text.split('\nNext: ');
  return { check, state: 'bad', found: what.replaceAll('\n', '; '), remedy };
};

/** One signed read: name, connection, TLS, keys, signature, clock and permission all have to be right for it. */
export const remoteCheck = async (settings: Settings, signal: AbortSignal): Promise<Finding> => {
  const log = (): void => {};
  const opener = createOpener(settings, 'shell', log);
  const started = performance.now();
  try {
    const corridor = await opener.open();
    const caller = { requestId: 'doctor', session: 'doctor', transport: 'shell' } as const;
    const reply = await corridor.run('DescribeRegions', {}, { signal, progress: log, log, caller });
    return found(reply, Math.round(performance.now() - started));
  } catch (error) {
    return found(toFailure(error), 0);
  } finally {
    await opener.close();
  }
};
