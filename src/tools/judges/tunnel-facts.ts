import type { NotUnderstood, Tunnel } from '../../network/tunnels.ts';
import type { Offer } from '../../vendors/crypto-names.ts';
import { blocksIn, type End, UNKNOWN_END } from '../../vendors/end.ts';
import type { Read } from '../causes/unread.ts';
import type { VpcNetwork } from '../cloud-evidence/network-evidence.ts';
import type { Connection, CustomerGateway, Gateway, OwnedRoute, SslServer } from '../inventory/inventory.ts';

/** What was found of a customer gateway that the region of its connection does not have. */
export interface LostPeer {
  /** Where it is instead; absent where no region that was read has it. */
  readonly found?: { readonly regionId: string; readonly address: string | undefined };
  /** A customer gateway of the same address in the connection's own region: there may be no second one. */
  readonly twin?: string;
  readonly isSearchWhole: boolean;
}

/** Everything about one tunnel that the API shows, read at about the same moment. */
export interface TunnelFacts extends Read {
  /** The region to name in a fix; undefined where the default region is meant. */
  readonly regionId: string | undefined;
  /** Of a connection with several tunnels the one that is asked about, told as a connection. */
  readonly connection: Connection;
  /** Which tunnel of its connection this is, and the others; absent for a connection that is its own tunnel. */
  readonly tunnel?: { readonly own: Tunnel<Connection>; readonly others: readonly Tunnel<Connection>[] };
  /** The connection has tunnels that are not understood: nothing is known of their settings. */
  readonly notUnderstood?: NotUnderstood;
  readonly gateway: Gateway | undefined;
  readonly customerGateway: CustomerGateway | undefined;
  /** The cloud answered that there is no such customer gateway. */
  readonly lostPeer?: LostPeer;
  /** Other connections of the same VPN gateway, each as a whole. */
  readonly siblings: readonly Connection[];
  /** Other tunnels to the same customer gateway, on any VPN gateway of the region. */
  readonly samePeer: readonly Connection[];
  /** Both route tables of the gateway. */
  readonly routes: readonly OwnedRoute[];
  readonly sslServers: readonly SslServer[];
  /** The network behind the gateway, where it can be seen. */
  readonly network?: VpcNetwork;
  /** What is odd about the pre-shared key, judged without seeing it. */
  readonly keyFlaws: readonly string[];
  /** What was changed on the connection through this server in the last half hour, the newest last. */
  readonly changes: readonly { readonly atMs: number; readonly fields: readonly string[] }[];
}

/** The phase a tunnel has reached; `unknown` for a status that the API guide does not list. */
export type TunnelPhase = 'phase-1' | 'phase-2' | 'up' | 'unknown';

const PHASE_OF_STATUS: Readonly<Record<string, TunnelPhase>> = {
  ike_sa_not_established: 'phase-1',
  ike_sa_established: 'phase-2',
  ipsec_sa_not_established: 'phase-2',
  ipsec_sa_established: 'up',
};

export const tunnelPhaseOf = ({ Status }: Connection): TunnelPhase => PHASE_OF_STATUS[Status ?? ''] ?? 'unknown';

export const isUp = (connection: Connection): boolean => tunnelPhaseOf(connection) === 'up';

/** `factory-main (vco-1)`, or the ID alone. */
export const nameOf = ({ Name, VpnConnectionId = '' }: Connection): string =>
  Name ? `${Name} (${VpnConnectionId})` : VpnConnectionId;

/** A tunnel of several with its connection, or a connection alone: `tun-1 of vco-1`, `vco-1`. */
export const idOf = ({ VpnConnectionId = '', TunnelId }: Connection): string =>
  typeof TunnelId === 'string' ? `${TunnelId} of ${VpnConnectionId}` : VpnConnectionId;

/** Which tunnel it is: `tun-1 (slave)`; a tunnel without an ID is told by its role or its place. */
export const tunnelName = ({ TunnelId, Role, TunnelIndex, InternetIp }: Tunnel): string => {
  const place = Role ?? (TunnelIndex === undefined ? undefined : `number ${TunnelIndex}`);
  return TunnelId ? `${TunnelId}${place ? ` (${place})` : ''}` : (place ?? InternetIp ?? '?');
};

/** A connection on a transit router has no VPN gateway, and its routes are the router's. */
export const isOnRouter = ({ AttachType, TransitRouterId, VpnGatewayId }: Connection): boolean =>
  !VpnGatewayId && (AttachType === 'CEN' || (TransitRouterId ?? '') !== '');

/** The cloud's public address of the tunnel: its own, or the gateway's for a tunnel of this role. */
export const ownAddress = ({ tunnel, notUnderstood, gateway, connection }: TunnelFacts): string | undefined => {
  if (notUnderstood) return undefined;
  if (!tunnel) return gateway?.InternetIp ?? (connection.InternetIp || undefined);
  const { InternetIp, Role } = tunnel.own;
  if (InternetIp) return InternetIp;
  if (Role === 'master') return gateway?.InternetIp;
  return Role === 'slave' ? gateway?.DisasterRecoveryInternetIp || undefined : undefined;
};

const offer = (enc?: string, hash?: string, dh?: string): readonly Offer[] =>
  enc || hash || dh ? [{ enc: enc ? [enc] : [], hash: hash ? [hash] : [], prf: [], dh: dh ? [dh] : [] }] : [];

const versionOf = (text: string | undefined): End['ike_version'] =>
  text === 'ikev1' || text === 'ikev2' ? text : undefined;

const modeOf = (text: string | undefined): End['mode'] => (text === 'main' || text === 'aggressive' ? text : undefined);

/** The cloud's end in the format that the configurations of all vendors are read into. */
export const cloudEnd = (facts: TunnelFacts): End => {
  const { connection, customerGateway } = facts;
  const address = ownAddress(facts);
  const { IkeConfig: ike, IpsecConfig: ipsec } = connection;
  return {
    ...UNKNOWN_END,
    ike_version: versionOf(ike?.IkeVersion),
    mode: modeOf(ike?.IkeMode),
    offers1: offer(ike?.IkeEncAlg, ike?.IkeAuthAlg, ike?.IkePfs),
    life1: ike?.IkeLifetime,
    auth: 'psk',
    local_id: ike?.LocalId ?? address,
    remote_id: ike?.RemoteId ?? customerGateway?.IpAddress,
    local_addr: address,
    peer_addr: customerGateway?.IpAddress,
    offers2: offer(ipsec?.IpsecEncAlg, ipsec?.IpsecAuthAlg),
    pfs: ipsec?.IpsecPfs ? [ipsec.IpsecPfs] : [],
    life2: ipsec?.IpsecLifetime,
    selectors_local: blocksIn(connection.LocalSubnet),
    selectors_remote: blocksIn(connection.RemoteSubnet),
    encapsulation: 'tunnel',
  };
};
