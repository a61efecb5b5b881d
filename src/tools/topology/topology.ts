import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { addressWords } from '../inventory/connection-words.ts';
import type { Connection, Gateway, Inventory, RegionInventory } from '../inventory/inventory.ts';
import { rowsBy } from '../inventory/rows-by.ts';
import {
  connectionsOf,
  type Health,
  healthAt,
  healthOfConnection,
  healthOfGateway,
  tally,
  tunnelHealths,
  worse,
} from '../inventory/tunnel-state.ts';
import { drawnTunnels, peerNodes, tunnelEdges } from './drawn-tunnel.ts';
import { type Node, named, type Topology } from './graph.ts';

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
  unattached: { en: 'no gateway and no transit router', zh: '未绑定网关或转发路由器' },
  someRouter: { en: 'transit router, not named', zh: '未给出 ID 的转发路由器' },
  attachments: { en: 'without a gateway\ntunnels: {tunnels}', zh: '无网关\n隧道：{tunnels}' },
} satisfies Record<string, LocalizedText>;

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

/** The tunnels of one thing that they hang on. Those of broken connections first, so that they stay visible longest. */
const tunnelPart = (
  region: RegionInventory,
  hub: string,
  connections: readonly Connection[],
  { tunnels }: Detail,
  language: Language,
): Topology => {
  const all = [...drawnTunnels(connections)].sort(
    (a, b) => worse(healthOfConnection(a.connection), healthOfConnection(b.connection)) || worse(a.health, b.health),
  );
  const broken = all.filter(({ health }) => health !== 'up');
  const shown = tunnels === 'all' ? all : broken.slice(0, tunnels);
  const isShown = new Set(shown);
  const rest = all.filter((one) => !isShown.has(one));
  const group = `${hub}:tunnels`;
  const healths = rest.map(({ health }) => health);
  const worst = worstOf(healths);
  const text = shown.length > 0 ? texts.more : texts.tunnels;
  const Label = format(text, language, { count: rest.length, health: tally(healths, language) });
  const hasGroup = rest.length > 0;
  return {
    Collapsed: rest.length,
    Nodes: [
      ...peerNodes(region, shown, language),
      ...(hasGroup ? [{ Id: group, Kind: 'tunnels', Label, In: region.RegionId, Health: worst } as const] : []),
    ],
    Edges: [
      ...shown.flatMap((one) => tunnelEdges(region, hub, one)),
      ...(hasGroup ? [{ From: hub, To: group, Kind: 'tunnel', Label: '', Health: worst } as const] : []),
    ],
  };
};

const gatewayPart = (
  inventory: Unseen,
  region: RegionInventory,
  gateway: Gateway,
  detail: Detail,
  language: Language,
): Topology => {
  const id = String(gateway.VpnGatewayId);
  const vpc = gateway.VpcId ?? `${region.RegionId}:vpc`;
  const ssl = sslPart(region, gateway);
  const isCounted = detail.gateways !== 'all' && ssl.Nodes.length > 0;
  const servers = isCounted ? `\n${format(texts.servers, language, { count: ssl.Nodes.length })}` : '';
  const connections = connectionsOf(region, gateway.VpnGatewayId);
  const parts = [tunnelPart(region, id, connections, detail, language), ...(isCounted ? [] : [ssl])];
  return {
    Collapsed: parts.reduce((sum, { Collapsed }) => sum + Collapsed, 0),
    Nodes: [
      { Id: vpc, Kind: 'vpc', Label: gateway.VpcId ?? 'VPC', In: region.RegionId },
      {
        Id: id,
        Kind: 'gateway',
        Label: `${named(id, gateway.Name)}\n${addressWords(gateway, 'en').replace(' and ', '\n')}${servers}`,
        In: region.RegionId,
        Health: healthAt(inventory, region, gateway),
      },
      ...parts.flatMap(({ Nodes }) => Nodes),
    ],
    Edges: [{ From: vpc, To: id, Kind: 'attached', Label: '' }, ...parts.flatMap(({ Edges }) => Edges)],
  };
};

