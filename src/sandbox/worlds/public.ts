import type { WorldFileInput } from './world-file.ts';

/**
 * A company on the public cloud of today: gateways with two addresses in two zones, connections of two tunnels, BGP, a
 * transit router, and one old gateway with a single tunnel that is about to run out. Each site has one thing to find; the
 * comments say which. Every key is made up, and no two are alike, so that a leak can be traced.
 */

type Of<List extends keyof WorldFileInput> = NonNullable<WorldFileInput[List]>;
type Tunnels = NonNullable<Of<'connections'>[number]['tunnels']>;

const clock = '2026-11-23T09:00:00Z';
const minute = 60_000;
const day = 1440 * minute;
const minutesAgo = (count: number): number => Date.parse(clock) - count * minute;
/** Not to the minute, so that keys are not renewed just when one looks. */
const daysAgo = (count: number): number => Date.parse(clock) - count * day - 137 * minute;
const daysAhead = (count: number): number => Date.parse(clock) + count * day;

const psk = (tunnel: string): string => `FAKE-public-psk-${tunnel}`;

const strong1 = { IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha256', IkePfs: 'group14' } as const;
const strong2 = { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha256', IpsecPfs: 'group14', IpsecLifetime: 28800 };
const weak1 = { IkeVersion: 'ikev1', IkeEncAlg: 'des', IkeAuthAlg: 'md5', IkePfs: 'group1' } as const;
const weak2 = { IpsecEncAlg: 'des', IpsecAuthAlg: 'md5', IpsecPfs: 'group1', IpsecLifetime: 86400 };

/** A tunnel with strong settings and a device that agrees, but for what is said. */
const tunnel = (name: string, CustomerGatewayId: string, more: Partial<Tunnels[number]> = {}): Tunnels[number] => ({
  ...{ TunnelId: `tun-${name}`, CustomerGatewayId, peer: {}, TunnelIpsecConfig: strong2, ...more },
  TunnelIkeConfig: { ...strong1, Psk: psk(name), ...more.TunnelIkeConfig },
});

const site = (name: string, VpnGatewayId: string, LocalSubnet: string, RemoteSubnet: string, tunnels: Tunnels) => ({
  ...{
    VpnConnectionId: `vco-${name}`,
    Name: name.replace(/\d+$/, ''),
    VpnGatewayId,
    LocalSubnet,
    RemoteSubnet,
    tunnels,
  },
  ...{ EffectImmediately: true, CreateTime: daysAgo(200) },
});

const router = (name: string, IpAddress: string, more: Partial<Of<'customer_gateways'>[number]> = {}) => ({
  ...{ CustomerGatewayId: `cgw-${name}`, Name: `${name}-router`, IpAddress, CreateTime: daysAgo(210), ...more },
});

const vswitch = (name: string, VpcId: string, CidrBlock: string, zone: string) => ({
  ...{ VSwitchId: `vsw-${name}`, VSwitchName: name, VpcId, CidrBlock, ZoneId: `cn-hangzhou-${zone}` },
});

const route = (VpnInstanceId: string, RouteDest: string, NextHop: string, State: 'published' | 'normal') => ({
  ...{ VpnInstanceId, RouteDest, NextHop, State, Weight: 100 as const, CreateTime: daysAgo(190) },
});

const laptop = (name: string, RemoteAddress: string, startMinutesAgo: number) => ({
  ...{ SslVpnServerId: 'vss-shop0001', SslVpnClientCertId: `vsc-${name}`, RemoteAddress },
  Time: minutesAgo(startMinutesAgo),
});

const gateways: Of<'gateways'> = [
  {
    ...{ VpnGatewayId: 'vpn-shop0001', Name: 'shop-gateway', VpcId: 'vpc-shop0001', Spec: '200M' },
    ...{ InternetIp: '203.0.113.10', VSwitchId: 'vsw-shop000h', ChargeType: 'POSTPAY', CreateTime: daysAgo(400) },
    ...{ DisasterRecoveryInternetIp: '203.0.113.11', DisasterRecoveryVSwitchId: 'vsw-shop000i' },
    ...{ SslVpn: 'enable', SslMaxConnections: 20, SslVpnInternetIp: '203.0.113.12' },
    ...{
      ResourceGroupId: 'rg-shop000000001',
      Tags: [
        { Key: 'env', Value: 'prod' },
        { Key: 'team', Value: 'shop' },
      ],
    },
  },
  {
    ...{ VpnGatewayId: 'vpn-data0001', Name: 'data-gateway', VpcId: 'vpc-data0001', Spec: '500M' },
    ...{ InternetIp: '203.0.113.20', VSwitchId: 'vsw-data000h', ChargeType: 'POSTPAY', CreateTime: daysAgo(300) },
    ...{ DisasterRecoveryInternetIp: '203.0.113.21', DisasterRecoveryVSwitchId: 'vsw-data000i' },
    ...{ EnableBgp: true, AutoPropagate: true, Tags: [{ Key: 'env', Value: 'prod' }] },
  },
  // Both of its vSwitches are in one zone.
  {
    ...{ VpnGatewayId: 'vpn-lab00001', Name: 'lab-gateway', VpcId: 'vpc-lab00001', Spec: '10M' },
    ...{ InternetIp: '203.0.113.30', VSwitchId: 'vsw-lab000h1', ChargeType: 'POSTPAY', CreateTime: daysAgo(100) },
    ...{ DisasterRecoveryInternetIp: '203.0.113.31', DisasterRecoveryVSwitchId: 'vsw-lab000h2' },
    Tags: [{ Key: 'env', Value: 'test' }],
  },
  // One address, one tunnel, paid for nine more days.
  {
    ...{ VpnGatewayId: 'vpn-old00001', Name: 'old-gateway', VpcId: 'vpc-old00001', Spec: '10M' },
    ...{ InternetIp: '203.0.113.40', VSwitchId: 'vsw-old00001', ChargeType: 'Prepay' },
    ...{ CreateTime: daysAgo(721), EndTime: daysAhead(9) },
  },
];

const bgp = (nth: number) => ({ LocalAsn: 45_104, TunnelCidr: `169.254.${nth}.0/30` });

const connections: Of<'connections'> = [
  {
    ...site('berlin01', 'vpn-shop0001', '10.0.0.0/16', '172.20.0.0/16', [
      tunnel('berlin01a', 'cgw-berlin01'),
      tunnel('berlin01b', 'cgw-berlin02'),
    ]),
    ...{ ResourceGroupId: 'rg-shop000000001', Tags: [{ Key: 'site', Value: 'berlin' }] },
  },
  // The second tunnel is down: its device has another key.
  site('paris001', 'vpn-shop0001', '10.0.0.0/16', '172.21.0.0/16', [
    tunnel('paris001a', 'cgw-paris001'),
    tunnel('paris001b', 'cgw-paris002', { peer: { IkeConfig: { Psk: psk('paris-old') } } }),
  ]),
  // Both are down: the first device speaks another DH group, the second is off.
  site('madrid01', 'vpn-shop0001', '10.0.0.0/16', '172.22.0.0/16', [
    tunnel('madrid01a', 'cgw-madrid01', {
      TunnelIkeConfig: { IkePfs: 'group2' },
      peer: { IkeConfig: { IkePfs: 'group14' } },
    }),
    tunnel('madrid01b', 'cgw-madrid02', { peer: { Up: false } }),
  ]),
  // Both are up, and BGP over the second is not.
  {
    ...site('lyon0001', 'vpn-data0001', '10.20.0.0/16', '172.23.0.0/16', [
      tunnel('lyon0001a', 'cgw-lyon0001', { TunnelBgpConfig: bgp(21) }),
      tunnel('lyon0001b', 'cgw-lyon0002', { TunnelBgpConfig: { ...bgp(22), BgpStatus: 'failed' } }),
    ]),
    EnableTunnelsBgp: true,
  },
  // Weak algorithms on the second tunnel only.
  site('turin001', 'vpn-data0001', '10.20.0.0/16', '172.24.0.0/16', [
    tunnel('turin001a', 'cgw-turin001'),
    tunnel('turin001b', 'cgw-turin002', { TunnelIkeConfig: weak1, TunnelIpsecConfig: weak2 }),
  ]),
  // Both tunnels lead to one device.
  site('porto001', 'vpn-data0001', '10.20.0.0/16', '172.25.0.0/16', [
    tunnel('porto001a', 'cgw-porto001'),
    tunnel('porto001b', 'cgw-porto001'),
  ]),
  site('lab00001', 'vpn-lab00001', '10.40.0.0/16', '172.26.0.0/16', [
    tunnel('lab00001a', 'cgw-lab00001'),
    tunnel('lab00001b', 'cgw-lab00002'),
  ]),
  {
    ...{
      VpnConnectionId: 'vco-depot001',
      Name: 'depot',
      VpnGatewayId: 'vpn-old00001',
      CustomerGatewayId: 'cgw-depot001',
    },
    ...{ LocalSubnet: '192.168.0.0/20', RemoteSubnet: '192.168.50.0/24', EffectImmediately: true, peer: {} },
    ...{ IkeConfig: { ...strong1, Psk: psk('depot001') }, IpsecConfig: strong2, CreateTime: daysAgo(700) },
    VcoHealthCheck: { Enable: 'true', Dip: '192.168.50.1', Sip: '192.168.0.5' },
  },
  // On a transit router, without a gateway; its second tunnel waits for a device that expects other networks.
  {
    ...{ VpnConnectionId: 'vco-wan00001', Name: 'wan', LocalSubnet: '0.0.0.0/0', RemoteSubnet: '0.0.0.0/0' },
    ...{ AttachInstanceId: 'cen-wan00001', TransitRouterId: 'tr-wan00001', TransitRouterName: 'wan-router' },
    ...{ EffectImmediately: true, CreateTime: daysAgo(90), EnableTunnelsBgp: true, TunnelBandwidth: 'Standard' },
    Tags: [{ Key: 'env', Value: 'prod' }],
    tunnels: [
      tunnel('wan00001a', 'cgw-wan00001', {
        ...{ InternetIp: '203.0.113.50', ZoneNo: 'cn-hangzhou-h', TunnelBgpConfig: bgp(31) },
      }),
      tunnel('wan00001b', 'cgw-wan00002', {
        ...{ InternetIp: '203.0.113.51', ZoneNo: 'cn-hangzhou-i', TunnelBgpConfig: bgp(32) },
        peer: { LocalSubnet: '172.30.0.0/16' },
      }),
    ],
  },
];

const certs = [
  ['ana', 300],
  ['ben', 5],
  ['chloe', 120],
  ['dmitri', -30],
] as const;

export const publicCloud: WorldFileInput = {
  description:
    'The public cloud of today: two tunnels a connection, BGP, a transit router, VPCs and their route tables.',
  clock,
  default_region: 'cn-hangzhou',
  regions: [
    {
      RegionId: 'cn-hangzhou',
      LocalName: 'China (Hangzhou)',
      zones: ['h', 'i', 'j'].map((one) => `cn-hangzhou-${one}`),
    },
    {
      RegionId: 'eu-central-1',
      LocalName: 'Germany (Frankfurt)',
      zones: ['eu-central-1a', 'eu-central-1b'],
      bgp: false,
    },
  ],
  gateways,
  customer_gateways: [
    router('berlin01', '198.51.100.11'),
    router('berlin02', '198.51.100.12'),
    router('paris001', '198.51.100.21'),
    router('paris002', '198.51.100.22'), // used by a second tunnel only
    router('madrid01', '198.51.100.31'),
    router('madrid02', '198.51.100.32'),
    router('lyon0001', '198.51.100.41', { Asn: 65_010, AuthKey: 'FAKE-public-bgp-key-lyon' }),
    router('lyon0002', '198.51.100.42', { Asn: 65_010 }),
    router('turin001', '198.51.100.51'),
    router('turin002', '198.51.100.52'),
    router('porto001', '198.51.100.61'),
    router('lab00001', '198.51.100.71', { Tags: [{ Key: 'env', Value: 'test' }] }),
    router('lab00002', '198.51.100.72'),
    router('depot001', '198.51.100.81'),
    router('wan00001', '198.51.100.91', { Asn: 65_020 }),
    router('wan00002', '198.51.100.92', { Asn: 65_020 }),
    router('gone0001', '192.0.2.99'), // used by nothing
  ],
  connections,
  routes_dbr: [
    route('vpn-shop0001', '172.20.0.0/16', 'vco-berlin01', 'published'),
    route('vpn-shop0001', '172.21.0.0/16', 'vco-paris001', 'published'),
    route('vpn-shop0001', '172.22.0.0/16', 'vco-madrid01', 'published'),
    route('vpn-data0001', '172.24.0.0/16', 'vco-turin001', 'published'),
    route('vpn-data0001', '172.25.0.0/16', 'vco-porto001', 'normal'), // never published: no way back
    route('vpn-lab00001', '172.26.0.0/16', 'vco-lab00001', 'published'),
    route('vpn-old00001', '192.168.50.0/24', 'vco-depot001', 'published'),
  ],
  routes_pbr: [
    {
      ...route('vpn-shop0001', '172.20.64.0/18', 'vco-berlin01', 'published'),
      ...{ RouteSource: '10.0.1.0/24', Priority: 5 },
    },
  ],
  routes_bgp: [
    { NextHop: 'vco-lyon0001', RouteDest: '172.23.0.0/16', AsPath: '[65010]', Community: '65010:100' },
    { NextHop: 'vco-lyon0001', RouteDest: '10.20.0.0/16', Source: 'CLOUD' },
    { NextHop: 'vco-wan00001', RouteDest: '172.30.0.0/16', AsPath: '[65020]' },
    { NextHop: 'vco-wan00001', RouteDest: '10.0.0.0/16', Source: 'CLOUD', Community: '45104:1' },
  ],
  routes_vco: [{ VpnConnectionId: 'vco-wan00001', RouteDest: '172.31.0.0/16' }],
  vpcs: [
    {
      ...{ VpcId: 'vpc-shop0001', VpcName: 'shop', CidrBlock: '10.0.0.0/16', CenStatus: 'Attached' },
      ...{ ResourceGroupId: 'rg-shop000000001', Tags: [{ Key: 'env', Value: 'prod' }] },
    },
    { VpcId: 'vpc-data0001', VpcName: 'data', CidrBlock: '10.20.0.0/16', SecondaryCidrBlocks: ['10.21.0.0/16'] },
    { VpcId: 'vpc-lab00001', VpcName: 'lab', CidrBlock: '10.40.0.0/16', IsDefault: true },
    { VpcId: 'vpc-old00001', VpcName: 'old', CidrBlock: '192.168.0.0/20' },
  ],
  vswitches: [
    vswitch('shop000h', 'vpc-shop0001', '10.0.1.0/24', 'h'),
    vswitch('shop000i', 'vpc-shop0001', '10.0.2.0/24', 'i'),
    vswitch('shopdb0h', 'vpc-shop0001', '10.0.10.0/24', 'h'),
    vswitch('data000h', 'vpc-data0001', '10.20.1.0/24', 'h'),
    vswitch('data000i', 'vpc-data0001', '10.20.2.0/24', 'i'),
    vswitch('lab000h1', 'vpc-lab00001', '10.40.1.0/24', 'h'),
    vswitch('lab000h2', 'vpc-lab00001', '10.40.2.0/24', 'h'),
    vswitch('old00001', 'vpc-old00001', '192.168.1.0/24', 'h'),
  ],
  // The databases go by a table of their own, which knows only one of the sites.
  route_tables: [
    { RouteTableId: 'vtb-shopdb01', RouteTableName: 'databases', VpcId: 'vpc-shop0001', VSwitchIds: ['vsw-shopdb0h'] },
  ],
  vpc_routes: [
    {
      ...{ RouteTableId: 'vtb-shopdb01', RouteEntryName: 'to-berlin', DestinationCidrBlock: '172.20.0.0/16' },
      ...{ NextHopType: 'VpnGateway', NextHopId: 'vpn-shop0001' },
    },
    {
      ...{ RouteTableId: 'vtb-shop0001', RouteEntryName: 'to-internet', DestinationCidrBlock: '0.0.0.0/0' },
      ...{ NextHopType: 'NatGateway', NextHopId: 'ngw-shop0001' },
    },
  ],
  ssl_servers: [
    {
      ...{ SslVpnServerId: 'vss-shop0001', Name: 'staff', VpnGatewayId: 'vpn-shop0001', ClientIpPool: '10.250.0.0/24' },
      ...{ LocalSubnet: '10.0.0.0/16', Cipher: 'AES-256-CBC', ResourceGroupId: 'rg-shop000000001' },
      CreateTime: daysAgo(390),
    },
  ],
  ssl_certs: certs.map(([Name, validForDays]) => ({
    ...{ SslVpnClientCertId: `vsc-${Name}`, SslVpnServerId: 'vss-shop0001', Name, EndTime: daysAhead(validForDays) },
  })),
  ssl_sessions: [
    laptop('ana', '192.0.2.31:50211', 190),
    laptop('ben', '192.0.2.32:41988', 35),
    laptop('chloe', '198.18.7.4:60007', 3),
    laptop('dmitri', '198.18.7.5:60100', 2), // refused: its certificate ran out
  ],
  platform: {
    ...{ kind: 'public', allowed_auth: ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] },
    allowed_dh: ['disabled', 'group1', 'group2', 'group5', 'group14'],
  },
  secrets: [
    ...connections.flatMap((one) => one.tunnels ?? []).map((one) => String(one.TunnelIkeConfig?.Psk)),
    ...[psk('paris-old'), psk('depot001'), 'FAKE-public-bgp-key-lyon'],
  ],
};
