import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import type { Connection, Gateway, OwnedRoute, RegionInventory } from '../inventory/inventory.ts';
import { rowsBy } from '../inventory/rows-by.ts';
import {
  type Health,
  healthAt,
  healthOfConnection,
  healthOfGateway,
  tally,
  tunnelsOf,
  worse,
} from '../inventory/tunnel-state.ts';

export type Node = {
  readonly Id: string;
  readonly Kind: 'region' | 'vpc' | 'gateway' | 'customer-gateway' | 'ssl-server' | 'tunnels' | 'gateways';
  readonly Label: string;
  /** The region in which it is drawn. */
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
  /** Tunnels that are drawn as a group instead of one by one. */
  readonly Collapsed: number;
}

/** How much of an inventory is drawn one by one; the rest is counted in groups. The worst is grouped last. */
export interface Detail {
  /** Tunnels of a gateway that are not up; `all`: those that are up as well. */
  readonly tunnels: number | 'all';
  /** Gateways of a region, the worst; the others form one group. SSL servers are nodes with `all`, else counted. */
  readonly gateways: number | 'all';
}

export const EVERYTHING: Detail = { tunnels: 'all', gateways: 'all' };

const texts = {
  tunnels: { en: 'tunnels: {count}\n{health}', zh: '隧道：{count}\n{health}' },
  more: { en: '{count} more tunnels\n{health}', zh: '另有 {count} 条隧道\n{health}' },
  gateways: {
    en: 'gateways: {count}\ntunnels: {tunnels}\nSSL servers: {servers}',
    zh: '网关：{count}\n隧道：{tunnels}\nSSL 服务端：{servers}',
  },
  servers: { en: 'SSL servers: {count}', zh: 'SSL 服务端：{count}' },
} satisfies Record<string, LocalizedText>;

const named = (id: string | undefined, name: string | undefined): string =>
  name && name !== id ? `${name}\n${id}` : `${id}`;

const routeLabel = ({ RouteSource, RouteDest, Weight, State }: OwnedRoute): string =>
  `${RouteSource ? `${RouteSource} to ` : ''}${RouteDest} weight ${Weight}${State === 'published' ? '' : `, ${State}`}`;

const tunnelEdges = (region: RegionInventory, connection: Connection): readonly Edge[] => {
  const ends = { From: String(connection.VpnGatewayId), To: String(connection.CustomerGatewayId) };
  const health = healthOfConnection(connection);
  const label = `${connection.Name ?? connection.VpnConnectionId}\n${connection.Status ?? 'status unknown'}`;
  const routes = rowsBy(region.routes, 'NextHop', connection.VpnConnectionId);
  return [
    { ...ends, Kind: 'tunnel', Label: label, Health: health },
    ...routes.map((route): Edge => ({ ...ends, Kind: 'route', Label: routeLabel(route), Health: health })),
  ];
};

/** Made from the connections, so that a list of peers that could not be read makes no tunnel vanish. */
const peerNodes = (region: RegionInventory, connections: readonly Connection[]): readonly Node[] =>
  connections.map(({ CustomerGatewayId }) => {
    const [peer] = rowsBy(region.customerGateways, 'CustomerGatewayId', CustomerGatewayId);
    return {
      Id: String(CustomerGatewayId),
      Kind: 'customer-gateway',
      Label: `${named(CustomerGatewayId, peer?.Name)}\n${peer?.IpAddress ?? ''}`.trim(),
      In: region.RegionId,
    };
  });

