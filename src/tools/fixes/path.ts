import type { Fields } from '../../catalogue/action.ts';
import type { CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { blocksIn } from '../../vendors/end.ts';
import { evidenceOf } from '../causes/evidence.ts';
import type { OwnedRoute } from '../inventory/inventory.ts';
import { judgePath, type PathCandidate } from '../judges/path.ts';
import type { TunnelFacts } from '../judges/tunnel-facts.ts';
import { type Fix, present } from './fix.ts';

const NOTE = {
  publish: {
    en: 'Read the entry back afterwards: State becomes published.',
    zh: '之后回读该条目：State 应变为 published。',
  },
  remove: {
    en: 'Deleting is undone by creating the same entry again; check first that nothing else relies on it.',
    zh: '删除后可用同样的参数重建；请先确认没有其他业务依赖它。',
  },
  create: {
    en: 'Not needed where the cloud routes by itself (AutoConfigRoute).',
    zh: '若云端已自动配置路由（AutoConfigRoute）则不需要。',
  },
} satisfies Record<string, LocalizedText>;

const entry = (facts: TunnelFacts, { VpnGatewayId, RouteDest, RouteSource, NextHop }: OwnedRoute) =>
  present({ RegionId: facts.regionId, VpnGatewayId, RouteSource, RouteDest, NextHop });

const withoutSource = ({ RouteSource: _source, ...rest }: Fields) => rest;

const publish = (facts: TunnelFacts, route: OwnedRoute): Fix => ({
  tool: 'PublishVpnRouteEntry',
  args: { ...withoutSource(entry(facts, route)), RouteType: route.RouteType, PublishVpc: true },
  note: evidenceOf(NOTE.publish),
});

const promote = (facts: TunnelFacts, route: OwnedRoute): Fix => ({
  tool: route.RouteType === 'dbr' ? 'ModifyVpnRouteEntryWeight' : 'ModifyVpnPbrRouteEntryWeight',
  args: { ...entry(facts, route), Weight: route.Weight, NewWeight: 100 },
});

const remove = (facts: TunnelFacts, route: OwnedRoute): Fix => ({
  tool: route.RouteType === 'dbr' ? 'DeleteVpnRouteEntry' : 'DeleteVpnPbrRouteEntry',
  args: { ...entry(facts, route), Weight: route.Weight },
  note: evidenceOf(NOTE.remove),
});

const create = (facts: TunnelFacts, dest: string): Fix => ({
  tool: 'CreateVpnRouteEntry',
  args: present({
    RegionId: facts.regionId,
    VpnGatewayId: facts.connection.VpnGatewayId,
    RouteDest: dest,
    NextHop: facts.connection.VpnConnectionId,
    Weight: 100,
    PublishVpc: true,
  }),
  note: evidenceOf(NOTE.create),
});

const destOf = (facts: TunnelFacts, { dest }: PathCandidate): string | undefined =>
  dest ?? blocksIn(facts.connection.RemoteSubnet).find((block) => block !== '0.0.0.0/0');

const FIXES: Readonly<Partial<Record<CauseId, (facts: TunnelFacts, route: OwnedRoute) => Fix>>> = {
  'route-not-published': publish,
  'route-inactive': promote,
  'route-shadowed': remove,
  'route-stale': remove,
  'route-leftover': remove,
};

/** The change of the route tables that mends a fault of the path. */
export const fixPath = (facts: TunnelFacts, id: CauseId): Fix | undefined => {
  const candidate = judgePath(facts).find((one) => one.id === id);
  if (!candidate) return undefined;
  if (id === 'route-missing') {
    const dest = destOf(facts, candidate);
    return dest === undefined ? undefined : create(facts, dest);
  }
  // No call writes what BGP learned.
  return candidate.route && !candidate.route.isLearned ? FIXES[id]?.(facts, candidate.route) : undefined;
};
