import { compareBlocks, contains, isSame, isSameSet, onBoundary, overlaps, readBlocks } from '../../network/cidr.ts';
import { refuse } from '../change/refuse.ts';
import type { Connection } from '../inventory/inventory.ts';
import { isHealthChecked } from '../inventory/tunnel-state.ts';

/** Which end of a tunnel the networks are at, as this end sees it. */
export type Side = 'local' | 'remote';

/** What is asked for: blocks that a side of a connection is to get, or to lose. */
export interface Asked {
  readonly verb: 'add' | 'remove';
  readonly side: Side;
  readonly blocks: readonly string[];
}

export const FIELD = { local: 'LocalSubnet', remote: 'RemoteSubnet' } as const;

/** With 0.0.0.0/0 on both sides routes alone decide what goes through a tunnel. */
export const ALL = '0.0.0.0/0';

/** Blocks that the documents of the public cloud let nobody use: status and negotiation break on them. */
const KEPT = '100.64.0.0/10';

/** The documents of the public cloud allow so many blocks on a side. */
const MOST_BLOCKS = 5;

/** The blocks of one side of a connection; refused where they cannot be read whole, for the whole list is sent. */
export const blocksOf = (connection: Connection, side: Side): readonly string[] => {
  const { blocks, unreadable } = readBlocks(connection[FIELD[side]]);
  return blocks.length > 0 && unreadable.length === 0
    ? blocks
    : refuse(
        `${FIELD[side]} of ${connection.VpnConnectionId} cannot be read, and a change sends the whole list.`,
        'Look at it with DescribeVpnConnection.',
      );
};

/** Whether routes alone decide: then the lists stay as they are. */
export const isRouted = (connection: Connection): boolean =>
  blocksOf(connection, 'local').some((block) => isSame(block, ALL)) &&
  blocksOf(connection, 'remote').some((block) => isSame(block, ALL));

/** The list as it is to be: what is there already, or lies in a block that is there, is not added again. */
export const listAfter = (before: readonly string[], { verb, blocks }: Asked): readonly string[] =>
  verb === 'add'
    ? [...before, ...blocks.filter((block) => !before.some((one) => contains(one, block)))]
    : before.filter((one) => !blocks.some((block) => isSame(one, block)));

/** What a change of one connection keeps, adds and takes away. */
export const changeOf = (connection: Connection, asked: Asked) => {
  const before = blocksOf(connection, asked.side);
  const after = isRouted(connection) ? before : listAfter(before, asked);
  return { before, after, ...compareBlocks(before, after) };
};

/** Whether two connections have the same lists once both are changed: a pair that is half changed is one still. */
export const endAlike = (one: Connection, other: Connection, asked: Asked): boolean => {
  const lists = (connection: Connection) => ({
    [asked.side]: listAfter(blocksOf(connection, asked.side), asked),
    [asked.side === 'local' ? 'remote' : 'local']: blocksOf(connection, asked.side === 'local' ? 'remote' : 'local'),
  });
  const [a, b] = [lists(one), lists(other)];
  return isSameSet(a['local'] ?? [], b['local'] ?? []) && isSameSet(a['remote'] ?? [], b['remote'] ?? []);
};

const checkBlock = (block: string, others: readonly string[]): void => {
  if (onBoundary(block) !== block)
    refuse(`${block} does not begin on its boundary: as a network it is ${onBoundary(block)}.`, 'Name the network.');
  if (isSame(block, ALL))
    refuse(
      `${ALL} names no network: on both sides it means that routes alone decide, which is another kind of tunnel.`,
      'Name the networks, such as 10.0.0.0/8.',
    );
  if (overlaps(block, KEPT))
    refuse(
      `${block} overlaps ${KEPT}, which the cloud keeps for itself: negotiation and status break on it.`,
      'Choose a block outside it.',
    );
  const twice = others.find((other) => other !== block && overlaps(other, block));
  if (twice) refuse(`${block} and ${twice} in Cidrs overlap.`, 'Name each network once.');
};

const checkAdded = (connection: Connection, { side, blocks }: Asked, after: readonly string[]): void => {
  const { VpnConnectionId: id } = connection;
  const own = blocksOf(connection, side);
  const far = side === 'local' ? 'remote' : 'local';
  for (const block of blocks) {
    const inner = own.find((one) => contains(block, one) && !isSame(block, one));
    if (inner)
      refuse(
        `${block} holds ${inner}, which ${FIELD[side]} of ${id} has already: which of the two a packet takes would not be clear.`,
        `Remove ${inner} with RemoveSubnet first, or name what is beside it.`,
      );
    const clash = blocksOf(connection, far).find((one) => !isSame(one, ALL) && overlaps(one, block));
    if (clash)
      refuse(
        `${block} overlaps ${clash}, which is on the other side of ${id}: addresses on both sides cannot be routed.`,
        'Check which side it is on (Side), or renumber one of the two.',
      );
  }
  if (after.length > MOST_BLOCKS && after.length > own.length)
    refuse(
      `${FIELD[side]} of ${id} would have ${after.length} blocks; ${MOST_BLOCKS} are allowed on a side (documents of the public cloud).`,
      `It has ${own.join(', ')}: name a wider block that holds several of them, or make a further connection.`,
    );
};

/** Where a health check pings from or to, by the side of the address. */
const checkedFrom = { local: 'Sip', remote: 'Dip' } as const;

const checkRemoved = (connection: Connection, { side, blocks }: Asked, after: readonly string[]): void => {
  const { VpnConnectionId: id, VcoHealthCheck: health } = connection;
  const own = blocksOf(connection, side);
  const wider = blocks.map((block) => [block, own.find((one) => contains(one, block) && !isSame(one, block))] as const);
  for (const [block, whole] of wider)
    if (whole && !own.some((one) => isSame(one, block)))
      refuse(
        `${block} is a part of ${whole} in ${FIELD[side]} of ${id}: a part cannot be taken out of a block.`,
        `Add the parts of ${whole} that stay with AddSubnet after removing ${whole}, or delete the route alone.`,
      );
  if (after.length === 0)
    refuse(
      `${id} would be left without any network on its ${side} side.`,
      'Use RetireSite where the site is to go; else add the new networks with AddSubnet first.',
    );
  const address = health?.[checkedFrom[side]];
  const isChecked = isHealthChecked(connection) && address;
  const lost = isChecked && blocks.find((block) => contains(block, `${address}/32`));
  if (lost && !after.some((one) => contains(one, `${address}/32`)))
    refuse(
      `The health check of ${id} uses ${address}, which is in ${lost}: without it the tunnel would count as dead.`,
      `Give HealthCheckConfig another ${checkedFrom[side].toLowerCase()} with ModifyVpnConnectionAttribute first.`,
    );
};

/** Refuses what cannot be done to a connection, before anybody is asked. */
export const checkChange = (connection: Connection, asked: Asked): void => {
  for (const block of asked.blocks) checkBlock(block, asked.blocks);
  if (isRouted(connection)) {
    if (asked.side === 'local')
      refuse(
        `${connection.VpnConnectionId} has ${ALL} on both sides: routes alone decide, and none is needed for the local side.`,
        'The peer needs a route to the new network into its tunnel; the security groups of the VPC may need a rule.',
      );
    return;
  }
  const { after } = changeOf(connection, asked);
  if (asked.verb === 'add') checkAdded(connection, asked, after);
  else checkRemoved(connection, asked, after);
};
