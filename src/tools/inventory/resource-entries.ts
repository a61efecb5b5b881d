import { type Fields, isFields } from '../../catalogue/action.ts';
import type { Tunnel } from '../../network/tunnels.ts';
import { isOwnTunnel, readTunnels } from '../../network/tunnels.ts';
import { addressWords, placeWords, statusWords } from './connection-words.ts';
import type { Connection, RegionInventory } from './inventory.ts';
import { routeId } from './route-id.ts';
import { rowsBy } from './rows-by.ts';

/** One resource that can be searched: its names, single addresses, and blocks. */
export interface Entry {
  readonly Kind: string;
  readonly Id: string | undefined;
  readonly Name?: string | undefined;
  readonly detail: string;
  readonly addresses: readonly (string | undefined)[];
  readonly blocks: readonly unknown[];
  /** The VPC and the vSwitch that a gateway stands in. */
  readonly network?: readonly (string | undefined)[];
  /** The transit router that a connection hangs on, and its network. */
  readonly router?: readonly (string | undefined)[];
  readonly isRoute?: true;
  readonly tags?: readonly Tag[];
}

/** Key and value. */
type Tag = readonly [key: string, value: string];

/** Tags as the cloud tells them, under either of two names; what is no tag is none. */
const tagsOf = (row: Fields): readonly Tag[] => {
  const raw = isFields(row['Tags']) || Array.isArray(row['Tags']) ? row['Tags'] : row['Tag'];
  const list: unknown = isFields(raw) ? raw['Tag'] : raw;
  if (!Array.isArray(list)) return [];
  return list
    .filter(isFields)
    .flatMap(({ Key, Value }): Tag[] =>
      typeof Key === 'string' ? [[Key, typeof Value === 'string' ? Value : '']] : [],
    );
};

/** Where a tunnel ends: the addresses of both sides, and those that BGP speaks from. */
const endsOf = ({
  InternetIp,
  IkeConfig,
  VpnBgpConfig,
  VcoHealthCheck,
}: Connection): Pick<Entry, 'addresses' | 'blocks'> => ({
  addresses: [
    ...[InternetIp, IkeConfig?.LocalId, IkeConfig?.RemoteId, VcoHealthCheck?.Dip, VcoHealthCheck?.Sip],
    ...[VpnBgpConfig?.LocalBgpIp, VpnBgpConfig?.PeerBgpIp],
  ],
  blocks: [VpnBgpConfig?.TunnelCidr],
});

/** One of two tunnels. Its peer may be known by its customer gateway only. */
const tunnelEntry = (region: RegionInventory, of: Connection, tunnel: Tunnel<Connection>): Entry => {
  const { connection, InternetIp, Role } = tunnel;
  const peer = connection.CustomerGatewayId;
  const [customer] = rowsBy(region.customerGateways, 'CustomerGatewayId', peer);
  const ends = endsOf(connection);
  const words = [
    ...[
      Role,
      connection.Status ?? 'status unknown',
      `${InternetIp ?? 'no address'} to ${peer ?? 'no customer gateway'}`,
    ],
    `of ${of.VpnConnectionId}`,
  ];
  return {
    Kind: 'IPsec tunnel',
    Id: tunnel.TunnelId ?? of.VpnConnectionId,
    detail: words.filter(Boolean).join(', '),
    ...ends,
    addresses: [...ends.addresses, customer?.IpAddress],
  };
};

/** A connection, and behind it each of its two tunnels: what stands beside them is not looked at. */
const connectionEntries = (one: Connection, region: RegionInventory): readonly Entry[] => {
  const isOne = isOwnTunnel(one);
  const ends = isOne ? endsOf(one) : { addresses: [], blocks: [] };
  const subnets = `${one.LocalSubnet ?? '?'} - ${one.RemoteSubnet ?? '?'}`;
  const entry: Entry = {
    Kind: 'IPsec connection',
    Id: one.VpnConnectionId,
    Name: one.Name,
    detail: `${isOne ? (one.Status ?? 'status unknown') : statusWords(one, 'en')}, ${subnets}, on ${placeWords(one, 'en')}`,
    addresses: ends.addresses,
    blocks: [one.LocalSubnet, one.RemoteSubnet, ...ends.blocks],
    router: [one.TransitRouterId, one.AttachInstanceId],
    tags: tagsOf(one),
  };
  return isOne ? [entry] : [entry, ...readTunnels(one).tunnels.map((tunnel) => tunnelEntry(region, one, tunnel))];
};

/** All that can be found in a region. */
export const entriesOf = (region: RegionInventory): readonly Entry[] => [
  ...region.gateways.map((one) => ({
    Kind: 'VPN gateway',
    Id: one.VpnGatewayId,
    Name: one.Name,
    detail: `${addressWords(one, 'en')}, ${one.Status ?? 'status unknown'}, ${one.VpcId ?? ''}`,
    addresses: [one.InternetIp, one.DisasterRecoveryInternetIp, one.SslVpnInternetIp],
    blocks: [],
    network: [one.VpcId, one.VSwitchId, one.DisasterRecoveryVSwitchId],
    tags: tagsOf(one),
  })),
  ...region.customerGateways.map((one) => ({
    Kind: 'customer gateway',
    Id: one.CustomerGatewayId,
    Name: one.Name,
    detail: one.IpAddress ?? '',
    addresses: [one.IpAddress],
    blocks: [],
    tags: tagsOf(one),
  })),
  ...region.connections.flatMap((one) => connectionEntries(one, region)),
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
