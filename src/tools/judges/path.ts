import type { LocalizedText } from '../../catalogue/message.ts';
import { contains, isSame, overlaps, shared } from '../../network/cidr.ts';
import { carrier, isPaired } from '../../network/routes.ts';
import { blocksIn } from '../../vendors/end.ts';
import { type CandidateCause, type Evidence, evidenceOf, fact } from '../causes/evidence.ts';
import { wasRead } from '../causes/unread.ts';
import type { TableEntry, VpcNetwork } from '../cloud-evidence/network-evidence.ts';
import type { OwnedRoute } from '../inventory/inventory.ts';
import { learnsRoutes } from './bgp.ts';
import { areRoutesRead, destinations, servingIn, takenBy } from './carried.ts';
import { isUp, type TunnelFacts } from './tunnel-facts.ts';

const SEEN = {
  none: { en: 'no entry for {dest} with NextHop {id}', zh: '没有目的为 {dest}、NextHop 为 {id} 的条目' },
  normal: { en: '{route}: State = normal', zh: '{route}：State = normal（未发布）' },
  standby: { en: '{route}: no entry of this destination has weight 100', zh: '{route}：该目的没有权重 100 的条目' },
  policy: { en: 'policy route {route} takes it first', zh: '策略路由 {route} 先行匹配' },
  part: {
    en: 'policy route {route} takes a part of it first: {range}',
    zh: '策略路由 {route} 先行匹配其中一部分：{range}',
  },
  narrower: { en: '{route} is more specific', zh: '{route} 更精确' },
  stale: { en: '{route}: NextHop does not exist on this gateway', zh: '{route}：NextHop 在该网关上不存在' },
  overlap: { en: '{range} is in RemoteSubnet and also in {what}', zh: '{range} 既在 RemoteSubnet 中，也在 {what} 中' },
  noEntry: {
    en: 'route table {table} of VPC {vpc} has no entry that leads {dest} to {gateway}',
    zh: 'VPC {vpc} 的路由表 {table} 中没有把 {dest} 引向 {gateway} 的条目',
  },
  elsewhere: {
    en: 'route table {table} of VPC {vpc} sends {entry} to {hop}',
    zh: 'VPC {vpc} 的路由表 {table} 把 {entry} 发往 {hop}',
  },
  inVpc: {
    en: '{dest} in RemoteSubnet is in {block} of VPC {vpc} itself: such traffic stays in the VPC',
    zh: 'RemoteSubnet 中的 {dest} 属于 VPC {vpc} 自身的 {block}：这类流量留在 VPC 内',
  },
  partInVpc: {
    en: '{dest} in RemoteSubnet holds {block} of VPC {vpc} itself: that part stays in the VPC',
    zh: 'RemoteSubnet 中的 {dest} 包含 VPC {vpc} 自身的 {block}：这一部分流量留在 VPC 内',
  },
} satisfies Record<string, LocalizedText>;

const ANY = '0.0.0.0/0';

/** `dbr 172.20.0.0/16 -> vco-1 weight 100`. */
export const routeText = (route: OwnedRoute): string => {
  const { RouteType, RouteSource, RouteDest, NextHop, NextHopTunnelId, Weight, isLearned } = route;
  const hop = `${NextHop}${NextHopTunnelId ? ` by ${NextHopTunnelId}` : ''}`;
  const how = isLearned ? 'learned by BGP' : `weight ${Weight}`;
  return `${RouteType} ${RouteSource ? `${RouteSource} to ` : ''}${RouteDest} -> ${hop} ${how}`;
};

/** Whether the VPC has an entry: a published one, or one that BGP learned and propagates. */
const isInVpc = ({ State, isLearned }: OwnedRoute): boolean => State === 'published' || isLearned === true;

/** A fault of the path, with the entry or the destination that a fix is made from. */
export interface PathCandidate extends CandidateCause {
  readonly route?: OwnedRoute;
  readonly dest?: string;
}

const leadsHere = (facts: TunnelFacts, dest: string): readonly OwnedRoute[] =>
  facts.routes.filter(
    (route) =>
      route.NextHop === facts.connection.VpnConnectionId &&
      (contains(route.RouteDest, dest) || contains(dest, route.RouteDest)),
  );

const missing = (facts: TunnelFacts, dest: string): PathCandidate[] => {
  // What BGP learns is not in every list of entries: a missing one may be there.
  if (leadsHere(facts, dest).length > 0 || learnsRoutes(facts.connection)) return [];
  const id = facts.connection.VpnConnectionId ?? '';
  // With AutoConfigRoute the cloud adds routes by itself, and replies do not always show the setting.
  const confidence = facts.connection['AutoConfigRoute'] === true ? 0.3 : 0.7;
  return [{ id: 'route-missing', confidence, evidence: [evidenceOf(SEEN.none, { dest, id })], dest }];
};

