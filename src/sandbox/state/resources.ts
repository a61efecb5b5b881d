/**
 * What a world is made of, in the API's own field names. `RegionId` and everything written in lower camel case is the
 * sandbox's own knowledge and never leaves in a reply. Times are epoch milliseconds.
 */

import type { Authority } from './certificates.ts';
import type { Device, HealthCheck, IkeConfig, IpsecConfig } from './ipsec.ts';
import type { BgpConfig, Labelled, Reservation, Tunnel } from './public-resources.ts';

export type * from './ipsec.ts';
export type * from './public-resources.ts';

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
  /** Where a VPN gateway can stand, on the public cloud; absent = the zones of the region's vSwitches. */
  zones?: string[];
  /** Whether BGP can be used here, on the public cloud; absent = yes. */
  bgp?: boolean;
}

export interface VpnGateway extends Owned, Labelled {
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
  /** `PostpayByFlow`, `POSTPAY` on the public cloud, or `Prepay` (which cannot be deleted before EndTime). */
  ChargeType?: string;
  IpsecVpn: string;
  SslVpn: string;
  SslMaxConnections: number;
  CreateTime?: number;
  EndTime?: number;
  Tag?: string;
  /** The second address and its vSwitch: with them a gateway of the public cloud takes connections of two tunnels. */
  DisasterRecoveryInternetIp?: string;
  DisasterRecoveryVSwitchId?: string;
  /** Where clients connect on a gateway with two addresses, neither of which serves them. */
  SslVpnInternetIp?: string;
  EnableBgp?: boolean;
  AutoPropagate?: boolean;
  GatewayType?: string;
  NetworkType?: string;
  VpnType?: string;
  EniInstanceIds?: string[];
  ReservationData?: Reservation;
}

/** A gateway that was ordered on the public cloud; it comes to be when the order is paid. */
export interface Order {
  OrderId: number;
  VpnGatewayId: string;
  isPaid: boolean;
  /** The gateway as it will be, until it is paid for. */
  gateway?: VpnGateway;
}

export interface CustomerGateway extends Owned, Labelled {
  CustomerGatewayId: string;
  Name: string;
  Description?: string;
  IpAddress: string;
  CreateTime?: number;
  /** For BGP, on the public cloud. */
  Asn?: number;
  AuthKey?: string;
  /** The simulated device behind it, used by every connection that has no `peer` of its own. */
  device?: Device;
}

export interface VpnConnection extends Owned, Labelled {
  VpnConnectionId: string;
  Name: string;
  /** Empty where the connection is on a transit router, or on nothing yet. */
  VpnGatewayId: string;
  /** Of a connection with two tunnels that of the first, unless the world says otherwise. */
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
  /** The tunnels where there are two, on the public cloud; what the connection says beside them is then no tunnel's. */
  tunnels?: Tunnel[];
  EnableTunnelsBgp?: boolean;
  VpnBgpConfig?: BgpConfig;
  EnableDpd?: boolean;
  EnableNatTraversal?: boolean;
  RemoteCaCertificate?: string;
  NetworkType?: string;
  InternetIp?: string;
  ZoneNo?: string;
  Spec?: string;
  Description?: string;
  /** The CEN instance and its transit router, where the connection is on one. */
  AttachInstanceId?: string;
  TransitRouterId?: string;
  TransitRouterName?: string;
  State?: string;
  TunnelBandwidth?: string;
  CrossAccountAuthorized?: boolean;
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
  /** On the public cloud: the smaller the number, the sooner it is tried. */
  Priority?: number;
}

export interface SslVpnServer extends Owned, Labelled {
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
  DnsServers?: string;
  EnableMultiFactorAuth?: boolean;
  /** Whom the second factor is asked of. */
  IDaaSInstanceId?: string;
  IDaaSRegionId?: string;
  IDaaSApplicationId?: string;
  /** Made when the first certificate is asked for. */
  authority?: Authority;
}

export interface SslVpnClientCert extends Owned, Labelled {
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
