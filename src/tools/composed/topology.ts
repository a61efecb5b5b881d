import type { Connection, Gateway, OwnedRoute, RegionEstate } from './estate.ts';
import { type Health, healthOfConnection, healthOfGateway, tally, tunnelsOf, worse } from './tunnel-state.ts';

export type Node = {
  readonly Id: string;
  readonly Kind: 'region' | 'vpc' | 'gateway' | 'customer-gateway' | 'ssl-server' | 'tunnels';
  readonly Label: string;
  /** The region it stands in. */
  readonly In: string;
  readonly Health?: Health;
};

export type Edge = {
  readonly From: string;
  readonly To: string;
  readonly Kind: 'attached' | 'tunnel' | 'ssl' | 'route';
  readonly Label: string;
  readonly Health?: Health;
};

export interface Topology {
  readonly Nodes: readonly Node[];
  readonly Edges: readonly Edge[];
  /** Tunnels that stand in a group instead of each for itself. */
  readonly Collapsed: number;
}

/** Beyond this a picture is read by nobody: healthy tunnels of a gateway become one node. */
const READABLE = 40;
/** Of a collapsed gateway, so many broken tunnels still stand for themselves. */
const BROKEN_SHOWN = 5;

const named = (id: string | undefined, name: string | undefined): string =>
  name && name !== id ? `${name}\n${id}` : `${id}`;

const routeLabel = ({ RouteSource, RouteDest, Weight, State }: OwnedRoute): string =>
  `${RouteSource ? `${RouteSource} to ` : ''}${RouteDest} weight ${Weight}${State === 'published' ? '' : `, ${State}`}`;

const tunnelEdges = (region: RegionEstate, connection: Connection): readonly Edge[] => {
  const ends = { From: String(connection.VpnGatewayId), To: String(connection.CustomerGatewayId) };
  const health = healthOfConnection(connection);
  const label = `${connection.Name ?? connection.VpnConnectionId}\n${connection.Status ?? 'status unknown'}`;
  const routes = region.routes.filter(({ NextHop }) => NextHop === connection.VpnConnectionId);
  return [
    { ...ends, Kind: 'tunnel', Label: label, Health: health },
    ...routes.map((route): Edge => ({ ...ends, Kind: 'route', Label: routeLabel(route), Health: health })),
  ];
};

const peerNodes = (region: RegionEstate, connections: readonly Connection[]): readonly Node[] =>
  region.customerGateways
    .filter((peer) => connections.some(({ CustomerGatewayId }) => CustomerGatewayId === peer.CustomerGatewayId))
    .map((peer) => ({
      Id: String(peer.CustomerGatewayId),
      Kind: 'customer-gateway',
      Label: `${named(peer.CustomerGatewayId, peer.Name)}\n${peer.IpAddress ?? ''}`,
      In: region.RegionId,
    }));

const sslPart = (region: RegionEstate, gateway: Gateway): Topology => {
  const servers = region.sslServers.filter(({ VpnGatewayId }) => VpnGatewayId === gateway.VpnGatewayId);
  return {
    Collapsed: 0,
    Nodes: servers.map((one) => ({
      Id: String(one.SslVpnServerId),
      Kind: 'ssl-server',
      Label: `${named(one.SslVpnServerId, one.Name)}\n${one.Connections ?? 0} of ${one.MaxConnections ?? '?'} sessions`,
      In: region.RegionId,
    })),
    Edges: servers.map((one) => ({
      From: String(gateway.VpnGatewayId),
      To: String(one.SslVpnServerId),
      Kind: 'ssl',
      Label: `${one.Proto ?? ''} ${one.Port ?? ''}`.trim(),
    })),
  };
};

/** Broken tunnels first, so that they are the ones that stay visible. */
const tunnelPart = (region: RegionEstate, gateway: Gateway, collapse: boolean): Topology => {
  const all = [...tunnelsOf(region, gateway.VpnGatewayId)].sort((a, b) =>
    worse(healthOfConnection(a), healthOfConnection(b)),
  );
  const shown = collapse ? all.filter((one) => healthOfConnection(one) !== 'up').slice(0, BROKEN_SHOWN) : all;
  const rest = all.filter((one) => !shown.includes(one));
  const group = `${gateway.VpnGatewayId}:tunnels`;
  const healths = rest.map(healthOfConnection);
  const worst = [...healths].sort(worse)[0] ?? 'unknown';
  const Label = `${rest.length} more tunnels\n${tally(healths)}`;
  const hasGroup = rest.length > 0;
  return {
    Collapsed: rest.length,
    Nodes: [
      ...peerNodes(region, shown),
      ...(hasGroup ? [{ Id: group, Kind: 'tunnels', Label, In: region.RegionId, Health: worst } as const] : []),
    ],
    Edges: [
      ...shown.flatMap((connection) => tunnelEdges(region, connection)),
      ...(hasGroup
        ? [{ From: String(gateway.VpnGatewayId), To: group, Kind: 'tunnel', Label: '', Health: worst } as const]
        : []),
    ],
  };
};

const gatewayPart = (region: RegionEstate, gateway: Gateway, collapse: boolean): Topology => {
  const id = String(gateway.VpnGatewayId);
  const vpc = `${region.RegionId}:${gateway.VpcId}`;
  const parts = [tunnelPart(region, gateway, collapse), sslPart(region, gateway)];
  return {
    Collapsed: parts.reduce((sum, { Collapsed }) => sum + Collapsed, 0),
    Nodes: [
      { Id: vpc, Kind: 'vpc', Label: String(gateway.VpcId), In: region.RegionId },
      {
        Id: id,
        Kind: 'gateway',
        Label: `${named(id, gateway.Name)}\n${gateway.InternetIp ?? 'no address'}`,
        In: region.RegionId,
        Health: healthOfGateway(gateway),
      },
      ...parts.flatMap(({ Nodes }) => Nodes),
    ],
    Edges: [{ From: vpc, To: id, Kind: 'attached', Label: '' }, ...parts.flatMap(({ Edges }) => Edges)],
  };
};

const unique = (nodes: readonly Node[]): readonly Node[] => [...new Map(nodes.map((node) => [node.Id, node])).values()];

/** Draws regions as nodes and edges; of many tunnels only the broken ones keep a place of their own. */
export const topologyOf = (regions: readonly RegionEstate[]): Topology => {
  const tunnels = regions.reduce((sum, { connections }) => sum + connections.length, 0);
  const collapse = tunnels > READABLE;
  const parts = regions.flatMap((region) => region.gateways.map((gateway) => gatewayPart(region, gateway, collapse)));
  const places = regions.map(
    ({ RegionId, LocalName }): Node => ({ Id: RegionId, Kind: 'region', Label: LocalName ?? RegionId, In: RegionId }),
  );
  return {
    Nodes: unique([...places, ...parts.flatMap(({ Nodes }) => Nodes)]),
    Edges: parts.flatMap(({ Edges }) => Edges),
    Collapsed: parts.reduce((sum, { Collapsed }) => sum + Collapsed, 0),
  };
};
