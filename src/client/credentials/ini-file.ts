import { BadSettings } from '../../errors.ts';
import { type CredentialSource, defaultSessionName } from './credential-source.ts';

type Section = ReadonlyMap<string, string>;

/** Sections of an INI text. Comments start a line with `#` or `;`, or follow a blank; quotes around a value are dropped. */
export const parseIni = (content: string): ReadonlyMap<string, Section> => {
  const sections = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const line of content.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const title = /^\s*\[([^\]]+)\]/.exec(line)?.[1]?.trim();
    const [, key, raw = ''] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (title !== undefined) {
      current = sections.get(title) ?? new Map();
      sections.set(title, current);
    } else if (key !== undefined) {
      current?.set(key, raw.replace(/\s+[#;].*$/, '').replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  return sections;
};

/** Where the keys come from in one profile in the SDKs' credentials file; undefined when there is none or its keys are empty. */
export const credentialSourceOfIni = (path: string, content: string, name: string): CredentialSource | undefined => {
  const section = parseIni(content).get(name);
  const type = section?.get('type');
  if (section === undefined || type === undefined) return undefined;
  const where = `profile ${name} of ${path}`;
  if (type === 'ecs_ram_role') return { how: 'ecs', roleName: section.get('role_name') || undefined, where };
  if (type !== 'access_key' && type !== 'ram_role_arn') throw unsupported(where, type);
  const base = keysOf(section, where);
  return type === 'access_key' || base === undefined ? base : roleOf(section, base, where);
};

const keysOf = (section: Section, where: string): CredentialSource | undefined => {
  const accessKeyId = section.get('access_key_id');
  const accessKeySecret = section.get('access_key_secret');
  return accessKeyId && accessKeySecret ? { how: 'keys', keys: { accessKeyId, accessKeySecret }, where } : undefined;
};

const roleOf = (section: Section, base: CredentialSource, where: string): CredentialSource | undefined => {
  const roleArn = section.get('role_arn');
  if (!roleArn) return undefined;
  const role = {
    roleArn,
    sessionName: section.get('role_session_name') || defaultSessionName,
    policy: section.get('policy') || undefined,
  };
  return { how: 'role', base, role, sts: {}, where };
};

/** Types of the vendor's SDKs that are not ours. No other word is repeated: a key may have got into the wrong line. */
const foreignTypes: ReadonlySet<string> = new Set([
  'rsa_key_pair',
  'bearer',
  'sts',
  'oidc_role_arn',
  'credentials_uri',
]);

const unsupported = (where: string, type: string): BadSettings =>
  new BadSettings(
    '--cloud-profile',
    `${where} has ${foreignTypes.has(type) ? `type ${type}` : 'a type'} which is not supported.`,
    'Use type access_key, ecs_ram_role or ram_role_arn.',
  );