/** Not published, unless another published entry of the same destination already brings the traffic in. */
const unpublished = (facts: TunnelFacts, dest: string): PathCandidate[] => {
  const here = leadsHere(facts, dest);
  const isPublished = facts.routes.some((route) => isInVpc(route) && contains(route.RouteDest, dest));
  if (here.some(isInVpc) || isPublished) return [];
  return here.slice(0, 1).map((route) => ({
    id: 'route-not-published',
    confidence: 0.85,
    evidence: [evidenceOf(SEEN.normal, { route: routeText(route) })],
    route,
  }));
};

const inactive = (facts: TunnelFacts, dest: string): PathCandidate[] => {
  const group = facts.routes.filter((route) => contains(route.RouteDest, dest));
  if (group.length === 0 || group.some(({ Weight }) => Weight === 100)) return [];
  return leadsHere(facts, dest)
    .slice(0, 1)
    .map((route) => ({
      id: 'route-inactive',
      confidence: 0.8,
      evidence: [evidenceOf(SEEN.standby, { route: routeText(route) })],
      route,
    }));
};

/** Whether the connection that a route points at is gone, which only a whole list of connections can tell. */
const isGone = (facts: TunnelFacts, { NextHop }: OwnedRoute): boolean =>
  wasRead(facts, 'DescribeVpnConnections') &&
  ![facts.connection, ...facts.siblings].some(({ VpnConnectionId }) => VpnConnectionId === NextHop);

/** Policy routes and narrower destination routes through other tunnels. */
const isRival = (facts: TunnelFacts, route: OwnedRoute, dest: string): boolean => {
  const { routes, connection } = facts;
  const isMine = ({ NextHop }: OwnedRoute): boolean => NextHop === connection.VpnConnectionId;
  const isNarrower = contains(dest, route.RouteDest) && !isSame(dest, route.RouteDest);
  if (isMine(route) || isGone(facts, route) || (route.RouteType === 'dbr' && !isNarrower)) return false;
  // Beside an entry of this tunnel for the same addresses it is the other one of a pair.
  return !routes.some((one) => isMine(one) && isPaired(one, route));
};

const isStandbyOfPair = (facts: TunnelFacts, dest: string): boolean => {
  const destinationRoutes = facts.routes.filter(({ RouteType }) => RouteType === 'dbr');
  const route = carrier(destinationRoutes, dest, undefined, servingIn(facts));
  return route !== undefined && route.NextHop !== facts.connection.VpnConnectionId;
};

/** How sure it is that a route that takes traffic first is what is wrong: where it takes all, nothing is left to doubt. */
const shadowConfidence = (facts: TunnelFacts, dest: string, route: OwnedRoute, isWhole: boolean): number => {
  // A standby carries nothing by design: a route that shadows its active partner is not its fault.
  if (isStandbyOfPair(facts, dest)) return 0.35;
  return !isWhole ? 0.8 : isInVpc(route) ? 0.95 : 0.85;
};

/** The same with those entries only that can have to do with a destination: of thousands each is held against all others. */
const around = (facts: TunnelFacts, dest: string): TunnelFacts => ({
  ...facts,
  routes: facts.routes.filter(({ RouteDest }) => overlaps(RouteDest, dest)),
});

const shadowed = (facts: TunnelFacts, dest: string): PathCandidate[] => {
  if (leadsHere(facts, dest).length === 0) return [];
  const near = around(facts, dest);
  return near.routes
    .filter((route) => isRival(near, route, dest))
    .flatMap((route): PathCandidate[] => {
      const taken = takenBy(near, route, dest);
      if (!taken) return [];
      const text = route.RouteType === 'dbr' ? SEEN.narrower : taken.isWhole ? SEEN.policy : SEEN.part;
      const evidence = [evidenceOf(text, { route: routeText(route), range: taken.dest })];
      const confidence = shadowConfidence(facts, dest, route, taken.isWhole);
      return [{ id: 'route-shadowed', confidence, evidence, route }];
    })
    .slice(0, 2);
};

/** Entries for this tunnel's destinations that point at a connection which is gone: what they take is lost. */
const stale = (facts: TunnelFacts, dest: string): PathCandidate[] => {
  const near = around(facts, dest);
  return near.routes
    .filter((route) => isGone(near, route))
    .flatMap((route): PathCandidate[] => {
      const evidence = [evidenceOf(SEEN.stale, { route: routeText(route) })];
      if (route.Weight !== 100) return [{ id: 'route-leftover', confidence: 0.2, evidence, route }];
      const taken = takenBy(near, route, dest);
      return taken ? [{ id: 'route-stale', confidence: taken.isWhole ? 0.95 : 0.8, evidence, route }] : [];
    });
};

const clash = (range: string | undefined, what: string): Evidence[] =>
  range === undefined ? [] : [evidenceOf(SEEN.overlap, { range, what })];

