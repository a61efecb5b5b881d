import { z } from 'zod';
import { platformSchema } from '../state/platform.ts';
import {
  cidr,
  cidrList,
  device,
  deviceShape,
  healthCheck,
  id,
  ikeConfig,
  ipsecConfig,
  moment,
  owner,
  words,
} from './parts.ts';
import {
  asn,
  attachmentShape,
  bgpConfig,
  bgpRoute,
  connectionRoute,
  gatewayShape,
  labels,
  routeTable,
  tunnel,
  vpc,
  vpcRoute,
  vswitch,
} from './public-parts.ts';

/** What a world file may say. Lists and fields carry the API's names; what is left out is filled in on loading. */

const gateway = z.strictObject({
  ...owner,
  ...labels,
  ...gatewayShape,
  VpnGatewayId: id('vpn'),
  Name: z.string().default(''),
  Description: z.string().optional(),
  VpcId: z.string(),
  VSwitchId: z.string().optional(),
  InternetIp: z.ipv4(),
  IntranetIp: z.ipv4().optional(),
  Status: z
    .string()
    .regex(/^(init|provisioning|active|updating|deleting)( for \d+ polls)?$/, 'must be a status of a gateway')
    .default('active')
    .describe('A status, or for example `updating for 3 polls`.'),
  BusinessStatus: words('Normal', 'FinancialLocked').default('Normal'),
  Spec: z.string().default('10M'),
  ChargeType: words('PostpayByFlow', 'POSTPAY', 'Prepay').default('PostpayByFlow'),
  IpsecVpn: words('enable', 'disable').default('enable'),
  SslVpn: words('enable', 'disable').default('disable'),
  SslMaxConnections: z.number().int().min(0).default(5),
  CreateTime: moment.optional(),
  EndTime: moment.optional(),
  Tag: z.string().optional(),
});

const customerGateway = z.strictObject({
  ...owner,
  ...labels,
  CustomerGatewayId: id('cgw'),
  Name: z.string().default(''),
  Description: z.string().optional(),
  IpAddress: z.ipv4(),
  CreateTime: moment.optional(),
  Asn: asn.optional(),
  AuthKey: z.string().optional().describe('The key of its BGP sessions, on public.'),
  device: device.optional().describe('The device behind it, for every connection without a Status or peer of its own.'),
});

const connection = z.strictObject({
  ...owner,
  ...labels,
  ...attachmentShape,
  VpnConnectionId: id('vco'),
  Name: z.string().default(''),
  VpnGatewayId: id('vpn').optional().describe('Left out where the connection is on a transit router, on public.'),
  CustomerGatewayId: id('cgw').optional().describe("Default: the first tunnel's."),
  LocalSubnet: cidrList,
  RemoteSubnet: cidrList,
  Status: words('ike_sa_not_established', 'ike_sa_established', 'ipsec_sa_not_established', 'ipsec_sa_established')
    .optional()
    .describe('Fixed. Without it and without a device nobody answers: ike_sa_not_established.'),
  EffectImmediately: z.boolean().default(false),
  AutoConfigRoute: z.boolean().optional(),
  IkeConfig: ikeConfig.default({}),
  IpsecConfig: ipsecConfig.default({}),
  VcoHealthCheck: healthCheck.default({}),
  CreateTime: moment.optional(),
  peer: device.optional().describe('The other end. Makes Status and health computed, whatever Status says.'),
  tunnels: z.array(tunnel).min(1).max(2).optional().describe('The two tunnels, on public; the master first.'),
  EnableTunnelsBgp: z.boolean().optional(),
  VpnBgpConfig: bgpConfig.optional(),
  EnableDpd: z.boolean().optional(),
  EnableNatTraversal: z.boolean().optional(),
});

const route = {
  VpnInstanceId: id('vpn'),
  RouteDest: cidr,
  NextHop: z.string().describe('A connection; it may be gone.'),
  Weight: z.union([z.literal(0), z.literal(100)]),
  State: words('normal', 'published').default('normal'),
  CreateTime: moment.optional(),
  Description: z.string().optional(),
  OverlayMode: z.string().optional(),
};

const sslServer = z.strictObject({
  ...owner,
  ...labels,
  SslVpnServerId: id('vss'),
  Name: z.string().default(''),
  VpnGatewayId: id('vpn'),
  ClientIpPool: cidr,
  LocalSubnet: cidrList,
  Proto: words('UDP', 'TCP').default('UDP'),
  Port: z.number().int().min(1).max(65535).default(1194),
  Cipher: words('AES-128-CBC', 'AES-192-CBC', 'AES-256-CBC', 'none').default('AES-128-CBC'),
  Compress: z.boolean().default(false),
  Connections: z.number().int().min(0).optional().describe('Fixed; without it the sessions are counted.'),
  MaxConnections: z.number().int().min(0).optional().describe("Default: the gateway's SslMaxConnections."),
  InternetIp: z.ipv4().optional().describe("Default: the gateway's."),
  CreateTime: moment.optional(),
  DnsServers: z.string().optional(),
  EnableMultiFactorAuth: z.boolean().optional(),
});

