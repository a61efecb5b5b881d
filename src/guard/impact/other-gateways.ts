import { overlaps } from '../../network/cidr.ts';
import type { Published } from '../../network/entries.ts';
import { called, foundIn, unreadParts } from '../plan/impact.ts';
import type { Gateway, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { listOf, type Seen } from '../plan/seen.ts';
import { type Message, message, someOf } from '../text/message.ts';

/** More gateways of a VPC than these are not read, which the plan says. */
const MOST_GATEWAYS = 8;

/** What other gateways of the VPC publish, and what of them could not be read. */
export interface OtherGateways {
  readonly published: readonly Published[];
  readonly unread: readonly Message[];
  /** Whether some were not read, so that traffic may move after all. */
  readonly unsure: boolean;
}

const tablesOf = (gateways: readonly Gateway[], liveState: LiveState) =>
  Promise.all(
    gateways.map(async ({ VpnGatewayId: id = '', Name }) => ({
      gateway: called(id, Name),
      table: await liveState.routes(id),
    })),
  );

const byId = (a: Gateway, b: Gateway): number => ((a.VpnGatewayId ?? '') < (b.VpnGatewayId ?? '') ? -1 : 1);

const otherGateways = async (id: string, VpcId: string, liveState: LiveState) => {
  const seen = await liveState.gatewaysOf(VpcId);
  const others = listOf(seen).filter(({ VpnGatewayId: other }) => other !== undefined && other !== id);
  return { seen, others: others.toSorted(byId) };
};

const unreadOnes = (parts: readonly Seen<unknown>[], more: number): readonly Message[] => [
  ...unreadParts(parts.map((part) => [kindNames.otherGateways, part] as const)),
  ...(more > 0 ? [message(planMessages.moreGateways, { count: more })] : []),
];

/** What the other gateways of the same VPC publish: no table of this gateway shows it, and the longest block wins. */
export const readPublished = async (VpnGatewayId: string, liveState: LiveState): Promise<OtherGateways> => {
  const own = await liveState.gateway(VpnGatewayId);
  const gateway = foundIn(own);
  const VpcId = gateway?.VpcId;
  if (!VpcId) {
    const unread = gateway ? [message(planMessages.noVpc)] : unreadOnes([own], 0);
    return { published: [], unread, unsure: unread.length > 0 };
  }
  const { seen, others } = await otherGateways(VpnGatewayId, VpcId, liveState);
  const tables = await tablesOf(others.slice(0, MOST_GATEWAYS), liveState);
  const published = tables.flatMap(({ gateway, table }) =>
    listOf(table)
      .filter(({ State }) => State === 'published')
      .map(({ RouteDest }) => ({ gateway, RouteDest })),
  );
  const unread = unreadOnes([seen, ...tables.map(({ table }) => table)], others.length - MOST_GATEWAYS);
  return { published, unread, unsure: unread.length > 0 };
};

/** Which of these destinations overlap what the other gateways publish: a sentence for each gateway. */
export const readOtherGateways = async (
  VpnGatewayId: string,
  dests: readonly string[],
  liveState: LiveState,
): Promise<OtherGateways & { readonly overlapping: readonly Message[] }> => {
  const near = await readPublished(VpnGatewayId, liveState);
  const overlapping = [...new Set(near.published.map(({ gateway }) => gateway))].flatMap((gateway) => {
    const pairs = near.published
      .filter((one) => one.gateway === gateway)
      .flatMap(({ RouteDest: other }) =>
        dests.filter((dest) => overlaps(other, dest)).map((dest) => ({ dest, other })),
      );
    const names = (of: 'dest' | 'other') => someOf([...new Set(pairs.map((pair) => pair[of]))].toSorted());
    return pairs.length > 0
      ? [message(planMessages.alsoElsewhere, { dest: names('dest'), other: names('other'), gateway })]
      : [];
  });
  return { ...near, overlapping };
};
