import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../house/source-tree.ts';
import { runProgram } from '../../support/process.ts';
import { startCloud } from '../../support/world.ts';

let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-setup-'));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

const file = () => join(home, 'vpn-gateway-mcp', 'config.json');

it('asks nobody where there is no terminal, and says what to do instead', async () => {
  const { code, stderr } = await runProgram(['setup'], { env: { XDG_CONFIG_HOME: home } });
  expect([code, stderr]).toEqual([2, expect.stringContaining('docs/cloud.md')]);
});

/** A program of util-linux that gives a command a terminal; other systems are asked by hand. */
const hasTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

/** A person who answers each prompt with the next of these; what was seen meanwhile. */
const answer = (answers: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  new Promise<string>((resolve) => {
    const command = `"${process.execPath}" "${join(root, 'dist/vpn-gateway-mcp.cjs')}" setup`;
    const env = { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, TERM: 'dumb', ...more };
    const terminal = spawn('script', ['-qec', command, '/dev/null'], { env });
    const left = [...answers];
    let seen = '';
    let answered = 0;
    terminal.stdout.on('data', (chunk: Buffer) => {
      seen += String(chunk);
      const prompts = seen.match(/(?<!-)> /g)?.length ?? 0;
      for (; answered < prompts && left.length > 0; answered += 1) terminal.stdin.write(`${left.shift()}\r`);
      if (answered < prompts) terminal.stdin.end('\u0004');
    });
    terminal.on('close', () => resolve(seen));
  });

describe.runIf(hasTerminal)('a person at a terminal', () => {
  it('is asked, sees that it works, and gets a profile and a snippet', async () => {
    const seen = await answer(['9', '3', '', '', 'trial', '2']);
    expect(seen).toMatch(/Type a number from 1 to 3/);
    expect(seen).toMatch(/ok\s+signature\s+accepted/);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({
      profile: 'trial',
      profiles: { trial: { sandbox: 'office', 'read-only': true } },
    });
    expect(seen).toMatch(/claude_desktop_config\.json[\s\S]*"--profile",\s+"trial"/);
    const { code, stdout } = await runProgram(['call', 'Overview', '--profile', 'trial', '--text'], {
      env: { XDG_CONFIG_HOME: home },
    });
    expect([code, stdout]).toEqual([0, expect.stringContaining('hq-gateway')]);
  });

  const onStack = async () => {
    const ResourceGroups = [{ ResourceGroupId: '144', Name: 'network' }];
    const cloud = await startCloud({
      patch: {
        access_keys: [{ AccessKeyId: 'fakePerson', AccessKeySecret: 'fake-secret', AccountId: '1', Personal: true }],
        organizations: [
          { OrganizationId: '33', Name: 'plant', ResourceGroups },
          { OrganizationId: '34', Name: 'office', ResourceGroups: [] },
        ],
      },
    });
    const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'fakePerson', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'fake-secret' };
    return { ...cloud, keys: { ...keys, ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true' } };
  };
  const profile = () => JSON.parse(readFileSync(file(), 'utf8')).profiles.site;

  it('picks the organization by its number and the resource set by its ID, over ASAPI', async () => {
    const { sandbox, keys } = await onStack();
    const way = ['2', sandbox.regionId, '2', sandbox.asapiEndpoint, '', '', ''];
    const seen = await answer([...way, '1', '144', '', '', 'site', '2'], keys);
    expect(seen).toMatch(/1 {2}33 plant\s+2 {2}34 office/);
    expect(seen).toMatch(/ok\s+organizations\s+33 plant \(in use\), 34 office/);
    expect(seen).toMatch(/ok\s+resource sets\s+144 network \(in use\)/);
    expect(profile()).toMatchObject({ gateway: 'asapi', organization: '33', 'resource-group': '144' });
  });

  it('types an ID where the list cannot be had, and is told why, over POP', async () => {
    const { sandbox, keys, break: breakNext } = await onStack();
    for (const action of ['GetOrganizationList', 'ListResourceGroup'])
      await breakNext({ action, kind: 'forbidden', times: 9 });
    const env = { ...keys, VPN_MCP_ENDPOINT: sandbox.endpoint, VPN_MCP_ASCM_ENDPOINT: sandbox.ascmEndpoint };
    const way = ['2', sandbox.regionId, '1', 'gw.invalid', '', '', ''];
    const seen = await answer([...way, '33', '', '', '', 'site', '2'], env);
    expect(seen).toMatch(/Not known what there is: GetOrganizationList failed with\s+Forbidden/);
    expect(seen).toMatch(/ok\s+organization\s+organization 33 visible/);
    expect(profile()).toMatchObject({ 'popgw-domain': 'gw.invalid', organization: '33' });
  });

  it('who leaves when asked for the assistant has the profile, and hears so', async () => {
    const seen = await answer(['3', '', '', 'trial']);
    expect(seen).toContain('The profile stays.');
    expect(seen).not.toContain('nothing was written');
    expect(Object.keys(JSON.parse(readFileSync(file(), 'utf8')).profiles)).toEqual(['trial']);
  });

  it('who leaves before the end has written nothing', async () => {
    expect(await answer(['3'])).toMatch(/nothing was written/);
    expect(existsSync(file())).toBe(false);
  });
});
