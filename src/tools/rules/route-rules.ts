import { type Blocks, contains, overlaps } from '../../network/cidr.ts';
import { readTunnels } from '../../network/tunnels.ts';
import {
  type Connection,
  type Inventory,
  type OwnedRoute,
  type RegionInventory,
  wasRead,
} from '../inventory/inventory.ts';
import { rowsBy } from '../inventory/rows-by.ts';
import { groupsOf, selectorsOf } from './pairs.ts';
import type { Fix, Observation, Rule, RuleContext, Subject } from './rule.ts';
import { each, eachConnection, READS } from './rule.ts';
import { isUp, ownTunnel, tunnelsHave } from './tunnels.ts';

const subjectOfRoute = (route: OwnedRoute, { RegionId }: RegionInventory): Subject => ({
  RegionId,
  Id: `${route.VpnGatewayId}:${route.NextHop}:${route.RouteSource ? `${route.RouteSource}:` : ''}${route.RouteDest}`,
  Name: `route to ${route.RouteDest}`,
});

const eachRoute = each(({ region }) => region.routes, subjectOfRoute);

type Group = readonly [OwnedRoute, ...OwnedRoute[]];

const isGroup = (routes: readonly OwnedRoute[]): routes is Group => routes.length > 0;

/** Checks the entries for one destination together; the finding names the first. */
const eachGroup = each(
  ({ region }) => groupsOf(region).filter(isGroup),
  ([first], region) => subjectOfRoute(first, region),
);

/** The exact entry, as every call that touches a route has to name it. */
const entryOf = ({ VpnGatewayId, RouteDest, RouteSource, NextHop }: OwnedRoute) => ({
  VpnGatewayId,
  RouteDest,
  ...(RouteSource === undefined ? {} : { RouteSource }),
  NextHop,
});

const setWeight = (route: OwnedRoute, NewWeight: 0 | 100): Fix => ({
  Tool: route.RouteType === 'dbr' ? 'ModifyVpnRouteEntryWeight' : 'ModifyVpnPbrRouteEntryWeight',
  Arguments: { ...entryOf(route), Weight: route.Weight, NewWeight },
});

const remove = (route: OwnedRoute): Fix => ({
  Tool: route.RouteType === 'dbr' ? 'DeleteVpnRouteEntry' : 'DeleteVpnPbrRouteEntry',
  Arguments: { ...entryOf(route), Weight: route.Weight },
});

const publish = ({ VpnGatewayId, RouteDest, NextHop, RouteType }: OwnedRoute): Fix => ({
  Tool: 'PublishVpnRouteEntry',
  Arguments: { VpnGatewayId, RouteDest, NextHop, RouteType, PublishVpc: true },
});

const hops = (group: readonly OwnedRoute[]): string => group.map((r) => `${r.NextHop}=${r.Weight}`).join(', ');

/** Health checks are of single tunnels: whatever is told beside a list of them is no check. */
const isUnchecked = (connection: Connection): boolean => {
  const own = ownTunnel(connection);
  return own !== undefined && own.VcoHealthCheck?.Enable?.toLowerCase() !== 'true';
};

const membersOf = (group: readonly OwnedRoute[], { region }: RuleContext): readonly (Connection | undefined)[] =>
  group.map((route) => rowsBy(region.connections, 'VpnConnectionId', route.NextHop)[0]);

const deadActiveRoute = (group: readonly OwnedRoute[], context: RuleContext): Observation | undefined => {
  const [active, standby] = membersOf(group, context);
  if (!active || !standby || isUp(active) || !isUp(standby) || !isUnchecked(active)) return undefined;
  return {
    observed: `${active.VpnConnectionId} is down and unwatched while ${standby.VpnConnectionId} is up`,
    expected: 'a health check on the active tunnel',
  };
};

/** Outside what the tunnel protects a packet is routed in and then dropped; 0.0.0.0/0 protects everything. */
const isOutside = (route: OwnedRoute, { region }: RuleContext): string | undefined => {
  const [connection] = rowsBy(region.connections, 'VpnConnectionId', route.NextHop);
  if (connection?.RemoteSubnet === undefined) return undefined;
  const inside = selectorsOf(connection).remote.some((block) => contains(block, route.RouteDest));
  return inside ? undefined : connection.RemoteSubnet;
};

const within = (blocks: Blocks, ip: string | undefined): boolean =>
  !ip || blocks.some((block) => contains(block, `${ip}/32`));

