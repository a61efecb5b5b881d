import type { Fields, Input } from '../../catalogue/action.ts';
import type { ModifyVpnAttachmentAttribute } from '../../catalogue/actions/attachment.ts';
import type { ModifyVpnConnectionAttribute } from '../../catalogue/actions/vpn-connection.ts';
import type { Tunnel } from '../../network/tunnels.ts';
import type { Connection } from '../plan/live-state.ts';
import { mayBeMask } from '../secrets/store.ts';

// The settings of a connection and of its tunnels: what requests call them, and where replies have them.

type OfConnection = Input<typeof ModifyVpnConnectionAttribute>;
type OfAttachment = Input<typeof ModifyVpnAttachmentAttribute>;

/** A change of a connection on a gateway or on a transit router; tunnels are told apart by what each request has for it. */
export type Modification = Omit<OfConnection, 'TunnelOptionsSpecification' | 'IkeConfig'> &
  Partial<Pick<OfAttachment, 'CustomerGatewayId' | 'NetworkType' | 'RemoteCaCert'>> & {
    readonly IkeConfig?: Fields | undefined;
    readonly TunnelOptionsSpecification?: readonly Fields[] | undefined;
  };

export const ikeFields = [
  'IkeVersion',
  'IkeMode',
  'IkeEncAlg',
  'IkeAuthAlg',
  'IkePfs',
  'IkeLifetime',
  'LocalId',
  'RemoteId',
] as const;

export const ipsecFields = ['IpsecEncAlg', 'IpsecAuthAlg', 'IpsecPfs', 'IpsecLifetime'] as const;

/** What a request may say of BGP; the peer's end of it stands in the customer gateway. */
export const bgpFields = ['LocalAsn', 'TunnelCidr', 'LocalBgpIp'] as const;

/** The settings of a connection that are no objects. */
export const plainFields = ['Name', 'LocalSubnet', 'RemoteSubnet', 'EffectImmediately'] as const;

/** Plain settings of one tunnel: at the top of a connection that has no other, in its own entry where there are two. */
export const ownPlainFields = ['CustomerGatewayId', 'EnableDpd', 'EnableNatTraversal', 'RemoteCaCertificate'] as const;

/** Where the reply keeps what the request calls HealthCheckConfig, and under which names. */
export const healthFields = { enable: 'Enable', dip: 'Dip', sip: 'Sip', interval: 'Interval', retry: 'Retry' } as const;

export const defined = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

export const pick = (from: Fields | undefined, names: readonly string[]): Fields =>
  defined(Object.fromEntries(names.map((name) => [name, from?.[name]])));

/** The live health check in the request's own words and types. */
export const liveHealth = (connection: Connection | undefined): Fields => {
  const live: Fields = connection?.VcoHealthCheck ?? {};
  const named = Object.entries(healthFields).map(([name, replyName]) => [name, live[replyName]] as const);
  const { enable, ...rest } = defined({ ...Object.fromEntries(named), Policy: live['Policy'] });
  return enable === undefined ? rest : { enable: String(enable) === 'true', ...rest };
};

/** What was given, with the older name of LocalId under its real one. */
export const givenIke = (input: Pick<Modification, 'IkeConfig'>): Fields => {
  const { LocalIdIPsec, ...rest } = input.IkeConfig ?? {};
  return defined({ ...rest, LocalId: rest['LocalId'] ?? LocalIdIPsec });
};

/** A key that can be sent again: not absent, and surely not the mask of one. */
export const liveKey = (connection: Connection): string | undefined => {
  const psk = connection.IkeConfig?.Psk;
  return typeof psk === 'string' && psk !== '' && !mayBeMask(psk) ? psk : undefined;
};

/** The live BGP settings in the request's own types: a number comes as text. */
export const liveBgp = ({ VpnBgpConfig }: Connection): Fields => {
  const { LocalAsn, ...rest } = pick(VpnBgpConfig, bgpFields);
  return LocalAsn === undefined ? rest : { LocalAsn: Number(LocalAsn), ...rest };
};

/** Whether a connection, or a tunnel told as one, has BGP of its own. */
export const runsBgp = ({ VpnBgpConfig }: Connection): boolean =>
  VpnBgpConfig !== undefined && Object.values(VpnBgpConfig).some((value) => value !== '' && value !== undefined);

/** What one of two tunnels has, in the words of a request; without its key. */
export const liveTunnel = ({ connection }: Tunnel<Connection>): Fields =>
  defined({
    ...pick(connection, ownPlainFields),
    TunnelIkeConfig: pick(connection.IkeConfig, ikeFields),
    TunnelIpsecConfig: pick(connection.IpsecConfig, ipsecFields),
    ...(runsBgp(connection) && { TunnelBgpConfig: liveBgp(connection) }),
  });

/**
 * What tells one tunnel from the other in the path of a setting, such as `[master]`. It comes from the cloud and stands among
 * words of ours: nothing but what is known of such labels gets in.
 */
export const labelOf = ({ Role, TunnelIndex, TunnelId = '' }: Omit<Tunnel, 'connection'>): string => {
  if (Role === 'master' || Role === 'slave') return Role;
  if (TunnelIndex !== undefined) return String(TunnelIndex);
  return /^tun-\w{1,64}$/.test(TunnelId) ? TunnelId : '?';
};
