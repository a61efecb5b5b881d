import { type Fields, isFields } from '../catalogue/action.ts';

// The public cloud gives a gateway two addresses and a connection two tunnels. What a connection says of itself beside its
// tunnels (nothing, empty text, a copy of the first one) is not documented, so that nothing of it stands for a tunnel.

/** One tunnel, told as a connection of its own: its status, its peer, its settings in the place of the connection's. */
export interface Tunnel<C extends Fields = Fields> {
  readonly connection: C;
  /** Absent where a connection is its own tunnel. */
  readonly TunnelId?: string;
  /** `master` or `slave`; attachments count them instead. */
  readonly Role?: string;
  readonly TunnelIndex?: number;
  readonly ZoneNo?: string;
  /** This end's address. */
  readonly InternetIp?: string;
}

/** The tunnels of a connection: one or two, or none and why they are not understood. */
export type ReadTunnels<C extends Fields = Fields> =
  | { readonly tunnels: readonly [Tunnel<C>, ...Tunnel<C>[]]; readonly notUnderstood?: undefined }
  | { readonly tunnels: readonly []; readonly notUnderstood: NotUnderstood };

/** Why the tunnels of a reply are not understood. */
export type NotUnderstood = 'null' | 'no list' | 'more than two' | 'no tunnel' | 'the same twice';

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isFields(value) && Object.values(value).every((inner) => inner !== null && isBlank(inner)));

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Numbers of a tunnel come as text, those of a connection as numbers. */
const withNumber = (config: unknown, field: string): unknown => {
  if (!isFields(config)) return undefined;
  const value = config[field];
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? { ...config, [field]: Number(value) } : config;
};

/** Fields of a connection that are a tunnel's where it has tunnels. */
const OWN = ['Status', 'CustomerGatewayId', 'IkeConfig', 'IpsecConfig', 'InternetIp', 'VpnBgpConfig'] as const;
/** Fields that no tunnel has: the list itself, and a health check, which is for a single tunnel only. */
const NOT_OWN = ['TunnelOptionsSpecification', 'VcoHealthCheck'] as const;

const tunnelOf = <C extends Fields>(row: C, raw: Fields): Tunnel<C> => {
  const own: Fields = {
    Status: text(raw['Status']),
    CustomerGatewayId: text(raw['CustomerGatewayId']),
    IkeConfig: withNumber(raw['TunnelIkeConfig'], 'IkeLifetime'),
    IpsecConfig: withNumber(raw['TunnelIpsecConfig'], 'IpsecLifetime'),
    InternetIp: text(raw['InternetIp']),
    VpnBgpConfig: raw['TunnelBgpConfig'],
  };
  // Every field that is replaced has the type that it has in a connection, or is absent as it may be there.
  const connection = { ...row } as Record<string, unknown>;
  for (const name of OWN) {
    delete connection[name];
    if (own[name] !== undefined) connection[name] = own[name];
  }
  for (const name of NOT_OWN) delete connection[name];
  const [TunnelId, Role, ZoneNo, InternetIp] = ['TunnelId', 'Role', 'ZoneNo', 'InternetIp'].map((name) =>
    text(raw[name]),
  );
  const index = Number(raw['TunnelIndex'] ?? Number.NaN);
  return {
    connection: connection as C,
    ...(TunnelId && { TunnelId }),
    ...(Role && { Role: Role.toLowerCase() }),
    ...(Number.isInteger(index) && { TunnelIndex: index }),
    ...(ZoneNo && { ZoneNo }),
    ...(InternetIp && { InternetIp }),
  };
};

/** The list as it came: below its inner name, or bare; undefined where it is none. */
const listOf = (raw: unknown): readonly unknown[] | undefined => {
  const list = isFields(raw) ? raw['TunnelOptions'] : raw;
  return Array.isArray(list) ? list : undefined;
};

const isRepeated = (values: readonly (string | number | undefined)[]): boolean => {
  const known = values.filter((value) => value !== undefined);
  return new Set(known).size < known.length;
};

const read = <C extends Fields>(row: C): ReadTunnels<C> => {
  const raw = row['TunnelOptionsSpecification'];
  const failed = (notUnderstood: NotUnderstood): ReadTunnels<C> => ({ tunnels: [], notUnderstood });
  if (raw === null || (isFields(raw) && raw['TunnelOptions'] === null)) return failed('null');
  if (isBlank(raw)) return { tunnels: [{ connection: row }] };
  const list = listOf(raw);
  if (!list) return failed('no list');
  if (list.length > 2) return failed('more than two');
  const fields = list.filter(isFields);
  if (fields.length < list.length) return failed('no tunnel');
  const [first, ...rest] = fields.map((one) => tunnelOf(row, one));
  if (!first) return failed('no list');
  const all = [first, ...rest] as const;
  const isTwice =
    isRepeated(all.map(({ TunnelId }) => TunnelId)) ||
    isRepeated(all.map(({ Role }) => Role)) ||
    isRepeated(all.map(({ TunnelIndex }) => TunnelIndex));
  return isTwice ? failed('the same twice') : { tunnels: all };
};

const known = new WeakMap<Fields, ReadTunnels>();

/**
 * Reads the tunnels of a connection as the cloud tells it, once for each row, for screens and rules ask many times; a connection
 * without any is its own. Never throws.
 */
export const readTunnels = <C extends Fields>(row: C): ReadTunnels<C> => {
  // What is kept for a row was made from that row, so that its type is the row's.
  const found = (known.get(row) as ReadTunnels<C> | undefined) ?? read(row);
  known.set(row, found);
  return found;
};
