import { isFields } from '../../catalogue/action.ts';
import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import type { Tunnel } from '../../network/tunnels.ts';
import type { Connection } from '../inventory/inventory.ts';
import { bgpStateOf } from '../judges/bgp.ts';
import { type TunnelFacts, tunnelName, tunnelPhaseOf } from '../judges/tunnel-facts.ts';
import { VERDICT } from './messages.ts';

type State = 'up' | 'down' | 'unknown';

const stateOf = (connection: Connection): State => {
  const phase = tunnelPhaseOf(connection);
  return phase === 'up' || phase === 'unknown' ? phase : 'down';
};

const SENTENCES: Readonly<Record<State, Readonly<Record<State | 'no bgp', LocalizedText>>>> = {
  down: {
    up: VERDICT.halfDown,
    'no bgp': VERDICT.halfDownNoBgp,
    down: VERDICT.otherDownToo,
    unknown: VERDICT.otherUnknown,
  },
  up: {
    up: VERDICT.otherUp,
    'no bgp': VERDICT.otherNoBgp,
    down: VERDICT.otherDown,
    unknown: VERDICT.otherUnknown,
  },
  unknown: {
    up: VERDICT.otherUp,
    'no bgp': VERDICT.otherNoBgp,
    down: VERDICT.otherDown,
    unknown: VERDICT.otherUnknown,
  },
};

/** The other tunnel of the same connection, for the verdict; empty for a connection that is its own tunnel. */
export const otherSentence = ({ connection, tunnel }: TunnelFacts, language: Language): string => {
  if (!tunnel) return '';
  const [other] = tunnel.others;
  if (!other) return format(VERDICT.onlyTunnel, language);
  const state = stateOf(other.connection);
  const beside = state === 'up' && bgpStateOf(other.connection) === 'down' ? 'no bgp' : state;
  return format(SENTENCES[stateOf(connection)][beside], language, { other: tunnelName(other) });
};

/** `tun-1 (slave) ike_sa_not_established, 203.0.113.11 in zone-b to cgw-1, BGP success`. */
const tunnelText = (one: Tunnel<Connection>): string => {
  const { connection, InternetIp, ZoneNo } = one;
  const bgp = isFields(connection.VpnBgpConfig) ? connection.VpnBgpConfig['BgpStatus'] : undefined;
  const from = [InternetIp, ZoneNo && `in ${ZoneNo}`].filter(Boolean).join(' ');
  return [
    `${tunnelName(one)} ${connection.Status ?? 'status unknown'}`,
    `${from ? `${from} ` : ''}to ${connection.CustomerGatewayId ?? '?'}`,
    ...(bgp === undefined ? [] : [`BGP ${bgp}`]),
  ].join(', ');
};

/** Which tunnel was looked at, and what the other one is. */
export const bothOut = ({ tunnel }: TunnelFacts) =>
  tunnel
    ? {
        Tunnel: tunnelText(tunnel.own),
        ...(tunnel.others[0] && { OtherTunnel: tunnelText(tunnel.others[0]) }),
      }
    : {};
