import { Refusal } from '../state/refusal.ts';
import type { PolicyRoute, VpnConnection, VpnGateway, World } from '../state/world.ts';

type Ends = Pick<VpnConnection, 'VpnConnectionId' | 'LocalSubnet' | 'RemoteSubnet'>;

/**
 * What AutoConfigRoute makes on the public cloud: a policy route for each pair of blocks that is protected and has none yet,
 * standing by where another connection carries the pair. That they are policy routes follows from the quota which the call
 * can exceed; whether they are published at once is not known, and here they are not.
 */
export const policiesFor = (world: World, gateway: VpnGateway, ends: Ends): PolicyRoute[] => {
  const { VpnConnectionId: NextHop, LocalSubnet, RemoteSubnet } = ends;
  const { VpnGatewayId: VpnInstanceId } = gateway;
  const known = world.data.routes_pbr.filter((one) => one.VpnInstanceId === VpnInstanceId);
  const isProtected = (block: string): boolean => block !== '0.0.0.0/0';
  const sources = LocalSubnet.split(',').filter(isProtected);
  const added = RemoteSubnet.split(',')
    .filter(isProtected)
    .flatMap((RouteDest) => sources.map((RouteSource) => ({ RouteDest, RouteSource })))
    .flatMap((pair): PolicyRoute[] => {
      const same = known.filter((one) => one.RouteDest === pair.RouteDest && one.RouteSource === pair.RouteSource);
      if (same.some((one) => one.NextHop === NextHop)) return [];
      const Weight = same.some((one) => one.Weight === 100) ? 0 : 100;
      const CreateTime = Math.floor(world.clock.now());
      return [{ VpnInstanceId, ...pair, NextHop, Weight, State: 'normal', CreateTime, OverlayMode: 'Ipsec' }];
    });
  const all = known.length + added.length;
  if (added.length > 0 && all > world.platform.quotas.policy_routes_per_gateway)
    throw new Refusal(400, 'QuotaExceeded.PolicyBasedRoute', 'The maximum number of policy-based routes is exceeded.');
  return added;
};
