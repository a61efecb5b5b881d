import { ModifyVpnConnectionAttribute } from '../../catalogue/actions/vpn-connection.ts';
import type { Step } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';
import { readTunnels, type Tunnel } from '../../network/tunnels.ts';
import { called } from '../inventory/connection-words.ts';
import type { Connection } from '../inventory/inventory.ts';
import { swapSummary } from './move-texts.ts';

/** The two ends of a move. */
export interface Ends {
  readonly RegionId: string;
  readonly oldId: string;
  readonly oldIp: string;
  /** The ID of the new customer gateway, or what speaks of the step that makes it. */
  readonly newId: string;
  readonly newIp: string;
}

const UP = 'ipsec_sa_established';

const isUp = ({ connection: { Status } }: Tunnel<Connection>): boolean => Status === UP;

/** The identity of the peer, where its address was one. */
export const newRemoteId = (RemoteId: string | undefined, { oldIp, newIp }: Ends): string | undefined =>
  !RemoteId || RemoteId === oldIp ? newIp : RemoteId;

const labelOf = ({ Role, TunnelId }: Tunnel<Connection>): string => `tunnel ${Role ?? ''} ${TunnelId ?? ''}`.trim();

/** What a connection of two tunnels is told next; nothing while the tunnel that was told before is not up. */
export interface Swap {
  readonly steps: readonly Step[];
  readonly summary: readonly SummaryLine[];
  readonly waits: boolean;
}

/**
 * A tunnel of two is pointed to the new peer in its place, while the other carries. Where both lead to the old peer, the one
 * that does not carry now goes first, and the other when the first is up.
 */
export const swapTunnel = (connection: Connection, ends: Ends): Swap => {
  const { tunnels } = readTunnels(connection);
  const isOld = ({ connection: { CustomerGatewayId } }: Tunnel<Connection>): boolean =>
    CustomerGatewayId === ends.oldId;
  const old = tunnels
    .filter(isOld)
    .toSorted((a, b) => Number(isUp(a)) - Number(isUp(b)) || Number(b.Role === 'slave') - Number(a.Role === 'slave'));
  const [next] = old;
  const moved = tunnels.filter((one) => one.connection.CustomerGatewayId === ends.newId);
  if (!next || moved.some((one) => !isUp(one) && isUp(next))) return { steps: [], summary: [], waits: true };
  const other = tunnels.find((one) => one !== next);
  const RemoteId = newRemoteId(next.connection.IkeConfig?.RemoteId, ends);
  const input = {
    ...{ RegionId: ends.RegionId, VpnConnectionId: connection.VpnConnectionId ?? '' },
    TunnelOptionsSpecification: [
      {
        ...{ TunnelId: next.TunnelId, CustomerGatewayId: ends.newId },
        TunnelIkeConfig: { Psk: { generate: true }, ...(RemoteId !== undefined && { RemoteId }) },
      },
    ],
  };
  return {
    steps: [{ action: ModifyVpnConnectionAttribute, input }],
    summary: swapSummary({
      ...{ tunnel: labelOf(next), name: called(connection.VpnConnectionId, connection.Name), new: ends.newIp },
      ...{ other: other?.connection.Status ?? 'not known', stops: isUp(next) && !(other && isUp(other)) },
    }),
    waits: false,
  };
};
