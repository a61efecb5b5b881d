import type { OwnedRoute } from '../../src/tools/inventory/inventory.ts';
import type { TunnelFacts } from '../../src/tools/judges/tunnel-facts.ts';
import { type End, UNKNOWN_END } from '../../src/vendors/end.ts';

type Connection = TunnelFacts['connection'];

export const ike = {
  ...{ IkeVersion: 'ikev2', IkeMode: 'main', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' },
  ...{ IkeLifetime: 86_400, LocalId: '203.0.113.10', RemoteId: '198.51.100.1' },
};
export const ipsec = { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28_800 };

/** A healthy connection, but for what is given. */
export const connectionWith = (change: Partial<Connection> = {}): Connection => ({
  ...{ VpnConnectionId: 'vco-a', Name: 'plant', VpnGatewayId: 'vpn-a', CustomerGatewayId: 'cgw-a' },
  ...{ LocalSubnet: '10.10.0.0/16', RemoteSubnet: '172.20.0.0/16', EffectImmediately: true },
  ...{ Status: 'ipsec_sa_established', IkeConfig: ike, IpsecConfig: ipsec },
  ...change,
});

/** An entry of the gateway's destination routes: active and published, through the tunnel. */
export const routeWith = (change: Partial<OwnedRoute> = {}): OwnedRoute => ({
  ...{ RouteType: 'dbr', VpnGatewayId: 'vpn-a', RouteDest: '172.20.0.0/16', NextHop: 'vco-a', Weight: 100 },
  State: 'published',
  ...change,
});

/** Everything read around a healthy tunnel, but for what is given. */
export const factsWith = (change: Partial<Connection> = {}, around: Partial<TunnelFacts> = {}): TunnelFacts => ({
  regionId: undefined,
  connection: connectionWith(change),
  gateway: {
    VpnGatewayId: 'vpn-a',
    InternetIp: '203.0.113.10',
    Status: 'active',
    BusinessStatus: 'Normal',
    IpsecVpn: 'enable',
  },
  customerGateway: { CustomerGatewayId: 'cgw-a', IpAddress: '198.51.100.1' },
  siblings: [],
  samePeer: [],
  routes: [routeWith()],
  sslServers: [],
  keyFlaws: [],
  changes: [],
  unseen: [],
  ...around,
});

/** A peer that mirrors the healthy connection, but for what is given. */
export const peerWith = (change: Partial<End> = {}): End => ({
  ...UNKNOWN_END,
  ...{ ike_version: 'ikev2', auth: 'psk', life1: 86_400, life2: 28_800, pfs: ['group14'] },
  offers1: [{ enc: ['aes256'], hash: ['sha1'], prf: [], dh: ['group14'] }],
  offers2: [{ enc: ['aes256'], hash: ['sha1'], prf: [], dh: ['group14'] }],
  ...{ local_id: '198.51.100.1', remote_id: '203.0.113.10', local_addr: '198.51.100.1', peer_addr: '203.0.113.10' },
  ...{ selectors_local: ['172.20.0.0/16'], selectors_remote: ['10.10.0.0/16'] },
  ...change,
});
