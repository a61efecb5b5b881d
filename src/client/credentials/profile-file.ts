import { type Fields, isFields } from '../../catalogue/action.ts';
import { BadSettings } from '../../errors.ts';
import { type CredentialSource, defaultSessionName, type RoleRequest, type StsAddress } from './credential-source.ts';

/** The vendor CLI's file: `{ current, profiles: [{ name, mode, … }] }`. Apsara Stack's tools use the same shape. */
export interface ProfileFile {
  readonly path: string;
  readonly current: string;
  readonly profiles: readonly Fields[];
}

/** Throws `BadSettings` for a file that is no such JSON; its content is never repeated. */
export const parseProfileFile = (path: string, content: string): ProfileFile => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    throw badFile(path, 'is not JSON');
  }
  const { current, profiles } = isFields(parsed) ? parsed : {};
  if (!Array.isArray(profiles)) throw badFile(path, 'holds no list of profiles');
  return { path, current: typeof current === 'string' ? current : 'default', profiles };
};

/** Where the keys come from in one profile; undefined when the file has none of that name or its keys are empty. */
export const credentialSourceOf = (
  file: ProfileFile,
  name: string,
  seen: readonly string[] = [],
): CredentialSource | undefined => {
  const profile = file.profiles.find((candidate) => text(candidate, 'name') === name);
  if (profile === undefined) return undefined;
  if (seen.includes(name)) throw badFile(file.path, `has source profiles that form a ring at ${name}`);
  const mode = text(profile, 'mode') ?? 'AK';
  const make = modes[mode];
  if (make === undefined) throw unsupported(file.path, name, mode);
  return make(profile, { file, where: `profile ${name} of ${file.path}`, seen: [...seen, name] });
};

interface Context {
  readonly file: ProfileFile;
  readonly where: string;
  readonly seen: readonly string[];
}

type Make = (profile: Fields, context: Context) => CredentialSource | undefined;

const keysOf: Make = (profile, { where }) => {
  const accessKeyId = text(profile, 'access_key_id');
  const accessKeySecret = text(profile, 'access_key_secret');
  const securityToken = text(profile, 'sts_token');
  if (!accessKeyId || !accessKeySecret) return undefined;
  const keys = { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  return { how: 'keys', keys, where, region: text(profile, 'region_id') };
};

const roleOn =
  (baseOf: Make): Make =>
  (profile, context) => {
    const base = baseOf(profile, context);
    const role = roleOf(profile);
    if (base === undefined || role === undefined) return undefined;
    const region = text(profile, 'region_id') ?? base.region;
    return { how: 'role', base, role, sts: placeOf(profile), where: context.where, region };
  };

const sourceOf: Make = (profile, { file, seen }) =>
  credentialSourceOf(file, text(profile, 'source_profile') ?? '', seen);

const oidcOf: Make = (profile, { where }) => {
  const role = roleOf(profile);
  const providerArn = text(profile, 'oidc_provider_arn');
  const tokenFile = text(profile, 'oidc_token_file');
  if (!role || !providerArn || !tokenFile) return undefined;
  const region = text(profile, 'region_id');
  return { how: 'oidc', role, providerArn, tokenFile, sts: placeOf(profile), where, region };
};

const modes: Readonly<Record<string, Make>> = {
  AK: keysOf,
  StsToken: keysOf,
  RamRoleArn: roleOn(keysOf),
  ChainableRamRoleArn: roleOn(sourceOf),
  EcsRamRole: (profile, { where }) => ({
    how: 'ecs',
    roleName: text(profile, 'ram_role_name'),
    where,
    region: text(profile, 'region_id'),
  }),
  OIDC: oidcOf,
  CredentialsURI: (profile, { where }) => {
    const uri = text(profile, 'credentials_uri');
    return uri === undefined ? undefined : { how: 'uri', uri, where, region: text(profile, 'region_id') };
  },
};

const roleOf = (profile: Fields): RoleRequest | undefined => {
  const roleArn = text(profile, 'ram_role_arn');
  const seconds = Number(profile['expired_seconds'] ?? 0);
  return roleArn === undefined
    ? undefined
    : {
        roleArn,
        sessionName: text(profile, 'ram_session_name') ?? defaultSessionName,
        durationSeconds: seconds > 0 ? seconds : undefined,
        policy: text(profile, 'policy'),
        externalId: text(profile, 'external_id'),
      };
};

const placeOf = (profile: Fields): StsAddress => ({
  stsEndpoint: text(profile, 'sts_endpoint'),
  stsRegion: text(profile, 'sts_region'),
  stsVpc: profile['enable_vpc'] === true || undefined,
});

const text = (profile: Fields, key: string): string | undefined => {
  const value = profile[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Modes of the vendor's CLI that are not ours. No other word is repeated: a key may have got into the wrong line. */
const foreignModes: ReadonlySet<string> = new Set(['OAuth', 'CloudSSO', 'External', 'RsaKeyPair', 'RamRoleArnWithEcs']);

// OAuth, CloudSSO and External write refreshed keys back into the file: that is the vendor CLI's to do.
const unsupported = (path: string, name: string, mode: string): BadSettings =>
  new BadSettings(
    '--cloud-profile',
    `Fields ${name} of ${path} has ${foreignModes.has(mode) ? `mode ${mode}` : 'a mode'} which is not supported.`,
    `Use a profile of mode ${Object.keys(modes).join(', ')}, or set ALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET.`,
  );

const badFile = (path: string, what: string): BadSettings =>
  new BadSettings(
    '--cloud-profile',
    `The profile file ${path} ${what}.`,
    'Mend the file, or run the vendor’s CLI to write it.',
  );
