import { contains, isBlock, overlaps, readBlocks } from '../../network/cidr.ts';
import type { RegionInventory } from './inventory.ts';
import { type Fit, fitterFor } from './name-match.ts';
import { routeId } from './route-id.ts';

/** A query, and what it looks like. An address becomes a block of one. */
export type Question =
  | { readonly form: 'id' | 'name'; readonly text: string }
  | { readonly form: 'block'; readonly text: string; readonly block: string };

export interface Found {
  readonly Kind: string;
  readonly RegionId: string;
  readonly Id: string;
  readonly Name?: string;
  readonly Match: Fit;
  readonly Detail?: string;
}

/** One resource that can be searched: its names, single addresses, and blocks. */
interface Entry {
  readonly Kind: string;
  readonly Id: string | undefined;
  readonly Name?: string | undefined;
  readonly detail: string;
  readonly addresses: readonly (string | undefined)[];
  readonly blocks: readonly unknown[];
  /** The VPC and the vSwitch that a gateway stands in. */
  readonly network?: readonly (string | undefined)[];
  readonly isRoute?: true;
}

export const readQuestion = (query: string): Question => {
  const text = query.trim();
  if (/^(vpn|cgw|vco|vss|vsc)-/.test(text)) return { form: 'id', text };
  const block = text.includes('/') ? text : `${text}/32`;
  return isBlock(block) ? { form: 'block', text, block } : { form: 'name', text };
};

const entriesOf = (region: RegionInventory): readonly Entry[] => [
  ...region.gateways.map((one) => ({
    Kind: 'VPN gateway',
    Id: one.VpnGatewayId,
    Name: one.Name,
    detail: `${one.InternetIp ?? 'no address'}, ${one.Status ?? 'status unknown'}, ${one.VpcId ?? ''}`,
    addresses: [one.InternetIp],
    blocks: [],
    network: [one.VpcId, one.VSwitchId],
  })),
  ...region.customerGateways.map((one) => ({
    Kind: 'customer gateway',
    Id: one.CustomerGatewayId,
    Name: one.Name,
    detail: one.IpAddress ?? '',
    addresses: [one.IpAddress],
    blocks: [],
  })),
  ...region.connections.map((one) => ({
    Kind: 'IPsec connection',
    Id: one.VpnConnectionId,
    Name: one.Name,
    detail: `${one.Status ?? 'status unknown'}, ${one.LocalSubnet} - ${one.RemoteSubnet}, on ${one.VpnGatewayId}`,
    addresses: [one.IkeConfig?.LocalId, one.IkeConfig?.RemoteId, one.VcoHealthCheck?.Dip, one.VcoHealthCheck?.Sip],
    blocks: [one.LocalSubnet, one.RemoteSubnet],
  })),
  ...region.routes.map((one) => ({
    Kind: one.RouteType === 'dbr' ? 'destination route' : 'policy route',
    Id: routeId(one),
    isRoute: true as const,
    detail: `weight ${one.Weight}, ${one.State}`,
    addresses: [],
    blocks: [one.RouteDest, one.RouteSource],
  })),
  ...region.sslServers.map((one) => ({
    Kind: 'SSL-VPN server',
    Id: one.SslVpnServerId,
    Name: one.Name,
    detail: `${one.InternetIp}:${one.Port}/${one.Proto}, ${one.Connections} of ${one.MaxConnections} sessions`,
    addresses: [one.InternetIp],
    blocks: [one.ClientIpPool, one.LocalSubnet],
  })),
  ...region.certificates.map((one) => ({
    Kind: 'client certificate',
    Id: one.SslVpnClientCertId,
    Name: one.Name,
    detail: `${one.Status ?? ''}, ends ${one.EndTimeIso ?? 'unknown'}, of ${one.SslVpnServerId}`,
    addresses: [],
    blocks: [],
  })),
];

/** 0.0.0.0/0 contains every address and so identifies none. */
const touches = (list: unknown, block: string): boolean =>
  readBlocks(list).blocks.some((one) => one !== '0.0.0.0/0' && overlaps(one, block));

const byBlock = (entry: Entry, block: string): Fit | undefined => {
  const single = entry.addresses.some(
    (address) => address && isBlock(`${address}/32`) && contains(block, `${address}/32`),
  );
  return single || entry.blocks.some((list) => touches(list, block)) ? 'address' : undefined;
};

/** Looks at the ID alone, at addresses, or at all that a resource is called by. */
const matcherFor = (question: Question): ((entry: Entry) => Fit | undefined) => {
  const { form, text } = question;
  if (form === 'id') return ({ Id }) => (Id === text ? 'ID' : undefined);
  if (form === 'block') return (entry) => byBlock(entry, question.block);
  const fitOf = fitterFor(text);
  // A route's ID is made of those of its ends, of which a part would find every route.
  return (entry) => {
    if (entry.network?.includes(text)) return 'VPC';
    return entry.isRoute ? (entry.Id === text ? 'ID' : undefined) : fitOf(entry);
  };
};

/** All resources of a region that match the query. */
export const matchesIn = (region: RegionInventory, question: Question): readonly Found[] => {
  const match = matcherFor(question);
  return entriesOf(region).flatMap((entry) => {
    const Match = match(entry);
    if (!Match || entry.Id === undefined) return [];
    const { Kind, Id, Name, detail: Detail } = entry;
    return [{ Kind, RegionId: region.RegionId, Id, ...(Name === undefined ? {} : { Name }), Match, Detail }];
  });
};

/** Every name and ID in a region, but for routes, which have none. */
export const namesIn = (region: RegionInventory): readonly string[] =>
  entriesOf({ ...region, routes: [] }).flatMap(({ Id, Name }) => [Name, Id].filter((word) => word !== undefined));
