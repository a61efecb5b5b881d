import { refuse } from '../change/refuse.ts';
import { called } from '../inventory/connection-words.ts';
import type { CustomerGateway, RegionInventory } from '../inventory/inventory.ts';
import { peersOf } from '../sites/read-ground.ts';

/** The old end of a move; `moved` where nothing of the old is left and the new one is there. */
export type FoundPeer = { readonly old: CustomerGateway } | { readonly moved: CustomerGateway };

const isCalled = ({ CustomerGatewayId, Name, IpAddress }: CustomerGateway, asked: string): boolean =>
  [CustomerGatewayId, Name, IpAddress].includes(asked);

const one = (found: readonly CustomerGateway[], asked: string): CustomerGateway | undefined => {
  const [first, ...others] = found;
  if (others.length === 0) return first;
  return refuse(
    `${asked} means several customer gateways: ${found.map((each) => `${called(each.CustomerGatewayId, each.Name)} at ${each.IpAddress}`).join('; ')}.`,
    'Name the one whose address changed by its ID.',
  );
};

/**
 * The customer gateway whose address changed: by its ID, name or old address, or by a connection to it. The one that is at the
 * new address already may have the same name, and is not the one that is meant. `wasHere`: this server has changed of late what
 * is called so; without that a slip of the pen would be told as a move that is done.
 */
export const findPeer = (region: RegionInventory, asked: string, NewIp: string, wasHere = false): FoundPeer => {
  const { customerGateways, connections, RegionId } = region;
  const fresh = customerGateways.find(({ IpAddress }) => IpAddress === NewIp);
  const elsewhere = customerGateways.filter(({ IpAddress }) => IpAddress !== NewIp);
  const direct = one(
    elsewhere.filter((each) => isCalled(each, asked)),
    asked,
  );
  if (direct) return { old: direct };
  const ids = connections
    .filter(({ VpnConnectionId, Name }) => [VpnConnectionId, Name].includes(asked))
    .flatMap(peersOf);
  const through = one(
    elsewhere.filter(({ CustomerGatewayId = '' }) => ids.includes(CustomerGatewayId)),
    asked,
  );
  if (through) return { old: through };
  const isMoved = fresh && (wasHere || isCalled(fresh, asked) || ids.includes(fresh.CustomerGatewayId ?? ''));
  if (isMoved) return { moved: fresh };
  if (fresh)
    return refuse(
      `${asked} is no customer gateway and no connection of ${RegionId}; ${called(fresh.CustomerGatewayId, fresh.Name)} is at ${NewIp} already.`,
      `If ${asked} was the old one and nothing is left of it, the move is done: look with DescribeVpnConnections. Else name the customer gateway whose address changed by its ID.`,
    );
  const known = customerGateways
    .slice(0, 8)
    .map((each) => `${called(each.CustomerGatewayId, each.Name)} at ${each.IpAddress}`);
  return refuse(
    `${asked} is no customer gateway and no connection of ${RegionId}; there are ${known.join('; ') || 'none'}.`,
    'Name the customer gateway whose address changed by its ID, name or old address.',
  );
};