const misaimedHealthCheck = (connection: Connection): Observation | undefined => {
  const { VcoHealthCheck, LocalSubnet, RemoteSubnet } = ownTunnel(connection) ?? {};
  if (VcoHealthCheck?.Enable?.toLowerCase() !== 'true') return undefined;
  const { local, remote } = selectorsOf(connection);
  const wrong = [
    ...(within(remote, VcoHealthCheck.Dip) ? [] : [`dip ${VcoHealthCheck.Dip} is not in ${RemoteSubnet}`]),
    ...(within(local, VcoHealthCheck.Sip) ? [] : [`sip ${VcoHealthCheck.Sip} is not in ${LocalSubnet}`]),
  ];
  if (wrong.length === 0) return undefined;
  return { observed: wrong.join('; '), expected: 'dip inside RemoteSubnet, sip inside LocalSubnet' };
};

/** Whether BGP brings routes, which are in no list that was read. */
const hasBgp = (connection: Connection): boolean =>
  connection.EnableTunnelsBgp === true ||
  readTunnels(connection).tunnels.some((tunnel) => Boolean(tunnel.connection.VpnBgpConfig?.TunnelCidr));

const isRouted = ({ VpnConnectionId }: Connection, { routes }: RegionInventory): boolean =>
  rowsBy(routes, 'NextHop', VpnConnectionId).length > 0;

const areRoutesListed = ({ regions }: Inventory): boolean =>
  regions.every((region) => region.connections.every((one) => !hasBgp(one) || isRouted(one, region)));

