import type { WorldFileInput } from './world-file.ts';

/**
 * The default world: a head office with two sites. The plant is reached by two tunnels, of which the second takes over
 * when the first fails. The warehouse is down since its router was replaced: the new one speaks group14 in phase 1,
 * the connection still says group2. Every key is made up, and no two are alike, so that a leak can be traced.
 */

const clock = '2026-11-23T09:00:00Z';
const minute = 60_000;
const day = 1440 * minute;
const minutesAgo = (count: number): number => Date.parse(clock) - count * minute;
const daysAhead = (count: number): number => Date.parse(clock) + count * day;

const qingdao = { RegionId: 'cn-qingdao-env17-d01' };
const beijing = { RegionId: 'cn-beijing-env12-d01' };

const psk = {
  plantMain: 'FAKE-psk-plant-main-7Qd2',
  plantBackup: 'FAKE-psk-plant-backup-x84K',
  warehouse: 'FAKE-psk-warehouse-Lw3v',
};

const phase1 = { IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' } as const;
const phase2 = { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28800 };

const plant = {
  ...{ ...qingdao, VpnGatewayId: 'vpn-hq0001', LocalSubnet: '10.10.0.0/16', RemoteSubnet: '172.20.0.0/16' },
  ...{ EffectImmediately: true, IpsecConfig: phase2, CreateTime: minutesAgo(400 * 1440) },
  peer: { Answers: ['172.20.0.1'] },
};

const staffCert = (name: string, validForDays: number) => ({
  SslVpnClientCertId: `vsc-${name.replace('-', '')}`,
  SslVpnServerId: 'vss-hq0001',
  Name: name,
  EndTime: daysAhead(validForDays),
});

/** A staff member's device that tries to connect to the head office. */
const client = (name: string, RemoteAddress: string, startMinutesAgo: number) => ({
  SslVpnServerId: 'vss-hq0001',
  SslVpnClientCertId: `vsc-${name.replace('-', '')}`,
  RemoteAddress,
  Time: minutesAgo(startMinutesAgo),
});

export const office: WorldFileInput = {
  description: 'A head office with a plant, a warehouse whose tunnel is down, and staff who dial in.',
  clock,
  default_region: qingdao.RegionId,
  regions: [
    { ...qingdao, LocalName: 'China (Qingdao)' },
    { ...beijing, LocalName: 'China (Beijing)' },
  ],
  organizations: [
    {
      ...{ OrganizationId: '33', Name: 'head-office' },
      ResourceGroups: [
        { ResourceGroupId: '144', Name: 'network' },
        { ResourceGroupId: '145', Name: 'staff-access' },
      ],
    },
    {
      ...{ OrganizationId: '34', Name: 'plant' },
      ResourceGroups: [{ ResourceGroupId: '151', Name: 'plant-network' }],
    },
  ],
  gateways: [
    {
      ...{ ...qingdao, VpnGatewayId: 'vpn-hq0001', Name: 'hq-gateway', Description: 'Plant and staff' },
      ...{ VpcId: 'vpc-hq0001', VSwitchId: 'vsw-hq0001', InternetIp: '203.0.113.10', Spec: '100M' },
      ...{ SslVpn: 'enable', SslMaxConnections: 20, CreateTime: minutesAgo(600 * 1440) },
    },
    {
      ...{ ...qingdao, VpnGatewayId: 'vpn-wh0001', Name: 'logistics-gateway', Description: 'Warehouse' },
      ...{ VpcId: 'vpc-wh0001', VSwitchId: 'vsw-wh0001', InternetIp: '203.0.113.20', Spec: '20M' },
      CreateTime: minutesAgo(300 * 1440),
    },
    {
      ...{ ...beijing, VpnGatewayId: 'vpn-bj0001', Name: 'reserve-gateway', Description: 'Nothing attached yet' },
      ...{ VpcId: 'vpc-bj0001', VSwitchId: 'vsw-bj0001', InternetIp: '203.0.113.30', Spec: '10M' },
      CreateTime: minutesAgo(40 * 1440),
    },
  ],
  customer_gateways: [
    { ...qingdao, CustomerGatewayId: 'cgw-plant0001', Name: 'plant-firewall-a', IpAddress: '198.51.100.1' },
    { ...qingdao, CustomerGatewayId: 'cgw-plant0002', Name: 'plant-firewall-b', IpAddress: '198.51.100.2' },
    { ...qingdao, CustomerGatewayId: 'cgw-wh0001', Name: 'warehouse-router', IpAddress: '198.51.100.20' },
    { ...qingdao, CustomerGatewayId: 'cgw-old0001', Name: 'closed-branch-router', IpAddress: '192.0.2.77' },
  ],
  connections: [
    {
      ...{ ...plant, VpnConnectionId: 'vco-plant0001', Name: 'plant-main', CustomerGatewayId: 'cgw-plant0001' },
      IkeConfig: { ...phase1, Psk: psk.plantMain },
      VcoHealthCheck: { Enable: 'true', Dip: '172.20.0.1', Sip: '10.10.0.5' },
    },
    {
      ...{ ...plant, VpnConnectionId: 'vco-plant0002', Name: 'plant-backup', CustomerGatewayId: 'cgw-plant0002' },
      IkeConfig: { ...phase1, Psk: psk.plantBackup },
      VcoHealthCheck: { Enable: 'true', Dip: '172.20.0.1', Sip: '10.10.0.6' },
    },
    {
      ...{ ...qingdao, VpnConnectionId: 'vco-wh0001', Name: 'warehouse', VpnGatewayId: 'vpn-wh0001' },
      ...{ CustomerGatewayId: 'cgw-wh0001', LocalSubnet: '10.20.0.0/16', RemoteSubnet: '172.31.40.0/22' },
      ...{ EffectImmediately: true, IpsecConfig: phase2, CreateTime: minutesAgo(280 * 1440) },
      IkeConfig: { ...phase1, IkePfs: 'group2', Psk: psk.warehouse },
      VcoHealthCheck: { Enable: 'true', Dip: '172.31.40.1', Sip: '10.20.0.5' },
      peer: { IkeConfig: { IkePfs: 'group14' }, Answers: ['172.31.40.1'] },
    },
  ],
  // A branch that is about to be connected: it takes the key of its connection, and accepts strong algorithms only.
  devices: [
    {
      ...{ Address: '192.0.2.120', LocalSubnet: '172.31.0.0/20' },
      IkeProposals: [{ IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' }],
      IpsecProposals: [{ IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14' }],
    },
  ],
  routes_dbr: [
    {
      ...{ VpnInstanceId: 'vpn-hq0001', RouteDest: '172.20.0.0/16', NextHop: 'vco-plant0001' },
      ...{ Weight: 100, State: 'published' },
    },
    {
      ...{ VpnInstanceId: 'vpn-hq0001', RouteDest: '172.20.0.0/16', NextHop: 'vco-plant0002' },
      ...{ Weight: 0, State: 'published' },
    },
    {
      ...{ VpnInstanceId: 'vpn-wh0001', RouteDest: '172.31.40.0/22', NextHop: 'vco-wh0001' },
      ...{ Weight: 100, State: 'published' },
    },
  ],
  ssl_servers: [
    {
      ...{ ...qingdao, SslVpnServerId: 'vss-hq0001', Name: 'staff-vpn', VpnGatewayId: 'vpn-hq0001' },
      ...{ ClientIpPool: '10.99.0.0/24', LocalSubnet: '10.10.0.0/16', Cipher: 'AES-256-CBC' },
      CreateTime: minutesAgo(590 * 1440),
    },
  ],
  ssl_certs: [
    staffCert('lin-macbook', 700),
    staffCert('lin-phone', -12),
    staffCert('omar-laptop', 4),
    staffCert('priya-laptop', 26),
    staffCert('tomas-desktop', 980),
    staffCert('reception-kiosk', 411),
  ],
  ssl_sessions: [
    client('tomas-desktop', '192.0.2.201:49811', 61),
    client('priya-laptop', '198.18.4.17:50120', 34),
    client('lin-macbook', '198.18.9.66:53144', 8),
    { ...client('omar-laptop', '198.18.21.5:61002', 55), Until: minutesAgo(7) },
    // Two kiosks with one certificate take turns.
    client('reception-kiosk', '192.0.2.150:40100', 6),
    client('reception-kiosk', '192.0.2.151:40200', 5),
    client('lin-phone', '198.18.9.67:50333', 4),
    client('lin-phone', '198.18.9.67:50334', 3),
  ],
  secrets: Object.values(psk),
};
