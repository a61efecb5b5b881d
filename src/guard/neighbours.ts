import { overlaps } from '../network/cidr.ts';
import { type Look, listOf } from './look.ts';
import { kindWords, planWords } from './plan-words.ts';
import { type Said, said } from './said.ts';
import { called, foundIn, unreadParts } from './survey.ts';

/** More gateways of a VPC than these are not looked at, which the plan says. */
const MOST_NEIGHBOURS = 8;

/** What other gateways of the VPC publish that overlaps, and what of them could not be read. */
export interface Neighbours {
  readonly overlapping: readonly Said[];
  readonly unread: readonly Said[];
  /** Whether some were not looked at, so that nobody can tell that no traffic moves. */
  readonly unsure: boolean;
}

export const noNeighbours: Neighbours = { overlapping: [], unread: [], unsure: false };

const tablesOf = (gateways: readonly { VpnGatewayId?: string | undefined; Name?: string | undefined }[], look: Look) =>
  Promise.all(
    gateways.map(async ({ VpnGatewayId: id = '', Name }) => ({
      gateway: called(id, Name),
      table: await look.routes(id),
    })),
  );

/**
 * Routes that other gateways of the same VPC publish for overlapping destinations: publishing another one moves the VPC's
 * traffic between gateways, which no table of this gateway shows.
 */
export const lookAtNeighbours = async (
  VpnGatewayId: string,
  dests: readonly string[],
  look: Look,
): Promise<Neighbours> => {
  const own = await look.gateway(VpnGatewayId);
  const VpcId = foundIn(own)?.VpcId;
  if (VpcId === undefined) {
    const unread = unreadParts([[kindWords.otherGateways, own]]);
    return { overlapping: [], unread, unsure: unread.length > 0 };
  }
  const seen = await look.gatewaysOf(VpcId);
  const others = listOf(seen).filter(({ VpnGatewayId: id }) => id !== undefined && id !== VpnGatewayId);
  const tables = await tablesOf(others.slice(0, MOST_NEIGHBOURS), look);
  const overlapping = tables.flatMap(({ gateway, table }) =>
    listOf(table)
      .filter(({ State }) => State === 'published')
      .flatMap(({ RouteDest: other }) =>
        dests
          .filter((dest) => overlaps(other, dest))
          .map((dest) => said(planWords.alsoElsewhere, { dest, other, gateway })),
      ),
  );
  const parts = [seen, ...tables.map(({ table }) => table)];
  const unread = unreadParts(parts.map((part) => [kindWords.otherGateways, part] as const));
  return { overlapping, unread, unsure: unread.length > 0 || others.length > MOST_NEIGHBOURS };
};
