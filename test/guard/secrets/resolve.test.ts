import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { Refused } from '../../../src/errors.ts';
import {
  asksForNewKey,
  generateKey,
  generateSecrets,
  type NewKey,
  resolveSecrets,
  withHandles,
  withKeysOf,
} from '../../../src/guard/secrets/resolve.ts';
import { createSecrets } from '../../../src/guard/secrets/store.ts';
import { judgeStrength } from '../../../src/guard/secrets/strength.ts';

const action = actions.CreateVpnConnection;
const store = () => createSecrets(() => Buffer.alloc(32, 5));

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'secret-input-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

const resolved = (
  Psk: unknown,
  secretsDir?: string,
  transport: 'stdio' | 'http' = 'stdio',
  secrets = store(),
): unknown =>
  Object(resolveSecrets(action, { IkeConfig: { Psk } }, { secretsDir, transport }, secrets)['IkeConfig']).Psk;

test('a key comes from a file of the folder, also from one below it; its last line break is no part of it', () => {
  const dir = folder();
  mkdirSync(join(dir, 'sites'));
  writeFileSync(join(dir, 'plant.txt'), 'FAKE-key-1\n');
  writeFileSync(join(dir, 'sites', 'b.txt'), 'FAKE-key-2\r\n');
  expect(resolved({ file: 'plant.txt' }, dir)).toBe('FAKE-key-1');
  expect(resolved({ file: join('sites', 'b.txt') }, dir)).toBe('FAKE-key-2');
  expect(resolved({ file: join(dir, 'plant.txt') }, dir)).toBe('FAKE-key-1');
});

test('a key is known to whoever made the call where it stands there, and not where it is named', () => {
  const dir = folder();
  writeFileSync(join(dir, 'plant.txt'), 'FAKE-key-1\n');
  const secrets = store();
  resolved({ file: 'plant.txt' }, dir, 'stdio', secrets);
  resolved('FAKE-key-2', dir, 'stdio', secrets);
  expect(['FAKE-key-1', 'FAKE-key-2'].map(secrets.wasGiven)).toEqual([false, true]);
});

test('a key comes from a variable that is named for it', () => {
  vi.stubEnv('VPN_MCP_SECRET_PLANT', 'FAKE-key-3');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(resolved({ env: 'VPN_MCP_SECRET_PLANT' })).toBe('FAKE-key-3');
  expect(() => resolved({ env: 'vpn_mcp_secret_plant' })).toThrow(Refused);
});

test('whatever is resolved is hidden from then on', () => {
  const secrets = store();
  resolved('FAKE-key-in-plain', undefined, 'stdio', secrets);
  expect(secrets.scrub('got FAKE-key-in-plain')).not.toContain('FAKE');
});

test.each([
  ['no folder was named', undefined, 'stdio', 'x.txt', 'no --secrets-dir'],
  ['the caller is remote', 'dir', 'http', 'plant.txt', 'on HTTP'],
  ['the file has a second name', 'dir', 'stdio', 'hard.txt', 'file of its own'],
  ['the file is large', 'dir', 'stdio', 'large.txt', 'small file'],
  ['the content is a mask', 'dir', 'stdio', 'mask.txt', 'mask'],
  ['the content has several lines', 'dir', 'stdio', 'lines.txt', 'printable'],
] as const)('a file is refused when %s', (_, named, transport, file, words) => {
  const dir = folder();
  writeFileSync(join(dir, 'plant.txt'), 'FAKE-key-1');
  writeFileSync(join(dir, 'origin.txt'), 'FAKE-key-2');
  linkSync(join(dir, 'origin.txt'), join(dir, 'hard.txt'));
  writeFileSync(join(dir, 'large.txt'), 'x'.repeat(5_000));
  writeFileSync(join(dir, 'mask.txt'), '********');
  writeFileSync(join(dir, 'lines.txt'), 'one\ntwo\n');
  expect(() => resolved({ file }, named && dir, transport)).toThrow(words);
});

test('no name whatever leads out of the folder', () => {
  const dir = folder();
  const inside = join(dir, 'secrets');
  mkdirSync(inside);
  writeFileSync(join(dir, 'outside.txt'), 'FAKE-outside');
  const part = fc.constantFrom('..', '.', '', 'outside.txt', '/', '\\', dir, '~', '%2e%2e', 'secrets');
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      expect(() => resolved({ file: parts.join('/') }, inside)).toThrow(Refused);
    }),
  );
});

test('what is to be generated stays a wish until it is needed, and then is strong and plain to every device', () => {
  const made: NewKey[] = [];
  expect(resolved({ generate: true })).toEqual({ generate: true });
  const input = generateSecrets(action, { IkeConfig: { Psk: { generate: true } } }, (key) => made.push(key));
  expect(input).toEqual({ IkeConfig: { Psk: made[0]?.key } });
  const keys = Array.from({ length: 50 }, generateKey);
  expect(new Set(keys).size).toBe(50);
  expect(keys.every((key) => /^[A-Za-z0-9]{32,}$/.test(key) && judgeStrength(key).bits >= 128)).toBe(true);
});