const sslPart = (region: RegionInventory, gateway: Gateway): Topology => {
  const servers = rowsBy(region.sslServers, 'VpnGatewayId', gateway.VpnGatewayId);
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

const worstOf = (healths: readonly Health[]): Health =>
  healths.reduce((worst, one) => (worse(one, worst) < 0 ? one : worst), healths[0] ?? 'unknown');

/** Broken tunnels first, so that they are the ones that stay visible. */
const tunnelPart = (region: RegionInventory, gateway: Gateway, { tunnels }: Detail, language: Language): Topology => {
  const all = [...tunnelsOf(region, gateway.VpnGatewayId)].sort((a, b) =>
    worse(healthOfConnection(a), healthOfConnection(b)),
  );
  const broken = all.filter((one) => healthOfConnection(one) !== 'up');
  const shown = tunnels === 'all' ? all : broken.slice(0, tunnels);
  const isShown = new Set(shown);
  const rest = all.filter((one) => !isShown.has(one));
  const group = `${gateway.VpnGatewayId}:tunnels`;
  const healths = rest.map(healthOfConnection);
  const worst = worstOf(healths);
  const text = shown.length > 0 ? texts.more : texts.tunnels;
  const Label = format(text, language, { count: rest.length, health: tally(healths, language) });
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

const gatewayPart = (region: RegionInventory, gateway: Gateway, detail: Detail, language: Language): Topology => {
  const id = String(gateway.VpnGatewayId);
  const vpc = gateway.VpcId ?? `${region.RegionId}:vpc`;
  const ssl = sslPart(region, gateway);
  const isCounted = detail.gateways !== 'all' && ssl.Nodes.length > 0;
  const servers = isCounted ? `\n${format(texts.servers, language, { count: ssl.Nodes.length })}` : '';
  const parts = [tunnelPart(region, gateway, detail, language), ...(isCounted ? [] : [ssl])];
  return {
    Collapsed: parts.reduce((sum, { Collapsed }) => sum + Collapsed, 0),
    Nodes: [
      { Id: vpc, Kind: 'vpc', Label: gateway.VpcId ?? 'VPC', In: region.RegionId },
      {
        Id: id,
        Kind: 'gateway',
        Label: `${named(id, gateway.Name)}\n${gateway.InternetIp ?? 'no address'}${servers}`,
        In: region.RegionId,
        Health: healthAt(region, gateway),
      },
      ...parts.flatMap(({ Nodes }) => Nodes),
    ],
    Edges: [{ From: vpc, To: id, Kind: 'attached', Label: '' }, ...parts.flatMap(({ Edges }) => Edges)],
  };
};

const healthsAt = (region: RegionInventory, gateway: Gateway): readonly Health[] => [
  healthOfGateway(gateway),
  ...tunnelsOf(region, gateway.VpnGatewayId).map(healthOfConnection),
];

/** By the worst at a gateway, then by how much of it there is. */
const worstFirst = (region: RegionInventory, gateways: readonly Gateway[]): readonly Gateway[] =>
  gateways
    .map((gateway) => {
      const healths = healthsAt(region, gateway);
      const worst = worstOf(healths);
      return { gateway, worst, own: healthOfGateway(gateway), count: healths.filter((one) => one === worst).length };
    })
    .sort((a, b) => worse(a.own, b.own) || worse(a.worst, b.worst) || b.count - a.count)
    .map(({ gateway }) => gateway);

/** The gateways of a region that are not drawn one by one, as one node without edges. */
const gatewayGroup = (region: RegionInventory, gateways: readonly Gateway[], language: Language): Topology => {
  if (gateways.length === 0) return { Nodes: [], Edges: [], Collapsed: 0 };
  const ids = new Set(gateways.map(({ VpnGatewayId }) => VpnGatewayId));
  const isGrouped = ({ VpnGatewayId }: { VpnGatewayId?: string | undefined }): boolean => ids.has(VpnGatewayId);
  const healths = region.connections.filter(isGrouped).map(healthOfConnection);
  const Label = format(texts.gateways, language, {
    count: gateways.length,
    tunnels: tally(healths, language) || 0,
    servers: region.sslServers.filter(isGrouped).length,
  });
  const Health = worstOf([...gateways.map(healthOfGateway), ...healths]);
  return {
    Nodes: [{ Id: `${region.RegionId}:gateways`, Kind: 'gateways', Label, In: region.RegionId, Health }],
    Edges: [],
    Collapsed: healths.length,
  };
};

const regionPart = (region: RegionInventory, detail: Detail, language: Language): readonly Topology[] => {
  const all = region.gateways;
  const isAll = detail.gateways === 'all' || all.length <= detail.gateways;
  const shown = isAll ? all : worstFirst(region, all).slice(0, Number(detail.gateways));
  const isShown = new Set(shown);
  const rest = all.filter((one) => !isShown.has(one));
  return [
    ...shown.map((gateway) => gatewayPart(region, gateway, detail, language)),
    gatewayGroup(region, rest, language),
  ];
};

const unique = (nodes: readonly Node[]): readonly Node[] => [...new Map(nodes.map((node) => [node.Id, node])).values()];

/** Draws regions as nodes and edges, as much of them as the detail says; what is worst stays visible longest. */
export const topologyOf = (
  regions: readonly RegionInventory[],
  detail: Detail = EVERYTHING,
  language: Language = 'en',
): Topology => {
  const parts = regions.flatMap((region) => regionPart(region, detail, language));
  const regionNodes = regions.map(
    ({ RegionId, LocalName }): Node => ({ Id: RegionId, Kind: 'region', Label: LocalName ?? RegionId, In: RegionId }),
  );
  return {
    Nodes: unique([...regionNodes, ...parts.flatMap(({ Nodes }) => Nodes)]),
    Edges: parts.flatMap(({ Edges }) => Edges),
    Collapsed: parts.reduce((sum, { Collapsed }) => sum + Collapsed, 0),
  };
};
