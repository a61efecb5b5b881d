/** What only the public cloud of today has; see resources.ts for the manner of names. */

import type { Device, IkeConfig, IpsecConfig } from './ipsec.ts';

export interface Tag {
  Key: string;
  Value: string;
}

/** Resource group and tags; absent = the account's default group, no tags. */
export interface Labelled {
  ResourceGroupId?: string;
  Tags?: Tag[];
}

/** An order that changes a gateway later. Times are ISO 8601. */
export interface Reservation {
  ReservationEndTime?: string;
  ReservationIpsec?: string;
  ReservationMaxConnections?: number;
  ReservationOrderType?: string;
  ReservationSpec?: string;
  ReservationSsl?: string;
  Status?: string;
}

/** BGP over a tunnel. What is absent follows from the customer gateway and the block. */
export interface BgpConfig {
  LocalAsn?: number;
  LocalBgpIp?: string;
  PeerAsn?: number;
  PeerBgpIp?: string;
  /** A /30 in 169.254.0.0/16. */
  TunnelCidr?: string;
  /** `success` or `failed`, fixed; absent: as the tunnel is. */
  BgpStatus?: string;
}

/** One of the two tunnels of a connection, with a device of its own at the other end. */
export interface Tunnel {
  TunnelId: string;
  /** `master` or `slave`, on a VPN gateway. */
  Role?: string;
  /** 1 or 2, on a transit router. */
  TunnelIndex?: number;
  CustomerGatewayId: string;
  /** This end's address. */
  InternetIp: string;
  ZoneNo?: string;
  /** Fixed by the world; absent when it is computed from the two ends. */
  Status?: string;
  EnableDpd?: boolean;
  EnableNatTraversal?: boolean;
  /** The peer's certificate, on a gateway of the type NationalStandard. */
  RemoteCaCertificate?: string;
  TunnelIkeConfig: IkeConfig;
  TunnelIpsecConfig: IpsecConfig;
  TunnelBgpConfig?: BgpConfig;
  peer?: Device;
}

/** A route that BGP carries, there while a session of the connection is up. */
export interface BgpRoute {
  /** The connection. */
  NextHop: string;
  RouteDest: string;
  /** `VPN_BGP`: learned from the peer; `CLOUD`: told to it. */
  Source: string;
  Community?: string;
  AsPath?: string;
  CreateTime?: number;
}

/** A destination route of a connection on a transit router. */
export interface ConnectionRoute {
  Description?: string;
  OverlayMode?: string;
  VpnConnectionId: string;
  RouteDest: string;
  Weight: number;
  State: string;
  CreateTime?: number;
}

export interface Vpc extends Labelled {
  RegionId: string;
  VpcId: string;
  VpcName: string;
  Description?: string;
  CidrBlock: string;
  SecondaryCidrBlocks?: string[];
  UserCidrs?: string[];
  IsDefault?: boolean;
  /** `Attached` or `Detached`. */
  CenStatus?: string;
  CreateTime?: number;
}

export interface VSwitch extends Labelled {
  VSwitchId: string;
  VSwitchName: string;
  VpcId: string;
  CidrBlock: string;
  ZoneId: string;
  IsDefault?: boolean;
  CreateTime?: number;
}

/** A route table of a VPC besides its system table, for the vSwitches that it names. */
export interface RouteTable extends Labelled {
  RouteTableId: string;
  RouteTableName: string;
  VpcId: string;
  VSwitchIds: string[];
  CreateTime?: number;
}

/** A route that somebody put into a table of a VPC by hand. */
export interface VpcRoute {
  RouteTableId: string;
  RouteEntryName?: string;
  DestinationCidrBlock: string;
  NextHopType: string;
  NextHopId: string;
  CreateTime?: number;
}

/** A diagnosis of a gateway that was asked for; each look at it finds more of it done. */
export interface Diagnosis {
  DiagnoseId: string;
  VpnGatewayId: string;
  ResourceId: string;
  BeginTime: number;
  PrivateSourceIp?: string;
  PrivateDestinationIp?: string;
  looks: number;
  FinishTime?: number;
}

/** A certificate that a gateway of the type NationalStandard uses. The certificate itself belongs to another service. */
export interface CertificateAssociation {
  VpnGatewayId: string;
  CertificateId: string;
  /** `Encryption` or `Signature`. */
  CertificateType: string;
  AssociationTime: number;
}