/** Other tunnels and pools that claim a part of the remote side; an equal list is an active/standby pair. */
const clashes = (facts: TunnelFacts): readonly Evidence[] => {
  const remote = blocksIn(facts.connection.RemoteSubnet).filter((block) => block !== ANY);
  const rivals = facts.siblings.flatMap((other) =>
    blocksIn(other.RemoteSubnet)
      .filter((block) => block !== ANY)
      .map((block) => ({ block, what: `RemoteSubnet of ${other.VpnConnectionId}` })),
  );
  const pools = facts.sslServers.flatMap((server) =>
    blocksIn(server.ClientIpPool).map((block) => ({ block, what: `ClientIpPool of ${server.SslVpnServerId}` })),
  );
  const own = blocksIn(facts.connection.LocalSubnet)
    .filter((block) => block !== ANY)
    .map((block) => ({ block, what: 'LocalSubnet' }));
  const partial = rivals.filter(({ block }) => !remote.some((mine) => isSame(mine, block)));
  return [...partial, ...pools, ...own].flatMap(({ block, what }) =>
    remote.flatMap((mine) => clash(shared(mine, block), what)),
  );
};

const overlap = (facts: TunnelFacts): PathCandidate[] => {
  const evidence = clashes(facts);
  return evidence.length === 0 ? [] : [{ id: 'overlap', confidence: 0.55, evidence: evidence.slice(0, 4) }];
};

/** Routed mode without a route entry: every destination is allowed, and no traffic is sent into the tunnel. */
const nothingRouted = (facts: TunnelFacts): PathCandidate[] =>
  destinations(facts).length > 0 || learnsRoutes(facts.connection)
    ? []
    : [{ id: 'route-missing', confidence: 0.7, evidence: [fact(`RemoteSubnet = ${facts.connection.RemoteSubnet}`)] }];

const routeFaults = (facts: TunnelFacts): readonly PathCandidate[] => [
  ...destinations(facts).flatMap((dest) => [
    ...stale(facts, dest),
    ...missing(facts, dest),
    ...unpublished(facts, dest),
    ...inactive(facts, dest),
    ...shadowed(facts, dest),
  ]),
  ...nothingRouted(facts),
];

/**
 * Why traffic may not take this tunnel. Route tables that could not be read are not judged. Of a tunnel that is
 * down every finding stays low in the list.
 */
export const judgePath = (facts: TunnelFacts): readonly PathCandidate[] => {
  const found = [...(areRoutesRead(facts) ? routeFaults(facts) : []), ...overlap(facts)];
  return isUp(facts.connection) ? found : found.map((one) => ({ ...one, confidence: Math.min(0.18, one.confidence) }));
};

const prefixOf = (block: string): number => Number(block.split('/')[1] ?? 32);

/** The entry that a table follows for a destination as a whole: the most specific one that holds it. */
const followed = (entries: readonly TableEntry[], dest: string): TableEntry | undefined =>
  entries.filter((entry) => contains(entry.dest, dest)).toSorted((a, b) => prefixOf(b.dest) - prefixOf(a.dest))[0];

/** What the VPC's own table does with a destination that the gateway publishes. */
const judgeTable = (facts: TunnelFacts, network: VpcNetwork, dest: string): readonly PathCandidate[] => {
  const { vpcId: vpc, table } = network;
  const gateway = facts.connection.VpnGatewayId ?? '';
  if (!table) return [];
  const entry = followed(table.entries, dest);
  if (entry?.hopId === gateway) return [];
  // Nobody expects a route in the VPC that the gateway does not publish: that is told as such.
  if (!facts.routes.some((route) => isInVpc(route) && contains(route.RouteDest, dest))) return [];
  const values = { table: table.id, vpc, dest, gateway };
  if (entry === undefined || isSame(entry.dest, ANY))
    return [{ id: 'route-not-published', confidence: 0.85, evidence: [evidenceOf(SEEN.noEntry, values)], dest }];
  const hop = `${entry.hopType} ${entry.hopId}`.trim();
  const evidence = [evidenceOf(SEEN.elsewhere, { ...values, entry: entry.dest, hop })];
  return [{ id: 'route-shadowed', confidence: 0.85, evidence, dest }];
};

/** Remote addresses that the VPC has itself. A wider remote block is a summary: only a part of it never leaves the VPC. */
const judgeOwnBlocks = ({ vpcId: vpc, blocks = [] }: VpcNetwork, dest: string): readonly PathCandidate[] =>
  blocks
    .filter((block) => overlaps(block, dest))
    .map((block) => {
      const isWhole = contains(block, dest);
      const text = isWhole ? SEEN.inVpc : SEEN.partInVpc;
      return { id: 'overlap', confidence: isWhole ? 0.75 : 0.25, evidence: [evidenceOf(text, { dest, block, vpc })] };
    });

/** What the network behind the gateway shows of the way there: its own blocks, and its route table. */
export const judgeVpcPath = (facts: TunnelFacts): readonly PathCandidate[] => {
  const { network } = facts;
  if (!network) return [];
  return destinations(facts).flatMap((dest) => {
    const own = judgeOwnBlocks(network, dest);
    return own.some(({ confidence }) => confidence > 0.5) ? own : [...own, ...judgeTable(facts, network, dest)];
  });
};
