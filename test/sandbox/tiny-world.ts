/** A world small enough to be known by heart: one gateway with two tunnels to one site, one gateway without anything. */
export const region = 'cn-test-1';

const ike = (Psk: string, RemoteId: string) => ({
  Psk,
  IkeVersion: 'ikev2',
  IkeMode: 'main',
  IkeEncAlg: 'aes256',
  IkeAuthAlg: 'sha1',
  IkePfs: 'group14',
  IkeLifetime: 86400,
  LocalId: '203.0.113.10',
  RemoteId,
});

const ipsec = { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28800 };

const gateway = {
  RegionId: region,
  BusinessStatus: 'Normal',
  Status: 'active',
  Spec: '10M',
  ChargeType: 'PostpayByFlow',
  IpsecVpn: 'enable',
  SslVpn: 'disable',
  SslMaxConnections: 5,
  CreateTime: 1_700_000_000_000,
};

const connection = {
  RegionId: region,
  VpnGatewayId: 'vpn-1',
  LocalSubnet: '10.0.0.0/16',
  RemoteSubnet: '172.16.0.0/16',
  EffectImmediately: true,
  IpsecConfig: ipsec,
  CreateTime: 1_700_000_000_000,
};

const health = { Enable: 'true', Dip: '172.16.0.1', Sip: '10.0.0.5', Interval: 3, Retry: 3 };

/** A fresh copy, with switches of the platform laid over. */
export const tinyWorld = (platform: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
  structuredClone({
    clock: '2026-11-23T09:00:00Z',
    default_region: region,
    regions: [
      { RegionId: region, LocalName: 'Test One', localNameZh: '测试一' },
      { RegionId: 'cn-test-2', LocalName: 'Test Two' },
    ],
    gateways: [
      { ...gateway, VpnGatewayId: 'vpn-1', Name: 'main', VpcId: 'vpc-1', InternetIp: '203.0.113.10' },
      {
        ...gateway,
        VpnGatewayId: 'vpn-2',
        Name: 'spare',
        VpcId: 'vpc-2',
        InternetIp: '203.0.113.11',
        IpsecVpn: 'disable',
      },
    ],
    customer_gateways: [
      { RegionId: region, CustomerGatewayId: 'cgw-1', Name: 'site-a', IpAddress: '198.51.100.1' },
      { RegionId: region, CustomerGatewayId: 'cgw-2', Name: 'site-b', IpAddress: '198.51.100.2' },
      { RegionId: region, CustomerGatewayId: 'cgw-3', Name: 'unused', IpAddress: '198.51.100.3' },
    ],
    connections: [
      {
        ...connection,
        VpnConnectionId: 'vco-1',
        Name: 'first',
        CustomerGatewayId: 'cgw-1',
        Status: 'ipsec_sa_established',
        IkeConfig: ike('FAKE-psk-one', '198.51.100.1'),
        VcoHealthCheck: { ...health, Status: 'success' },
      },
      {
        ...connection,
        VpnConnectionId: 'vco-2',
        Name: 'second',
        CustomerGatewayId: 'cgw-2',
        IkeConfig: ike('FAKE-psk-two', '198.51.100.2'),
        VcoHealthCheck: health,
        peer: { IkeConfig: { Psk: 'FAKE-psk-other' } },
      },
    ],
    routes_dbr: [
      { VpnInstanceId: 'vpn-1', RouteDest: '172.16.0.0/16', NextHop: 'vco-1', Weight: 100, State: 'published' },
      { VpnInstanceId: 'vpn-1', RouteDest: '172.16.0.0/16', NextHop: 'vco-2', Weight: 0, State: 'normal' },
    ],
    routes_pbr: [],
    ssl_servers: [],
    ssl_certs: [],
    access_keys: [
      { AccessKeyId: 'FAKE-KEY', AccessKeySecret: 'FAKE-SECRET', AccountId: '1000000000000001' },
      { AccessKeyId: 'FAKE-PERSON', AccessKeySecret: 'FAKE-SECRET-2', AccountId: '1000000000000001', Personal: true },
      {
        AccessKeyId: 'FAKE-READER',
        AccessKeySecret: 'FAKE-SECRET-3',
        AccountId: '1000000000000001',
        Denied: ['DeleteVpnConnection'],
      },
    ],
    organizations: [
      { OrganizationId: '7', Name: 'Research', ResourceGroups: [{ ResourceGroupId: '70', Name: 'lab' }] },
      { OrganizationId: '8', Name: 'Sales', ResourceGroups: [] },
    ],
    platform: { pace: 'instant', ...platform },
    ...more,
  });

export const key = { accessKeyId: 'FAKE-KEY', accessKeySecret: 'FAKE-SECRET' };
export const person = { accessKeyId: 'FAKE-PERSON', accessKeySecret: 'FAKE-SECRET-2' };
export const reader = { accessKeyId: 'FAKE-READER', accessKeySecret: 'FAKE-SECRET-3' };
