import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { BadSettings } from '../../errors.ts';
import type { CredentialOptions } from '../options.ts';
import { type CredentialSource, defaultSessionName, type RoleRequest } from './credential-source.ts';
import { credentialSourceOfIni } from './ini-file.ts';
import { credentialSourceOf, parseProfileFile } from './profile-file.ts';

type Find = (options: CredentialOptions) => Promise<CredentialSource | undefined> | CredentialSource | undefined;

/**
 * How keys are obtained, the first that fits, in the order of the official SDKs: settings and environment, OIDC, the
 * vendor CLI's profiles, the SDKs' credentials file, Apsara Stack's profiles, the instance's role, a URI. Undefined when
 * there is nothing at all; `BadSettings` when something is there but half or wrong.
 */
export const findCredentialSource = async (options: CredentialOptions): Promise<CredentialSource | undefined> => {
  for (const find of chain) {
    const source = await find(options);
    if (source !== undefined) return withRole(source, options);
  }
  if (options.cloudProfile !== undefined) throw noSuchProfile(options.cloudProfile);
  return undefined;
};

const given: Find = ({ accessKeyId, accessKeySecret, securityToken }) => {
  if (!accessKeyId && !accessKeySecret) return undefined;
  if (!accessKeyId) throw half('ALIBABA_CLOUD_ACCESS_KEY_ID');
  if (!accessKeySecret) throw half('ALIBABA_CLOUD_ACCESS_KEY_SECRET');
  const keys = { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  return { how: 'keys', keys, where: 'settings' };
};

const ofOrganization: Find = ({ organizationAccessKeyId, organizationAccessKeySecret }) =>
  organizationAccessKeyId && organizationAccessKeySecret
    ? {
        how: 'keys',
        keys: { accessKeyId: organizationAccessKeyId, accessKeySecret: organizationAccessKeySecret },
        where: 'settings (organization)',
      }
    : undefined;

const oidc: Find = (options) => {
  const { oidcProviderArn: providerArn, oidcTokenFile: tokenFile } = options;
  const role = roleOf(options);
  if (!providerArn || !tokenFile || !role) return undefined;
  return { how: 'oidc', role, providerArn, tokenFile, sts: {}, where: 'settings (OIDC)' };
};

const cliProfile: Find = (options) =>
  options.cliProfileDisabled ? undefined : profileIn(join(homeOf(options), '.aliyun', 'config.json'), options);

const stackProfile: Find = (options) =>
  profileIn(options.sharedCredentialsFile ?? join(homeOf(options), '.alibabacloudstack', 'config.json'), options);

// A file that is named outright comes before those that merely lie around.
const namedStackProfile: Find = (options) => (options.sharedCredentialsFile ? stackProfile(options) : undefined);

const sdkProfile: Find = async (options) => {
  const path = options.credentialsFile ?? join(homeOf(options), '.alibabacloud', 'credentials');
  const content = await read(path, options.credentialsFile !== undefined);
  return content === undefined ? undefined : credentialSourceOfIni(path, content, options.cloudProfile ?? 'default');
};

// A profile asked for by name and not found must not end as some other identity.
const unlessNamed =
  (find: Find): Find =>
  (options) =>
    options.cloudProfile === undefined ? find(options) : undefined;

const instance: Find = ({ ecsRole, ecsMetadataDisabled }) =>
  ecsRole && !ecsMetadataDisabled ? { how: 'ecs', roleName: ecsRole, where: 'role of this instance' } : undefined;

const uri: Find = ({ credentialsUri }) =>
  credentialsUri ? { how: 'uri', uri: credentialsUri, where: 'credentials URI' } : undefined;

const guess: Find = ({ ecsMetadataDisabled }) =>
  ecsMetadataDisabled ? undefined : { how: 'ecs', where: 'role of this instance', isGuess: true };

const chain: readonly Find[] = [
  given,
  oidc,
  namedStackProfile,
  cliProfile,
  sdkProfile,
  stackProfile,
  unlessNamed(ofOrganization),
  unlessNamed(instance),
  unlessNamed(uri),
  unlessNamed(guess),
];

const profileIn = async (path: string, options: CredentialOptions): Promise<CredentialSource | undefined> => {
  const content = await read(path, path === options.sharedCredentialsFile);
  if (content === undefined) return undefined;
  const file = parseProfileFile(path, content);
  return credentialSourceOf(file, options.cloudProfile ?? file.current);
};

const homeOf = (options: CredentialOptions): string => options.home ?? homedir();

const read = async (path: string, mustExist: boolean): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (!mustExist && (code === 'ENOENT' || code === 'ENOTDIR')) return undefined;
    throw new BadSettings(
      '--cloud-profile',
      `The credentials file ${path} cannot be read (${code}).`,
      'Mend its path or rights.',
    );
  }
};

/** The role that settings ask for, on top of keys that are not a role's already. */
const withRole = (base: CredentialSource, options: CredentialOptions): CredentialSource => {
  const role = roleOf(options);
  if (role === undefined || base.how === 'role' || base.how === 'oidc') return base;
  return { how: 'role', base, role, sts: {}, where: `role over ${base.where}`, region: base.region };
};

const roleOf = (options: CredentialOptions): RoleRequest | undefined =>
  options.roleArn
    ? {
        roleArn: options.roleArn,
        sessionName: options.roleSessionName || defaultSessionName,
        durationSeconds: options.roleSessionSeconds,
        externalId: options.externalId,
      }
    : undefined;

const half = (name: string): BadSettings =>
  new BadSettings(name, `${name} is missing, although the other half of the key is there.`, `Set ${name}.`);

const noSuchProfile = (name: string): BadSettings =>
  new BadSettings(
    '--cloud-profile',
    `There is no usable profile named ${name.slice(0, 80)}.`,
    'Name a profile of ~/.aliyun/config.json or ~/.alibabacloud/credentials whose keys are filled in.',
  );
