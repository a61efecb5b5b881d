import type { Fields } from '../../catalogue/action.ts';
import { isOwnTunnel } from '../../network/tunnels.ts';
import type { Completed } from '../connection/complete.ts';
import type { Modification } from '../connection/fields.ts';
import { freshPeerNote } from '../diversion/fresh-peer.ts';
import { diversionMessages } from '../diversion/messages.ts';
import type { History } from '../history/history.ts';
import { called, foundIn, type Impact, refusalWithout, unreadParts } from '../plan/impact.ts';
import type { Connection, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { tunnelName } from '../plan/tunnel-state.ts';
import { type Message, message } from '../text/message.ts';

/** A tunnel that is to lead to another customer gateway. */
interface Move {
  /** What the tunnel is called. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** What is sent of phase 1, if anything is. */
  readonly ike: unknown;
  readonly live: Connection;
}

const movesOf = (input: Modification, live: Connection, { tunnels }: Completed): readonly Move[] => {
  const all = isOwnTunnel(live)
    ? [{ what: called(input.VpnConnectionId, live.Name), live, given: input as Fields, ike: input.IkeConfig }]
    : tunnels.map((one) => ({
        what: tunnelName(one.live),
        live: one.live.connection,
        given: one.given,
        ike: one.given['TunnelIkeConfig'],
      }));
  return all.flatMap(({ what, live: tunnel, given, ike }) => {
    const after = given['CustomerGatewayId'];
    const before = tunnel.CustomerGatewayId ?? '';
    return typeof after === 'string' && after !== before ? [{ what, before, after, ike, live: tunnel }] : [];
  });
};

/** The identity that the former peer had, and that nobody changes with it. */
const identityNotes = ({ what, before, ike, live }: Move): readonly Message[] => {
  const id = live.IkeConfig?.RemoteId;
  const isGiven = typeof ike === 'object' && ike !== null && Reflect.get(ike, 'RemoteId') !== undefined;
  return id && !isGiven ? [message(planMessages.identityStays, { what, id, before })] : [];
};

const assessMove = async (
  move: Move,
  { RegionId }: Modification,
  liveState: LiveState,
  history: Pick<History, 'past'>,
): Promise<Pick<Impact, 'affected' | 'warnings' | 'refusal'>> => {
  const { what, before, after } = move;
  const seen = await liveState.customerGateway(after);
  const ip = foundIn(seen)?.IpAddress ?? planMessages.notKnown;
  const fresh = await freshPeerNote(after, liveState, history);
  const isFresh = fresh?.text === diversionMessages.freshPeer;
  const text = isFresh ? planMessages.movesToFresh : planMessages.movesToFreshPerhaps;
  const refusal = refusalWithout(kindNames.customerGateway, after, RegionId, seen);
  return {
    affected: [
      message(planMessages.peerMoves, { what, before: before || planMessages.notKnown, after, ip }),
      ...(fresh ? [message(text, fresh.values)] : []),
      ...unreadParts([[kindNames.customerGateway, seen]]),
    ],
    warnings: identityNotes(move),
    ...(refusal && { refusal }),
  };
};

/** What becomes of tunnels that are to lead to another customer gateway. */
export const assessMovedPeers = async (
  input: Modification,
  live: Connection,
  completed: Completed,
  liveState: LiveState,
  history: Pick<History, 'past'>,
): Promise<Pick<Impact, 'affected' | 'warnings' | 'refusal'>> => {
  const moves = movesOf(input, live, completed);
  const all = await Promise.all(moves.map((move) => assessMove(move, input, liveState, history)));
  const refusal = all.find((one) => one.refusal)?.refusal;
  return {
    affected: all.flatMap(({ affected }) => affected),
    warnings: all.flatMap(({ warnings }) => warnings),
    ...(refusal && { refusal }),
  };
};
