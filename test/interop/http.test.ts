import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startHttp } from '../support/http-server.ts';
import { type Cloud, startCloud } from '../support/world.ts';
import { isThere, prepare, protocolSdks, type Sdk, shellClients } from './toolchain.ts';

// Clients that know nothing of this project, over HTTP with an access token, in both eras of the protocol.

const run = promisify(execFile);
const TOKEN = 'made-up-token-of-ana-0123456789abcdef';
const target = { VpnConnectionId: 'vco-wh0001' };
const ERAS = ['2025-11-25', '2026-07-28'] as const;

const scopes = ['vpn:read', 'vpn:write', 'vpn:destroy', 'vpn:approve'];

const startTeam = async () => {
  const cloud = await startCloud();
  const file = join(cloud.folder, 'tokens.json');
  writeFileSync(file, JSON.stringify({ tokens: [{ name: 'ana', token: TOKEN, scopes }] }));
  return { cloud, server: await startHttp(['--tokens-file', file], cloud.env) };
};

const line = z.object({
  era: z.string().optional(),
  tools: z.array(z.string()).default([]),
  call: z.string().optional(),
  isError: z.boolean().optional(),
  text: z.string().default(''),
  asked: z.string().optional(),
});

/** Plays the calls with a program of one SDK; `answers` are what the person types, null being a no. */
const play = async (sdk: Sdk, url: string, era: string, answers: readonly (string | null)[]) => {
  const [command, ...words] = sdk.program(await prepare(sdk));
  const calls = [{ name: 'DescribeVpnConnections' }, ...answers.map(() => ({ name: 'DeleteVpnConnection' }))];
  const given = calls.map(({ name }) => ({ name, arguments: name === 'DeleteVpnConnection' ? target : {} }));
  const facts = { URL: url, TOKEN, ERA: era, ANSWERS: JSON.stringify(answers), CALLS: JSON.stringify(given) };
  const { stdout } = await run(command, words, { env: { ...process.env, ...facts }, timeout: 30_000 });
  return stdout
    .trim()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)));
};

const here = protocolSdks.filter(isThere);

describe.each(here)('the official SDK of $name', (sdk) => {
  it.each(ERAS)('reads, is refused without the yes of a person and deletes with it, in %s', async (era) => {
    const { cloud, server } = await startTeam();
    const [listed, read, asked, refused, askedAgain, done] = await play(sdk, server.url, era, [null, 'warehouse']);
    expect(listed?.era).toBe(era);
    expect(listed?.tools).toContain('DeleteVpnConnection');
    expect(read).toMatchObject({ isError: false, text: expect.stringContaining('vco-wh0001') });
    expect([asked?.asked, askedAgain?.asked]).toEqual(Array(2).fill(expect.stringContaining('warehouse')));
    expect(refused).toMatchObject({ isError: true, text: expect.stringMatching(/^refused/) });
    expect(done).toMatchObject({ isError: false, text: expect.stringContaining('RequestId') });
    expect(await cloud.requests('DeleteVpnConnection')).toHaveLength(1);
    expect(server.running.stderr()).not.toContain(TOKEN);
  });
});

/** Runs a client of the shell in a home of its own; what it prints, and its exit code. */
const startShell = async ({ folder }: Cloud) => {
  const [commands] = shellClients.program(await prepare(shellClients));
  const home = join(folder, 'home');
  mkdirSync(home);
  const own = { HOME: home, MCPC_HOME_DIR: join(home, 'mcpc'), MCP_CATALOG_PATH: join(home, 'catalog.json') };
  const env = { ...process.env, ...own, NO_COLOR: '1' };
  return async (command: string, ...words: string[]): Promise<{ code: number; output: string }> => {
    const going = run(join(commands, command), words, { env, timeout: 60_000, maxBuffer: 8 << 20 });
    // A client that is given no arguments reads them from standard input.
    going.child.stdin?.end();
    try {
      const { stdout } = await going;
      return { code: 0, output: stdout };
    } catch (error) {
      const { code, stdout } = z.object({ code: z.number(), stdout: z.string() }).parse(error);
      return { code, output: stdout };
    }
  };
};

const header = `Authorization: Bearer ${TOKEN}`;

describe.runIf(isThere(shellClients))('the Inspector on the command line', () => {
  it.each(['legacy', 'modern'])(
    'finds no fault with any schema, reads, and deletes nothing by itself (%s)',
    async (era) => {
      const { cloud, server } = await startTeam();
      const shell = await startShell(cloud);
      const inspect = (...words: string[]) => {
        const place = [server.url, '--transport', 'http', '--header', header, '--protocol-era', era];
        return shell('mcp-inspector', '--cli', ...place, '--format', 'json', '-q', ...words);
      };
      const listed = await inspect('--strict', '--method', 'tools/list');
      expect([listed.code, listed.output.includes('DeleteVpnConnection')]).toEqual([0, true]);
      const read = await inspect('--method', 'tools/call', '--tool-name', 'DescribeVpnConnections');
      expect(read.output).toContain('vco-wh0001');
      const asked = ['--tool-name', 'DeleteVpnConnection', '--tool-arg', `VpnConnectionId=${target.VpnConnectionId}`];
      expect((await inspect('--method', 'tools/call', ...asked)).output).toMatch(/approval_required|refused/);
      expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
    },
  );
});

describe.runIf(isThere(shellClients))('mcpc', () => {
  it('lists, reads, and deletes nothing by itself', async () => {
    const { cloud, server } = await startTeam();
    const shell = await startShell(cloud);
    const { code } = await shell('mcpc', 'connect', server.url, '@team', '--no-profile', '-H', header);
    try {
      expect(code).toBe(0);
      expect((await shell('mcpc', '--json', '@team', 'tools-list')).output).toContain('DeleteVpnConnection');
      const read = await shell('mcpc', '--json', '@team', 'tools-call', 'DescribeVpnConnections');
      expect(read.output).toContain('vco-wh0001');
      const id = `VpnConnectionId:=${target.VpnConnectionId}`;
      const asked = await shell('mcpc', '--json', '@team', 'tools-call', 'DeleteVpnConnection', id);
      expect(asked.output).toMatch(/approval_required|refused/);
      expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
    } finally {
      // A session has a process of its own, which outlives the command that opened it.
      await shell('mcpc', 'close', '@team');
    }
  });
});
