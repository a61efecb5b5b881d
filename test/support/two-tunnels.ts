import type { Connection } from '../../src/tools/inventory/inventory.ts';

/** What the top level may hold beside two tunnels: nothing, blanks, settings of its own, a copy of the first tunnel. */
export const TOPS: readonly Connection[] = [
  {},
  { Status: '', CustomerGatewayId: '', InternetIp: '', IkeConfig: {}, IpsecConfig: {}, VcoHealthCheck: {} },
  {
    Status: 'ipsec_sa_established',
    CustomerGatewayId: 'cgw-stale',
    InternetIp: '192.0.2.1',
    IkeConfig: { LocalId: '192.0.2.1', RemoteId: '192.0.2.2' },
    VcoHealthCheck: { Enable: 'true', Dip: '192.0.2.3', Sip: '192.0.2.4', Status: 'failed' },
  },
  { Status: 'ipsec_sa_established', CustomerGatewayId: 'cgw-1', InternetIp: '203.0.113.10' },
];

const tunnel = (nth: number, Status: string) => ({
  ...{ TunnelId: `tun-${nth}`, Role: nth === 1 ? 'master' : 'slave', CustomerGatewayId: `cgw-${nth}`, Status },
  InternetIp: `203.0.113.1${nth - 1}`,
  TunnelIkeConfig: { LocalId: `203.0.113.1${nth - 1}`, RemoteId: `198.51.100.${nth}` },
});

/** A connection whose first tunnel is up; what stands beside the tunnels is given. */
export const twoTunnels = (top: Connection = {}, second = 'ike_sa_not_established'): Connection => ({
  ...{ VpnConnectionId: 'vco-2t', Name: 'paris', VpnGatewayId: 'vpn-a', AttachType: 'VPNGW', ...top },
  ...{ LocalSubnet: '10.10.0.0/16', RemoteSubnet: '172.20.0.0/16', EffectImmediately: true },
  TunnelOptionsSpecification: { TunnelOptions: [tunnel(1, 'ipsec_sa_established'), tunnel(2, second)] },
});

/** The same in a form that is not understood. */
export const oddTunnels: Connection = { ...twoTunnels(), TunnelOptionsSpecification: null };

/** The switch of the sandbox that says what stands beside two tunnels. */
export const POSITIONS = ['as-today', 'absent', 'empty', 'first-tunnel'] as const;
