/** The settings of a tunnel and the simulated device at its other end; see resources.ts for the manner of names. */

export interface IkeConfig {
  Psk: string;
  IkeVersion: string;
  IkeMode: string;
  IkeEncAlg: string;
  IkeAuthAlg: string;
  IkePfs: string;
  IkeLifetime: number;
  LocalId: string;
  RemoteId: string;
}

export interface IpsecConfig {
  IpsecEncAlg: string;
  IpsecAuthAlg: string;
  IpsecPfs: string;
  IpsecLifetime: number;
}

export interface HealthCheck {
  /** The words `true` or `false`, as the API has them. */
  Enable: string;
  Dip: string;
  Sip: string;
  Interval: number;
  Retry: number;
  /** What a failure does to the routes of an attachment: `revoke_route` or `reserve_route`. */
  Policy?: string;
  /** `success` or `failed`. */
  Status?: string;
}

/**
 * A simulated on-premises device, seen from itself: its `LocalSubnet` mirrors the connection's `RemoteSubnet`, its
 * `IkeConfig.LocalId` is what it calls itself. Whatever is absent agrees with the cloud's end as it was when the two met.
 */
export interface Device {
  /** Off or cut off when false; default true. */
  Up?: boolean;
  /** The public address it really sends from; default: the customer gateway's IpAddress. */
  Address?: string;
  /** Where it looks for the VPN gateway; default: the gateway's InternetIp. */
  RemoteAddress?: string;
  BehindNat?: boolean;
  /** UDP ports that a firewall on the way drops: 500, 4500; and 50 for the ESP protocol. */
  BlockedPorts?: number[];
  /** Addresses that answer to pings, or true for all in LocalSubnet; default true. */
  Answers?: boolean | string[];
  /** Whether its network sends answers back into the tunnel; default true. */
  ReturnRoute?: boolean;
  /** Whether it starts negotiations by itself; default true. */
  Initiates?: boolean;
  IkeConfig?: Partial<IkeConfig>;
  IpsecConfig?: Partial<IpsecConfig>;
  /** All phase 1 choices it accepts, best first; default: the one in IkeConfig. */
  IkeProposals?: IkeProposal[];
  /** All phase 2 choices it accepts, best first; default: the one in IpsecConfig. */
  IpsecProposals?: IpsecProposal[];
  LocalSubnet?: string;
  RemoteSubnet?: string;
}

/** One choice of phase 1 algorithms that an end offers or accepts, in the API's words. */
export type IkeProposal = Pick<IkeConfig, 'IkeEncAlg' | 'IkeAuthAlg' | 'IkePfs'>;

/** One choice of phase 2 algorithms; `IpsecPfs` `disabled` means no fresh key exchange. */
export type IpsecProposal = Pick<IpsecConfig, 'IpsecEncAlg' | 'IpsecAuthAlg' | 'IpsecPfs'>;
