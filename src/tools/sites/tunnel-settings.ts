import type { Input, Platform } from '../../catalogue/action.ts';
import type { CreateVpnConnection } from '../../catalogue/actions/vpn-connection.ts';

export type NewConnection = Input<typeof CreateVpnConnection>;

/** The strongest that the platform has. A key is made by the guard: it is in a file and in the cloud, and nowhere else. */
export const strongest = (platform: Platform) => {
  const hash: 'sha1' | 'sha256' = platform === 'public' ? 'sha256' : 'sha1';
  return {
    ike: {
      ...{ Psk: { generate: true as const }, IkeVersion: 'ikev2' as const, IkeMode: 'main' as const },
      ...{ IkeEncAlg: 'aes256' as const, IkeAuthAlg: hash, IkePfs: 'group14' as const, IkeLifetime: 86_400 },
    },
    ipsec: {
      ...{ IpsecEncAlg: 'aes256' as const, IpsecAuthAlg: hash, IpsecPfs: 'group14' as const },
      IpsecLifetime: 28_800,
    },
  } as const;
};

/** The site at the other end, and where it is to be connected. */
export interface Ends {
  readonly RegionId: string;
  readonly VpnGatewayId: string;
  /** One, or one for each of two tunnels. */
  readonly peers: readonly [string] | readonly [string, string];
  readonly LocalSubnet: string;
  readonly RemoteSubnet: string;
  readonly Name: string;
  readonly check?: { readonly dip: string; readonly sip: string } | undefined;
}

/** A connection with good settings. Routes are steps of their own, so that each is seen and asked for. */
export const newConnection = (ends: Ends, platform: Platform): NewConnection => {
  const { RegionId, VpnGatewayId, LocalSubnet, RemoteSubnet, Name, peers, check } = ends;
  const { ike, ipsec } = strongest(platform);
  const both = { RegionId, VpnGatewayId, LocalSubnet, RemoteSubnet, Name, EffectImmediately: true };
  const alive = platform === 'public' ? { EnableDpd: true, EnableNatTraversal: true } : {};
  const [first, second] = peers;
  if (second !== undefined)
    return {
      ...{ ...both, AutoConfigRoute: false },
      TunnelOptionsSpecification: ([first, second] as const).map((CustomerGatewayId, at) => ({
        ...{ Role: at === 0 ? ('master' as const) : ('slave' as const), CustomerGatewayId },
        ...{ TunnelIkeConfig: ike, TunnelIpsecConfig: ipsec, ...alive },
      })),
    };
  return {
    ...{ ...both, AutoConfigRoute: false, CustomerGatewayId: first, IkeConfig: ike, IpsecConfig: ipsec, ...alive },
    ...(check && { HealthCheckConfig: { enable: true, ...check, interval: 3, retry: 3 } }),
  };
};
