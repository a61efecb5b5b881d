import { type Fields, isFields, type Platform } from '../../catalogue/action.ts';
import { addsRoutes } from '../../catalogue/schema/connection-settings.ts';
import { planMessages } from '../plan/messages.ts';
import { type Message, message, someOf } from '../text/message.ts';

/** What a call says of a connection that is to be made, on a gateway or for a transit router. */
export type NewConnection = Fields & { readonly TunnelOptionsSpecification?: readonly Fields[] | undefined };

/** One tunnel that a call asks for; `label` tells it from the other where there are two. */
export interface NewTunnel {
  readonly label: string | undefined;
  readonly peer: string | undefined;
  readonly ike: Fields;
  readonly ipsec: Fields;
  readonly bgp: Fields | undefined;
}

const fieldsIn = (value: unknown): Fields => (isFields(value) ? value : {});
const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const newTunnels = (input: NewConnection): readonly NewTunnel[] => {
  const list = input.TunnelOptionsSpecification;
  if (list === undefined) {
    const { CustomerGatewayId: peer, IkeConfig, IpsecConfig, BgpConfig } = input;
    const bgp = isFields(BgpConfig) ? BgpConfig : undefined;
    return [{ label: undefined, peer: textIn(peer), ike: fieldsIn(IkeConfig), ipsec: fieldsIn(IpsecConfig), bgp }];
  }
  return list.map(({ CustomerGatewayId, TunnelIkeConfig, TunnelIpsecConfig, TunnelBgpConfig, ...place }, index) => ({
    label: String(place['Role'] ?? place['TunnelIndex'] ?? index + 1),
    peer: textIn(CustomerGatewayId),
    ike: fieldsIn(TunnelIkeConfig),
    ipsec: fieldsIn(TunnelIpsecConfig),
    bgp: isFields(TunnelBgpConfig) ? TunnelBgpConfig : undefined,
  }));
};

/** The customer gateways that a new connection leads to, each once. */
export const peersOf = (tunnels: readonly NewTunnel[]): readonly string[] => [
  ...new Set(tunnels.flatMap(({ peer }) => peer ?? [])),
];

/** A tunnel of two that is to lead nowhere: the cloud knows no such tunnel. */
export const withoutPeer = (tunnels: readonly NewTunnel[]): Message | undefined => {
  const lost = tunnels.find(({ label, peer }) => label !== undefined && peer === undefined);
  return lost && message(planMessages.tunnelNeedsPeer, { tunnel: lost.label ?? '' });
};

/** That nobody asked for the routes which the cloud adds. */
export const autoRouteNotes = (platform: Platform, input: Fields): readonly Message[] =>
  input['AutoConfigRoute'] === undefined && addsRoutes(platform, input) ? [message(planMessages.autoRouteDefault)] : [];

/** What the cloud takes for a new connection on a gateway where nothing is given; all of it is old. */
const OLD_IKE = { IkeVersion: 'ikev1', IkeEncAlg: 'aes', IkeAuthAlg: 'md5', IkePfs: 'group2' } as const;
const OLD_IPSEC = { IpsecEncAlg: 'aes', IpsecAuthAlg: 'md5', IpsecPfs: 'group2' } as const;

const leftIn = (given: Fields, old: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(old).flatMap(([field, value]) => (given[field] === undefined ? [`${field} ${value}`] : []));

/** What is left to the cloud: algorithms that should be stronger. */
export const defaultNotes = (tunnels: readonly NewTunnel[]): readonly Message[] =>
  tunnels.flatMap(({ label, ike, ipsec }) => {
    const fields = [...leftIn(ike, OLD_IKE), ...leftIn(ipsec, OLD_IPSEC)];
    if (fields.length === 0) return [];
    return label === undefined
      ? [message(planMessages.cloudDefaults, { fields: someOf(fields) })]
      : [message(planMessages.cloudDefaultsOf, { tunnel: label, fields: someOf(fields) })];
  });

/** A key that the cloud makes, and that nobody here would know. */
export const cloudKeyNotes = (tunnels: readonly NewTunnel[]): readonly Message[] =>
  tunnels.flatMap(({ label, ike }) => {
    if (ike['Psk'] !== undefined) return [];
    return label === undefined
      ? [message(planMessages.cloudKey)]
      : [message(planMessages.cloudKeyOf, { tunnel: label })];
  });

/** Whether BGP is asked for. */
export const asksForBgp = ({ EnableTunnelsBgp, BgpConfig }: NewConnection): boolean =>
  EnableTunnelsBgp === true || (isFields(BgpConfig) && BgpConfig['EnableBgp'] === true);

const lacksBlock = ({ bgp }: NewTunnel): boolean => bgp?.['TunnelCidr'] === undefined || bgp['LocalAsn'] === undefined;

/** What BGP needs: a block and a number at this end, and a number at the other; `withoutAsn` names the peers that have none. */
export const bgpWarnings = (input: NewConnection, withoutAsn: readonly string[]): readonly Message[] => {
  if (!asksForBgp(input)) return [];
  const open = newTunnels(input).filter(lacksBlock);
  const names = open.map(({ label }) => label ?? 'BgpConfig');
  return [
    ...(names.length > 0 ? [message(planMessages.bgpIncomplete, { tunnels: someOf(names) })] : []),
    ...(withoutAsn.length > 0 ? [message(planMessages.bgpNeedsAsn, { names: someOf(withoutAsn) })] : []),
  ];
};
