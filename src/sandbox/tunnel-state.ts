import { type CloudEnd, compare, complete, type Verdict } from './tunnels.ts';
import type { Device, VpnConnection, World } from './world.ts';

/** How a connection's tunnel is now, as replies show it. */
export interface TunnelState {
  Status: string;
  /** `success` or `failed`. */
  health: string;
}

/** What the cloud knows of its own end. */
const cloudEnd = (world: World, connection: VpnConnection): CloudEnd => {
  const { data } = world;
  const gateway = data.gateways.find((one) => one.VpnGatewayId === connection.VpnGatewayId);
  const customer = data.customer_gateways.find((one) => one.CustomerGatewayId === connection.CustomerGatewayId);
  const { IkeConfig, IpsecConfig, LocalSubnet, RemoteSubnet, EffectImmediately, VcoHealthCheck } = connection;
  const addresses = { Address: gateway?.InternetIp ?? '', PeerAddress: customer?.IpAddress ?? '' };
  return { ...addresses, IkeConfig, IpsecConfig, LocalSubnet, RemoteSubnet, EffectImmediately, VcoHealthCheck };
};

/** The device at the other end: the connection's own; else, unless the world fixed a Status, its customer gateway's. */
const deviceOf = (world: World, { peer, Status, CustomerGatewayId }: VpnConnection): Device | undefined => {
  if (peer || Status) return peer;
  return world.data.customer_gateways.find((one) => one.CustomerGatewayId === CustomerGatewayId)?.device;
};

/** What the two ends make of each other; undefined where no device is simulated. */
export const tunnelVerdict = (world: World, connection: VpnConnection): Verdict | undefined => {
  const device = deviceOf(world, connection);
  const cloud = cloudEnd(world, connection);
  return device && compare(cloud, complete(device, cloud));
};

/** Computed where a device is simulated, else as the world says, else as of a peer that never answers. */
export const tunnelState = (world: World, connection: VpnConnection): TunnelState => {
  const verdict = tunnelVerdict(world, connection);
  if (verdict) return { Status: verdict.Status, health: verdict.health };
  return {
    Status: connection.Status ?? 'ike_sa_not_established',
    health: connection.VcoHealthCheck.Status ?? 'failed',
  };
};
