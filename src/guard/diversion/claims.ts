import { readBlocks } from '../../network/cidr.ts';
import type { Claim } from '../../network/diversion.ts';
import { called, foundIn, unreadParts } from '../plan/impact.ts';
import { type Gateway, type LiveState, listOf, type Seen, unreadOf } from '../plan/live-state.ts';
import { kindNames } from '../plan/messages.ts';
import { isOnNoGateway } from '../plan/tunnel-state.ts';
import { type Message, message } from '../text/message.ts';
import { diversionMessages } from './messages.ts';

export interface Claims {
  readonly claims: readonly Claim[];
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
  return { seen, ids: new Set([id, ...listOf(seen).flatMap(({ VpnGatewayId }) => VpnGatewayId ?? [])]) };
};

/**
 * Who has which addresses in the VPC of a gateway: clients of SSL-VPN servers, and the networks on the VPC's side of every
 * tunnel and server. Lists of the whole region cost fewer requests than one for each gateway; tunnels of others are read only
 * where there are other gateways.
 */
export const readClaims = async (VpnGatewayId: string, liveState: LiveState): Promise<Claims> => {
  const [servers, { seen, ids }] = await Promise.all([liveState.sslServers(), gatewaysOfVpc(VpnGatewayId, liveState)]);
  const connections = await liveState.connectionsOf(ids.size > 1 ? {} : { VpnGatewayId });
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
  return { claims: own.claims, unread: [...lists, ...own.unread] };
};
