import { contains, isBlock, overlaps, readBlocks } from '../../network/cidr.ts';
import type { RegionInventory } from './inventory.ts';

/** A query, and what it looks like. An address becomes a block of one. */
export type Question =
  | { readonly form: 'id' | 'name'; readonly text: string }
  | { readonly form: 'block'; readonly text: string; readonly block: string };

export interface Found {
  readonly Kind: string;
  readonly RegionId: string;
  readonly Id: string;
  readonly Name?: string;
  readonly Match: 'ID' | 'name' | 'name, other case' | 'address' | 'part of the name';
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
    Id: `${one.VpnGatewayId}:${one.NextHop}:${one.RouteSource ? `${one.RouteSource}:` : ''}${one.RouteDest}`,
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

const byBlock = (entry: Entry, block: string): Found['Match'] | undefined => {
  const single = entry.addresses.some(
    (address) => address && isBlock(`${address}/32`) && contains(block, `${address}/32`),
  );
  return single || entry.blocks.some((list) => touches(list, block)) ? 'address' : undefined;
};

const byName = (entry: Entry, text: string): Found['Match'] | undefined => {
  if (entry.Id === text) return 'ID';
  if (entry.Name === undefined) return undefined;
  if (entry.Name === text) return 'name';
  const [name, asked] = [entry.Name.toLowerCase(), text.toLowerCase()];
  if (name === asked) return 'name, other case';
  return name.includes(asked) ? 'part of the name' : undefined;
};

const match = (entry: Entry, question: Question): Found['Match'] | undefined => {
  if (question.form === 'id') return entry.Id === question.text ? 'ID' : undefined;
  return question.form === 'block' ? byBlock(entry, question.block) : byName(entry, question.text);
};

/** All resources of a region that match the query. */
export const matchesIn = (region: RegionInventory, question: Question): readonly Found[] =>
  entriesOf(region).flatMap((entry) => {
    const Match = match(entry, question);
    if (!Match || entry.Id === undefined) return [];
    const { Kind, Id, Name, detail: Detail } = entry;
    return [{ Kind, RegionId: region.RegionId, Id, ...(Name === undefined ? {} : { Name }), Match, Detail }];
  });

/** Every name and ID in a region, but for routes, which have none. */
export const namesIn = (region: RegionInventory): readonly string[] =>
  entriesOf({ ...region, routes: [] }).flatMap(({ Id, Name }) => [Name, Id].filter((word) => word !== undefined));
