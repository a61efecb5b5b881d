import type { Fields, Platform } from '../../catalogue/action.ts';
import { readTunnels, type Tunnel } from '../../network/tunnels.ts';
import type { Connection, Gateway } from '../inventory/inventory.ts';
import { phasesOf, upkeepOf } from './copy-settings.ts';

/** One tunnel of a copy: its peer, its settings, and an identity that is kept though it is no address. */
export interface CopiedTunnel {
  readonly peer: string;
  readonly ike: Fields;
  readonly ipsec: Fields;
  readonly upkeep: Fields;
  readonly keptId?: string;
}

const isSecond = ({ Role }: Tunnel<Connection>): boolean => Role === 'slave';

const addressesOf = ({ InternetIp, DisasterRecoveryInternetIp }: Gateway): readonly (string | undefined)[] => [
  InternetIp,
  DisasterRecoveryInternetIp,
];

/** The tunnels that a connection has on another gateway: as many as that one has addresses, each with its identity there. */
export const copiedTunnels = (
  source: Connection,
  gateways: { readonly from: Gateway | undefined; readonly to: Gateway },
  platform: Platform,
): readonly CopiedTunnel[] => {
  const { from, to } = gateways;
  const [first, second] = [...readTunnels(source).tunnels].sort((a, b) => Number(isSecond(a)) - Number(isSecond(b)));
  if (!first) return [];
  const wanted = to.DisasterRecoveryInternetIp ? [first, second ?? first] : [first];
  const known = from ? addressesOf(from) : [];
  return wanted.map((tunnel, at): CopiedTunnel => {
    const { CustomerGatewayId = '', IkeConfig } = tunnel.connection;
    const { LocalId, RemoteId } = IkeConfig ?? {};
    const isAddress = !LocalId || LocalId === tunnel.InternetIp || known.includes(LocalId);
    const own = addressesOf(to)[at];
    const ids = { LocalId: isAddress ? own : LocalId, RemoteId: RemoteId || undefined };
    return {
      ...{ peer: CustomerGatewayId, ...phasesOf(tunnel, ids), upkeep: upkeepOf(tunnel, platform) },
      ...(!isAddress && { keptId: LocalId }),
    };
  });
};

/** The same as the arguments of a new connection; `idOf` gives the customer gateway that stands for a peer there. */
export const tunnelArguments = (tunnels: readonly CopiedTunnel[], idOf: (peer: string) => string): Fields => {
  const [first, second] = tunnels;
  if (first && !second)
    return { CustomerGatewayId: idOf(first.peer), IkeConfig: first.ike, IpsecConfig: first.ipsec, ...first.upkeep };
  return {
    TunnelOptionsSpecification: tunnels.map(({ peer, ike, ipsec, upkeep }, at) => ({
      ...{ Role: at === 0 ? 'master' : 'slave', CustomerGatewayId: idOf(peer) },
      ...{ TunnelIkeConfig: ike, TunnelIpsecConfig: ipsec, ...upkeep },
    })),
  };
};
