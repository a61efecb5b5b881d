import { containsCidr, overlapCidr } from 'cidr-tools';
import type { DestinationRoute, Diagnosis, Vpc, VpnConnection, VpnGateway, World } from '../state/world.ts';
import { type Seen, seeAll } from '../tunnels/cloud-log.ts';
import { blocks, ikeProposal, ipsecProposal } from '../tunnels/end.ts';
import { complete } from '../tunnels/tunnels.ts';

/** One item of a gateway's diagnosis. `description` becomes JSON text, in the members that the SDK names. */
export interface Finding {
  name: string;
  level: 'normal' | 'warning' | 'error';
  description: object;
}

const quota = (name: string, quotaName: string, quantity: number, used: number): Finding => ({
  name,
  level: used >= quantity ? 'error' : 'normal',
  description: { quotaName, quantity, used },
});

/** Routes that cover blocks of the gateway's own VPC, and two active ones with one destination. */
const routeConflicts = (routes: readonly DestinationRoute[], vpc: Vpc | undefined): Finding => {
  const own = vpc ? [vpc.CidrBlock, ...(vpc.SecondaryCidrBlocks ?? [])] : [];
  const isActive = ({ Weight }: DestinationRoute): boolean => Weight > 0;
  const twice = routes.filter((one) =>
    routes.some((other) => other !== one && other.RouteDest === one.RouteDest && isActive(one) && isActive(other)),
  );
  const inside = routes.filter((one) => own.some((block) => overlapCidr(block, one.RouteDest)));
  const conflicts = [...new Set([...twice, ...inside])].map(({ RouteDest, NextHop }) => ({ RouteDest, NextHop }));
  return { name: 'RouteEntryConflict', level: conflicts.length > 0 ? 'warning' : 'normal', description: { conflicts } };
};

const quotas = (world: World, gateway: VpnGateway): Finding[] => {
  const { connections_per_gateway, routes_per_gateway, policy_routes_per_gateway } = world.platform.quotas;
  const { routes_dbr, routes_pbr, connections } = world.data;
  const onIt = (one: { VpnInstanceId: string }): boolean => one.VpnInstanceId === gateway.VpnGatewayId;
  const hangsOnIt = (one: VpnConnection): boolean => one.VpnGatewayId === gateway.VpnGatewayId;
  return [
    quota('VpnRouteQuota', 'vpn_quota_route_entries_num', routes_per_gateway, routes_dbr.filter(onIt).length),
    quota('VpnIPsecQuota', 'vpn_quota_connections_num', connections_per_gateway, connections.filter(hangsOnIt).length),
    quota('VpnPbrRouteQuota', 'vpn_quota_pbr_entries_num', policy_routes_per_gateway, routes_pbr.filter(onIt).length),
  ];
};

/** Of two tunnels the diagnosis shows the worse one. How the real cloud tells two apart here is not known. */
const worst = (seen: readonly Seen[]): Seen | undefined => seen.find(({ verdict }) => verdict.cause) ?? seen[0];

/** Algorithms of both ends; never a key. */
const consistency = ({ cloud, verdict, words, connection, tunnel }: Seen): Finding => {
  const vcoConf = { ...ikeProposal(cloud.IkeConfig), ...ipsecProposal(cloud.IpsecConfig) };
  const { peer } = tunnel ?? connection;
  const end = peer && complete(peer, cloud);
  const differs = words.local !== undefined ? [{ local: words.local, remote: words.remote }] : [];
  const isUnknown = !end || verdict.cause === 'peer-unreachable';
  return {
    name: 'VcoConfigConsistency',
    level: verdict.Status === 'ipsec_sa_established' ? 'normal' : 'error',
    description: {
      ...{ vcoConf, vcoDiffConf: isUnknown ? [] : differs, vcoLackConf: isUnknown },
      vcoRunningConf: isUnknown ? {} : { ...ikeProposal(end.IkeConfig), ...ipsecProposal(end.IpsecConfig) },
    },
  };
};

const way = (isThere: boolean) => (isThere ? { rtt: 12.5, lossRate: 0 } : { rtt: -1, lossRate: 100 });

/** The device answers at the customer gateway's address, or nobody does. */
const internet = ({ cloud, connection, tunnel }: Seen): Finding => {
  const { peer } = tunnel ?? connection;
  const end = peer && complete(peer, cloud);
  const isThere = end?.Up === true && end.Address === cloud.PeerAddress;
  return {
    name: 'VcoUserInternetIpConnectivity',
    level: isThere ? 'normal' : 'error',
    description: { targetIp: cloud.PeerAddress, ...way(isThere) },
  };
};

const isInside = (address: string, subnets: string): boolean => containsCidr(blocks(subnets), [address]);

/** From one private address to another: through a tunnel that is up, between protected blocks, to one that answers. */
const privateWay = (seen: readonly Seen[], source: string, target: string): Finding => {
  const isThere = seen.some(({ cloud, verdict, connection, tunnel }) => {
    const { peer } = tunnel ?? connection;
    const { Answers = true, ReturnRoute = true } = peer ?? {};
    const answers = Array.isArray(Answers) ? Answers.includes(target) : Answers;
    const isProtected = isInside(source, cloud.LocalSubnet) && isInside(target, cloud.RemoteSubnet);
    return verdict.Status === 'ipsec_sa_established' && isProtected && answers && ReturnRoute;
  });
  return {
    name: 'VcoPrivateConnectivity',
    level: isThere ? 'normal' : 'error',
    description: { targetIp: target, srcIp: source, ...way(isThere) },
  };
};

/** Every item of a diagnosis, as the world is now; the private way only where two addresses were given. */
export const findingsOf = (world: World, connection: VpnConnection, diagnosis: Diagnosis): Finding[] => {
  const { gateways, routes_dbr, vpcs } = world.data;
  const gateway = gateways.find((one) => one.VpnGatewayId === diagnosis.VpnGatewayId);
  if (!gateway) return [];
  const routes = routes_dbr.filter((one) => one.VpnInstanceId === gateway.VpnGatewayId);
  const seen = seeAll(world, connection);
  const one = worst(seen);
  const { PrivateSourceIp: source, PrivateDestinationIp: target } = diagnosis;
  return [
    routeConflicts(
      routes,
      vpcs.find(({ VpcId }) => VpcId === gateway.VpcId),
    ),
    ...quotas(world, gateway),
    ...(one ? [consistency(one), internet(one)] : []),
    ...(source && target ? [privateWay(seen, source, target)] : []),
  ];
};
