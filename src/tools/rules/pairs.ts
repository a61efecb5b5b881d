import { isSameSet, readBlocks, type Selectors } from '../../network/cidr.ts';
import { pairs } from '../../network/routes.ts';
import type { Connection, OwnedRoute, RegionInventory } from '../inventory/inventory.ts';
import { rowsBy } from '../inventory/rows-by.ts';

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
  gateways.flatMap(({ VpnGatewayId }) => pairs(rowsBy(routes, 'VpnGatewayId', VpnGatewayId)));

/** Entries of one gateway for one destination, the active one first. Several rules need them: they are grouped once. */
export const groupsOf = (region: RegionInventory): readonly (readonly OwnedRoute[])[] => {
  const known = knownGroups.get(region) ?? group(region);
  knownGroups.set(region, known);
  return known;
};

const knownByHop = new WeakMap<RegionInventory, ReadonlyMap<string, readonly (readonly OwnedRoute[])[]>>();

/** The groups that a connection has an entry in. */
const groupsByHop = (region: RegionInventory): ReadonlyMap<string, readonly (readonly OwnedRoute[])[]> => {
  const known = knownByHop.get(region);
  if (known) return known;
  const index = new Map<string, (readonly OwnedRoute[])[]>();
  for (const group of groupsOf(region))
    for (const hop of new Set(group.map(({ NextHop }) => NextHop))) {
      const groups = index.get(hop);
      if (groups) groups.push(group);
      else index.set(hop, [group]);
    }
  knownByHop.set(region, index);
  return index;
};

const sameSelectors = (a: Selectors, b: Selectors): boolean =>
  isSameSet(a.local, b.local) && isSameSet(a.remote, b.remote);

/** Whether two connections back each other up: equal subnets on one gateway, and no two entries at the same weight. */
export const isPair = (a: Connection, b: Connection, region: RegionInventory): boolean => {
  if (a.VpnGatewayId !== b.VpnGatewayId || !sameSelectors(selectorsOf(a), selectorsOf(b))) return false;
  const through = groupsByHop(region);
  const ofOther = new Set(through.get(String(b.VpnConnectionId)));
  const both = (through.get(String(a.VpnConnectionId)) ?? []).filter((group) => ofOther.has(group));
  return both.every((group) => group.filter((route) => route.Weight === 100).length <= 1);
};