/** RTE: routes of both tables; HA: pairs and health checks. */
export const routeRules: readonly Rule[] = [
  {
    id: 'RTE-01',
    on: 'route',
    severity: 'critical',
    title: { en: 'Two active routes to one destination', zh: '同一目的网段有两条主路由' },
    fix: { en: 'Set one of them to weight 0.', zh: '把其中一条的权重设为 0。' },
    reference: 'platform rule: weights 100 and 0 are active and standby, there is no sharing',
    peer: false,
    check: eachGroup((group) => {
      const active = group.filter((route) => route.Weight === 100);
      const second = active[1];
      return second ? { observed: hops(active), expected: 'one at 100', fix: setWeight(second, 0) } : undefined;
    }),
  },
  {
    id: 'RTE-02',
    on: 'route',
    severity: 'high',
    title: { en: 'Only standby routes to a destination', zh: '目的网段只有备用路由' },
    fix: {
      en: 'Promote one to weight 100; this is often left from a failover that was broken off.',
      zh: '把其中一条提升为 100；常见于中途放弃的切换。',
    },
    reference: 'practice',
    peer: false,
    check: eachGroup((group) => {
      if (group.some((route) => route.Weight === 100)) return undefined;
      return { observed: hops(group), expected: 'one at 100', fix: setWeight(group[0], 100) };
    }),
  },
  {
    id: 'RTE-03',
    on: 'route',
    also: ['connection'],
    severity: 'high',
    title: { en: 'Route to a connection that no longer exists', zh: '路由指向已不存在的连接' },
    fix: { en: 'Delete the route: its traffic goes nowhere.', zh: '删除该路由：其流量无处可去。' },
    reference: 'practice',
    peer: false,
    check: eachRoute((route, { region, inventory }) => {
      const isKnown = wasRead(inventory, region, 'DescribeVpnConnections');
      if (!isKnown || rowsBy(region.connections, 'VpnConnectionId', route.NextHop).length > 0) return undefined;
      return { observed: `NextHop=${route.NextHop} is gone`, expected: 'an existing connection', fix: remove(route) };
    }),
  },
  {
    id: 'RTE-04',
    on: 'route',
    also: ['connection'],
    isShown: tunnelsHave('Status'),
    severity: 'high',
    title: { en: 'The active tunnel is down and nothing moves its traffic', zh: '主隧道已断且流量不会切换' },
    fix: {
      en: 'Switch on the health check of the active tunnel: without it the standby does not take over.',
      zh: '为主隧道开启健康检查：否则备隧道不会接管。',
    },
    reference: 'platform rule',
    peer: false,
    check: eachGroup(deadActiveRoute),
  },
  {
    id: 'RTE-05',
    on: 'route',
    severity: 'medium',
    title: { en: 'Route not published to the VPC', zh: '路由未发布到 VPC' },
    fix: {
      en: 'Publish it, unless it is held back on purpose: the VPC does not know the way.',
      zh: '发布该路由（除非有意不发布）：VPC 不知道这条路径。',
    },
    reference: 'practice',
    peer: false,
    check: eachRoute((route) =>
      route.State === 'normal'
        ? { observed: 'State=normal', expected: 'published', fix: publish(route), confidence: 0.7 }
        : undefined,
    ),
  },
  {
    id: 'RTE-06',
    on: 'connection',
    also: ['route'],
    isShown: (inventory) => tunnelsHave('Status')(inventory) && areRoutesListed(inventory),
    severity: 'medium',
    title: { en: 'A tunnel is up but no route leads into it', zh: '隧道已建立但没有路由' },
    fix: {
      en: 'Add a route to its RemoteSubnet, unless the cloud adds routes by itself (AutoConfigRoute).',
      zh: '添加到其远端网段的路由，除非由云端自动配置路由（AutoConfigRoute）。',
    },
    reference: 'practice',
    peer: false,
    check: eachConnection((connection, { region, inventory }) => {
      const isKnown = READS.route.every((action) => wasRead(inventory, region, action));
      // A transit router has its routes elsewhere.
      if (!connection.VpnGatewayId || hasBgp(connection) || !isUp(connection)) return undefined;
      if (isRouted(connection, region) || !isKnown) return undefined;
      return {
        observed: 'no entry in either table',
        expected: `a route to ${connection.RemoteSubnet}`,
        confidence: 0.7,
      };
    }),
  },
  {
    id: 'RTE-07',
    on: 'route',
    severity: 'high',
    title: { en: 'Route to 0.0.0.0/0 or into 100.64.0.0/10', zh: '路由指向 0.0.0.0/0 或 100.64.0.0/10' },
    fix: {
      en: 'Remove it and name the real networks: the platform keeps these ranges for itself.',
      zh: '删除并改为具体网段：平台保留了这些地址段。',
    },
    reference: 'platform rule',
    peer: false,
    check: eachRoute((route) =>
      route.RouteDest === '0.0.0.0/0' || overlaps(route.RouteDest, '100.64.0.0/10')
        ? { observed: `RouteDest=${route.RouteDest}`, expected: 'a real remote network', fix: remove(route) }
        : undefined,
    ),
  },
  {
    id: 'RTE-09',
    on: 'route',
    also: ['connection'],
    severity: 'medium',
    title: { en: 'Route outside what its tunnel protects', zh: '路由目的不在隧道保护网段内' },
    fix: {
      en: 'Add the network to RemoteSubnet at both ends, or route it elsewhere: its packets enter the tunnel and are dropped.',
      zh: '在两端把该网段加入远端网段，或改走其他路径：报文进入隧道后会被丢弃。',
    },
    reference: 'practice',
    peer: true,
    check: eachRoute((route, context) => {
      const remote = isOutside(route, context);
      return remote
        ? { observed: `${route.RouteDest} is not in ${remote}`, expected: 'inside RemoteSubnet' }
        : undefined;
    }),
  },
  {
    id: 'HA-03',
    on: 'route',
    also: ['connection'],
    isShown: tunnelsHave(),
    severity: 'high',
    title: { en: 'Active/standby pair without health checks', zh: '主备对未启用健康检查' },
    fix: {
      en: 'Switch on the health check of each: a tunnel that is up but carries nothing keeps the traffic otherwise.',
      zh: '为每条连接开启健康检查：否则已建立却不通的隧道会继续占用流量。',
    },
    reference: 'practice',
    peer: false,
    check: eachGroup((group, context) => {
      const unchecked = membersOf(group, context).flatMap((one) => (one && isUnchecked(one) ? [one] : []));
      if (group.length < 2 || unchecked.length === 0) return undefined;
      const names = unchecked.map((one) => one.Name ?? one.VpnConnectionId).join(', ');
      return { observed: `no health check on ${names}`, expected: 'one on each tunnel of the pair' };
    }),
  },
  {
    id: 'HA-04',
    on: 'connection',
    isShown: tunnelsHave(),
    severity: 'high',
    title: { en: 'Health check aims outside the tunnel', zh: '健康检查目标不在隧道网段内' },
    fix: {
      en: 'Correct dip and sip, all five keys given: such a probe never passes, and moves traffic to the standby for nothing.',
      zh: '更正 dip 和 sip（五个字段一并给出）：这种探测永远失败，并会无故切换到备隧道。',
    },
    reference: 'practice',
    peer: false,
    check: eachConnection(misaimedHealthCheck),
  },
];
