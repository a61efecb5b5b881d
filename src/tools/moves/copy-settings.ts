import type { Fields, Platform } from '../../catalogue/action.ts';
import type { Tunnel } from '../../network/tunnels.ts';
import { refuse } from '../change/refuse.ts';
import { called } from '../inventory/connection-words.ts';
import type { Connection } from '../inventory/inventory.ts';

// What a copy of a connection asks for. A key is never copied: some platforms show asterisks, and two connections with one
// key fall together. What is not told is never filled in, for the cloud's own defaults are weak.

const NEEDED = {
  IkeConfig: ['IkeVersion', 'IkeMode', 'IkeEncAlg', 'IkeAuthAlg', 'IkePfs', 'IkeLifetime'],
  IpsecConfig: ['IpsecEncAlg', 'IpsecAuthAlg', 'IpsecPfs', 'IpsecLifetime'],
} as const;

const pick = (connection: Connection, part: keyof typeof NEEDED): Fields => {
  const live: Fields = { ...connection[part] };
  const missing = NEEDED[part].filter((field) => live[field] === undefined || live[field] === '');
  if (missing.length > 0)
    refuse(
      `${part}.${missing.join(', ')} of ${called(connection.VpnConnectionId, connection.Name)} is missing in the cloud's reply, and no default stands in for it.`,
      'Look at it with DescribeVpnConnection; set it with ModifyVpnConnectionAttribute, then call again.',
    );
  return Object.fromEntries(NEEDED[part].map((field) => [field, live[field]]));
};

/** Identities of the two ends; absent where the addresses are taken for them. */
export interface Identities {
  readonly LocalId?: string | undefined;
  readonly RemoteId?: string | undefined;
}

/** Both phases of a tunnel as they are, with a new key and these identities. */
export const phasesOf = ({ connection }: Tunnel<Connection>, { LocalId, RemoteId }: Identities) => ({
  ike: {
    ...pick(connection, 'IkeConfig'),
    Psk: { generate: true },
    ...(LocalId !== undefined && { LocalId }),
    ...(RemoteId !== undefined && { RemoteId }),
  } satisfies Fields,
  ipsec: pick(connection, 'IpsecConfig'),
});

const isOn = (value: unknown): boolean => value !== false;

/** What keeps a tunnel alive, where the platform has such switches. */
export const upkeepOf = ({ connection }: Tunnel<Connection>, platform: Platform): Fields =>
  platform === 'public'
    ? { EnableDpd: isOn(connection.EnableDpd), EnableNatTraversal: isOn(connection.EnableNatTraversal) }
    : {};

/** The health check as a new connection is told it; none where it is off. */
export const healthCheckOf = ({ VcoHealthCheck: check }: Connection): Fields => {
  const { Enable, Dip: dip, Sip: sip, Interval: interval, Retry: retry } = check ?? {};
  return Enable === 'true' && dip && sip
    ? { HealthCheckConfig: { enable: true, dip, sip, ...(interval && { interval }), ...(retry && { retry }) } }
    : {};
};

/** Refuses a connection of which more than this copies would have to be copied. */
export const checkCopyable = (connection: Connection): void => {
  const { EnableTunnelsBgp, VpnBgpConfig, RemoteCaCertificate, VpnGatewayId } = connection;
  const name = called(connection.VpnConnectionId, connection.Name);
  if (!VpnGatewayId) refuse(`${name} hangs on a transit router.`, 'Make its copy with CreateVpnAttachment.');
  if (RemoteCaCertificate)
    refuse(`${name} knows its peer by a certificate.`, 'Copy it in the console, with the certificate of the peer.');
  if (EnableTunnelsBgp === true || VpnBgpConfig?.TunnelCidr)
    refuse(
      `${name} speaks BGP, and two connections cannot have one address block of BGP.`,
      'Copy it with CreateVpnConnection and a TunnelCidr of its own.',
    );
};
