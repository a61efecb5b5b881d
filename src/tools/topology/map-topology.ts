import { z } from 'zod';
import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { regionId, text, vpcId } from '../../catalogue/schema/fields.ts';
import { FIND_ELSEWHERE, regionsText } from '../../catalogue/schema/not-found.ts';
import {
  countOf,
  type Gateway,
  type Inventory,
  notSeen,
  type RegionInventory,
  readInventory,
} from '../inventory/inventory.ts';
import { fitting } from '../inventory/name-match.ts';
import { tally, tunnelHealths } from '../inventory/tunnel-state.ts';
import { defineTool } from '../tool.ts';
import { fitTopology } from './fit-topology.ts';
import { isLoose } from './topology.ts';

const summary: LocalizedText = {
  en: 'Gateways: {gateways}{attachments}; tunnels: {tunnels}{health}; regions: {regions}.',
  zh: '{regions} 个地域中有 {gateways} 个网关{attachments}、{tunnels} 条隧道{health}。',
};
const attached: LocalizedText = {
  en: '; connections without a gateway: {count}',
  zh: '、{count} 个无网关的连接',
};
const nothing: LocalizedText = { en: 'No gateway in {place}.', zh: '在 {place} 没有网关。' };
const several: LocalizedText = {
  en: 'All {count} gateways that fit {asked} are drawn: name one of them for less.',
  zh: '已绘出符合 {asked} 的全部 {count} 个网关：指定其中一个可缩小范围。',
};
const noneOf: LocalizedText = {
  en: 'No gateway fits {asked} in {place}. {next}.',
  zh: '在 {place} 没有符合 {asked} 的网关。{next}。',
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

/** The gateways in the VPC, and of those the ones that the ID, name or part of a name fits best. */
const gatewaysIn = (regions: readonly RegionInventory[], { VpcId, VpnGatewayId }: Scope): ReadonlySet<Gateway> => {
  const gateways = regions.flatMap((region) => region.gateways).filter((one) => !VpcId || one.VpcId === VpcId);
  if (VpnGatewayId === undefined) return new Set(gateways);
  return new Set(
    fitting(gateways, VpnGatewayId, ({ VpnGatewayId: Id, Name, InternetIp, DisasterRecoveryInternetIp }) => [
      { Id, Name, also: [InternetIp, DisasterRecoveryInternetIp] },
    ]).map(({ thing }) => thing),
  );
};

/** Only what belongs to the gateways in scope; regions without any are left out of a narrowed picture. */
const within = (regions: readonly RegionInventory[], scope: Scope): readonly RegionInventory[] => {
  if (scope.VpcId === undefined && scope.VpnGatewayId === undefined) return regions;
  const kept = gatewaysIn(regions, scope);
  return regions
    .map((region) => {
      const gateways = region.gateways.filter((one) => kept.has(one));
      const ids = new Set(gateways.map((one) => one.VpnGatewayId));
      return {
        ...region,
        gateways,
        connections: region.connections.filter((one) => ids.has(one.VpnGatewayId)),
        sslServers: region.sslServers.filter((one) => ids.has(one.VpnGatewayId)),
      };
    })
    .filter(({ gateways }) => gateways.length > 0);
};

/** Nothing is drawn: because of what was asked for, or because there is nothing. */
const emptyVerdict = (inventory: Inventory, { VpcId, VpnGatewayId }: Scope, language: Language): string => {
  if (inventory.unseen.length > 0) return format(unread, language);
  const asked = [VpnGatewayId, VpcId].filter((id) => id !== undefined).join(', ');
  const place = regionsText(
    inventory.regions.map((region) => region.RegionId),
    language,
  );
  const next = format(FIND_ELSEWHERE, language);
  return asked === '' ? format(nothing, language, { place }) : format(noneOf, language, { asked, place, next });
};

const verdict = (
  inventory: Inventory,
  regions: readonly RegionInventory[],
  scope: Scope,
  language: Language,
): string => {
  const connections = regions.flatMap((region) => region.connections);
  const count = regions.reduce((sum, region) => sum + region.gateways.length, 0);
  const loose = connections.filter(isLoose).length;
  if (count + loose === 0) return emptyVerdict(inventory, scope, language);
  const choice = scope.VpnGatewayId !== undefined && count > 1;
  const asked = choice ? format(several, language, { asked: scope.VpnGatewayId ?? '', count }) : '';
  const healths = tunnelHealths(connections);
  const health = tally(healths, language);
  const drawn = format(summary, language, {
    gateways: countOf(inventory, 'DescribeVpnGateways', count, language),
    tunnels: countOf(inventory, 'DescribeVpnConnections', healths.length, language),
    attachments: loose > 0 ? format(attached, language, { count: loose }) : '',
    regions: countOf(inventory, 'DescribeRegions', regions.length, language),
    health: health === '' ? '' : language === 'zh' ? `（${health}）` : ` (${health})`,
  });
  return asked === '' ? drawn : `${drawn} ${asked}`;
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
    VpnGatewayId: text.optional(),
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
    const { topology, picture } = await fitTopology(
      { ...inventory, regions },
      { all: All, picture: Mermaid, language },
    );
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
