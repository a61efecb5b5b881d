import { type Fields, isFields } from '../../catalogue/action.ts';
import { readTunnels, type Tunnel } from '../../network/tunnels.ts';
import { called } from '../plan/impact.ts';
import type { Connection } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import { tunnelName } from '../plan/tunnel-state.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { bgpFields, defined, ikeFields, ipsecFields, labelOf, liveBgp, liveKey, pick } from './fields.ts';

/** One tunnel that a request changes. */
export interface ChangedTunnel {
  readonly live: Tunnel<Connection>;
  /** `TunnelOptionsSpecification[master]`, as a plan calls it. */
  readonly path: string;
  /** What the request says of it, without what tells which one it is. */
  readonly given: Fields;
  /** What is sent of it: its place, and each structure whole. */
  readonly completed: Fields;
}

export interface CompletedTunnels {
  readonly changed: readonly ChangedTunnel[];
  /** Settings that neither the request nor the cloud's reply names. */
  readonly left: readonly string[];
  readonly refusal?: Message;
  /** The refusal is that the request does not say which tunnels it means. */
  readonly misplaced?: true;
}

/** How a request may say which tunnel it means, the surest first. */
const PLACES = ['TunnelId', 'Role', 'TunnelIndex'] as const;

const placeOf = (given: object): Fields => pick({ ...given }, PLACES);

/** The one tunnel that has all that a request names; undefined where there is none, or where it names nothing. */
const meantBy = (given: Fields, tunnels: readonly Tunnel<Connection>[]): Tunnel<Connection> | undefined => {
  const place = Object.entries(placeOf(given));
  if (place.length === 0) return undefined;
  return tunnels.find((tunnel) =>
    place.every(([name, value]) => String(Reflect.get(tunnel, name) ?? '') === String(value)),
  );
};

const notMeant = (given: Fields, live: Connection, tunnels: readonly Tunnel[]): Message => {
  const name = called(live.VpnConnectionId ?? '', live.Name);
  const place = Object.entries(placeOf(given)).map(([field, value]) => `${field} ${String(value)}`);
  const there = someOf(tunnels.map(tunnelName));
  return place.length === 0
    ? message(planMessages.tunnelUnnamed, { name, tunnels: there })
    : message(planMessages.noSuchTunnel, { name, asked: place.join(', '), tunnels: there });
};

const structureOf = (given: Fields, name: string): Fields | undefined => {
  const value = given[name];
  return isFields(value) ? defined(value) : undefined;
};

/** An address of the old block means nothing in another one. */
const bgpOf = (live: Connection, given: Fields): Fields => {
  const { LocalBgpIp, ...rest } = liveBgp(live);
  const keeps = given['TunnelCidr'] === undefined || given['TunnelCidr'] === rest['TunnelCidr'];
  return { ...rest, ...(keeps && defined({ LocalBgpIp })), ...given };
};

const ikeOf = (live: Connection, given: Fields): Fields => ({
  ...pick(live.IkeConfig, ikeFields),
  ...defined({ Psk: liveKey(live) }),
  ...given,
});

/** Each structure that is given of a tunnel, whole: what it does not name stays as it is there, the key included. */
const structuresOf = ({ connection: live }: Tunnel<Connection>, given: Fields): Fields => {
  const ike = structureOf(given, 'TunnelIkeConfig');
  const ipsec = structureOf(given, 'TunnelIpsecConfig');
  const bgp = structureOf(given, 'TunnelBgpConfig');
  return {
    ...(ike && { TunnelIkeConfig: ikeOf(live, ike) }),
    ...(ipsec && { TunnelIpsecConfig: { ...pick(live.IpsecConfig, ipsecFields), ...ipsec } }),
    ...(bgp && { TunnelBgpConfig: bgpOf(live, bgp) }),
  };
};

const completeOne = (live: Tunnel<Connection>, asked: Fields): ChangedTunnel => {
  const { TunnelId: _t, Role: _r, TunnelIndex: _i, ...given } = asked;
  return {
    live,
    path: `TunnelOptionsSpecification[${labelOf(live)}]`,
    given,
    completed: { ...placeOf(live), ...given, ...structuresOf(live, given) },
  };
};

const WHOLE = { TunnelIkeConfig: ikeFields, TunnelIpsecConfig: ipsecFields, TunnelBgpConfig: bgpFields } as const;

const leftOf = ({ path, completed }: ChangedTunnel): readonly string[] =>
  Object.entries(WHOLE).flatMap(([name, fields]) => {
    const structure = structureOf(completed, name);
    return fields.flatMap((field) =>
      structure === undefined || structure[field] !== undefined
        ? []
        : [`${path.replace(/[[\]]/g, ' ').trim()} ${name}.${field}`],
    );
  });

/** Why the structure with the key may not go out without one. */
const keyRefusal = ({ live, completed }: ChangedTunnel): Message | undefined => {
  const ike = structureOf(completed, 'TunnelIkeConfig');
  if (ike === undefined || ike['Psk'] !== undefined) return undefined;
  const psk = live.connection.IkeConfig?.Psk;
  const masked = typeof psk === 'string' && psk !== '';
  return message(masked ? planMessages.maskedTunnelKey : planMessages.tunnelKeyNotRead, { tunnel: tunnelName(live) });
};

const isTwice = (changed: readonly ChangedTunnel[]): boolean =>
  new Set(changed.map(({ live }) => live)).size < changed.length;

/**
 * The tunnels that a request names, found among the live ones, with each structure that it gives in part made whole: some
 * platforms merge, others replace. Of a tunnel that is not named nothing is sent.
 */
export const completeTunnels = (asked: readonly Fields[], live: Connection): CompletedTunnels => {
  const { tunnels } = readTunnels(live);
  const found = asked.map((given) => ({ given, tunnel: meantBy(given, tunnels) }));
  const lost = found.find(({ tunnel }) => tunnel === undefined);
  const changed = found.flatMap(({ given, tunnel }) => (tunnel ? [completeOne(tunnel, given)] : []));
  const mistake = lost
    ? notMeant(lost.given, live, tunnels)
    : isTwice(changed)
      ? message(planMessages.tunnelTwice, { tunnel: changed[0] ? tunnelName(changed[0].live) : '' })
      : undefined;
  const refusal = mistake ?? changed.map(keyRefusal).find((each) => each !== undefined);
  return {
    changed,
    left: changed.flatMap(leftOf),
    ...(refusal && { refusal }),
    ...(mistake && { misplaced: true }),
  };
};
