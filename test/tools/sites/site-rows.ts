import type { Connection, Gateway, OwnedRoute, RegionInventory } from '../../../src/tools/inventory/inventory.ts';

// A region in few rows: one gateway, one site that is up, one customer gateway more.

export const gateway: Gateway = {
  ...{ VpnGatewayId: 'vpn-1', Name: 'hq', VpcId: 'vpc-1', InternetIp: '203.0.113.1', Status: 'active' },
  ...{ IpsecVpn: 'enable', BusinessStatus: 'Normal' },
};

export const connection: Connection = {
  ...{ VpnConnectionId: 'vco-1', Name: 'plant', VpnGatewayId: 'vpn-1', CustomerGatewayId: 'cgw-1' },
  ...{ LocalSubnet: '10.0.0.0/16', RemoteSubnet: '172.16.0.0/16', Status: 'ipsec_sa_established' },
  IkeConfig: {
    ...{ IkeVersion: 'ikev2', IkeMode: 'main', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' },
    ...{ IkeLifetime: 86_400, LocalId: '203.0.113.1', RemoteId: '198.51.100.1' },
  },
  IpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28_800 },
};

export const route: OwnedRoute = {
  ...{ RouteType: 'dbr', VpnGatewayId: 'vpn-1', RouteDest: '172.16.0.0/16', NextHop: 'vco-1' },
  ...{ Weight: 100, State: 'published' },
};

export const region = (change: Partial<RegionInventory> = {}): RegionInventory => ({
  RegionId: 'cn-test',
  gateways: [gateway],
  customerGateways: [
    { CustomerGatewayId: 'cgw-1', Name: 'plant-fw', IpAddress: '198.51.100.1' },
    { CustomerGatewayId: 'cgw-2', Name: 'spare-fw', IpAddress: '198.51.100.2' },
  ],
  connections: [connection],
  routes: [route],
  sslServers: [],
  certificates: [],
  ...change,
});

/** A tunnel of two, as the cloud lists it. */
export const twoTunnels = (first: object = {}, second: object = {}): Connection => ({
  ...{ VpnConnectionId: 'vco-2', Name: 'pair', VpnGatewayId: 'vpn-1', RemoteSubnet: '172.17.0.0/16' },
  LocalSubnet: '10.0.0.0/16',
  TunnelOptionsSpecification: [first, second].map((change, at) => ({
    ...{ TunnelId: `tun-${at + 1}`, Role: at === 0 ? 'master' : 'slave', CustomerGatewayId: `cgw-${at + 1}` },
    ...{ Status: 'ipsec_sa_established', TunnelIkeConfig: connection.IkeConfig },
    ...{ TunnelIpsecConfig: connection.IpsecConfig, InternetIp: `203.0.113.${at + 1}`, ...change },
  })),
});
