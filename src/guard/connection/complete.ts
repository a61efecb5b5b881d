import type { Fields } from '../../catalogue/action.ts';
import { isOwnTunnel, NOT_UNDERSTOOD, readTunnels } from '../../network/tunnels.ts';
import { called } from '../plan/impact.ts';
import type { Connection } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import { tunnelName } from '../plan/tunnel-state.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { type ChangedTunnel, completeTunnels } from './complete-tunnels.ts';
import {
  bgpFields,
  givenIke,
  healthFields,
  ikeFields,
  ipsecFields,
  liveBgp,
  liveHealth,
  liveKey,
  type Modification,
  pick,
  runsBgp,
} from './fields.ts';

export interface Completed {
  readonly input: Fields;
  /** Why the partial object may not go out. */
  readonly refusal?: Message;
  /** The refusal is that settings are not where this connection has them: that nothing would change then says nothing. */
  readonly misplaced?: true;
  /** Settings that neither the request nor the cloud's reply names. */
  readonly left: readonly string[];
  /** Of a connection of two tunnels: those that the request names. */
  readonly tunnels: readonly ChangedTunnel[];
}

const keyRefusal = (connection: Connection): Message => {
  const psk = connection.IkeConfig?.Psk;
  return typeof psk === 'string' && psk !== ''
    ? message(planMessages.maskedKey)
    : message(planMessages.keyNotRead, { id: connection.VpnConnectionId ?? '' });
};

const missing = (given: Fields, names: readonly string[]): readonly string[] =>
  names.filter((name) => given[name] === undefined);

const isWhole = (given: Fields | undefined, names: readonly string[]): boolean =>
  given === undefined || missing(given, names).length === 0;

/** Without the live object a part cannot be completed; whole objects may go out as they are. */
const completeBlind = (input: Modification): Completed => {
  const parts: readonly (readonly [string, boolean])[] = [
    ['IkeConfig', isWhole(input.IkeConfig && givenIke(input), [...ikeFields, 'Psk'])],
    ['IpsecConfig', isWhole(input.IpsecConfig, ipsecFields)],
    ['HealthCheckConfig', isWhole(input.HealthCheckConfig, Object.keys(healthFields))],
    ['BgpConfig', isWhole(input.BgpConfig, bgpFields)],
  ];
  const partial = parts.find(([, whole]) => !whole)?.[0];
  const refusal = partial && message(planMessages.partNotRead, { field: partial, id: input.VpnConnectionId });
  return { input, left: [], tunnels: [], ...(refusal && { refusal }) };
};

/** Settings of a connection that is its own tunnel. */
const SETTINGS_OF_ONE = [
  'IkeConfig',
  'IpsecConfig',
  'HealthCheckConfig',
  'BgpConfig',
  'CustomerGatewayId',
  'EnableDpd',
  'EnableNatTraversal',
  'RemoteCaCertificate',
  'RemoteCaCert',
] as const;

/** Settings of a connection of two tunnels. */
const SETTINGS_OF_TWO = ['TunnelOptionsSpecification', 'EnableTunnelsBgp'] as const;

/** The settings of this call that a connection has in one form only. */
export const settingsIn = (input: Modification): readonly string[] =>
  [...SETTINGS_OF_ONE, ...SETTINGS_OF_TWO].filter((field) => input[field] !== undefined);

/** Each tunnel has its own settings: those of a connection without a list of tunnels go nowhere that is known. */
const completeTwo = (input: Modification, live: Connection): Completed => {
  const nothing = { input, left: [], tunnels: [] };
  const wrong = SETTINGS_OF_ONE.filter((field) => input[field] !== undefined);
  const name = called(live.VpnConnectionId ?? '', live.Name);
  const { tunnels, notUnderstood } = readTunnels(live);
  if (notUnderstood) {
    const given = settingsIn(input);
    if (given.length === 0) return nothing;
    const values = { name, fields: someOf(given), why: NOT_UNDERSTOOD[notUnderstood] };
    return { ...nothing, misplaced: true, refusal: message(planMessages.settingsUnclear, values) };
  }
  if (wrong.length > 0) {
    const values = { name, fields: someOf(wrong), tunnels: someOf(tunnels.map(tunnelName)) };
    return { ...nothing, misplaced: true, refusal: message(planMessages.settingsOfTunnels, values) };
  }
  if (input.TunnelOptionsSpecification === undefined) return nothing;
  const { changed, ...found } = completeTunnels(input.TunnelOptionsSpecification, live);
  return {
    ...found,
    input: { ...input, TunnelOptionsSpecification: changed.map(({ completed }) => completed) },
    tunnels: changed,
  };
};

const tunnelsOfOne = (input: Modification, live: Connection): Message | undefined => {
  const fields = SETTINGS_OF_TWO.filter((field) => input[field] !== undefined);
  const name = called(live.VpnConnectionId ?? '', live.Name);
  return fields.length > 0 ? message(planMessages.oneTunnelOnly, { name, fields: someOf(fields) }) : undefined;
};

const completeOne = (input: Modification, live: Connection): Completed => {
  const ike = input.IkeConfig && { ...pick(live.IkeConfig, ikeFields), Psk: liveKey(live), ...givenIke(input) };
  const ipsec = input.IpsecConfig && { ...pick(live.IpsecConfig, ipsecFields), ...input.IpsecConfig };
  const health = input.HealthCheckConfig && { ...liveHealth(live), ...input.HealthCheckConfig };
  const bgp = input.BgpConfig && { ...(runsBgp(live) && { EnableBgp: true }), ...liveBgp(live), ...input.BgpConfig };
  const left = [
    ...(ike ? missing(ike, ikeFields).map((name) => `IkeConfig.${name}`) : []),
    ...(ipsec ? missing(ipsec, ipsecFields).map((name) => `IpsecConfig.${name}`) : []),
    ...(health ? missing(health, Object.keys(healthFields)).map((name) => `HealthCheckConfig.${name}`) : []),
    ...(bgp ? missing(bgp, bgpFields).map((name) => `BgpConfig.${name}`) : []),
  ];
  const mistake = tunnelsOfOne(input, live);
  const refusal = mistake ?? (ike && ike.Psk === undefined ? keyRefusal(live) : undefined);
  return {
    input: {
      ...input,
      ...(ike && { IkeConfig: ike }),
      ...(ipsec && { IpsecConfig: ipsec }),
      ...(health && { HealthCheckConfig: health }),
      ...(bgp && { BgpConfig: bgp }),
    },
    left,
    tunnels: [],
    ...(refusal && { refusal }),
    ...(mistake && { misplaced: true }),
  };
};

/**
 * Partial objects completed from the live one, key included: some platforms merge what they are given, others replace
 * the whole object, and only a whole one ends alike on both.
 */
export const completeConnection = (input: Modification, live: Connection | undefined): Completed => {
  if (!live) return completeBlind(input);
  return isOwnTunnel(live) ? completeOne(input, live) : completeTwo(input, live);
};
