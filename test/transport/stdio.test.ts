import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { program } from '../support/agent.ts';
import { canBeSignalled, hello, piped, runProgram, startProgram } from '../support/process.ts';
import { startCloud } from '../support/world.ts';

const list = { id: 2, method: 'tools/list', params: {} };
const look = { id: 3, method: 'tools/call', params: { name: 'DescribeRegions', arguments: {} } };

const idsOf = (stdout: string): unknown[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => Object(JSON.parse(line)).id);

/** Resident bytes of a process, as Linux tells them. */
const memoryOf = ({ pid }: { readonly pid?: number | undefined }): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

const slowCloud = async (ms: number): Promise<Readonly<Record<string, string>>> => {
  const cloud = await startCloud();
  await cloud.break({ kind: 'delay', action: 'DescribeRegions', ms, times: 9 });
  return cloud.env;
};

describe('when standard input ends', () => {
  it('an idle server is gone with exit code 0', async () => {
    const { code, stdout, stderr } = await runProgram(['--read-only'], { input: piped(...hello, list) });
    expect([code, stderr]).toEqual([0, '']);
    expect(idsOf(stdout)).toEqual([1, 2]);
  });

  it('calls in flight are still answered', async () => {
    const env = await slowCloud(100);
    const { code, stdout } = await runProgram([], { env, input: piped(...hello, look) });
    expect(code).toBe(0);
    expect(idsOf(stdout)).toEqual([1, 3]);
  });

  it('a call that takes too long does not hold the server', async () => {
    // Longer than any test may take: a server that waited for the reply would not end within this one.
    const env = await slowCloud(600_000);
    const { code, stdout } = await runProgram([], { env, input: piped(...hello, look) });
    expect(code).toBe(0);
    expect(idsOf(stdout)).toEqual([1]);
  });

  it('a server that was sent nothing is gone too', async () => {
    expect(await runProgram([])).toMatchObject({ code: 0, stdout: '' });
  });
});

describe.runIf(canBeSignalled).each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('on %s', (signal) => {
  it('the server ends with exit code 0, a call in flight or not', async () => {
    const env = await slowCloud(20_000);
    const server = startProgram([], { env });
    server.send(...hello);
    await server.line();
    server.send(look);
    server.child.kill(signal);
    expect((await server.ended).code).toBe(0);
  });
});

it('a reader that went away ends the server', async () => {
  const server = startProgram([]);
  server.send(...hello);
  await server.line();
  server.child.stdout.destroy();
  server.send(list);
  expect((await server.ended).code).toBe(0);
});

it('a line that is no message is answered, and the next one counts', async () => {
  const bad = ['{"half":', '{"jsonrpc":"2.0","id":"x","params":{}}', '[{"jsonrpc":"2.0","id":3,"method":"ping"}]', ''];
  const { code, stdout } = await runProgram([], {
    input: `not json\n${piped(...hello)}${bad.join('\n')}\n${piped(list)}`,
  });
  const answers = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const summary = answers.map(({ id, error }) => [id, error?.code]);
  expect(code).toBe(0);
  expect(summary.sort()).toEqual(
    [
      [null, -32700],
      [1, undefined],
      [null, -32700],
      ['x', -32600],
      [3, -32600],
      [2, undefined],
    ].sort(),
  );
});

it('a last message needs no end of line', async () => {
  const { code, stdout } = await runProgram([], { input: (piped(...hello) + piped(list)).trimEnd() });
  expect([code, idsOf(stdout)]).toEqual([0, [1, 2]]);
});

it.runIf(process.platform === 'linux')('a line without end is refused, fills no memory and ends nothing', async () => {
  const server = startProgram([]);
  server.send(...hello);
  await server.line();
  const before = memoryOf(server.child);
  const block = Buffer.alloc(1 << 20, 'a');
  for (let n = 0; n < 200; n += 1) if (!server.child.stdin.write(block)) await once(server.child.stdin, 'drain');
  expect(Object(JSON.parse(await server.line()))).toMatchObject({ id: null, error: { code: -32600 } });
  expect(memoryOf(server.child) - before).toBeLessThan(120 << 20);
  server.child.stdin.write('\n');
  server.send(list);
  expect(idsOf(await server.line())).toEqual([2]);
});

/** The built program behind a host that slips: stray lines first, then what the client says. */
const slipping = {
  command: 'sh',
  args: [
    '-c',
    `(printf '%s\\n' 'not json' '[]' '{"jsonrpc":"2.0","id":"x"}'; cat) | "$0" "$1"`,
    process.execPath,
    program,
  ],
  env: { PATH: process.env['PATH'] ?? '' },
  stderr: 'ignore' as const,
};

it.each(['2025-11-25', '2026-07-28'])('the client of the era %s goes on after answers without an ID', async (era) => {
  const mode = era === '2026-07-28' ? { pin: era } : ('legacy' as const);
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  const errors: Error[] = [];
  client.onerror = (error) => void errors.push(error);
  await client.connect(new StdioClientTransport(slipping));
  onTestFinished(() => client.close());
  expect((await client.listTools()).tools.length).toBeGreaterThan(30);
  expect(errors.length).toBeGreaterThan(0);
});

it('the client of the older SDK goes on after answers without an ID', async () => {
  const client = new OldClient({ name: 'test', version: '1.0.0' });
  const errors: Error[] = [];
  client.onerror = (error) => void errors.push(error);
  await client.connect(new OldTransport(slipping));
  onTestFinished(() => client.close());
  expect((await client.listTools()).tools.length).toBeGreaterThan(30);
  expect(errors.length).toBeGreaterThan(0);
});

it('two servers that a host starts at once both answer', async () => {
  const servers = [1, 2].map(() => startProgram(['--sandbox', '--', '--host-added', 'words']));
  for (const server of servers) server.send(...hello, list, look);
  for (const server of servers) {
    const lines = [await server.line(), await server.line(), await server.line()];
    expect(idsOf(lines.join('\n'))).toEqual([1, 2, 3]);
    server.child.stdin.end();
    expect((await server.ended).code).toBe(0);
  }
});

it('the newer protocol is spoken to a client that opens with it', async () => {
  const server = startProgram([]);
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
  };
  server.send({ id: 1, method: 'server/discover', params: { _meta: meta } });
  expect(Object(JSON.parse(await server.line())).result.supportedVersions).toContain('2026-07-28');
});

it('--plain-stdio speaks only the older protocol', async () => {
  const server = startProgram(['--plain-stdio']);
  server.send({ id: 1, method: 'server/discover', params: {} });
  expect(Object(JSON.parse(await server.line())).error.code).toBe(-32601);
  server.send(...hello.map((message) => ('id' in message ? { ...message, id: 7 } : message)), list);
  expect(idsOf([await server.line(), await server.line()].join('\n'))).toEqual([7, 2]);
  server.child.stdin.end();
  expect((await server.ended).code).toBe(0);
});

it('an open input keeps the server alive', async () => {
  const server = startProgram([]);
  server.send(...hello);
  await server.line();
  server.send(list);
  await once(server.child.stdout, 'data');
  expect(server.child.exitCode).toBeNull();
});
