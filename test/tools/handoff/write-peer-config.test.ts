import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { expect, it, test } from 'vitest';
import { WRITERS } from '../../../src/vendors/index.ts';
import { type Started, startWorld, type WorldOptions } from '../../support/world.ts';

interface Data {
  readonly Files: readonly { readonly Path: string; readonly Sha256: string; readonly HoldsSecret: boolean }[];
  readonly Texts: readonly { readonly Name: string; readonly Text: string }[];
  readonly Warnings: readonly string[];
  readonly TestPlan: readonly string[];
  readonly Hint?: string;
}

const psk = 'FAKE-psk-plant-"main"-7Qd2';
const patch = { 'vco-plant0001.IkeConfig.Psk': psk };

/** A server that may write files, and the tool on it. */
const start = async (options: WorldOptions = {}) => {
  const world = await startWorld(options);
  const secretsDir = join(world.folder, 'secrets');
  const agent = await world.another({ args: ['--secrets-dir', secretsDir] });
  const write = async (args: Record<string, unknown>) => {
    const { data, text, isError } = await agent.call('WritePeerConfig', { Vendor: 'strongswan', ...args });
    return { data: data as unknown as Data, text, isError };
  };
  return { world, agent, secretsDir, write };
};

const seen = ({ data, text }: { data: object; text: string }): string => `${JSON.stringify(data)}\n${text}`;

test('the key goes into the file of its owner, and nothing of it to whoever asked', async () => {
  const { secretsDir, write, agent } = await start({ patch });
  const out = await write({ VpnConnectionId: 'plant-main' });
  const [conf] = out.data.Files;
  expect([out.isError, out.data.Files.map(({ HoldsSecret }) => HoldsSecret)]).toEqual([false, [true, false]]);
  expect(isAbsolute(conf?.Path ?? '')).toBe(true);
  expect(statSync(conf?.Path ?? '').mode & 0o777).toBe(0o600);
  const inBase64 = Buffer.from(psk).toString('base64');
  expect(readFileSync(conf?.Path ?? '', 'utf8')).toContain(`secret = 0s${inBase64}\n`);
  expect(out.data.Texts[0]?.Text).toContain('secret = "<PSK>"');
  expect(out.data.TestPlan).toHaveLength(5);
  for (const secret of [psk, inBase64, inBase64.slice(0, 20), 'FAKE-psk']) {
    expect(seen(out)).not.toContain(secret);
    expect(agent.stderr()).not.toContain(secret);
  }
  expect(readdirSync(secretsDir).sort()).toEqual(['vco-plant0001.strongswan.sh', 'vco-plant0001.swanctl.conf']);
});

test('a second call makes no second file, a changed connection does', async () => {
  const { secretsDir, write, world } = await start();
  const first = await write({ VpnConnectionId: 'vco-plant0001' });
  expect((await write({ VpnConnectionId: 'plant-main' })).data.Files).toEqual(first.data.Files);
  expect(readdirSync(secretsDir)).toHaveLength(2);
  const { VpnConnectionId, IkeConfig } = { VpnConnectionId: 'vco-plant0001', IkeConfig: { IkeEncAlg: 'aes192' } };
  const changer = await world.another({ human: async () => ({ action: 'accept', content: { approve: true } }) });
  expect((await changer.call('ModifyVpnConnectionAttribute', { VpnConnectionId, IkeConfig })).isError).toBe(false);
  const second = await write({ VpnConnectionId });
  expect(second.data.Files[0]?.Path).not.toBe(first.data.Files[0]?.Path);
});

test('without a folder there is text alone, and why', async () => {
  const { agent } = await startWorld({ patch });
  const out = await agent.call('WritePeerConfig', { VpnConnectionId: 'plant-main', Vendor: 'libreswan' });
  const data = out.data as unknown as Data;
  expect([data.Files, data.Hint]).toEqual([[], expect.stringContaining('--secrets-dir')]);
  expect(seen(out)).toContain('PSK \\"<PSK>\\"');
  expect(seen(out)).not.toContain('FAKE-psk');
});

