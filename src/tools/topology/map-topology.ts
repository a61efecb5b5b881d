import { z } from 'zod';
import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { regionId, vpcId, vpnGatewayId } from '../../catalogue/schema/fields.ts';
import { countOf, type Inventory, notSeen, type RegionInventory, readInventory } from '../inventory/inventory.ts';
import { healthOfConnection, tally } from '../inventory/tunnel-state.ts';
import { defineTool } from '../tool.ts';
import { fitTopology } from './fit-topology.ts';

const summary: LocalizedText = {
  en: 'Gateways: {gateways}; tunnels: {tunnels}{health}; regions: {regions}.',
  zh: '{regions} 个地域中有 {gateways} 个网关、{tunnels} 条隧道{health}。',
};
const nothing: LocalizedText = { en: 'No gateway in scope.', zh: '范围内没有网关。' };
const noneOf: LocalizedText = {
  en: 'No gateway fits {asked}: FindResource tells what exists, and where.',
  zh: '没有符合 {asked} 的网关：FindResource 可查找现有资源及其地域。',
};
const unread: LocalizedText = { en: 'No gateway was read.', zh: '没有读取到网关。' };
const grouped: LocalizedText = {
  en: '{count} tunnels stand in groups: name a RegionId or VpnGatewayId, or All true',
  zh: '{count} 条隧道已归组：请指定 RegionId 或 VpnGatewayId，或 All true',
};
const tooMany: LocalizedText = {
  en: '{count} tunnels stand in groups, for one answer holds 1 MB: name a RegionId or VpnGatewayId',
  zh: '{count} 条隧道已归组（一次应答最多 1 MB）：请指定 RegionId 或 VpnGatewayId',
};
const partial: LocalizedText = {
  en: 'NOT complete: {count} reads failed, see NotSeen. ',
  zh: '结果不完整：{count} 项读取失败，见 NotSeen。',
};

interface Scope {
  readonly VpcId?: string | undefined;
  readonly VpnGatewayId?: string | undefined;
}

/** Only what belongs to the gateways in scope; regions without any are left out of a narrowed picture. */
const within = (regions: readonly RegionInventory[], { VpcId, VpnGatewayId }: Scope): readonly RegionInventory[] => {
  if (VpcId === undefined && VpnGatewayId === undefined) return regions;
  return regions
    .map((region) => {
      const gateways = region.gateways.filter(
        (one) => (!VpcId || one.VpcId === VpcId) && (!VpnGatewayId || one.VpnGatewayId === VpnGatewayId),
      );
      const keeps = (id: string | undefined): boolean => gateways.some((one) => one.VpnGatewayId === id);
      return {
        ...region,
        gateways,
        connections: region.connections.filter((one) => keeps(one.VpnGatewayId)),
        sslServers: region.sslServers.filter((one) => keeps(one.VpnGatewayId)),
      };
    })
    .filter(({ gateways }) => gateways.length > 0);
};

/** Nothing is drawn: because of what was asked for, or because there is nothing. */
const emptyVerdict = (inventory: Inventory, { VpcId, VpnGatewayId }: Scope, language: Language): string => {
  if (inventory.unseen.length > 0) return format(unread, language);
  const asked = [VpnGatewayId, VpcId].filter((id) => id !== undefined).join(', ');
  return asked === '' ? format(nothing, language) : format(noneOf, language, { asked });
};

const verdict = (
  inventory: Inventory,
  regions: readonly RegionInventory[],
  scope: Scope,
  language: Language,
): string => {
  const connections = regions.flatMap((region) => region.connections);
  const count = regions.reduce((sum, region) => sum + region.gateways.length, 0);
  if (count === 0) return emptyVerdict(inventory, scope, language);
  const health = tally(connections.map(healthOfConnection), language);
  return format(summary, language, {
    gateways: countOf(inventory, 'DescribeVpnGateways', count, language),
    tunnels: countOf(inventory, 'DescribeVpnConnections', connections.length, language),
    regions: countOf(inventory, 'DescribeRegions', regions.length, language),
    health: health === '' ? '' : language === 'zh' ? `（${health}）` : ` (${health})`,
  });
};

/** Draws who is connected to whom, and how well. Changes nothing. */
export const MapTopology = defineTool({
  name: 'MapTopology',
  toolset: 'assist',
  description: 'Map gateways, tunnels, peers, SSL servers and routes with their health, as a graph and as Mermaid.',
  risk: 'read',
  input: z.strictObject({
    RegionId: regionId.describe('default: all regions'),
    VpcId: vpcId.optional(),
    VpnGatewayId: vpnGatewayId.optional(),
    Mermaid: z.boolean().optional().describe('default true'),
    All: z.boolean().optional().describe('no groups'),
    Language: z.enum(['en', 'zh']).optional(),
  }),
  output: z.looseObject({
    Verdict: z.string(),
    Nodes: z.array(z.looseObject({ Id: z.string(), Kind: z.string(), Label: z.string() })),
    Edges: z.array(z.looseObject({ From: z.string(), To: z.string(), Kind: z.string() })),
    Collapsed: z.number().optional(),
    More: z.string().optional(),
    Mermaid: z.string().optional(),
    NotSeen: z.array(z.looseObject({})).optional(),
  }),
  run: async ({ Language: language = 'en', Mermaid = true, All = false, ...scope }, call, invoke) => {
    const kinds = ['gateways', 'customerGateways', 'connections', 'routes', 'sslServers'] as const;
    const inventory = await readInventory(invoke, call, { RegionId: scope.RegionId, kinds });
    const regions = within(inventory.regions, scope);
    const { topology, picture } = await fitTopology(regions, { all: All, picture: Mermaid, language });
    const isWhole = inventory.unseen.length === 0;
    const missing = isWhole ? '' : format(partial, language, { count: inventory.unseen.length });
    const { Collapsed } = topology;
    return {
      Verdict: missing + verdict(inventory, regions, scope, language),
      Nodes: [...topology.Nodes],
      Edges: [...topology.Edges],
      ...(Collapsed > 0 ? { Collapsed, More: format(All ? tooMany : grouped, language, { count: Collapsed }) } : {}),
      ...(picture === undefined ? {} : { Mermaid: picture }),
      ...(isWhole ? {} : { NotSeen: notSeen(inventory) }),
    };
  },
});
