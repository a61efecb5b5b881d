import type { Platform } from '../state/platform.ts';
import { Refusal } from '../state/refusal.ts';
import { randomText } from '../state/tokens.ts';
import type { CustomerGateway, HealthCheck, IkeConfig, IpsecConfig, VpnGateway, World } from '../state/world.ts';
import { invalid } from './kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A JSON parameter as an object; that it is one was checked by its kind. */
const fieldsOf = (text: string | undefined): Fields => (text ? JSON.parse(text) : {});

/** A member as text; absent and empty count as not given. */
const given = (fields: Fields, key: string): string | undefined => {
  const value = fields[key];
  return value === undefined || value === null || value === '' ? undefined : String(value);
};

/** What is sent must be allowed; what is there already stays, even where it would not be allowed any more. */
const choose = (fields: Fields, key: string, allowed: readonly string[], otherwise: string): string => {
  const value = given(fields, key);
  if (value === undefined || allowed.includes(value)) return value ?? otherwise;
  throw new Refusal(
    400,
    `NotSupportVpnConnectionParameter.${key}`,
    `The specified vpn connection ${key} is not support.`,
  );
};

const count = (fields: Fields, key: string, most: number, otherwise: number): number => {
  const value = given(fields, key) ?? String(otherwise);
  if (/^\d+$/.test(value) && Number(value) <= most) return Number(value);
  throw invalid(key);
};

const upTo100 = (fields: Fields, key: string, otherwise: string): string => {
  const value = given(fields, key) ?? otherwise;
  if (value.length <= 100) return value;
  throw invalid(key);
};

const day = 86_400;

/** The guide's default where the platform has it, else the first that it has. */
const byDefault = (word: string, allowed: readonly string[]): string =>
  allowed.includes(word) ? word : (allowed[0] ?? word);

/** Phase 1 before anybody says otherwise, as the guide's table for a creation has it (6.6.1). */
export const firstIke = (
  gateway: Pick<VpnGateway, 'InternetIp'>,
  customer: Pick<CustomerGateway, 'IpAddress'>,
): IkeConfig => ({
  Psk: randomText(16),
  IkeVersion: 'ikev1',
  IkeMode: 'main',
  IkeEncAlg: 'aes',
  IkeAuthAlg: 'md5',
  IkePfs: 'group2',
  IkeLifetime: day,
  LocalId: gateway.InternetIp,
  RemoteId: customer.IpAddress,
});

/** Phase 2 in the same way. */
export const firstIpsec: IpsecConfig = {
  IpsecEncAlg: 'aes',
  IpsecAuthAlg: 'md5',
  IpsecPfs: 'group2',
  IpsecLifetime: day,
};

/** The guide names md5 as the default of a creation and sha1 as that of a change (6.6.2). */
export type DefaultAuth = 'md5' | 'sha1';

export const defaultIke = (ike: IkeConfig, platform: Platform, auth: DefaultAuth): IkeConfig => ({
  ...ike,
  IkeEncAlg: byDefault(ike.IkeEncAlg, platform.allowed_enc),
  IkeAuthAlg: byDefault(auth, platform.allowed_auth),
  IkePfs: byDefault(ike.IkePfs, platform.allowed_dh),
});

export const defaultIpsec = (platform: Platform, auth: DefaultAuth): IpsecConfig => ({
  ...firstIpsec,
  IpsecEncAlg: byDefault(firstIpsec.IpsecEncAlg, platform.allowed_enc),
  IpsecAuthAlg: byDefault(auth, platform.allowed_auth),
  IpsecPfs: byDefault(firstIpsec.IpsecPfs, platform.allowed_dh),
});

/** Health checks are off. */
export const firstHealth: HealthCheck = { Enable: 'false', Dip: '', Sip: '', Interval: 3, Retry: 3 };

/** Where the algorithms that are allowed stand. */
type Algorithms = Pick<World, 'platform'>;

/** The cloud end's identity: LocalId in the providers and in replies, LocalIdIPsec in the guide's request table. */
const localId = (fields: Fields, world: Algorithms, otherwise: string): string => {
  const key = world.platform.local_id_key;
  const name = key === 'both' ? (given(fields, 'LocalId') ? 'LocalId' : 'LocalIdIPsec') : key;
  return upTo100(fields, name, otherwise);
};

/** Reads IkeConfig; members that are not given are taken from `base`. */
export const readIke = (text: string | undefined, base: IkeConfig, world: Algorithms): IkeConfig => {
  const fields = fieldsOf(text);
  const { allowed_enc, allowed_auth, allowed_dh } = world.platform;
  return {
    Psk: upTo100(fields, 'Psk', base.Psk),
    IkeVersion: choose(fields, 'IkeVersion', ['ikev1', 'ikev2'], base.IkeVersion),
    IkeMode: choose(fields, 'IkeMode', ['main', 'aggressive'], base.IkeMode),
    IkeEncAlg: choose(fields, 'IkeEncAlg', allowed_enc, base.IkeEncAlg),
    IkeAuthAlg: choose(fields, 'IkeAuthAlg', allowed_auth, base.IkeAuthAlg),
    IkePfs: choose(fields, 'IkePfs', allowed_dh, base.IkePfs),
    IkeLifetime: count(fields, 'IkeLifetime', day, base.IkeLifetime),
    LocalId: localId(fields, world, base.LocalId),
    RemoteId: upTo100(fields, 'RemoteId', base.RemoteId),
  };
};

/** Reads IpsecConfig in the same way. */
export const readIpsec = (text: string | undefined, base: IpsecConfig, world: Algorithms): IpsecConfig => {
  const fields = fieldsOf(text);
  const { allowed_enc, allowed_auth, allowed_dh } = world.platform;
  return {
    IpsecEncAlg: choose(fields, 'IpsecEncAlg', allowed_enc, base.IpsecEncAlg),
    IpsecAuthAlg: choose(fields, 'IpsecAuthAlg', allowed_auth, base.IpsecAuthAlg),
    IpsecPfs: choose(fields, 'IpsecPfs', allowed_dh, base.IpsecPfs),
    IpsecLifetime: count(fields, 'IpsecLifetime', day, base.IpsecLifetime),
  };
};

/** Reads HealthCheckConfig, whose request keys are lower case and whose values are texts or not, as they come. */
export const readHealth = (text: string | undefined, base: HealthCheck): HealthCheck => {
  const fields = fieldsOf(text);
  return {
    ...base,
    Enable: choose({ Enable: given(fields, 'enable') }, 'Enable', ['true', 'false'], base.Enable),
    Dip: upTo100(fields, 'dip', base.Dip),
    Sip: upTo100(fields, 'sip', base.Sip),
    Interval: count(fields, 'interval', day, base.Interval),
    Retry: count(fields, 'retry', 1000, base.Retry),
  };
};
