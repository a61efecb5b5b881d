import { isSameSet, readBlocks } from '../../network/cidr.ts';
import { pairs } from '../../network/routes.ts';
import type { Connection, OwnedRoute, RegionEstate } from './estate.ts';

/** Entries of one gateway for one destination, the active one first. */
export const groupsOf = (region: RegionEstate): readonly (readonly OwnedRoute[])[] =>
  region.gateways.flatMap(({ VpnGatewayId }) =>
    pairs(region.routes.filter((route) => route.VpnGatewayId === VpnGatewayId)).map((group) =>
      group.flatMap((route) => region.routes.filter((owned) => owned === route)),
    ),
  );

const sameSelectors = (a: Connection, b: Connection): boolean =>
  isSameSet(readBlocks(a.LocalSubnet).blocks, readBlocks(b.LocalSubnet).blocks) &&
  isSameSet(readBlocks(a.RemoteSubnet).blocks, readBlocks(b.RemoteSubnet).blocks);

/** Whether two connections back each other up: equal subnets on one gateway, and no two entries at the same weight. */
export const isPair = (a: Connection, b: Connection, region: RegionEstate): boolean => {
  if (a.VpnGatewayId !== b.VpnGatewayId || !sameSelectors(a, b)) return false;
  const both = groupsOf(region).filter(
    (group) =>
      group.some((route) => route.NextHop === a.VpnConnectionId) &&
      group.some((route) => route.NextHop === b.VpnConnectionId),
  );
  return both.every((group) => group.filter((route) => route.Weight === 100).length <= 1);
};
