import { expect, it } from 'vitest';
import { hello, startProgram } from '../support/process.ts';

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
