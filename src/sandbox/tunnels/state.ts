import type { CustomerGateway, Device, HealthCheck, Tunnel, VpnConnection, World, WorldData } from '../state/world.ts';
import type { TunnelStatus } from './checks.ts';
import { type CloudEnd, compare, complete, type Verdict } from './tunnels.ts';

/** How a connection's tunnel is now, as replies show it. */
export interface TunnelState {
  Status: string;
  /** `success` or `failed`. */
  health: string;
}

/** A tunnel of two has no health check of its own. */
const unchecked: HealthCheck = { Enable: 'false', Dip: '', Sip: '', Interval: 3, Retry: 3 };

/** What the cloud knows of its own end: of the connection, or of one of its two tunnels. */
export const cloudEnd = (data: WorldData, connection: VpnConnection, tunnel?: Tunnel): CloudEnd => {
  const { LocalSubnet, RemoteSubnet, EffectImmediately } = connection;
  const gateway = data.gateways.find((one) => one.VpnGatewayId === connection.VpnGatewayId);
  const shared = {
    PeerAddress: customerOf(data, tunnel ?? connection)?.IpAddress ?? '',
    ...{ LocalSubnet, RemoteSubnet, EffectImmediately },
  };
  if (tunnel) {
    const { InternetIp: Address, TunnelIkeConfig: IkeConfig, TunnelIpsecConfig: IpsecConfig } = tunnel;
    return { ...shared, Address, IkeConfig, IpsecConfig, VcoHealthCheck: unchecked };
  }
  const { IkeConfig, IpsecConfig, VcoHealthCheck, InternetIp } = connection;
  return { ...shared, Address: gateway?.InternetIp ?? InternetIp ?? '', IkeConfig, IpsecConfig, VcoHealthCheck };
};

const customerOf = (
  data: WorldData,
  { CustomerGatewayId }: { CustomerGatewayId: string },
): CustomerGateway | undefined => data.customer_gateways.find((one) => one.CustomerGatewayId === CustomerGatewayId);

/** The device behind the customer gateway, or one that waits at its address; none where the world fixed a Status. */
const waitingDevice = (data: WorldData, end: VpnConnection | Tunnel): Device | undefined => {
  if (end.Status) return undefined;
  const customer = customerOf(data, end);
  return customer?.device ?? data.devices.find((one) => one.Address === customer?.IpAddress);
};

/**
 * Attaches the device at the other end of a new connection, if there is one, and of each of its tunnels. What the device
 * leaves unset is filled in to agree with the connection as it is now; it does not follow later changes of the cloud's end.
 */
export const attachDevice = (data: WorldData, connection: VpnConnection): void => {
  const { tunnels } = connection;
  if (!tunnels) attach(data, connection, cloudEnd(data, connection));
  for (const tunnel of tunnels ?? []) attach(data, tunnel, cloudEnd(data, connection, tunnel));
};

const attach = (data: WorldData, end: VpnConnection | Tunnel, cloud: CloudEnd): void => {
  const device = end.peer ?? waitingDevice(data, end);
  if (device) end.peer = complete(device, cloud);
};

/** The outcome between the two ends; undefined where no device is simulated. */
export const tunnelVerdict = ({ data }: World, connection: VpnConnection, tunnel?: Tunnel): Verdict | undefined => {
  const { peer } = tunnel ?? connection;
  const cloud = cloudEnd(data, connection, tunnel);
  return peer && compare(cloud, complete(peer, cloud));
};

/** Computed where a device is simulated, else as the world says, else as of a peer that never answers. */
export const tunnelStatus = (world: World, connection: VpnConnection, tunnel: Tunnel): string =>
  tunnelVerdict(world, connection, tunnel)?.Status ?? tunnel.Status ?? 'ike_sa_not_established';

const fromWorst: readonly TunnelStatus[] = [
  'ike_sa_not_established',
  'ike_sa_established',
  'ipsec_sa_not_established',
  'ipsec_sa_established',
];

/** As `tunnelStatus`, of a whole connection: with two tunnels it is as the better of them. */
export const tunnelState = (world: World, connection: VpnConnection): TunnelState => {
  const { tunnels, VcoHealthCheck } = connection;
  if (tunnels) {
    const statuses = tunnels.map((one) => tunnelStatus(world, connection, one));
    const Status = fromWorst.findLast((one) => statuses.includes(one)) ?? 'ike_sa_not_established';
    return { Status, health: 'failed' };
  }
  const verdict = tunnelVerdict(world, connection);
  if (verdict) return { Status: verdict.Status, health: verdict.health };
  return { Status: connection.Status ?? 'ike_sa_not_established', health: VcoHealthCheck.Status ?? 'failed' };
};
