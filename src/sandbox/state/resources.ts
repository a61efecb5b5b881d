/**
 * What a world is made of, in the API's own field names. `RegionId` and everything written in lower camel case is the
 * sandbox's own knowledge and never leaves in a reply. Times are epoch milliseconds.
 */

import type { Authority } from './certificates.ts';

/** Who owns a resource on Apsara Stack; absent = any organization may see it. */
export interface Owned {
  RegionId: string;
  /** Organization ID. */
  Department?: string;
  DepartmentName?: string;
  /** Resource set ID. */
  ResourceGroup?: string;
  ResourceGroupName?: string;
}

export interface Region {
  RegionId: string;
  LocalName: string;
  /** Shown where Chinese is asked for, which is the API's default; absent = LocalName. */
  localNameZh?: string;
  RegionEndpoint?: string;
}

export interface VpnGateway extends Owned {
  VpnGatewayId: string;
  Name: string;
  Description?: string;
  VpcId: string;
  VSwitchId?: string;
  InternetIp: string;
  IntranetIp?: string;
  /** `init`, `provisioning`, `active`, `updating`, `deleting`. */
  Status: string;
  /** `Normal` or `FinancialLocked`. */
  BusinessStatus: string;
  /** For example `100M`. */
  Spec: string;
  /** `PostpayByFlow` or `Prepay` (which cannot be deleted before EndTime). */
  ChargeType?: string;
  IpsecVpn: string;
  SslVpn: string;
  SslMaxConnections: number;
  CreateTime?: number;
  EndTime?: number;
  Tag?: string;
}

export interface CustomerGateway extends Owned {
  CustomerGatewayId: string;
  Name: string;
  Description?: string;
  IpAddress: string;
  CreateTime?: number;
  /** The simulated device behind it, used by every connection that has no `peer` of its own. */
  device?: Device;
}

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

export interface VpnConnection extends Owned {
  VpnConnectionId: string;
  Name: string;
  VpnGatewayId: string;
  CustomerGatewayId: string;
  LocalSubnet: string;
  RemoteSubnet: string;
  /** Fixed by the world; absent when it is computed from the two ends. */
  Status?: string;
  EffectImmediately: boolean;
  AutoConfigRoute?: boolean;
  IkeConfig: IkeConfig;
  IpsecConfig: IpsecConfig;
  VcoHealthCheck: HealthCheck;
  CreateTime?: number;
  /** The other end; makes Status and health computed. */
  peer?: Device;
}

export interface DestinationRoute {
  VpnInstanceId: string;
  RouteDest: string;
  /** A connection's ID; may point at one that is gone. */
  NextHop: string;
  Weight: number;
  /** `published` or `normal`. */
  State: string;
  CreateTime?: number;
  Description?: string;
  OverlayMode?: string;
}

export interface PolicyRoute extends DestinationRoute {
  RouteSource: string;
}

export interface SslVpnServer extends Owned {
  SslVpnServerId: string;
  Name: string;
  VpnGatewayId: string;
  ClientIpPool: string;
  LocalSubnet: string;
  Proto: string;
  Port: number;
  Cipher: string;
  Compress: boolean;
  /** Clients connected now, fixed by the world; absent: its sessions are counted. */
  Connections?: number;
  MaxConnections: number;
  InternetIp: string;
  CreateTime?: number;
  /** Made when the first certificate is asked for. */
  authority?: Authority;
}

export interface SslVpnClientCert extends Owned {
  SslVpnClientCertId: string;
  SslVpnServerId: string;
  Name: string;
  /** `normal`, `expiring-soon`, `expired`. */
  Status?: string;
  CreateTime?: number;
  EndTime: number;
  /** PEM texts; made when first asked for, unless the world gives them. */
  CaCert?: string;
  ClientCert?: string;
  ClientKey?: string;
  /** An OpenVPN profile; written afresh from the server's settings unless the world gives it. */
  ClientConfig?: string;
}

/** One line of an SSL server's log; `Line` is without its time. */
export interface SslLogLine {
  SslVpnServerId: string;
  Time: number;
  Line: string;
}

/** A simulated client that is connected to an SSL-VPN server. */
export interface SslSession {
  SslVpnServerId: string;
  SslVpnClientCertId: string;
  /** Its public address and port, for example `192.0.2.7:50100`. */
  RemoteAddress: string;
  ConnectedSince: number;
  /** What it was given out of ClientIpPool. */
  ClientIp: string;
}

/** A simulated client that tries to connect; what comes of it follows from its certificate and the server. */
export interface SslAttempt {
  SslVpnServerId: string;
  SslVpnClientCertId: string;
  RemoteAddress: string;
  /** When it tried. */
  Time: number;
  /** When it left again; absent: it stays. */
  Until?: number;
  /** The cipher of its file; default: the server's. */
  Cipher?: string;
}

export interface Organization {
  OrganizationId: string;
  Name: string;
  ResourceGroups: { ResourceGroupId: string; Name: string }[];
}

export interface AccessKey {
  AccessKeyId: string;
  AccessKeySecret: string;
  AccountId: string;
  /** A person's key on Apsara Stack: refused without an organization header. */
  Personal?: boolean;
  /** Organizations it may name; absent = all. */
  Organizations?: string[];
  /** Actions answered with 403 Forbidden; `*` = all. */
  Denied?: string[];
}

/** One choice of phase 1 algorithms that an end offers or accepts, in the API's words. */
export type IkeProposal = Pick<IkeConfig, 'IkeEncAlg' | 'IkeAuthAlg' | 'IkePfs'>;

/** One choice of phase 2 algorithms; `IpsecPfs` `disabled` means no fresh key exchange. */
export type IpsecProposal = Pick<IpsecConfig, 'IpsecEncAlg' | 'IpsecAuthAlg' | 'IpsecPfs'>;
