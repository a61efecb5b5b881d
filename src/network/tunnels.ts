import { type Fields, isFields } from '../catalogue/action.ts';
import type { LocalizedText } from '../catalogue/message.ts';

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

/** The same in words; each continues a sentence about the tunnels. */
export const NOT_UNDERSTOOD: Readonly<Record<NotUnderstood, LocalizedText>> = {
  null: { en: 'their list is null', zh: '列表为 null' },
  'no list': { en: 'they come as no list', zh: '不是列表' },
  'more than two': { en: 'there are more than two', zh: '多于两条' },
  'no tunnel': { en: 'one of them is no tunnel', zh: '其中一条不是隧道' },
  'the same twice': { en: 'one stands there twice', zh: '同一条出现两次' },
};

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

/** Flags of a tunnel come as text, those of a connection as booleans. */
const flagOf = (value: unknown): unknown => {
  if (typeof value !== 'string') return value ?? undefined;
  return /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : undefined;
};

/** What a tunnel has instead of its connection, and what no tunnel has: the list itself, and a health check. */
const OWN: ReadonlySet<string> = new Set([
  'Status',
  'CustomerGatewayId',
  'IkeConfig',
  'IpsecConfig',
  'InternetIp',
  'VpnBgpConfig',
  'TunnelOptionsSpecification',
  'VcoHealthCheck',
  'EnableDpd',
  'EnableNatTraversal',
  'RemoteCaCertificate',
]);

/** What a connection has for both of its tunnels. */
const sharedOf = (row: Fields): Fields => {
  const shared: Record<string, unknown> = {};
  for (const name of Object.keys(row)) if (!OWN.has(name)) shared[name] = row[name];
  return shared;
};

const tunnelOf = <C extends Fields>(shared: Fields, raw: Fields): Tunnel<C> => {
  const connection: Record<string, unknown> = { ...shared };
  const put = (name: string, value: unknown): void => {
    if (value !== undefined) connection[name] = value;
  };
  const InternetIp = text(raw['InternetIp']);
  put('Status', text(raw['Status']));
  put('CustomerGatewayId', text(raw['CustomerGatewayId']));
  put('IkeConfig', withNumber(raw['TunnelIkeConfig'], 'IkeLifetime'));
  put('IpsecConfig', withNumber(raw['TunnelIpsecConfig'], 'IpsecLifetime'));
  put('InternetIp', InternetIp);
  put('VpnBgpConfig', raw['TunnelBgpConfig']);
  put('EnableDpd', flagOf(raw['EnableDpd']));
  put('EnableNatTraversal', flagOf(raw['EnableNatTraversal']));
  put('RemoteCaCertificate', text(raw['RemoteCaCertificate']));
  const [TunnelId, Role, ZoneNo] = [text(raw['TunnelId']), text(raw['Role']), text(raw['ZoneNo'])];
  const index = Number(raw['TunnelIndex'] ?? Number.NaN);
  return {
    // Every field that is replaced has the type that it has in a connection, or is absent as it may be there.
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
  const shared = sharedOf(row);
  const [first, ...rest] = fields.map((one) => tunnelOf<C>(shared, one));
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

/** Whether a connection is its own tunnel, as all of Apsara Stack are: not where it has a list of them, understood or not. */
export const isOwnTunnel = (row: Fields): boolean => readTunnels(row).tunnels[0]?.connection === row;
