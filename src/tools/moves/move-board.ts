import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { readTunnels } from '../../network/tunnels.ts';
import type { Standing } from '../change/job.ts';
import { labelOf } from '../inventory/connection-words.ts';
import type { Connection, RegionInventory } from '../inventory/inventory.ts';
import { handOver } from '../sites/hand-over.ts';
import { isUp, peersOf, standingOf } from '../sites/read-ground.ts';
import { line } from './move-parts.ts';
import { leftAtZero } from './move-routes.ts';

/** Whether the tunnels of a connection that lead to this customer gateway are up; where it has one tunnel, its check too. */
const isUpTo = (connection: Connection, id: string): boolean =>
  isUp(connection) ||
  (peersOf(connection).length > 1 &&
    readTunnels(connection).tunnels.every(
      ({ connection: { CustomerGatewayId, Status } }) => CustomerGatewayId !== id || Status === 'ipsec_sa_established',
    ));

const zeroNext = ({ routes }: RegionInventory, { VpnConnectionId = '' }: Connection): readonly string[] =>
  leftAtZero(routes, VpnConnectionId).map(
    ({ RouteDest, NextHop, VpnGatewayId, Weight }) =>
      `The route ${RouteDest} of ${NextHop} has weight 0 and no active one beside it: it carries. To make it the active one: ModifyVpnRouteEntryWeight ${JSON.stringify({ VpnGatewayId, RouteDest, NextHop, Weight, NewWeight: 100 })}.`,
  );

/** How the connections stand that are wholly at the new address, and what people do for those that are not up. */
export const movedStanding = async (
  region: RegionInventory,
  ends: { readonly freshId: string | undefined; readonly oldId?: string },
  invoke: Invoke,
  call: Call,
): Promise<Standing> => {
  const { freshId, oldId = '' } = ends;
  const { RegionId } = region;
  const moved = region.connections.filter(
    (one) => freshId !== undefined && peersOf(one).includes(freshId) && !peersOf(one).includes(oldId),
  );
  const board: Standing['board'][number][] = [];
  const next: string[] = [];
  for (const connection of moved) {
    const isThere = isUpTo(connection, freshId ?? '');
    board.push(
      line(
        `${labelOf(connection)} at the new address: ${standingOf(connection)}`,
        isThere ? 'done' : 'waits for people',
      ),
    );
    if (!isThere) next.push(...(await handOver(invoke, call, { RegionId, connection, tool: 'MovePeer' })).next);
    next.push(...zeroNext(region, connection));
  }
  return { board, next };
};
