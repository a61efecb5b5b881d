import { z } from 'zod';
import { cidr, device, id, ikeConfig, ipsecConfig, moment, words } from './parts.ts';

/** What a world file may say of things that only the public cloud has. */

export const labels = {
  ResourceGroupId: z.string().optional().describe("On public. Default: the account's own group."),
  Tags: z.array(z.strictObject({ Key: z.string().min(1), Value: z.string() })).optional(),
};

export const asn = z.number().int().min(1).max(4_294_967_295);

const reservation = z.strictObject({
  ReservationEndTime: z.string().optional(),
  ReservationIpsec: words('enable', 'disable').optional(),
  ReservationMaxConnections: z.number().int().optional(),
  ReservationOrderType: words('RENEWCHANGE', 'TEMP_UPGRADE', 'RENEW').optional(),
  ReservationSpec: z.string().optional(),
  ReservationSsl: words('enable', 'disable').optional(),
  Status: z.string().optional(),
});

export const gatewayShape = {
  DisasterRecoveryInternetIp: z.ipv4().optional().describe('The second address: connections have two tunnels.'),
  DisasterRecoveryVSwitchId: z.string().optional(),
  SslVpnInternetIp: z.ipv4().optional().describe('Where SSL clients connect on a gateway with two addresses.'),
  EnableBgp: z.boolean().optional(),
  AutoPropagate: z.boolean().optional().describe('Whether routes learned by BGP go into the VPC.'),
  GatewayType: words('Traditional', 'Enhanced.SiteToSite').optional(),
  NetworkType: words('public', 'private').optional(),
  VpnType: words('Normal', 'NationalStandard').optional(),
  EniInstanceIds: z.array(z.string()).optional(),
  ReservationData: reservation.optional(),
};

export const bgpConfig = z
  .strictObject({
    LocalAsn: asn.optional(),
    LocalBgpIp: z.ipv4().optional(),
    PeerAsn: asn.optional().describe("Default: the customer gateway's Asn."),
    PeerBgpIp: z.ipv4().optional(),
    TunnelCidr: cidr.optional(),
    BgpStatus: words('success', 'failed').optional().describe('Default: success while the tunnel is up.'),
  })
  .meta({ id: 'BgpConfig' });

export const tunnel = z
  .strictObject({
    TunnelId: id('tun'),
    Role: words('master', 'slave').optional().describe('Default: master, then slave; none on a transit router.'),
    TunnelIndex: z.number().int().optional().describe('Default on a transit router: 1, then 2.'),
    CustomerGatewayId: id('cgw'),
    InternetIp: z.ipv4().optional().describe("Default: the gateway's first, then its second address."),
    ZoneNo: z.string().optional().describe("Default: the zone of the gateway's vSwitch."),
    Status: words('ike_sa_not_established', 'ike_sa_established', 'ipsec_sa_not_established', 'ipsec_sa_established')
      .optional()
      .describe('As of a connection.'),
    EnableDpd: z.boolean().optional(),
    EnableNatTraversal: z.boolean().optional(),
    TunnelIkeConfig: ikeConfig.default({}),
    TunnelIpsecConfig: ipsecConfig.default({}),
    TunnelBgpConfig: bgpConfig.optional(),
    peer: device.optional(),
  })
  .meta({ id: 'Tunnel', description: 'One of the two tunnels of a connection, with its own device at the other end.' });

/** What a connection on a transit router says of it; without one, and without a gateway, it is on nothing. */
export const attachmentShape = {
  AttachInstanceId: z.string().optional().describe('The CEN instance.'),
  TransitRouterId: z.string().optional(),
  TransitRouterName: z.string().optional(),
  State: z.string().optional().describe('Whether it is bound to the transit router.'),
  TunnelBandwidth: words('Standard', 'Large').optional(),
  CrossAccountAuthorized: z.boolean().optional(),
  NetworkType: words('public', 'private').optional(),
  InternetIp: z.ipv4().optional().describe('Its address where it has one tunnel and no gateway.'),
  ZoneNo: z.string().optional(),
  Spec: z.string().optional(),
  Description: z.string().optional(),
};

export const bgpRoute = z.strictObject({
  NextHop: id('vco'),
  RouteDest: cidr,
  Source: words('VPN_BGP', 'CLOUD').default('VPN_BGP').describe('Learned from the peer, or told to it.'),
  Community: z.string().optional(),
  AsPath: z.string().optional(),
  CreateTime: moment.optional(),
});

export const connectionRoute = z.strictObject({
  VpnConnectionId: id('vco'),
  RouteDest: cidr,
  Weight: z.number().int().default(100),
  State: z.string().default('published'),
  CreateTime: moment.optional(),
});

export const vpc = z.strictObject({
  ...labels,
  RegionId: z.string().optional(),
  VpcId: id('vpc'),
  VpcName: z.string().default(''),
  Description: z.string().optional(),
  CidrBlock: cidr,
  SecondaryCidrBlocks: z.array(cidr).optional(),
  UserCidrs: z.array(cidr).optional(),
  IsDefault: z.boolean().optional(),
  CenStatus: words('Attached', 'Detached').optional(),
  CreateTime: moment.optional(),
});

export const vswitch = z.strictObject({
  ...labels,
  VSwitchId: id('vsw'),
  VSwitchName: z.string().default(''),
  VpcId: id('vpc'),
  CidrBlock: cidr,
  ZoneId: z.string(),
  IsDefault: z.boolean().optional(),
  CreateTime: moment.optional(),
});

export const routeTable = z.strictObject({
  ...labels,
  RouteTableId: id('vtb'),
  RouteTableName: z.string().default(''),
  VpcId: id('vpc'),
  VSwitchIds: z.array(id('vsw')).default([]),
  CreateTime: moment.optional(),
});

export const vpcRoute = z.strictObject({
  RouteTableId: id('vtb').describe('A table of route_tables, or the system table of a VPC: its ID with vtb- for vpc-.'),
  RouteEntryName: z.string().optional(),
  DestinationCidrBlock: cidr,
  NextHopType: z.string().describe('Instance, NatGateway, VpnGateway, Attachment and so on.'),
  NextHopId: z.string(),
  CreateTime: moment.optional(),
});