const sslCert = z.strictObject({
  ...owner,
  ...labels,
  SslVpnClientCertId: id('vsc'),
  SslVpnServerId: id('vss').optional().describe('Default: the only SSL-VPN server of the world.'),
  Name: z.string().default(''),
  Status: z.string().optional().describe('Not used: it follows from EndTime and the clock.'),
  CreateTime: moment.optional().describe('Default: three years before EndTime.'),
  EndTime: moment.optional().describe('Default: three years after CreateTime.'),
  CaCert: z.string().optional(),
  ClientCert: z.string().optional(),
  ClientKey: z.string().optional(),
  ClientConfig: z.string().optional(),
});

const sslLog = z
  .union([z.string(), z.strictObject({ SslVpnServerId: id('vss').optional(), Time: moment, Line: z.string() })])
  .describe('A line such as `2026-11-23 08:50:12 192.0.2.9:50100 TLS Error: TLS handshake failed`, or its parts.');

const sslSession = z
  .strictObject({
    SslVpnServerId: id('vss').optional(),
    SslVpnClientCertId: id('vsc').describe('A certificate that does not exist is a deleted one.'),
    RemoteAddress: z.string().regex(/^[\d.]+:\d+$/, 'must be an address with a port, such as 192.0.2.9:50100'),
    Time: moment.describe('When the client tries to connect.'),
    Until: moment.optional().describe('When it leaves; without it, it stays.'),
    Cipher: z.string().optional().describe("The cipher in its file; default: the server's."),
  })
  .describe(
    'A simulated client. Whether it gets in follows from its certificate, the server and who is there already.',
  );

const organization = z.strictObject({
  OrganizationId: z.string(),
  Name: z.string(),
  ResourceGroups: z.array(z.strictObject({ ResourceGroupId: z.string(), Name: z.string() })).default([]),
});

const accessKey = z.strictObject({
  AccessKeyId: z.string(),
  AccessKeySecret: z.string(),
  AccountId: z.string(),
  Personal: z.boolean().optional().describe('Refused without an organization header.'),
  Organizations: z.array(z.string()).optional().describe('Those it may name; absent = all.'),
  Denied: z.array(z.string()).optional().describe('Actions answered with 403 Forbidden; * = all.'),
});

/** The whole file. */
export const worldFileSchema = z.strictObject({
  $schema: z.string().optional(),
  description: z.string().optional(),
  clock: z.iso.datetime().describe('The moment of the world; on loading all times move by now minus this.'),
  default_region: z.string().optional().describe('Default: the first region.'),
  regions: z
    .array(
      z.strictObject({
        RegionId: z.string(),
        LocalName: z.string(),
        localNameZh: z.string().optional(),
        RegionEndpoint: z.string().optional(),
        zones: z
          .array(z.string())
          .optional()
          .describe('Where gateways can stand, on public. Default: where vSwitches are.'),
        bgp: z.boolean().optional().describe('Whether BGP can be used there, on public. Default: true.'),
      }),
    )
    .min(1),
  gateways: z.array(gateway).default([]),
  customer_gateways: z.array(customerGateway).default([]),
  connections: z.array(connection).default([]),
  devices: z
    .array(z.strictObject({ ...deviceShape, Address: z.ipv4() }))
    .default([])
    .describe('Devices that wait for a customer gateway with their address.'),
  routes_dbr: z.array(z.strictObject(route)).default([]),
  routes_pbr: z
    .array(z.strictObject({ ...route, RouteSource: cidr, Priority: z.number().int().min(1).max(100).optional() }))
    .default([]),
  routes_bgp: z.array(bgpRoute).default([]).describe('On public: there while a BGP session of the connection is up.'),
  routes_vco: z.array(connectionRoute).default([]).describe('On public: of connections on a transit router.'),
  vpcs: z.array(vpc).default([]).describe('On public. The system route table of each is made by itself.'),
  vswitches: z.array(vswitch).default([]),
  route_tables: z.array(routeTable).default([]).describe("On public: tables beside the VPCs' own."),
  vpc_routes: z.array(vpcRoute).default([]).describe('On public: routes made by hand.'),
  ssl_servers: z.array(sslServer).default([]),
  ssl_certs: z.array(sslCert).default([]),
  ssl_logs: z.array(sslLog).default([]),
  ssl_sessions: z.array(sslSession).default([]),
  organizations: z.array(organization).default([]).describe('None: every name is let through.'),
  access_keys: z.array(accessKey).default([]).describe('None: the sandbox brings one of its own.'),
  platform: platformSchema.prefault({}),
  secrets: z.array(z.string()).default([]).describe('Strings that must never reach a model, for checks.'),
});

/** A world file that was read, defaults filled in, times as epoch milliseconds. */
export type WorldFile = z.output<typeof worldFileSchema>;
/** A world file as it is written. */
export type WorldFileInput = z.input<typeof worldFileSchema>;
