import { isSameList } from '../../network/cidr.ts';
import { refuse } from '../change/refuse.ts';
import { called } from '../inventory/connection-words.ts';
import type { Connection, Gateway, RegionInventory } from '../inventory/inventory.ts';
import type { Wish } from './connect-wish.ts';
import { peersOf } from './read-ground.ts';

/** A customer gateway that is there, or the step that makes it. */
export interface Peer {
  readonly address: string;
  readonly id: string;
  readonly isNew: boolean;
}

/** The other ends in their order; what is not there yet is spoken of by the number of the step that makes it. */
export const peersFor = ({ customerGateways }: RegionInventory, addresses: readonly string[]): readonly Peer[] => {
  const peers: Peer[] = [];
  for (const address of addresses) {
    const found = customerGateways.find(({ IpAddress }) => IpAddress === address)?.CustomerGatewayId;
    const made = peers.find((one) => one.address === address);
    const nth = new Set(peers.filter(({ isNew }) => isNew).map(({ address: one }) => one)).size + 1;
    peers.push(made ?? { address, id: found ?? `{{${nth}.CustomerGatewayId}}`, isNew: found === undefined });
  }
  return peers;
};

const isOf = (connection: Connection, peers: readonly Peer[]): boolean =>
  [...peersOf(connection)].toSorted().join() ===
  peers
    .map(({ id }) => id)
    .toSorted()
    .join();

/** The site's connection, known by its peers; refuses another one in its place, and its name for another peer. */
export const findConnection = (
  { connections }: RegionInventory,
  { VpnGatewayId }: Gateway,
  peers: readonly Peer[],
  { Name, RemoteSubnet }: Wish,
): Connection | undefined => {
  const near = connections.filter((one) => one.VpnGatewayId === VpnGatewayId);
  const found = near.find((one) => isOf(one, peers));
  if (found && !isSameList(found.RemoteSubnet, RemoteSubnet))
    return refuse(
      `${called(found.VpnConnectionId, found.Name)} leads to this peer already, with RemoteSubnet ${found.RemoteSubnet}: a pair of gateways has one connection.`,
      'For other networks of the same site use AddSubnet or RemoveSubnet.',
    );
  const [twin] = found ? [] : near.filter((one) => one.Name === Name);
  if (twin)
    return refuse(
      `${called(twin.VpnConnectionId, twin.Name)} is the name of a connection to another peer.`,
      'Choose another Name; if the peer of that one has a new address use MovePeer.',
    );
  return found;
};
