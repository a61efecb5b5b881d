import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { root } from '../house/source-tree.ts';
import { hello, startProgram } from '../support/process.ts';

const home = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-serve-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

// The process as such is held by test/transport/stdio.test.ts and test/main.test.ts.

it('with --sandbox the control endpoint is logged soon after the start, before any call', async () => {
  const server = startProgram(['--sandbox']);
  server.send(...hello);
  await server.line();
  await expect.poll(() => server.stderr(), { timeout: 10_000 }).toMatch(/control=http:\/\/127\.0\.0\.1:\d+\/control\//);
});

it('without it nothing is opened and nothing is said', async () => {
  const server = startProgram(['--read-only']);
  server.send(...hello);
  await server.line();
  server.child.stdin.end();
  expect((await server.ended).stderr).toBe('');
});

/** A program of util-linux that gives a command a terminal; other systems have none of these manners. */
const hasTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

it.runIf(hasTerminal)('on a terminal it says that it waits for a client, and what people may try', async () => {
  const command = `"${process.execPath}" "${join(root, 'dist/vpn-gateway-mcp.cjs')}" --read-only`;
  const terminal = spawn('script', ['-qec', command, '/dev/null'], { env: { ...process.env, HOME: home } });
  let seen = '';
  terminal.stdout.on('data', (chunk: Buffer) => {
    seen += String(chunk);
  });
  await expect.poll(() => seen, { timeout: 10_000 }).toMatch(/waiting for an MCP client [\s\S]*doctor/);
  terminal.kill();
});
