import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { program, surroundings } from './agent.ts';

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on standard input before it ends; without it the input stays open. */
  readonly input?: string;
}

/** What a process said until it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running process of the built program, with what it has said so far. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<Ended>;
  /** The next line on standard output. */
  readonly line: () => Promise<string>;
  readonly send: (...messages: readonly object[]) => void;
}

/** Windows ends a process by force whatever the signal: none of ours can see it there. */
export const canBeSignalled = process.platform !== 'win32';

/** Starts the built program in a home of its own; it is ended with the test if it still runs. */
export const startProgram = (args: readonly string[], options: RunOptions = {}): Running => {
  const home = mkdtempSync(join(tmpdir(), 'vpn-mcp-home-'));
  const env = { ...surroundings, HOME: home, XDG_STATE_HOME: home, ...options.env };
  const child = spawn(process.execPath, [program, ...args], { env });
  let stdout = '';
  let stderr = '';
  let read = 0;
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(home, { recursive: true, force: true });
  });
  if (options.input !== undefined) child.stdin.end(options.input);
  const line = async (): Promise<string> => {
    for (;;) {
      const end = stdout.indexOf('\n', read);
      if (end >= 0) {
        const found = stdout.slice(read, end);
        read = end + 1;
        return found;
      }
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode} and no further line: ${stderr}`);
      await Promise.race([once(child.stdout, 'data'), ended]);
    }
  };
  const send = (...messages: readonly object[]): void => {
    child.stdin.write(messages.map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`).join(''));
  };
  return { child, stdout: () => stdout, stderr: () => stderr, ended, line, send };
};

/** Runs the built program to its end, with nothing on standard input unless given. */
export const runProgram = (args: readonly string[], options: RunOptions = {}): Promise<Ended> =>
  startProgram(args, { input: '', ...options }).ended;

/** The messages by which a client of the 2025 era opens. */
export const hello = [
  {
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
  },
  { method: 'notifications/initialized' },
] as const;

/** Messages as a script would pipe them. */
export const piped = (...messages: readonly object[]): string =>
  messages.map((message) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`).join('');
