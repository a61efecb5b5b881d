import { isBlock, readBlocks } from '../../network/cidr.ts';
import type { Claim } from '../../network/diversion.ts';
import { called, foundIn, unreadParts } from '../plan/impact.ts';
import type { Gateway, LiveState } from '../plan/live-state.ts';
import { kindNames } from '../plan/messages.ts';
import { NOT_SHOWN, type Vpc, type VpcRoute } from '../plan/network-reads.ts';
import { listOf, type Seen, unreadOf } from '../plan/seen.ts';
import { isOnNoGateway } from '../plan/tunnel-state.ts';
import { type Message, message } from '../text/message.ts';
import { diversionMessages } from './messages.ts';

export interface Claims {
  readonly claims: readonly Claim[];
  /** What the VPC's own route table sends elsewhere than to its VPN gateways; absent where it cannot be seen. */
  readonly elsewhere?: readonly Claim[];
  /** What could not be read, so that somebody else may have addresses too. */
  readonly unread: readonly Message[];
}

export const noClaims: Claims = { claims: [], unread: [] };

/** One list of blocks as claims; one that is absent or cannot be read whole could hold any address. */
const claimsIn = (kind: Claim['kind'], list: unknown, owner: string): Claims => {
  const { blocks, unreadable } = readBlocks(list);
  const isClear = blocks.length > 0 && unreadable.length === 0;
  return {
    claims: blocks.map((block) => ({ kind, block, owner })),
    unread: isClear ? [] : [message(diversionMessages.unclearClaim, { owner })],
  };
};

/** The VPC's own blocks. A VPC that has a gateway is there: one that is not found is hidden. */
const vpcClaims = (seen: Seen<Vpc>): Claims => {
  const vpc = foundIn(seen);
  if (!vpc)
    return { claims: [], unread: unreadParts([[kindNames.vpc, unreadOf(seen) ? seen : { unread: NOT_SHOWN }]]) };
  const blocks = [vpc.CidrBlock, ...(vpc.SecondaryCidrBlocks ?? [])].filter(Boolean);
  return claimsIn('vpc', blocks.join(','), called(vpc.VpcId ?? '', vpc.VpcName));
};

/** Entries that lead out of the VPC another way than through its VPN gateways. */
const leadsElsewhere =
  (gateways: ReadonlySet<string>) =>
  ({ dest, hopType, hopId }: VpcRoute): boolean =>
    isBlock(dest) && !/^local$/i.test(hopType) && !gateways.has(hopId);

const tableClaims = (seen: Seen<readonly VpcRoute[]>, gateways: ReadonlySet<string>): Claims => {
  const unread = unreadParts([[kindNames.vpcRoutes, seen]]);
  if (unread.length > 0) return { claims: [], unread };
  const elsewhere = listOf(seen)
    .filter(leadsElsewhere(gateways))
    .map(({ dest, hopType, hopId }) => ({ kind: 'table', block: dest, owner: `${hopType} ${hopId}`.trim() }) as const);
  return { claims: [], elsewhere, unread };
};

/** What the networks around a gateway say, where they can be seen. */
const networkClaims = async (
  VpcId: string | undefined,
  gateways: ReadonlySet<string>,
  { network }: LiveState,
): Promise<Claims> => {
  // A gateway that does not say where it is was told as not read already.
  if (!network || !VpcId) return noClaims;
  const [vpc, routes] = await Promise.all([network.vpc(VpcId), network.vpcRoutes(VpcId)]);
  const [own, table] = [vpcClaims(vpc), tableClaims(routes, gateways)];
  return { ...table, claims: own.claims, unread: [...own.unread, ...table.unread] };
};

const together = (parts: readonly Claims[]): Claims => ({
  claims: parts.flatMap(({ claims }) => claims),
  unread: parts.flatMap(({ unread }) => unread),
});

/** The gateways of the same VPC, this one among them. */
const gatewaysOfVpc = async (id: string, liveState: LiveState) => {
  const own = await liveState.gateway(id);
  const VpcId = foundIn(own)?.VpcId;
  const why = 'found' in own ? 'no VpcId' : (unreadOf(own) ?? 'missing');
  const seen: Seen<readonly Gateway[]> = VpcId ? await liveState.gatewaysOf(VpcId) : { unread: why };
  return { VpcId, seen, ids: new Set([id, ...listOf(seen).flatMap(({ VpnGatewayId }) => VpnGatewayId ?? [])]) };
};

/**
 * Who has which addresses in the VPC of a gateway: clients of SSL-VPN servers, the networks on the VPC's side of every
 * tunnel and server, and where it can be seen the VPC itself. Lists of the whole region cost fewer requests than one for
 * each gateway; tunnels of others are read only where there are other gateways.
 */
export const readClaims = async (VpnGatewayId: string, liveState: LiveState): Promise<Claims> => {
  const [servers, { VpcId, seen, ids }] = await Promise.all([
    liveState.sslServers(),
    gatewaysOfVpc(VpnGatewayId, liveState),
  ]);
  const [connections, network] = await Promise.all([
    liveState.connectionsOf(ids.size > 1 ? {} : { VpnGatewayId }),
    networkClaims(VpcId, ids, liveState),
  ]);
  // A row that does not say where it is may be here.
  const isNear = (row: { readonly VpnGatewayId?: string | undefined }): boolean =>
    !row.VpnGatewayId || ids.has(row.VpnGatewayId);
  const own = together([
    ...listOf(servers)
      .filter(isNear)
      .flatMap(({ SslVpnServerId = '', Name, ClientIpPool, LocalSubnet }) => [
        claimsIn('pool', ClientIpPool, called(SslVpnServerId, Name)),
        claimsIn('local', LocalSubnet, called(SslVpnServerId, Name)),
      ]),
    ...listOf(connections)
      .filter((row) => isNear(row) && !isOnNoGateway(row))
      .map(({ VpnConnectionId = '', Name, LocalSubnet }) =>
        claimsIn('local', LocalSubnet, called(VpnConnectionId, Name)),
      ),
  ]);
  const lists = unreadParts([
    [kindNames.otherGateways, seen],
    [kindNames.servers, servers],
    [kindNames.connections, connections],
  ]);
  return {
    ...network,
    claims: [...own.claims, ...network.claims],
    unread: [...lists, ...own.unread, ...network.unread],
  };
};
