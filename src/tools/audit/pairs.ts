import { isSameSet, readBlocks, type Selectors } from '../../network/cidr.ts';
import { pairs } from '../../network/routes.ts';
import type { Connection, OwnedRoute, RegionInventory } from '../inventory/inventory.ts';

const knownSelectors = new WeakMap<Connection, Selectors>();

/** What a connection protects, as blocks. Half of the rules need it: its lists are parsed once. */
export const selectorsOf = (connection: Connection): Selectors => {
  const known = knownSelectors.get(connection) ?? {
    local: readBlocks(connection.LocalSubnet).blocks,
    remote: readBlocks(connection.RemoteSubnet).blocks,
  };
  knownSelectors.set(connection, known);
  return known;
};

const knownGroups = new WeakMap<RegionInventory, readonly (readonly OwnedRoute[])[]>();

const group = ({ gateways, routes }: RegionInventory): readonly (readonly OwnedRoute[])[] =>
  gateways.flatMap(({ VpnGatewayId }) => {
    const own = routes.filter((route) => route.VpnGatewayId === VpnGatewayId);
    return pairs(own).map((members) => members.flatMap((route) => own.filter((owned) => owned === route)));
  });

/** Entries of one gateway for one destination, the active one first. Several rules need them: they are grouped once. */
export const groupsOf = (region: RegionInventory): readonly (readonly OwnedRoute[])[] => {
  const known = knownGroups.get(region) ?? group(region);
  knownGroups.set(region, known);
  return known;
};

const sameSelectors = (a: Selectors, b: Selectors): boolean =>
  isSameSet(a.local, b.local) && isSameSet(a.remote, b.remote);

/** Whether two connections back each other up: equal subnets on one gateway, and no two entries at the same weight. */
export const isPair = (a: Connection, b: Connection, region: RegionInventory): boolean => {
  if (a.VpnGatewayId !== b.VpnGatewayId || !sameSelectors(selectorsOf(a), selectorsOf(b))) return false;
  const both = groupsOf(region).filter(
    (group) =>
      group.some((route) => route.NextHop === a.VpnConnectionId) &&
      group.some((route) => route.NextHop === b.VpnConnectionId),
  );
  return both.every((group) => group.filter((route) => route.Weight === 100).length <= 1);
};
