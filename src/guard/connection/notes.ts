import { isOwnTunnel, readTunnels, type Tunnel } from '../../network/tunnels.ts';
import type { Connection } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import { isUpStatus, statusText, tunnelName, tunnelNotes } from '../plan/tunnel-state.ts';
import { type Message, message } from '../text/message.ts';

const isUp = ({ connection }: Tunnel<Connection>): boolean | undefined => isUpStatus(connection.Status);

const placeOf = (tunnel: Tunnel<Connection>) => ({
  tunnel: tunnelName(tunnel),
  peer: tunnel.connection.CustomerGatewayId ?? planMessages.notKnown,
});

/** What the tunnel that is left alone does meanwhile. */
const otherNote = (name: string, changed: Tunnel<Connection>, other: Tunnel<Connection>): Message => {
  const values = { name, ...placeOf(other), status: statusText(changed.connection.Status) };
  if (isUp(other) === true) return message(planMessages.otherUp, values);
  if (isUp(other) === undefined) return message(planMessages.otherUnknown, values);
  return isUp(changed) === false
    ? message(planMessages.otherDownToo, values)
    : message(planMessages.lastTunnelDrops, { ...values, changed: tunnelName(changed) });
};

const bothNote = (name: string, tunnels: readonly Tunnel<Connection>[]): readonly Message[] => {
  const isDown = tunnels.every((tunnel) => isUp(tunnel) === false);
  return tunnels.length < 2 ? [] : [message(isDown ? planMessages.bothDown : planMessages.bothDrop, { name })];
};

/**
 * What stops when these tunnels of a connection negotiate anew, and whether another one carries meanwhile, which is said
 * first; `only` names those of two tunnels that change, all where it is left out.
 */
export const dropNotes = (live: Connection, name: string, only?: readonly Tunnel<Connection>[]): readonly Message[] => {
  const texts = { own: planMessages.tunnelDrops, each: planMessages.tunnelOfDrops };
  const tunnels: readonly Tunnel<Connection>[] = readTunnels(live).tunnels;
  if (isOwnTunnel(live) || tunnels.length === 0) return only === undefined ? tunnelNotes(live, name, texts) : [];
  const changed = only === undefined ? tunnels : tunnels.filter((tunnel) => only.includes(tunnel));
  const [first] = changed;
  if (!first) return [];
  const [other] = tunnels.filter((tunnel) => !changed.includes(tunnel));
  return [
    ...(other ? [otherNote(name, first, other)] : bothNote(name, tunnels)),
    ...tunnelNotes(live, name, texts, (tunnel) => changed.some((one) => Object.is(one, tunnel))),
  ];
};
