import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getMcpConfigForManifest, unpackExtension } from '@anthropic-ai/mcpb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/settings/settings.ts';
import { startAgent } from '../support/agent.ts';
import { filesUnder, read, root } from './source-tree.ts';

const place = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-mcpb-'));
const unpacked = join(place, 'unpacked');
const manifest = JSON.parse(read('manifest.json'));
const { version } = manifest;
let said = '';
let bundle = '';
let single = '';

beforeAll(async () => {
  said = execFileSync(process.execPath, [join(root, 'scripts/release.mjs'), place], { encoding: 'utf8' });
  const made = readdirSync(place);
  bundle = join(place, made.find((file) => file.endsWith('.mcpb')) ?? '');
  single = join(place, made.find((file) => file.endsWith('.cjs')) ?? '');
  await unpackExtension({ mcpbPath: bundle, outputDir: unpacked, silent: true });
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

/** The command as a desktop host makes it from the manifest and the filled-in form, with words of its own behind. */
const hosted = async (userConfig: Record<string, string | boolean> = {}) => {
  const config = await getMcpConfigForManifest({
    manifest,
    extensionPath: unpacked,
    systemDirs: {},
    userConfig,
    pathSeparator: '/',
  });
  const [program = '', ...args] = config?.args ?? [];
  return { program, args: [...args, '--host-flag', 'host word'], env: { PATH: '', HOME: place, ...config?.env } };
};

test('the checksums that are told are those of the files', () => {
  for (const path of [bundle, single]) {
    const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(said).toContain(digest);
  }
});

test('made again elsewhere and later, every file is the same to the last byte', () => {
  const again = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-again-'));
  try {
    execFileSync(process.execPath, [join(root, 'scripts/release.mjs'), again], { encoding: 'utf8' });
    const made = readdirSync(again).sort();
    expect(made.map((file) => file.replace(/^.*\d\./, ''))).toEqual(['cdx.json', 'cjs', 'mcpb']);
    const digest = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(made.map((file) => digest(join(again, file)))).toEqual(made.map((file) => digest(join(place, file))));
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
});

test('the bill of materials names every package that the notices name', () => {
  const bill = JSON.parse(readFileSync(join(place, `vpn-gateway-mcp-${version}.cdx.json`), 'utf8'));
  const notices = readFileSync(join(unpacked, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const named: { name: string; version: string }[] = bill.components;
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'vpn-gateway-mcp', version } } });
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((each) => !notices.includes(`\n${each.name} ${each.version}\n`))).toEqual([]);
  expect((notices.match(/\nLicence: /g) ?? []).length).toBe(named.length);
});

test('the bundle holds one program, its papers, and nothing that had to be compiled', () => {
  const files = readdirSync(unpacked, { recursive: true }).map(String).sort();
  expect(files).toEqual([
    'LICENSE',
    'THIRD-PARTY-NOTICES.txt',
    'icon.png',
    'manifest.json',
    'server',
    manifest.server.entry_point,
  ]);
});

test('a form that nobody filled in starts a read-only server, twice at once', async () => {
  const command = await hosted();
  const agents = await Promise.all([startAgent({ ...command, kind: 'auto' }), startAgent({ ...command, kind: 'old' })]);
  const lists = await Promise.all(agents.map((agent) => agent.list()));
  await Promise.all(agents.map((agent) => agent.close()));
  const names = lists.map((tools) => tools.map(({ name }) => name));
  expect(names[0]).toEqual(names[1]);
  expect(names[0]).toContain('DescribeVpnGateways');
  expect(names[0]).not.toContain('DeleteVpnGateway');
});

test('empty fields are fields that nobody filled in', async () => {
  const empty = Object.fromEntries(
    Object.entries<{ type: string }>(manifest.user_config)
      .filter(([, { type }]) => type !== 'boolean')
      .map(([field]) => [field, '']),
  );
  const agent = await startAgent(await hosted({ ...empty, read_only: false }));
  const names = (await agent.list()).map(({ name }) => name);
  await agent.close();
  expect(names).toEqual(manifest.tools.map(({ name }: { name: string }) => name));
});

test('the simulated cloud is one switch away', async () => {
  const agent = await startAgent(await hosted({ sandbox: true }));
  const { data, isError } = await agent.call('Overview');
  await agent.close();
  expect(isError).toBe(false);
  expect(data['Verdict']).toMatch(/^Gateways: \d/);
});

test('a filled-in form reaches the settings', async () => {
  const agent = await startAgent(await hosted({ region: 'cn-from-the-form', gateway: 'asapi' }));
  const { text, isError } = await agent.call('DescribeVpnGateways');
  const instructions = agent.instructions();
  await agent.close();
  expect(instructions).toContain('cn-from-the-form');
  expect(isError).toBe(true);
  expect(text).toContain('bad_settings');
});

test('every field of the form reaches a setting of its own', async () => {
  const { env } = await hosted({
    language: 'zh',
    toolsets: 'assist,ipsec',
    protect: 'prod-*,vpn-1',
    role_arn: 'acs:ram::1:role/x',
    cloud_profile: 'vpn',
    proxy: 'http://127.0.0.1:3128',
  });
  const { settings } = readSettings([], { ...env, XDG_CONFIG_HOME: place });
  expect(settings).toMatchObject({
    ...{ language: 'zh', toolsets: ['assist', 'ipsec'], protect: ['prod-*', 'vpn-1'] },
    ...{ roleArn: 'acs:ram::1:role/x', cloudProfile: 'vpn', proxy: 'http://127.0.0.1:3128' },
  });
  expect(Object.keys(manifest.server.mcp_config.env)).toHaveLength(Object.keys(manifest.user_config).length);
});

test('the single file runs alone, and carries the licences of what is in it', () => {
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [single, ...args], { cwd: place, env: { HOME: place }, encoding: 'utf8' });
  expect(run('--version').trim()).toBe(JSON.parse(read('package.json')).version);
  expect(run('call', 'DescribeRegions', '--sandbox')).toContain('RegionId');
  expect(readFileSync(single, 'utf8')).toContain('Permission is hereby granted');
});

test('the icon is a picture of 512 by 512 points', () => {
  const png = readFileSync(join(root, manifest.icon));
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 512, 512]);
  expect(filesUnder('docs')).toContain('docs/pictures/icon.svg');
});