test('a key that the cloud masks is left for a person to fill in', async () => {
  const { write } = await start({ patch: { 'platform.psk_masking': 'masked' } });
  const { data } = await write({ VpnConnectionId: 'plant-main' });
  expect(data.Files.map(({ HoldsSecret }) => HoldsSecret)).toEqual([false, false]);
  expect(readFileSync(data.Files[0]?.Path ?? '', 'utf8')).toContain('secret = "<PSK>"');
  expect(data.Warnings.join()).toContain('does not show the pre-shared key');
});

it.each(['on-prem', 'cloud'])('the same file is written wherever the download is told from: %s', async (side) => {
  const { write } = await start({ patch: { 'platform.download_orientation': side } });
  const { data } = await write({ VpnConnectionId: 'plant-main' });
  const text = data.Texts[0]?.Text ?? '';
  expect(text).toContain('local_ts = 172.20.0.0/16\n');
  expect(text).toContain('remote_addrs = 203.0.113.10\n');
});

test('both tunnels of a connection are written, each with its key', async () => {
  const { write } = await start({ world: 'public' });
  const { data } = await write({ VpnConnectionId: 'vco-paris001' });
  expect(data.Texts[0]?.Text.match(/remote_addrs = .*/g)).toEqual([
    'remote_addrs = 203.0.113.10',
    'remote_addrs = 203.0.113.11',
  ]);
  expect(data.Texts[0]?.Text.match(/secret = .*/g)).toEqual(['secret = "<PSK-1>"', 'secret = "<PSK-2>"']);
  expect(readFileSync(data.Files[0]?.Path ?? '', 'utf8').match(/secret = 0s/g)).toHaveLength(2);
});

it.each([
  [{ VpnConnectionId: 'plant' }, 'it may mean vco-plant0001'],
  [{ VpnConnectionId: 'plant-main', Style: 'recommended' }, '"IkeConfig":{"IkeAuthAlg":"sha256"}'],
  [{ VpnConnectionId: 'plant-main', Vendor: 'checkpoint' }, 'Vendor'],
])('%o is refused, and nothing is written', async (args, words) => {
  const { write, secretsDir } = await start();
  const out = await write(args);
  expect([out.isError, out.text]).toEqual([true, expect.stringContaining(words)]);
  expect(() => readdirSync(secretsDir)).toThrow();
});

test('an identity that a format cannot hold is refused by its field', async () => {
  const { write } = await start({ patch: { 'vco-plant0001.IkeConfig.RemoteId': 'plant; $(reboot)' } });
  const legacy = await write({ VpnConnectionId: 'plant-main', Vendor: 'strongswan-legacy' });
  expect(legacy.text).toContain('RemoteId cannot be written for ipsec.conf and ipsec.secrets: it has “;”');
  const swanctl = await write({ VpnConnectionId: 'plant-main' });
  expect(swanctl.data.Texts[0]?.Text).toContain('id = "plant; $(reboot)"');
});

test('an identity that is the text of the key is refused, and not written as what stands in its place', async () => {
  const change = {
    'vco-plant0001.IkeConfig.Psk': 'plantKey77',
    'vco-plant0001.IkeConfig.RemoteId': 'plantKey77.example',
  };
  const { write, secretsDir } = await start({ patch: change });
  const out = await write({ VpnConnectionId: 'vco-plant0001' });
  expect([out.isError, out.text]).toEqual([
    true,
    expect.stringContaining('RemoteId holds the text of a pre-shared key'),
  ]);
  expect(() => readdirSync(secretsDir)).toThrow();
});

const HOSTILE = 'x\u001b]0;pwned\u0007"\'!{}#$(id)`id`\n--><b>|&;\u202e';
const NAMED = [
  'vco-plant0001.Name',
  'vpn-hq0001.Name',
  'vpn-hq0001.Description',
  'cgw-plant0001.Name',
  'cgw-plant0001.Description',
];