test('for digests a key stands as its handle, a wish as itself', () => {
  const secrets = store();
  expect(withHandles(action, { Name: 'a', IkeConfig: { Psk: 'FAKE-key-1' } }, secrets)).toEqual({
    Name: 'a',
    IkeConfig: { Psk: secrets.handleOf('FAKE-key-1') },
  });
  expect(withHandles(action, { IkeConfig: { Psk: { generate: true } } }, secrets)).toEqual({
    IkeConfig: { Psk: { generate: true } },
  });
});

const tunnels = (...keys: readonly unknown[]) => ({
  TunnelOptionsSpecification: keys.map((Psk, at) => ({
    Role: at === 0 ? 'master' : 'slave',
    TunnelIkeConfig: { IkePfs: 'group14', ...(Psk !== undefined && { Psk }) },
  })),
});
const plain = { secretsDir: undefined, transport: 'stdio' } as const;

test('each tunnel has a secret of its own: references are resolved, what is not given stays away', () => {
  vi.stubEnv('VPN_MCP_SECRET_TUNNEL', 'FAKE-key-4');
  onTestFinished(() => void vi.unstubAllEnvs());
  const secrets = store();
  const given = tunnels({ env: 'VPN_MCP_SECRET_TUNNEL' }, undefined);
  const now = resolveSecrets(action, given, plain, secrets);
  expect(now).toEqual(tunnels('FAKE-key-4', undefined));
  expect(secrets.wasGiven('FAKE-key-4')).toBe(false);
  resolveSecrets(action, tunnels(undefined, 'FAKE-key-5'), plain, secrets);
  expect(secrets.wasGiven('FAKE-key-5')).toBe(true);
  expect(secrets.scrub('FAKE-key-4 FAKE-key-5')).not.toContain('FAKE');
  expect(withHandles(action, now, secrets)).toEqual(tunnels(secrets.handleOf('FAKE-key-4'), undefined));
});

test.each(['********', '[secret:0123abcd:12]', { env: 'HOME' }])(
  'a refused secret of a tunnel is told with its tunnel: %j',
  (Psk) => {
    expect(() => resolveSecrets(action, tunnels('FAKE-key-1', Psk), plain, store())).toThrow(
      'TunnelOptionsSpecification[slave].TunnelIkeConfig.Psk',
    );
  },
);

test('two tunnels get two keys, each told with its tunnel', () => {
  const made: NewKey[] = [];
  const wish = tunnels({ generate: true }, { generate: true });
  expect(asksForNewKey(action, wish)).toBe(true);
  expect(asksForNewKey(action, tunnels('FAKE-key-1', undefined))).toBe(false);
  const input = generateSecrets(action, wish, (key) => made.push(key));
  expect(made.map(({ part }) => part)).toEqual(['master', 'slave']);
  expect(new Set(made.map(({ key }) => key)).size).toBe(2);
  expect(input).toEqual(tunnels(...made.map(({ key }) => key)));
  const one = generateSecrets(
    actions.ModifyTunnelAttribute,
    { TunnelId: 'tun-1', TunnelOptionsSpecification: { TunnelIkeConfig: { Psk: { generate: true } } } },
    (key) => made.push(key),
  );
  expect(one).toMatchObject({ TunnelOptionsSpecification: { TunnelIkeConfig: { Psk: made[2]?.key } } });
});

test('a key for BGP goes in by reference, in its own form', () => {
  const dir = folder();
  writeFileSync(join(dir, 'bgp.txt'), 'FAKE-bgp-key\n');
  writeFileSync(join(dir, 'spaced.txt'), 'FAKE bgp key\n');
  const create = actions.CreateCustomerGateway;
  const give = (file: string) =>
    resolveSecrets(create, { AuthKey: { file } }, { ...plain, secretsDir: dir }, store())['AuthKey'];
  expect(give('bgp.txt')).toBe('FAKE-bgp-key');
  expect(() => give('spaced.txt')).toThrow('AuthKey is not 1 to 64');
  const made: NewKey[] = [];
  generateSecrets(create, { AuthKey: { generate: true } }, (key) => made.push(key));
  expect(made.map(({ part }) => part)).toEqual(['bgp']);
});

test('keys of an earlier try take the places for which it made them, as far as they are known', () => {
  const wish = tunnels({ generate: true }, { generate: true });
  const [one, two] = ['0a0a0a0a', '0b0b0b0b'].map((Fingerprint) => ({ Fingerprint, Length: 40 }));
  const known = (handle: { Fingerprint: string }) => (handle === one ? 'FAKE-key-1' : undefined);
  const handles = [one, two].filter((each) => each !== undefined);
  expect(withKeysOf(action, wish, handles, known)).toEqual(tunnels('FAKE-key-1', { generate: true }));
  expect(withKeysOf(action, tunnels('FAKE-key-2', undefined), handles, known)).toEqual(
    tunnels('FAKE-key-2', undefined),
  );
});
