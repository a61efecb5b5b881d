import type { Fields, Output } from '../../catalogue/action.ts';
import { DescribeCustomerGateway } from '../../catalogue/actions/customer-gateway.ts';
import { DescribeVpnConnection, DownloadVpnConnectionConfig } from '../../catalogue/actions/vpn-connection.ts';
import { DescribeVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { NOT_UNDERSTOOD, readTunnels, type Tunnel } from '../../network/tunnels.ts';
import type { Connection, CustomerGateway, Gateway } from '../inventory/inventory.ts';
import { idOf, refuse } from './refuse.ts';

export type Download = NonNullable<Output<typeof DownloadVpnConnectionConfig>['VpnConnectionConfig']>;

/** One tunnel with the gateway at its other end. */
export interface GatheredTunnel {
  readonly tunnel: Tunnel<Connection>;
  readonly customerGateway: CustomerGateway;
}

/** All that a configuration for the peer is made from, read at about the same moment. */
export interface Gathered {
  readonly connection: Connection;
  /** Absent where the connection hangs on a transit router. */
  readonly gateway: Gateway | undefined;
  readonly tunnels: readonly [GatheredTunnel, ...GatheredTunnel[]];
  readonly download: Download;
  readonly readAt: string;
}

/** The tunnel that carries traffic first comes first. */
const byRole = (a: Tunnel, b: Tunnel): number =>
  Number(a.Role === 'slave') - Number(b.Role === 'slave') || (a.TunnelIndex ?? 0) - (b.TunnelIndex ?? 0);

const tunnelsOf = (connection: Connection, label: string): readonly Tunnel<Connection>[] => {
  const { tunnels, notUnderstood } = readTunnels(connection);
  if (notUnderstood)
    return refuse(
      `The tunnels of ${label} are not understood: ${NOT_UNDERSTOOD[notUnderstood].en}.`,
      'Look at TunnelOptionsSpecification with DescribeVpnConnection.',
    );
  return [...tunnels].sort(byRole);
};

/** Reads a connection, its configuration for the peer, and the gateways at both ends. Rejects as `invoke` does. */
export const gatherLink = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  VpnConnectionId: string,
): Promise<Gathered> => {
  const [connection, { VpnConnectionConfig: download = {} }] = await Promise.all([
    invoke(DescribeVpnConnection, { RegionId, VpnConnectionId }, call),
    invoke(DownloadVpnConnectionConfig, { RegionId, VpnConnectionId }, call),
  ]);
  const { VpnGatewayId } = connection;
  const peers = new Map<string, Promise<Fields>>();
  const peerOf = (tunnel: Tunnel<Connection>): Promise<CustomerGateway> => {
    const CustomerGatewayId = idOf(tunnel.connection.CustomerGatewayId, 'CustomerGatewayId');
    const asked =
      peers.get(CustomerGatewayId) ?? invoke(DescribeCustomerGateway, { RegionId, CustomerGatewayId }, call);
    peers.set(CustomerGatewayId, asked);
    return asked;
  };
  const [gateway, [first, ...rest]] = await Promise.all([
    VpnGatewayId ? invoke(DescribeVpnGateway, { RegionId, VpnGatewayId }, call) : undefined,
    Promise.all(
      tunnelsOf(connection, VpnConnectionId).map(async (tunnel) => ({
        tunnel,
        customerGateway: await peerOf(tunnel),
      })),
    ),
  ]);
  if (!first) throw new Error('a connection has a tunnel, or is its own');
  return { connection, gateway, tunnels: [first, ...rest], download, readAt: new Date().toISOString() };
};
