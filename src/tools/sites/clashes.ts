import type { SummaryLine } from '../../catalogue/message.ts';
import { isSame, overlaps, readBlocks } from '../../network/cidr.ts';
import { called } from '../inventory/connection-words.ts';
import type { Connection, Gateway, RegionInventory } from '../inventory/inventory.ts';

/** Addresses that a site is to have, and those of the VPC that it reaches. */
export interface Wanted {
  readonly gateway: Gateway;
  readonly local: readonly string[];
  readonly remote: readonly string[];
  /** The connection of this very site, where it is there. */
  readonly own?: string | undefined;
}

/** Why the addresses cannot be, and what of them a person has to know. */
export interface Clashes {
  readonly refused: readonly string[];
  readonly summary: readonly SummaryLine[];
}

const ANY = '0.0.0.0/0';
const SERVICE = '100.64.0.0/10';

/** Pairs of a wanted block and one of a list that share addresses; with 0.0.0.0/0 the routes decide. */
const hits = (wanted: readonly string[], list: unknown): readonly (readonly [string, string])[] =>
  wanted.flatMap((one) =>
    readBlocks(list)
      .blocks.filter((other) => other !== ANY && overlaps(one, other))
      .map((other) => [one, other] as const),
  );

const nestedText = {
  en: '{block} shares addresses with {other} of {owner}: the more specific route takes the traffic.',
  zh: '{block} 与 {owner} 的 {other} 有重叠地址：更具体的路由获得流量。',
};

const unroutable = (remote: readonly string[]): readonly string[] =>
  remote.flatMap((block) => {
    if (block === ANY) return ['RemoteSubnet 0.0.0.0/0 names no network, and no route can lead to it'];
    return overlaps(block, SERVICE) ? [`${block} overlaps ${SERVICE}, which the cloud keeps for itself`] : [];
  });

/** Networks on the VPC's side of servers and tunnels, and the pools of clients. */
const inVpc = ({ connections, sslServers }: RegionInventory, isNear: (id: string | undefined) => boolean) => [
  ...sslServers
    .filter(({ VpnGatewayId }) => isNear(VpnGatewayId))
    .flatMap(({ SslVpnServerId, Name, ClientIpPool, LocalSubnet }) => [
      { list: ClientIpPool, owner: `the clients of SSL-VPN server ${called(SslVpnServerId, Name)}` },
      { list: LocalSubnet, owner: `the VPC side of SSL-VPN server ${called(SslVpnServerId, Name)}` },
    ]),
  ...connections
    .filter(({ VpnGatewayId }) => isNear(VpnGatewayId))
    .map(({ VpnConnectionId, Name, LocalSubnet }) => ({
      list: LocalSubnet,
      owner: `the VPC side of connection ${called(VpnConnectionId, Name)}`,
    })),
];

const ownerOf = (connections: readonly Connection[], hop: string): string =>
  called(hop, connections.find(({ VpnConnectionId }) => VpnConnectionId === hop)?.Name);

/** Other sites of the same VPC: what their tunnels and routes say they have. */
const otherSites = (region: RegionInventory, isNear: (id: string | undefined) => boolean, own: string | undefined) => [
  ...region.connections
    .filter(({ VpnGatewayId, VpnConnectionId }) => isNear(VpnGatewayId) && VpnConnectionId !== own)
    .map(({ VpnConnectionId = '', Name, RemoteSubnet }) => ({
      list: RemoteSubnet as unknown,
      owner: called(VpnConnectionId, Name),
    })),
  ...region.routes
    .filter(({ VpnGatewayId, NextHop }) => isNear(VpnGatewayId) && NextHop !== own)
    .map(({ NextHop, RouteDest }) => ({ list: RouteDest as unknown, owner: ownerOf(region.connections, NextHop) })),
];

const once = <T>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/**
 * Compares the addresses of a site with everybody's in the VPC. Refused is what cannot work: a block on both sides, one of
 * clients or of the VPC itself, one that another site has too. A block inside another one is told.
 */
export const clashesOf = (region: RegionInventory, { gateway, local, remote, own }: Wanted): Clashes => {
  const near = region.gateways.filter(
    ({ VpnGatewayId, VpcId }) => VpnGatewayId === gateway.VpnGatewayId || (VpcId && VpcId === gateway.VpcId),
  );
  const isNear = (id: string | undefined): boolean => near.some(({ VpnGatewayId }) => VpnGatewayId === id);
  const sites = otherSites(region, isNear, own).flatMap(({ list, owner }) =>
    hits(remote, list).map(([block, other]) => ({ block, other, owner })),
  );
  return {
    refused: once([
      ...unroutable(remote),
      ...hits(remote, local).map(([block, other]) => `${block} overlaps ${other} of LocalSubnet`),
      ...inVpc(region, isNear).flatMap(({ list, owner }) =>
        hits(remote, list).map(([block, other]) => `${block} overlaps ${other}, ${owner}`),
      ),
      ...sites
        .filter(({ block, other }) => isSame(block, other))
        .map(({ block, owner }) => `${block} is what ${owner} carries already`),
    ]),
    summary: once(
      sites
        .filter(({ block, other }) => !isSame(block, other))
        .map((values) => ({ text: nestedText, values: { ...values } })),
    ),
  };
};
