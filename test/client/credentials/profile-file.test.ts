import { expect, test } from 'vitest';
import { credentialSourceOf, parseProfileFile } from '../../../src/client/credentials/profile-file.ts';
import { BadSettings } from '../../../src/errors.ts';

const keys = { access_key_id: 'LTAIfake1', access_key_secret: 'fake1' };
const role = { ram_role_arn: 'acs:ram::1:role/ops', ram_session_name: 'me' };
const file = parseProfileFile(
  'f',
  JSON.stringify({
    current: 'ak',
    profiles: [
      { name: 'ak', mode: 'AK', ...keys, region_id: 'cn-a' },
      { name: 'sts', mode: 'StsToken', ...keys, sts_token: 'T' },
      {
        name: 'role',
        mode: 'RamRoleArn',
        ...keys,
        ...role,
        expired_seconds: 900,
        sts_region: 'cn-b',
        region_id: 'cn-c',
      },
      {
        name: 'chain',
        mode: 'ChainableRamRoleArn',
        source_profile: 'sts',
        ...role,
        external_id: 'x',
        sts_endpoint: 'sts.example',
      },
      { name: 'ecs', mode: 'EcsRamRole', ram_role_name: 'edge' },
      { name: 'oidc', mode: 'OIDC', oidc_provider_arn: 'p', oidc_token_file: 't', ...role },
      { name: 'uri', mode: 'CredentialsURI', credentials_uri: 'http://127.0.0.1/x' },
      { name: 'hollow', mode: 'AK', access_key_id: '', access_key_secret: '' },
      { name: 'a', mode: 'ChainableRamRoleArn', source_profile: 'b', ...role },
      { name: 'b', mode: 'ChainableRamRoleArn', source_profile: 'a', ...role },
      { name: 'sso', mode: 'CloudSSO' },
      { name: 'oauth', mode: 'OAuth' },
    ],
  }),
);

test.each([
  [
    'ak',
    {
      how: 'keys',
      region: 'cn-a',
      keys: { accessKeyId: 'LTAIfake1', accessKeySecret: 'fake1' },
      where: 'profile ak of f',
    },
  ],
  ['sts', { how: 'keys', keys: { securityToken: 'T' } }],
  [
    'role',
    {
      how: 'role',
      base: { how: 'keys' },
      role: { roleArn: 'acs:ram::1:role/ops', sessionName: 'me', durationSeconds: 900 },
      sts: { stsRegion: 'cn-b' },
      region: 'cn-c',
    },
  ],
  [
    'chain',
    {
      how: 'role',
      base: { how: 'keys', keys: { securityToken: 'T' } },
      role: { externalId: 'x' },
      sts: { stsEndpoint: 'sts.example' },
    },
  ],
  ['ecs', { how: 'ecs', roleName: 'edge' }],
  ['oidc', { how: 'oidc', providerArn: 'p', tokenFile: 't', role: { sessionName: 'me' } }],
  ['uri', { how: 'uri', uri: 'http://127.0.0.1/x' }],
])('the credential source of a profile: %s', (name, expected) => {
  expect(credentialSourceOf(file, name)).toMatchObject(expected);
});

test.each(['hollow', 'nobody'])('%s gives none', (name) => {
  expect(credentialSourceOf(file, name)).toBeUndefined();
});

test.each([
  ['sso', /mode CloudSSO/],
  ['oauth', /mode OAuth/],
  ['a', /ring/],
])('%s is refused with the reason', (name, reason) => {
  expect(() => credentialSourceOf(file, name)).toThrow(BadSettings);
  expect(() => credentialSourceOf(file, name)).toThrow(reason);
});

test.each(['{"access_key_secret":"hunter2"', '"hunter2"', '{"profiles":"hunter2"}'])(
  'a broken file is named, its content is not: %s',
  (content) => {
    expect(() => parseProfileFile('some/config.json', content)).toThrow(/some\/config\.json/);
    expect(() => parseProfileFile('some/config.json', content)).not.toThrow(/hunter2/);
  },
);

test.each([
  ['OAuth', /has mode OAuth which/],
  ['FAKE-key-in-the-wrong-line', /has a mode which/],
])('a profile of mode %s is refused, and only a known word is repeated', (mode, words) => {
  const file = parseProfileFile('/p', JSON.stringify({ profiles: [{ name: 'x', mode }] }));
  expect(() => credentialSourceOf(file, 'x')).toThrow(words);
});
