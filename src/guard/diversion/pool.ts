import { overlaps, readBlocks } from '../../network/cidr.ts';
import { isSilent } from '../../network/diversion.ts';
import { called, unreadParts } from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import { kindNames } from '../plan/messages.ts';
import { listOf } from '../plan/seen.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { readClaims } from './claims.ts';
import { diversionMessages } from './messages.ts';

/** Whose addresses a new pool of clients takes, or may. */
export interface PoolDiversion {
  /** What could not be read; comes first. */
  readonly unread: readonly Message[];
  readonly reasons: readonly Message[];
}

/**
 * Weighs the addresses that a new SSL-VPN server gives to its clients against those that somebody in the VPC has: other pools,
 * networks on the VPC's side, and what the routes of its gateway lead to. The gateway answers for them from then on.
 */
export const assessPool = async (pool: unknown, VpnGatewayId: string, liveState: LiveState): Promise<PoolDiversion> => {
  const blocks = readBlocks(pool).blocks;
  const [{ claims, unread }, routes, connections] = await Promise.all([
    readClaims(VpnGatewayId, liveState),
    liveState.routes(VpnGatewayId),
    liveState.connectionsOf({ VpnGatewayId }),
  ]);
  const isTaken = (block: string): boolean => blocks.some((one) => overlaps(one, block));
  const nameOf = (id: string): string =>
    called(id, listOf(connections).find(({ VpnConnectionId }) => VpnConnectionId === id)?.Name);
  const reasons = [
    ...listOf(routes)
      .filter(({ RouteDest }) => isTaken(RouteDest))
      .map(({ RouteDest, NextHop }) =>
        message(diversionMessages.poolRoute, { pool: someOf(blocks), dest: RouteDest, hop: nameOf(NextHop) }),
      ),
    ...claims
      .filter((claim) => !isSilent(claim) && isTaken(claim.block))
      .map(({ block, owner }) => message(diversionMessages.poolClaim, { pool: someOf(blocks), block, owner })),
  ];
  return { unread: [...unread, ...unreadParts([[kindNames.routes, routes]])], reasons };
};
