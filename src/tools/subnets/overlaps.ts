import type { SummaryLine } from '../../catalogue/message.ts';
import { isSame, overlaps, readBlocks, shared } from '../../network/cidr.ts';
import type { Route } from '../../network/routes.ts';
import { refuse } from '../change/refuse.ts';
import { labelOf } from '../inventory/connection-words.ts';
import type { Connection, SslServer } from '../inventory/inventory.ts';
import { ALL, type Asked } from './change.ts';
import type { Link } from './links.ts';
import { texts } from './messages.ts';

/** Everything in the same VPC that has addresses, as far as it could be read. */
export interface VpcAround {
  readonly connections: readonly Connection[];
  /** Entries of all gateways of the VPC. */
  readonly routes: readonly Route[];
  readonly servers: readonly SslServer[];
  /** The VPC's own blocks; none where they cannot be seen. */
  readonly vpc: readonly string[];
}

const hits = (list: unknown, block: string): readonly string[] =>
  readBlocks(list).blocks.filter((one) => !isSame(one, ALL) && overlaps(one, block));

/** Addresses of the peer that somebody in the VPC has too: what answers them would get lost. */
const refuseTaken = (block: string, { servers, vpc }: VpcAround): void => {
  for (const { SslVpnServerId, Name, ClientIpPool } of servers)
    for (const pool of hits(ClientIpPool, block))
      refuse(
        `${block} overlaps ${pool}, the client pool of SSL-VPN server ${Name ? `${Name} (${SslVpnServerId})` : SslVpnServerId}: answers to these clients would go into the tunnel.`,
        'Give the server another ClientIpPool with ModifySslVpnServer, or renumber the network.',
      );
  for (const own of hits(vpc.join(','), block))
    refuse(
      `${block} overlaps ${own} of the VPC itself: the VPC keeps these addresses and sends none of them into a tunnel.`,
      'Check which side it is on (Side), or renumber the network.',
    );
};

const othersWith = (
  block: string,
  links: readonly Link[],
  { connections }: VpcAround,
  field: 'LocalSubnet' | 'RemoteSubnet',
): readonly SummaryLine[] =>
  connections
    .filter(({ VpnConnectionId }) => !links.some(({ id }) => id === VpnConnectionId))
    .flatMap((one) =>
      hits(one[field], block).map((other) => ({
        text: field === 'RemoteSubnet' ? texts.alsoRemote : texts.alsoLocal,
        values: { block, shared: shared(block, other) ?? other, name: labelOf(one) },
      })),
    );

const otherRoutes = (block: string, links: readonly Link[], { routes }: VpcAround): readonly SummaryLine[] =>
  routes
    .filter(({ NextHop, RouteDest }) => !links.some(({ id }) => id === NextHop) && overlaps(RouteDest, block))
    .map(({ RouteDest, NextHop, Weight }) => ({
      text: texts.alsoRouted,
      values: { block, dest: RouteDest, hop: NextHop, weight: Weight },
    }));

/** Networks of this side outside the VPC's own blocks, where these can be seen. */
const outsideVpc = (block: string, { vpc }: VpcAround): readonly SummaryLine[] =>
  vpc.length > 0 && hits(vpc.join(','), block).length === 0
    ? [{ text: texts.outsideVpc, values: { block, vpc: vpc.join(', ') } }]
    : [];

/** Whoever else has addresses of new networks: refused where nothing could work, told where it may be meant. */
export const overlapNotes = (asked: Asked, links: readonly Link[], near: VpcAround): readonly SummaryLine[] =>
  asked.blocks.flatMap((block) => {
    if (asked.side === 'local') return [...othersWith(block, links, near, 'RemoteSubnet'), ...outsideVpc(block, near)];
    refuseTaken(block, near);
    return [
      ...othersWith(block, links, near, 'RemoteSubnet'),
      ...othersWith(block, links, near, 'LocalSubnet'),
      ...otherRoutes(block, links, near),
    ];
  });
