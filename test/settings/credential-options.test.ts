import { describe, expect, it } from 'vitest';
import { credentialOptions } from '../../src/settings/credential-options.ts';
import type { Option } from '../../src/settings/option.ts';
import { read } from '../support/start.ts';

const rows: readonly Option[] = credentialOptions;

// What the vendor's command line, SDKs and Terraform providers read.
const variables = [
  ['ALIBABA_CLOUD_ROLE_ARN', 'roleArn'],
  ['ALIBABACLOUDSTACK_ASSUME_ROLE_ARN', 'roleArn'],
  ['ALIBABA_CLOUD_ROLE_SESSION_NAME', 'roleSessionName'],
  ['ALIBABA_CLOUD_EXTERNAL_ID', 'externalId'],
  ['ALIBABA_CLOUD_OIDC_PROVIDER_ARN', 'oidcProviderArn'],
  ['ALIBABA_CLOUD_OIDC_TOKEN_FILE', 'oidcTokenFile'],
  ['ALIBABA_CLOUD_STS_REGION', 'stsRegion'],
  ['ALIBABA_CLOUD_STS_ENDPOINT', 'stsEndpoint'],
  ['ALIBABACLOUDSTACK_STS_ENDPOINT', 'stsEndpoint'],
  ['ALIBABA_CLOUD_CREDENTIALS_FILE', 'credentialsFile'],
  ['ALIBABACLOUDSTACK_SHARED_CREDENTIALS_FILE', 'sharedCredentialsFile'],
  ['ALIBABA_CLOUD_PROFILE', 'cloudProfile'],
  ['ALIBABACLOUD_PROFILE', 'cloudProfile'],
  ['ALICLOUD_PROFILE', 'cloudProfile'],
  ['ALIBABACLOUDSTACK_PROFILE', 'cloudProfile'],
  ['ALIBABA_CLOUD_ECS_METADATA', 'ecsRole'],
  ['ALIBABACLOUDSTACK_ECS_ROLE_NAME', 'ecsRole'],
  ['ALIBABA_CLOUD_CREDENTIALS_URI', 'credentialsUri'],
  ['ALIBABACLOUDSTACK_ORGANIZATION_ACCESSKEY', 'organizationAccessKeyId'],
  ['ALIBABACLOUDSTACK_ORGANIZATION_SECRETKEY', 'organizationAccessKeySecret'],
] as const;
const switches = [
  ['ALIBABA_CLOUD_CLI_PROFILE_DISABLED', 'cliProfileDisabled'],
  ['ALIBABA_CLOUD_IGNORE_PROFILE', 'cliProfileDisabled'],
  ['ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED', 'stsVpc'],
  ['ALIBABA_CLOUD_ECS_METADATA_DISABLED', 'ecsMetadataDisabled'],
  ['ALIBABA_CLOUD_IMDSV1_DISABLED', 'imdsV1Disabled'],
] as const;

it.each(variables)('%s is read as %s', (variable, key) => {
  const { settings } = read([], { [variable]: 'given' });
  expect([settings[key], settings.sources[key]]).toEqual(['given', variable]);
});

it.each(switches)('%s=TRUE is read as %s', (variable, key) => {
  const { settings } = read([], { [variable]: 'TRUE' });
  expect([settings[key], settings.sources[key]]).toEqual([true, variable]);
});

it('the length of a session is read from the variable of the provider', () => {
  const { settings } = read([], { ALIBABACLOUDSTACK_ASSUME_ROLE_SESSION_EXPIRATION: '3600' });
  expect(settings.roleSessionSeconds).toBe(3600);
});

describe('keys', () => {
  it('come from one family of variables, the first that is complete', () => {
    const { settings } = read([], {
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'half-a-pair',
      ALICLOUD_ACCESS_KEY: 'fake-id',
      ALICLOUD_SECRET_KEY: 'fake-secret',
      ALIBABACLOUDSTACK_SECURITY_TOKEN: 'token-of-others',
    });
    expect([settings.accessKeyId, settings.accessKeySecret, settings.securityToken]).toEqual([
      'fake-id',
      'fake-secret',
      undefined,
    ]);
  });

  it.each((rows.find(({ name }) => name === 'security-token')?.vendor ?? []).map((token, i) => ({ token, i })))(
    'take $token from the family of the keys',
    ({ token, i }) => {
      const [id, secret] = ['access-key-id', 'access-key-secret'].map(
        (key) => rows.find(({ name }) => name === key)?.vendor?.[i] ?? '',
      );
      const { settings } = read([], { [`${id}`]: 'fake-id', [`${secret}`]: 'fake-secret', [token]: 'fake-token' });
      expect([settings.accessKeyId, settings.securityToken]).toEqual(['fake-id', 'fake-token']);
    },
  );

  it('stay half when only half is there, so that a call can name what is missing', () => {
    const { settings } = read([], { ALIBABA_CLOUD_ACCESS_KEY_ID: 'fake-id' });
    expect([settings.accessKeyId, settings.accessKeySecret]).toEqual(['fake-id', undefined]);
  });
});
