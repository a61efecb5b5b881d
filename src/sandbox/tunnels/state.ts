import type { CustomerGateway, Device, VpnConnection, World, WorldData } from '../state/world.ts';
import { type CloudEnd, compare, complete, type Verdict } from './tunnels.ts';

/** How a connection's tunnel is now, as replies show it. */
export interface TunnelState {
  Status: string;
  /** `success` or `failed`. */
  health: string;
}

/** What the cloud knows of its own end. */
const cloudEnd = (data: WorldData, connection: VpnConnection): CloudEnd => {
  const gateway = data.gateways.find((one) => one.VpnGatewayId === connection.VpnGatewayId);
  const { IkeConfig, IpsecConfig, LocalSubnet, RemoteSubnet, EffectImmediately, VcoHealthCheck } = connection;
  const addresses = {
    Address: gateway?.InternetIp ?? '',
    PeerAddress: customerOf(data, connection)?.IpAddress ?? '',
  };
  return { ...addresses, IkeConfig, IpsecConfig, LocalSubnet, RemoteSubnet, EffectImmediately, VcoHealthCheck };
};

const customerOf = (data: WorldData, { CustomerGatewayId }: VpnConnection): CustomerGateway | undefined =>
  data.customer_gateways.find((one) => one.CustomerGatewayId === CustomerGatewayId);

/** The device behind the customer gateway, or one that waits at its address; none where the world fixed a Status. */
const waitingDevice = (data: WorldData, connection: VpnConnection): Device | undefined => {
  if (connection.Status) return undefined;
  const customer = customerOf(data, connection);
  return customer?.device ?? data.devices.find((one) => one.Address === customer?.IpAddress);
};

/**
 * Attaches the device at the other end of a new connection, if there is one. What the device leaves unset is filled in to
 * agree with the connection as it is now; it does not follow later changes of the cloud's end.
 */
export const attachDevice = (data: WorldData, connection: VpnConnection): void => {
  const device = connection.peer ?? waitingDevice(data, connection);
  if (device) connection.peer = complete(device, cloudEnd(data, connection));
};

/** The outcome between the two ends; undefined where no device is simulated. */
export const tunnelVerdict = ({ data }: World, connection: VpnConnection): Verdict | undefined => {
  const cloud = cloudEnd(data, connection);
  return connection.peer && compare(cloud, complete(connection.peer, cloud));
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