test('whatever people have named things, every file of every vendor is the same, and its owner’s alone', async () => {
  const key = { 'vco-plant0001.IkeConfig.Psk': 'FAKEkeyOfThePlant7Qd2' };
  const [plain, hostile] = [
    await start({ patch: key }),
    await start({ patch: { ...key, ...Object.fromEntries(NAMED.map((field) => [field, HOSTILE])) } }),
  ];
  for (const { name: Vendor, verified } of WRITERS) {
    const [one, other] = await Promise.all(
      [plain, hostile].map(({ write }) => write({ VpnConnectionId: 'vco-plant0001', Vendor })),
    );
    const texts = (out: typeof one) =>
      out?.data.Texts.map(({ Text }) => Text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, ''));
    expect(texts(other), Vendor).toEqual(texts(one));
    for (const sign of ['\u001b', '\u0007', '\u202e', 'FAKEkey']) expect(other?.text, Vendor).not.toContain(sign);
    const isTried = verified === 'lab' || verified === 'parser';
    expect(/unverified/.test(other?.data.Warnings.join() ?? ''), Vendor).toBe(!isTried);
    if (!isTried) expect(other?.data.Texts[0]?.Text, Vendor).toContain('UNVERIFIED');
    for (const { Path, HoldsSecret } of other?.data.Files ?? []) {
      expect(statSync(Path).mode & 0o777, Path).toBe(0o600);
      // Its checksum is told: without this nobody would need more to try keys.
      const isSalted = /checksum says nothing of the key: [0-9a-f]{32}/.test(readFileSync(Path, 'utf8'));
      expect(isSalted, Path).toBe(HoldsSecret);
    }
  }
});

test('another process writes no second file of a key', async () => {
  const { world, secretsDir, write } = await start();
  const first = await write({ VpnConnectionId: 'vco-plant0001' });
  const later = await world.another({ args: ['--secrets-dir', secretsDir] });
  const { data } = await later.call('WritePeerConfig', { VpnConnectionId: 'vco-plant0001', Vendor: 'strongswan' });
  expect(data['Files']).toEqual(first.data.Files);
});

const names = async (world: Started, args: readonly string[]) =>
  (await (await world.another({ args })).list()).map(({ name }) => name);

test('it writes files, so that a server that only reads has none of it', async () => {
  const world = await startWorld();
  expect(await names(world, ['--toolsets', 'handoff'])).toContain('WritePeerConfig');
  expect(await names(world, ['--read-only'])).not.toContain('WritePeerConfig');
});

test('a plan of it writes no file', async () => {
  const { agent, secretsDir } = await start();
  await agent.call('PlanChange', {
    Tool: 'WritePeerConfig',
    Arguments: { VpnConnectionId: 'plant-main', Vendor: 'strongswan' },
  });
  expect(() => readdirSync(secretsDir)).toThrow();
});

it.each(['cisco-ios', 'cisco-asa', 'juniper-srx', 'fortigate', 'paloalto', 'huawei', 'h3c'])(
  '%s gets its key in the file alone, and one that its grammar cannot hold is refused',
  async (Vendor) => {
    const key = 'FAKEkeyOfThePlant7Qd2';
    const { write } = await start({ patch: { 'vco-plant0001.IkeConfig.Psk': key } });
    const out = await write({ VpnConnectionId: 'vco-plant0001', Vendor });
    expect([out.isError, out.data.Files.map(({ HoldsSecret }) => HoldsSecret)]).toEqual([false, [true]]);
    expect(readFileSync(out.data.Files[0]?.Path ?? '', 'utf8')).toContain(key);
    expect(out.data.Texts[0]?.Text).toContain('<PSK>');
    expect(seen(out)).not.toContain(key);
    const other = await start({ patch });
    const refused = await other.write({ VpnConnectionId: 'vco-plant0001', Vendor });
    expect([refused.isError, refused.text]).toEqual([true, expect.stringContaining('cannot hold')]);
  },
);
