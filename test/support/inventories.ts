import type { Connection, Inventory, OwnedRoute, RegionInventory } from '../../src/tools/inventory/inventory.ts';

const DAY_MS = 86_400_000;
export const NOW_MS = Date.parse('2026-06-01T12:00:00Z');

const connection = (id: string, name: string, key: string): Connection => ({
  VpnConnectionId: id,
  Name: name,
  VpnGatewayId: 'vpn-a',
  CustomerGatewayId: `cgw-${id.slice(4)}`,
  LocalSubnet: '10.10.0.0/16',
  RemoteSubnet: '172.20.0.0/16',
  Status: 'ipsec_sa_established',
  EffectImmediately: true,
  IkeConfig: {
    IkeVersion: 'ikev2',
    IkeMode: 'main',
    IkeEncAlg: 'aes256',
    IkeAuthAlg: 'sha256',
    IkePfs: 'group14',
    IkeLifetime: 86400,
    LocalId: '203.0.113.10',
    RemoteId: id === 'vco-1' ? '198.51.100.1' : '198.51.100.2',
    Psk: { Fingerprint: key, Length: 32 },
  },
  IpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha256', IpsecPfs: 'group14', IpsecLifetime: 28800 },
  VcoHealthCheck: { Enable: 'true', Dip: '172.20.0.1', Sip: '10.10.0.5', Interval: 3, Retry: 3, Status: 'success' },
});

/** A tunnel as the public cloud lists it, with strong settings, numbers as texts, and what is said otherwise. */
export const listedTunnel = (TunnelId: string, change: Readonly<Record<string, unknown>> = {}) => ({
  TunnelId,
  Role: TunnelId.endsWith('a') ? 'master' : 'slave',
  CustomerGatewayId: TunnelId.endsWith('a') ? 'cgw-1' : 'cgw-2',
  ZoneNo: TunnelId.endsWith('a') ? 'cn-hangzhou-h' : 'cn-hangzhou-i',
  Status: 'ipsec_sa_established',
  TunnelIpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha256', IpsecPfs: 'group14', IpsecLifetime: '28800' },
  ...change,
  TunnelIkeConfig: {
    ...{ IkeVersion: 'ikev2', IkeMode: 'main', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha256', IkePfs: 'group14' },
    ...{ IkeLifetime: '86400', RemoteId: TunnelId.endsWith('a') ? '198.51.100.1' : '198.51.100.2' },
    Psk: { Fingerprint: `key-${TunnelId}`, Length: 32 },
    ...(change['TunnelIkeConfig'] as object | undefined),
  },
});

/** What a connection says beside its tunnels that is nobody's: weak, shared, down, and of a customer gateway that is not there. */
export const misleadingTop: Partial<Connection> = {
  CustomerGatewayId: 'cgw-top',
  Status: 'ike_sa_not_established',
  IkeConfig: { IkeVersion: 'ikev1', IkeMode: 'aggressive', IkeEncAlg: 'des', IkeAuthAlg: 'md5', IkePfs: 'group1' },
  IpsecConfig: { IpsecEncAlg: 'des', IpsecAuthAlg: 'md5', IpsecPfs: 'disabled', IpsecLifetime: 0 },
  VcoHealthCheck: { Enable: 'true', Dip: '172.30.0.1', Sip: '172.30.0.2', Interval: 3, Retry: 3, Status: 'failed' },
};

const route = (NextHop: string, Weight: number): OwnedRoute => ({
  RouteType: 'dbr',
  VpnGatewayId: 'vpn-a',
  RouteDest: '172.20.0.0/16',
  NextHop,
  Weight,
  State: 'published',
});

/** A region in which no rule finds anything: an active/standby pair, an SSL server, one certificate. */
export const healthyRegion = (): RegionInventory => ({
  RegionId: 'cn-hangzhou',
  LocalName: 'Hangzhou',
  gateways: [
    {
      VpnGatewayId: 'vpn-a',
      Name: 'hq',
      VpcId: 'vpc-a',
      InternetIp: '203.0.113.10',
      Status: 'active',
      BusinessStatus: 'Normal',
      ChargeType: 'PostpayByFlow',
      IpsecVpn: 'enable',
      SslVpn: 'enable',
      CreateTime: NOW_MS - 400 * DAY_MS,
    },
  ],
  customerGateways: [
    { CustomerGatewayId: 'cgw-1', Name: 'site-a', IpAddress: '198.51.100.1' },
    { CustomerGatewayId: 'cgw-2', Name: 'site-b', IpAddress: '198.51.100.2' },
  ],
  connections: [connection('vco-1', 'main', 'aaaaaaaa'), connection('vco-2', 'backup', 'bbbbbbbb')],
  routes: [route('vco-1', 100), route('vco-2', 0)],
  sslServers: [
    {
      SslVpnServerId: 'vss-1',
      Name: 'staff',
      VpnGatewayId: 'vpn-a',
      ClientIpPool: '10.99.0.0/24',
      LocalSubnet: '10.10.0.0/16',
      Proto: 'UDP',
      Port: 1194,
      Cipher: 'AES-256-CBC',
      Compress: false,
      Connections: 3,
      MaxConnections: 20,
      InternetIp: '203.0.113.10',
    },
  ],
  certificates: [
    {
      SslVpnClientCertId: 'vsc-1',
      SslVpnServerId: 'vss-1',
      Name: 'alice',
      Status: 'normal',
      EndTime: NOW_MS + 700 * DAY_MS,
    },
  ],
});

export const estateOf = (...regions: readonly RegionInventory[]): Inventory => ({ regions, unseen: [] });