const healthsAt = (region: RegionInventory, gateway: Gateway): readonly Health[] => [
  healthOfGateway(gateway),
  ...connectionsOf(region, gateway.VpnGatewayId).map(healthOfConnection),
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
const gatewayGroup = (
  inventory: Unseen,
  region: RegionInventory,
  gateways: readonly Gateway[],
  language: Language,
): Topology => {
  if (gateways.length === 0) return { Nodes: [], Edges: [], Collapsed: 0 };
  const ids = new Set(gateways.map(({ VpnGatewayId }) => VpnGatewayId));
  const isGrouped = ({ VpnGatewayId }: { VpnGatewayId?: string | undefined }): boolean => ids.has(VpnGatewayId);
  const healths = tunnelHealths(region.connections.filter(isGrouped));
  const Label = format(texts.gateways, language, {
    count: gateways.length,
    tunnels: tally(healths, language) || 0,
    servers: region.sslServers.filter(isGrouped).length,
  });
  const Health = worstOf([
    ...gateways.map((one) => healthAt(inventory, region, one)),
    ...gateways.map(healthOfGateway),
    ...healths,
  ]);
  return {
    Nodes: [{ Id: `${region.RegionId}:gateways`, Kind: 'gateways', Label, In: region.RegionId, Health }],
    Edges: [],
    Collapsed: healths.length,
  };
};

/** What a connection without a gateway hangs on. */
const hubOf = (region: RegionInventory, connection: Connection, language: Language): Node => {
  const { TransitRouterId, TransitRouterName, AttachType } = connection;
  const In = region.RegionId;
  if (TransitRouterId)
    return { Id: TransitRouterId, Kind: 'transit-router', Label: named(TransitRouterId, TransitRouterName), In };
  return AttachType === 'CEN'
    ? { Id: `${In}:router`, Kind: 'transit-router', Label: format(texts.someRouter, language), In }
    : { Id: `${In}:unattached`, Kind: 'unattached', Label: format(texts.unattached, language), In };
};

/** Connections that hang on no gateway; as one group where gateways are grouped too. */
const attachmentParts = (region: RegionInventory, detail: Detail, language: Language): readonly Topology[] => {
  const loose = region.connections.filter(isLoose);
  if (loose.length === 0) return [];
  const In = region.RegionId;
  if (detail.gateways !== 'all') {
    const healths = tunnelHealths(loose);
    const Label = format(texts.attachments, language, { tunnels: tally(healths, language) });
    const Nodes = [{ Id: `${In}:attachments`, Kind: 'tunnels', Label, In, Health: worstOf(healths) }] as const;
    return [{ Nodes, Edges: [], Collapsed: healths.length }];
  }
  const hubs = new Map<string, { readonly node: Node; readonly connections: Connection[] }>();
  for (const connection of loose) {
    const node = hubOf(region, connection, language);
    const hub = hubs.get(node.Id) ?? { node, connections: [] };
    hub.connections.push(connection);
    hubs.set(node.Id, hub);
  }
  return [...hubs.values()].map(({ node, connections }) => {
    const part = tunnelPart(region, node.Id, connections, detail, language);
    return { ...part, Nodes: [node, ...part.Nodes] };
  });
};

/** Whether a connection hangs on no gateway. */
export const isLoose = ({ VpnGatewayId }: Connection): boolean => !VpnGatewayId;

const regionPart = (
  inventory: Unseen,
  region: RegionInventory,
  detail: Detail,
  language: Language,
): readonly Topology[] => {
  const all = region.gateways;
  const isAll = detail.gateways === 'all' || all.length <= detail.gateways;
  const shown = isAll ? all : worstFirst(region, all).slice(0, Number(detail.gateways));
  const isShown = new Set(shown);
  const rest = all.filter((one) => !isShown.has(one));
  return [
    ...shown.map((gateway) => gatewayPart(inventory, region, gateway, detail, language)),
    gatewayGroup(inventory, region, rest, language),
    ...attachmentParts(region, detail, language),
  ];
};

const unique = (nodes: readonly Node[]): readonly Node[] => [...new Map(nodes.map((node) => [node.Id, node])).values()];

type Unseen = Pick<Inventory, 'unseen'>;

/** Draws regions as nodes and edges, as much of them as the detail says; what is worst stays visible longest. */
export const topologyOf = (inventory: Inventory, detail: Detail = EVERYTHING, language: Language = 'en'): Topology => {
  const { regions } = inventory;
  const parts = regions.flatMap((region) => regionPart(inventory, region, detail, language));
  const regionNodes = regions.map(
    ({ RegionId, LocalName }): Node => ({ Id: RegionId, Kind: 'region', Label: LocalName ?? RegionId, In: RegionId }),
  );
  return {
    Nodes: unique([...regionNodes, ...parts.flatMap(({ Nodes }) => Nodes)]),
    Edges: parts.flatMap(({ Edges }) => Edges),
    Collapsed: parts.reduce((sum, { Collapsed }) => sum + Collapsed, 0),
  };
};
