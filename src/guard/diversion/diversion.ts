import { contains, isSame } from '../../network/cidr.ts';
import { type Claim, diversions, type Reason } from '../../network/diversion.ts';
import type { Route } from '../../network/routes.ts';
import type { History } from '../history/history.ts';
import type { LiveState } from '../plan/live-state.ts';
import type { Ends } from '../plan/tunnel-state.ts';
import { format, type LocalizedText, type Message, message, someOf } from '../text/message.ts';
import type { Claims } from './claims.ts';
import { freshPeerNote } from './fresh-peer.ts';
import { diversionMessages, reasonTexts } from './messages.ts';

/** The connection that new routes lead to, as it is then. */
export interface Peer {
  readonly name: string;
  readonly remote: unknown;
  /** The customer gateways of its tunnels; none where the connection was not read. */
  readonly ends: Ends;
  /** What a connection that is not there yet has on the VPC's side. */
  readonly claims?: readonly Claim[];
  /** An earlier step of the same list makes it: nobody has seen yet who answers there. */
  readonly isToBeMade?: boolean;
}

/** What new routes take that goes elsewhere now, or may, besides what other routes carry. */
export interface Diversion {
  /** What could not be read; comes first. */
  readonly unread: readonly Message[];
  readonly reasons: readonly Message[];
  readonly warnings: readonly Message[];
  /** Whether a human has to say yes. */
  readonly asks: boolean;
  /** What of it an approval is sealed to. */
  readonly leansOn: readonly string[];
}

export const noDiversion: Diversion = { unread: [], reasons: [], warnings: [], asks: false, leansOn: [] };

const sentence = (reason: Reason, hop: string): Message =>
  message(reasonTexts[reason.kind], {
    dest: someOf(reason.dests),
    block: someOf(reason.blocks),
    hop,
    ...('owners' in reason && { owner: someOf(reason.owners) }),
  });

/** The first route to customer gateways that the VPC would follow, where one may be new. */
const freshPeer = async (
  fresh: readonly Route[],
  routes: readonly Route[],
  { ends }: Peer,
  liveState: LiveState,
  history: Pick<History, 'past'>,
): Promise<readonly Message[]> => {
  const isPublished = ({ State }: Route): boolean => State === 'published';
  const hops = new Set(fresh.map(({ NextHop }) => NextHop));
  const isFirst = fresh.some(isPublished) && !routes.some((route) => isPublished(route) && hops.has(route.NextHop));
  if (!isFirst) return [];
  const notes = await Promise.all(ends.ids.map((id) => freshPeerNote(id, liveState, history)));
  return notes.filter((note) => note !== undefined);
};

const ANY = '0.0.0.0/0';

/**
 * What the VPC sends elsewhere, beside routes that it would follow: entries that lose traffic to them ask, and what is only worth
 * knowing is told. Where the table cannot be seen, that is told instead.
 */
const beside = (elsewhere: readonly Claim[] | undefined, published: readonly string[]) => {
  const dest = someOf(published);
  if (published.length === 0) return { drawn: [], warnings: [] };
  if (!elsewhere) return { drawn: [], warnings: [message(diversionMessages.vpcTable, { dest })] };
  const isDefault = ({ block }: Claim): boolean => isSame(block, ANY);
  const loses = (claim: Claim): boolean => published.some((one) => contains(claim.block, one));
  const keeps = (claim: Claim): boolean => !loses(claim) && published.some((one) => contains(one, claim.block));
  const notesOf = (text: LocalizedText, claims: readonly Claim[]): readonly Message[] =>
    claims.map(({ block, owner }) => message(text, { dest, block, owner }));
  return {
    // Every other entry is more specific than a default route.
    drawn: elsewhere.filter((claim) => loses(claim) && !isDefault(claim)),
    warnings: [
      ...notesOf(diversionMessages.defaultLoses, elsewhere.filter(isDefault)),
      ...notesOf(diversionMessages.tableKeeps, elsewhere.filter(keeps)),
    ],
  };
};

/** Judges new routes that all lead to one connection of a gateway. `routes` are its tables as they are now. */
export const assessDiversion = async (
  fresh: readonly Route[],
  { routes, peer, around }: { readonly routes: readonly Route[]; readonly peer: Peer; readonly around: Claims },
  liveState: LiveState,
  history: Pick<History, 'past'>,
): Promise<Diversion> => {
  const published = fresh.filter(({ State }) => State === 'published').map(({ RouteDest }) => RouteDest);
  const { drawn, warnings } = beside(around.elsewhere, published);
  const claims = [...around.claims, ...drawn, ...(peer.claims ?? [])];
  const reasons = [
    ...diversions(fresh, { routes, claims, remote: peer.remote }).map((reason) => sentence(reason, peer.name)),
    ...(peer.isToBeMade ? [message(diversionMessages.toBeMade, { hop: peer.name })] : []),
    ...(await freshPeer(fresh, routes, peer, liveState, history)),
  ];
  const unread = [...around.unread, ...peer.ends.unread];
  return {
    unread,
    reasons,
    warnings,
    asks: unread.length > 0 || reasons.length > 0,
    leansOn: [...unread, ...reasons].map((each) => format(each, 'en')).toSorted(),
  };
};
