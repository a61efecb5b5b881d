import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import type { Client } from '../client/client.ts';
import { isKnownProblem, Unreachable } from '../errors.ts';
import type { Settings } from '../settings.ts';
import type { Reply } from '../tools/result.ts';
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
    return statSync(path).isDirectory();
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

const bad = (check: string, error: unknown): Finding => {
  if (!isKnownProblem(error))
    return { check, state: 'bad', found: String(error), remedy: 'Report it: it is our fault.' };
  const phase = error instanceof Unreachable ? ` (${error.phase})` : '';
  return { check: `${check}${phase}`, state: 'bad', found: error.message, remedy: error.remedy };
};

/** The gateway is reached without a signature, so that the network and the clock are told apart from the keys. */
const reached = async (client: Client, signal: AbortSignal): Promise<readonly Finding[]> => {
  try {
    const { Host, Ms, ClockAheadMs } = await client.probe(signal);
    const host: Finding = { check: 'gateway', state: 'good', found: `${Host} answered in ${Ms} ms` };
    if (ClockAheadMs === undefined) return [host];
    const seconds = Math.round(ClockAheadMs / 1000);
    const state = Math.abs(seconds) > 60 ? 'note' : 'good';
    return [host, { check: 'clock', state, found: `the cloud's is ${seconds} s ahead of ours; signatures follow it` }];
  } catch (error) {
    return [bad('gateway', error)];
  }
};

const identified = async (client: Client): Promise<Finding> => {
  try {
    const { Account, Source } = await client.identity();
    return { check: 'credentials', state: 'good', found: `${Account}, from ${Source}` };
  } catch (error) {
    return bad('credentials', error);
  }
};

/** One signed read, as an agent would make it: keys, signature and permission have to be right for it. */
const answered = (reply: Reply): Finding => {
  const check = 'signed request';
  if (!reply.isError) return { check, state: 'good', found: 'accepted' };
  const [text = ''] = reply.content.map((part) => part.text);
  const [what = '', remedy = ''] = text.split('\nNext: ');
  return { check, state: 'bad', found: what.replaceAll('\n', '; '), remedy };
};

/** What only the cloud can tell. Later checks are left out where an earlier one shows that they must fail. */
export const remoteChecks = async (settings: Settings, signal: AbortSignal): Promise<readonly Finding[]> => {
  const log = (): void => {};
  const opener = createOpener(settings, 'shell', log);
  try {
    const client = await opener.client();
    const first = [...(await reached(client, signal)), await identified(client)];
    if (first.some(({ state }) => state === 'bad')) return first;
    const caller = { requestId: 'doctor', session: 'doctor', transport: 'shell' } as const;
    const corridor = await opener.open();
    return [...first, answered(await corridor.run('DescribeRegions', {}, { signal, progress: log, log, caller }))];
  } catch (error) {
    return [bad('client', error)];
  } finally {
    await opener.close();
  }
};
