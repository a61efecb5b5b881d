import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import { isSame, readBlocks } from '../../network/cidr.ts';
import type { BoardLine, Standing } from '../change/job.ts';
import { called } from '../inventory/connection-words.ts';
import type { Connection, Gateway } from '../inventory/inventory.ts';
import type { Peer } from './connect-ends.ts';
import type { Wish } from './connect-wish.ts';
import { handOver } from './hand-over.ts';
import type { Ground } from './read-ground.ts';

/** What is asked, and what of it is there. */
export interface Site {
  readonly wish: Wish;
  readonly ground: Ground;
  readonly gateway: Gateway;
  readonly peers: readonly Peer[];
  readonly local: string;
  readonly connection: Connection | undefined;
}

/** One part of the site, and whether it is there. */
export const line = (What: string, isDone: boolean): BoardLine => ({ What, State: isDone ? 'done' : 'to do' });

const boardOf = ({ wish, gateway, peers, connection, ground }: Site): readonly BoardLine[] => {
  const hop = connection?.VpnConnectionId;
  const isThere = (block: string): boolean =>
    ground.region.routes.some(
      ({ NextHop, RouteDest, State, isLearned }) =>
        NextHop === hop && isSame(RouteDest, block) && (State === 'published' || isLearned === true),
    );
  const unlike = wish.CheckTarget !== undefined && connection && connection.VcoHealthCheck?.Dip !== wish.CheckTarget;
  return [
    line(`VPN gateway ${called(gateway.VpnGatewayId, gateway.Name)}`, true),
    ...[...new Map(peers.map((one) => [one.address, one])).values()].map(({ address, id, isNew }) =>
      line(`customer gateway ${address}${isNew ? '' : ` (${id})`}`, !isNew),
    ),
    line(`connection ${called(hop ?? wish.Name, wish.Name)}`, hop !== undefined),
    ...readBlocks(wish.RemoteSubnet).blocks.map((block) => line(`route ${block}, published`, isThere(block))),
    ...(unlike ? [line(`health check of ${wish.CheckTarget}: ModifyVpnConnectionAttribute sets it`, false)] : []),
  ];
};

/** What is there and what is not; where nothing is left to do here, what people do at the other end. */
export const standingOf = async (site: Site, steps: readonly Step[], invoke: Invoke, call: Call): Promise<Standing> => {
  const { connection, wish, ground } = site;
  const board = boardOf(site);
  const handed = connection && {
    ...{ RegionId: ground.region.RegionId, connection, tool: 'ConnectSite' },
    Vendor: wish.Vendor,
  };
  const peer: BoardLine = { What: `peer of ${wish.Name} is configured`, State: 'waits for people' };
  if (!handed || steps.length > 0)
    return { board: [...board, peer], next: ['ConnectSite again with the same arguments does what is still to do.'] };
  const over = await handOver(invoke, call, handed);
  return { board: [...board, ...over.board], next: over.next };
};
