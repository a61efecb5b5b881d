import type { Connection } from '../../../src/guard/plan/live-state.ts';

const tunnel = (Role: string, TunnelId: string, CustomerGatewayId: string, more: object) => ({
  ...{
    TunnelId,
    Role,
    CustomerGatewayId,
    Status: 'ipsec_sa_established',
    EnableDpd: 'true',
    EnableNatTraversal: 'true',
  },
  TunnelIkeConfig: {
    ...{ Psk: `FAKE-psk-${Role}`, IkeVersion: 'ikev2', IkeMode: 'main', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha256' },
    ...{ IkePfs: 'group14', IkeLifetime: '86400', LocalId: '203.0.113.1', RemoteId: '198.51.100.1' },
  },
  TunnelIpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha256', IpsecPfs: 'group14', IpsecLifetime: '28800' },
  ...more,
});

/** A connection of two tunnels as the public cloud tells it, both up, each with what a test wants otherwise. */
export const twoTunnels = (master: object = {}, slave: object = {}): Connection => ({
  ...{ VpnConnectionId: 'vco-1', Name: 'plant', VpnGatewayId: 'vpn-1' },
  TunnelOptionsSpecification: {
    TunnelOptions: [tunnel('master', 'tun-a', 'cgw-1', master), tunnel('slave', 'tun-b', 'cgw-2', slave)],
  },
});

export const down = { Status: 'ike_sa_not_established' };
