import { type Fields, isFields } from '../../catalogue/action.ts';
import { isOwnTunnel, NOT_UNDERSTOOD, readTunnels, type Tunnel } from '../../network/tunnels.ts';
import type { LocalizedText, Message } from '../text/message.ts';
import { message } from '../text/message.ts';
import { planMessages } from './messages.ts';

// A connection of the public cloud has tunnels, and what it says of itself beside them is not theirs: whoever asks a connection
// for its status, its peer or its settings asks here.

/** The fields of a connection's row that say how it is. */
export type ConnectionRow = Fields & {
  readonly VpnConnectionId?: string | undefined;
  readonly Name?: string | undefined;
  readonly Status?: string | undefined;
  readonly CustomerGatewayId?: string | undefined;
};

/** Whether a tunnel with this status carries traffic; undefined where the cloud gives none. */
export const isUpStatus = (status: string | undefined): boolean | undefined =>
  status === undefined ? undefined : status === 'ipsec_sa_established';

/** Whether a tunnel of the connection carries traffic; undefined where that is not known. */
export const isConnectionUp = (row: ConnectionRow): boolean | undefined => {
  const states = readTunnels(row).tunnels.map(({ connection }) => isUpStatus(connection.Status));
  if (states.includes(true)) return true;
  return states.length === 0 || states.includes(undefined) ? undefined : false;
};

/** The status of a tunnel as people call it. */
export const statusText = (status: string | undefined): LocalizedText => {
  const up = isUpStatus(status);
  return up === undefined ? planMessages.statusUnknown : up ? planMessages.up : planMessages.down;
};

/** A tunnel as people call it: its ID, and which of the two it is. */
export const tunnelName = ({ TunnelId, Role, TunnelIndex }: Omit<Tunnel, 'connection'>): string => {
  const part = Role ?? (TunnelIndex === undefined ? undefined : String(TunnelIndex));
  if (TunnelId === undefined) return part ?? '?';
  return part === undefined ? TunnelId : `${TunnelId} (${part})`;
};

/**
 * A sentence for a connection that is its own tunnel, or one for each of its tunnels that `isMeant`; `name` is what it is
 * called.
 */
export const tunnelNotes = (
  row: ConnectionRow,
  name: string,
  { own, each }: { readonly own: LocalizedText; readonly each: LocalizedText },
  isMeant: (tunnel: Tunnel<ConnectionRow>) => boolean = () => true,
): readonly Message[] => {
  if (isOwnTunnel(row)) return [message(own, { name, status: statusText(row.Status) })];
  const { tunnels, notUnderstood } = readTunnels(row);
  if (notUnderstood)
    return [
      message(planMessages.tunnelsUnclear, { name, why: NOT_UNDERSTOOD[notUnderstood] }),
      message(own, { name, status: planMessages.statusUnknown }),
    ];
  return tunnels.filter(isMeant).map((tunnel) =>
    message(each, {
      name,
      tunnel: tunnelName(tunnel),
      peer: tunnel.connection.CustomerGatewayId ?? planMessages.notKnown,
      status: statusText(tunnel.connection.Status),
    }),
  );
};

/** The customer gateways at the other ends of a connection, each once, and what is not known of them. */
export interface Ends {
  readonly ids: readonly string[];
  readonly unread: readonly Message[];
}

export const endsOf = (row: ConnectionRow, name: string): Ends => {
  if (isOwnTunnel(row)) return { ids: row.CustomerGatewayId ? [row.CustomerGatewayId] : [], unread: [] };
  const { tunnels, notUnderstood } = readTunnels(row);
  if (notUnderstood)
    return {
      ids: [],
      unread: [message(planMessages.tunnelsUnclear, { name, why: NOT_UNDERSTOOD[notUnderstood] })],
    };
  const blind = tunnels.filter(({ connection }) => !connection.CustomerGatewayId);
  return {
    ids: [...new Set(tunnels.flatMap(({ connection }) => connection.CustomerGatewayId || []))],
    unread: blind.map((tunnel) => message(planMessages.peerUnclear, { name, tunnel: tunnelName(tunnel) })),
  };
};

/** A row of any kind as it may be compared: once for each tunnel of a connection; without a peer where they are not understood. */
export const tunnelRows = (row: Fields): readonly Fields[] => {
  const { tunnels, notUnderstood } = readTunnels(row);
  if (!notUnderstood) return tunnels.map(({ connection }) => connection);
  const { CustomerGatewayId: _, ...rest } = row;
  return [rest];
};

/** What an approval is sealed to of how the tunnels of a connection are. */
export const healthOf = (row: ConnectionRow): unknown => {
  if (isOwnTunnel(row)) return row.Status ?? null;
  const { tunnels, notUnderstood } = readTunnels(row);
  return (
    notUnderstood ??
    tunnels.map((tunnel) => {
      const bgp = tunnel.connection['VpnBgpConfig'];
      return [tunnelName(tunnel), tunnel.connection.Status ?? null, isFields(bgp) ? (bgp['BgpStatus'] ?? null) : null];
    })
  );
};

const isFilled = (value: unknown): boolean => isFields(value) && Object.keys(value).length > 0;

/** Whether BGP runs over the connection, so that it may bring routes that no table has. */
export const hasBgp = (row: ConnectionRow): boolean =>
  row['EnableTunnelsBgp'] === true ||
  readTunnels(row).tunnels.some(({ connection }) => isFilled(connection['VpnBgpConfig']));

/** Whether a connection hangs on no gateway but on a transit router. */
export const isOnTransitRouter = (row: ConnectionRow): boolean =>
  !row['VpnGatewayId'] && (row['AttachType'] === 'CEN' || Boolean(row['TransitRouterId']));

/** Whether a connection is known to hang on no gateway: on a transit router, or on nothing yet. */
export const isOnNoGateway = (row: ConnectionRow): boolean =>
  isOnTransitRouter(row) || (!row['VpnGatewayId'] && row['AttachType'] === 'NO_ASSOCIATED');
