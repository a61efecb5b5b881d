import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findCredentialSource } from '../../../src/client/credentials/credentials.ts';
import type { CredentialOptions } from '../../../src/client/options.ts';
import { BadSettings } from '../../../src/errors.ts';

const profiles = (secret: string, name = 'default') =>
  JSON.stringify({
    current: name,
    profiles: [{ name, mode: 'AK', access_key_id: `LTAI${secret}`, access_key_secret: secret }],
  });
const ini = (secret: string) =>
  `[default]\ntype = access_key\naccess_key_id = LTAI${secret}\naccess_key_secret = ${secret}\n`;

/** A home folder with these files, by their paths in it. */
const homeWith = async (files: Record<string, string>): Promise<string> => {
  const home = await mkdtemp(join(tmpdir(), 'client-home-'));
  onTestFinished(() => rm(home, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), content);
  }
  return home;
};
const found = async (files: Record<string, string>, options: CredentialOptions = {}) =>
  findCredentialSource({ home: await homeWith(files), ecsMetadataDisabled: true, ...options });

const cli = '.aliyun/config.json';
const sdk = '.alibabacloud/credentials';
const stack = '.alibabacloudstack/config.json';
const given = { accessKeyId: 'LTAIfakeset', accessKeySecret: 'set' };
const oidc = { roleArn: 'acs:ram::1:role/pod', oidcProviderArn: 'p', oidcTokenFile: 't' };

test.each<{
  name: string;
  files: Record<string, string>;
  options: CredentialOptions;
  expected: Record<string, unknown>;
}>([
  {
    name: 'settings before files',
    files: { [cli]: profiles('cli') },
    options: given,
    expected: { how: 'keys', where: 'settings' },
  },
  { name: 'OIDC before profiles', files: { [cli]: profiles('cli') }, options: oidc, expected: { how: 'oidc' } },
  {
    name: 'the CLI before the SDKs',
    files: { [cli]: profiles('cli'), [sdk]: ini('sdk') },
    options: {},
    expected: { keys: { accessKeySecret: 'cli' } },
  },
  {
    name: 'the SDKs where the CLI is switched off',
    files: { [cli]: profiles('cli'), [sdk]: ini('sdk') },
    options: { cliProfileDisabled: true },
    expected: { keys: { accessKeySecret: 'sdk' } },
  },
  {
    name: 'Apsara Stack’s own file',
    files: { [stack]: profiles('stack') },
    options: {},
    expected: { keys: { accessKeySecret: 'stack' } },
  },
  {
    name: 'a profile by its name, wherever it is',
    files: { [cli]: profiles('cli'), [stack]: profiles('stack', 'site') },
    options: { cloudProfile: 'site' },
    expected: { keys: { accessKeySecret: 'stack' } },
  },
  {
    name: 'an instance role that is named',
    files: {},
    options: { ecsRole: 'edge', ecsMetadataDisabled: false, credentialsUri: 'http://x' },
    expected: { how: 'ecs', roleName: 'edge' },
  },
  { name: 'a URI', files: {}, options: { credentialsUri: 'http://x' }, expected: { how: 'uri' } },
  {
    name: 'a guess at the instance’s role, last of all',
    files: {},
    options: { ecsMetadataDisabled: false },
    expected: { how: 'ecs', isGuess: true },
  },
  {
    name: 'the keys of an organization',
    files: {},
    options: { organizationAccessKeyId: 'LTAIfakeorg', organizationAccessKeySecret: 'org' },
    expected: { keys: { accessKeySecret: 'org' } },
  },
  {
    name: 'a role over the keys that were found',
    files: { [cli]: profiles('cli') },
    options: { roleArn: 'acs:ram::1:role/ops', externalId: 'x' },
    expected: { how: 'role', role: { roleArn: 'acs:ram::1:role/ops', externalId: 'x' }, base: { how: 'keys' } },
  },
])('found: $name', async ({ files, options, expected }) => {
  expect(await found(files, options)).toMatchObject(expected);
});

test('a hollow default profile does not stop the search', async () => {
  const hollow = JSON.stringify({ current: 'default', profiles: [{ name: 'default', mode: 'AK', access_key_id: '' }] });
  expect(await found({ [cli]: hollow, [sdk]: ini('sdk') })).toMatchObject({ keys: { accessKeySecret: 'sdk' } });
});

test('nothing at all is nothing', async () => {
  expect(await found({})).toBeUndefined();
});

test.each([
  [{ accessKeyId: 'LTAIfake' }, 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
  [{ accessKeySecret: 'x' }, 'ALIBABA_CLOUD_ACCESS_KEY_ID'],
])('half a key %j asks for the other half instead of looking elsewhere', async (half, name) => {
  await expect(found({ [cli]: profiles('cli') }, half)).rejects.toMatchObject({ setting: name });
});

test('a named profile that is not there never ends as another identity', async () => {
  const options = { cloudProfile: 'nobody', ecsMetadataDisabled: false, credentialsUri: 'http://x' };
  await expect(found({ [cli]: profiles('cli') }, options)).rejects.toThrow(/named nobody/);
});

test('a file that is named must be there', async () => {
  await expect(found({}, { credentialsFile: '/nonexistent/credentials' })).rejects.toThrow(BadSettings);
  await expect(found({}, { sharedCredentialsFile: '/nonexistent/config.json' })).rejects.toThrow(/nonexistent/);
});

test('the vendor’s own library reads the same keys from the same files', async () => {
  const require = createRequire(import.meta.url);
  const folder = '@alicloud/credentials/dist/src/providers';
  const CliProfile = require(`${folder}/cli_profile`).default;
  const SdkProfile = require(`${folder}/profile`).default;
  const home = await homeWith({ [cli]: profiles('cli'), [sdk]: ini('sdk') });
  for (const [Provider, options] of [
    [CliProfile, {}],
    [SdkProfile, { cliProfileDisabled: true }],
  ]) {
    const provider = Provider.builder().build();
    provider.homedir = home;
    const theirs = await provider.getCredentials();
    const ours = await findCredentialSource({ home, ecsMetadataDisabled: true, ...options });
    expect(ours).toMatchObject({
      keys: { accessKeyId: theirs.accessKeyId, accessKeySecret: theirs.accessKeySecret },
    });
  }
});
