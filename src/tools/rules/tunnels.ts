import { type Fields, isFields } from '../../catalogue/action.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { isOwnTunnel, readTunnels, type Tunnel } from '../../network/tunnels.ts';
import type { Connection, Inventory, RegionInventory } from '../inventory/inventory.ts';
import type { Observation, Rule, RuleContext, Subject } from './rule.ts';
import { subjectOf } from './rule.ts';

/** The tunnel that a connection is itself, or undefined where it has a list of them, understood or not. */
export const ownTunnel = (connection: Connection): Connection | undefined =>
  isOwnTunnel(connection) ? connection : undefined;

/** The tunnels of a connection that has a list of them; empty where it is its own, or they are not understood. */
export const listedTunnels = (connection: Connection): readonly Tunnel<Connection>[] =>
  readTunnels(connection).tunnels.filter((tunnel) => tunnel.connection !== connection);

/** Whether traffic can pass: one tunnel that is up is enough. */
export const isUp = (connection: Connection): boolean =>
  readTunnels(connection).tunnels.some((tunnel) => tunnel.connection.Status === 'ipsec_sa_established');

/** How people tell one tunnel from the other: by its role, or its number where the cloud gives it none. */
const roleOf = ({ Role, TunnelIndex }: Tunnel, nth: number): string => Role ?? `tunnel ${TunnelIndex ?? nth + 1}`;

/** What a finding names a tunnel of a list by. */
export interface TunnelName {
  readonly TunnelId?: string;
  /** `master`, `slave`, or `tunnel 1`. */
  readonly Role?: string;
}

export const nameOf = (tunnel: Tunnel, nth: number): TunnelName => ({
  ...(tunnel.TunnelId && { TunnelId: tunnel.TunnelId }),
  Role: roleOf(tunnel, nth),
});

/** `tun-a (master)`; undefined for a resource that is no tunnel of a list. */
export const tunnelText = ({ TunnelId, Role }: TunnelName): string | undefined =>
  TunnelId && Role ? `${TunnelId} (${Role})` : (TunnelId ?? Role);

const PER_TUNNEL: LocalizedText = {
  en: 'A connection with a list of tunnels is changed tunnel by tunnel, in the console or by ModifyTunnelAttribute, never by its own IkeConfig or IpsecConfig; no tool here does it.',
  zh: '带隧道列表的连接须逐条隧道修改（控制台或 ModifyTunnelAttribute），切勿修改连接自身的 IkeConfig 或 IpsecConfig；此处没有对应工具。',
};

const ATTACHMENT: LocalizedText = {
  en: 'A connection that is on no VPN gateway is changed in the console or by ModifyVpnAttachmentAttribute; no tool here does it.',
  zh: '未绑定 VPN 网关的连接须在控制台或通过 ModifyVpnAttachmentAttribute 修改；此处没有对应工具。',
};

/** A connection of a transit router, or of nothing yet. The older platform has none and says nothing of it. */
const isAttachment = ({ AttachType }: Connection): boolean => Boolean(AttachType) && AttachType !== 'VPNGW';

/** Where settings of this tunnel are changed, if not by a tool that takes the connection's own. */
const elsewhere = (connection: Connection, tunnel: Connection): LocalizedText | undefined => {
  if (tunnel !== connection) return PER_TUNNEL;
  return isAttachment(connection) ? ATTACHMENT : undefined;
};

/** A finding without the change of the connection's own settings that it offers, where that is not how they are changed. */
export const fixable = (seen: Observation, connection: Connection, tunnel: Connection): Observation => {
  const other = seen.fix && elsewhere(connection, tunnel);
  if (!other) return seen;
  const { fix: _ofConnection, ...rest } = seen;
  return { ...rest, elsewhere: other };
};

/** What a finding at a tunnel is about: its connection, and which tunnel where there is a list of them. */
export const subjectOfTunnel = (
  region: RegionInventory,
  connection: Connection,
  tunnel: Tunnel<Connection>,
  nth: number,
): Subject => ({
  ...subjectOf(region, connection.VpnConnectionId, connection.Name),
  ...(tunnel.connection === connection ? {} : nameOf(tunnel, nth)),
});

/** A rule that checks every tunnel as a connection of its own; a finding names the tunnel where there is a list of them. */
export const eachTunnel =
  (check: (tunnel: Connection, context: RuleContext) => Observation | undefined): Rule['check'] =>
  (context) =>
    context.region.connections.flatMap((connection) =>
      readTunnels(connection).tunnels.flatMap((tunnel, nth) => {
        const seen = check(tunnel.connection, context);
        if (!seen) return [];
        const subject = subjectOfTunnel(context.region, connection, tunnel, nth);
        return [{ ...fixable(seen, connection, tunnel.connection), subject }];
      }),
    );

const isGiven = (value: unknown): boolean =>
  isFields(value) ? Object.keys(value).length > 0 : value !== undefined && value !== '';

const lookThrough = ({ connections }: RegionInventory, field: keyof Connection): boolean =>
  connections.every((connection) => {
    const { notUnderstood } = readTunnels(connection);
    if (notUnderstood !== undefined) return false;
    const tunnels: readonly Tunnel<Fields>[] = listedTunnels(connection);
    return tunnels.every((tunnel) => isGiven(tunnel.connection[field]));
  });

const looked = new WeakMap<RegionInventory, Map<keyof Connection, boolean>>();

/** Looked for once in a region: rules ask for each of its thousands of resources. */
const regionHasField = (region: RegionInventory, field: keyof Connection): boolean => {
  const fields = looked.get(region) ?? new Map<keyof Connection, boolean>();
  looked.set(region, fields);
  const found = fields.get(field) ?? lookThrough(region, field);
  fields.set(field, found);
  return found;
};

/** Whether the tunnels of a region's connections are understood, and those of a list have these fields. */
export const regionHas = (region: RegionInventory, ...fields: readonly (keyof Connection)[]): boolean =>
  fields.length === 0
    ? region.connections.every((connection) => readTunnels(connection).notUnderstood === undefined)
    : fields.every((field) => regionHasField(region, field));

/** For `isShown` of a rule that reads tunnels: with one that is not understood, finding nothing means nothing. */
export const tunnelsHave =
  (...fields: readonly (keyof Connection)[]) =>
  ({ regions }: Pick<Inventory, 'regions'>): boolean =>
    regions.every((region) => regionHas(region, ...fields));
