/** Phase 1, in the cloud's own words: `aes256`, `sha1`, `group14`. */
export interface LinkIke {
  readonly version: 'ikev1' | 'ikev2';
  /** Means something with IKEv1 only. */
  readonly mode: 'main' | 'aggressive';
  readonly encryption: string;
  readonly authentication: string;
  readonly group: string;
  /** Seconds. */
  readonly lifetime: number;
}

/** Phase 2, in the cloud's own words. */
export interface LinkIpsec {
  readonly encryption: string;
  readonly authentication: string;
  /** A group, or `disabled`. */
  readonly pfs: string;
  /** Seconds. */
  readonly lifetime: number;
}

/** BGP through one tunnel. */
export interface LinkBgp {
  readonly localAsn: number;
  readonly localIp: string;
  readonly peerAsn: number;
  readonly peerIp: string;
  /** A /30 inside 169.254.0.0/16. */
  readonly tunnelCidr: string;
}

/** One tunnel as the end that is to be configured sees it: local is that end, remote is the cloud. */
export interface PeerTunnel {
  /** 1 for the tunnel that carries the traffic while both are up, 2 for the other one. */
  readonly order: 1 | 2;
  /** Absent where the connection is its own tunnel. */
  readonly tunnelId?: string | undefined;
  /** The customer gateway that this end is in the cloud. */
  readonly customerGatewayId: string;
  readonly localAddress: string;
  readonly remoteAddress: string;
  /** Live text of anybody: a writer quotes it or refuses it. */
  readonly localId: string;
  /** Live text of anybody. */
  readonly remoteId: string;
  readonly ike: LinkIke;
  readonly ipsec: LinkIpsec;
  /** Whether the cloud sends DPD; what is not known counts as on, which harms nobody. */
  readonly dpd: boolean;
  readonly natTraversal: boolean;
  readonly bgp?: LinkBgp | undefined;
  /** The fingerprint of the key; absent where it cannot be written to a file. */
  readonly key?: string | undefined;
}

/**
 * One connection, whole, as its other end has to have it. Everything but the two identities of a tunnel has been checked to be
 * an ID of letters, digits and hyphens, an IPv4 address, a block on its boundary or a value of a closed list: names and
 * descriptions are left out, for nobody needs them and anybody may have written them.
 */
export interface PeerLink {
  readonly connectionId: string;
  /** When the settings were read, ISO 8601. */
  readonly readAt: string;
  readonly tunnels: readonly [PeerTunnel, ...PeerTunnel[]];
  /** Behind the end that is to be configured. */
  readonly localSubnets: readonly [string, ...string[]];
  /** Behind the cloud. */
  readonly remoteSubnets: readonly [string, ...string[]];
  /** What the cloud pings from its side to see whether the tunnel carries anything. */
  readonly healthCheck?: { readonly target: string; readonly source: string } | undefined;
}

const ANYWHERE = '0.0.0.0/0';

/** Whether routes decide what goes through, not selectors: both ends protect everything. */
export const isRouted = ({ localSubnets, remoteSubnets }: PeerLink): boolean =>
  localSubnets.includes(ANYWHERE) && remoteSubnets.includes(ANYWHERE);

/** Every pair of a local and a remote block: IKEv1 can negotiate no more than one pair at a time. */
export const subnetPairs = ({
  localSubnets,
  remoteSubnets,
}: PeerLink): readonly { readonly local: string; readonly remote: string }[] =>
  localSubnets.flatMap((local) => remoteSubnets.map((remote) => ({ local, remote })));

/**
 * The largest TCP segment that fits whatever is chosen: of 1500 bytes ESP in tunnel mode with UDP around it, AES-CBC and SHA-2
 * leaves about 1400 (as much as the vendor's note on MTU allows), less 40 for IP and TCP.
 */
export const TCP_MSS = 1360;

/** The MTU that belongs to it. */
export const TUNNEL_MTU = 1400;

/** What files and sections are called after: IDs have no characters that any grammar minds. */
export const tunnelLabel = ({ connectionId, tunnels }: PeerLink, { order }: PeerTunnel): string =>
  tunnels.length === 1 ? connectionId : `${connectionId}-${order}`;
