import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { isOwnTunnel, readTunnels } from '../../network/tunnels.ts';
import type { Connection, OwnedRoute, RegionInventory } from '../inventory/inventory.ts';
import { rowsBy } from '../inventory/rows-by.ts';
import { type Health, healthOfTunnel, isBgpDown } from '../inventory/tunnel-state.ts';
import { tunnelName } from '../inventory/tunnel-words.ts';
import { type Edge, type Node, named } from './graph.ts';

/** One tunnel as it is drawn: by itself, or one of the two of a connection. */
export interface DrawnTunnel {
  readonly connection: Connection;
  readonly health: Health;
  readonly label: string;
  /** A node of its own where the customer gateway is not known. */
  readonly peer: string;
  /** Absent where the other end is not known. */
  readonly customer?: string;
}

const texts = {
  noPeer: { en: 'customer gateway not known', zh: '用户网关未知' },
} satisfies Record<string, LocalizedText>;

const nameOf = ({ Name, VpnConnectionId }: Connection): string => Name || VpnConnectionId || '?';

const statusOf = (tunnel: Connection): string =>
  `${tunnel.Status || 'status unknown'}${healthOfTunnel(tunnel) === 'degraded' && isBgpDown(tunnel) ? ', no BGP' : ''}`;

/** All tunnels of some connections; of a connection whose tunnels are not understood one that stands for them. */
export const drawnTunnels = (connections: readonly Connection[]): readonly DrawnTunnel[] =>
  connections.flatMap((connection, index): readonly DrawnTunnel[] => {
    const id = connection.VpnConnectionId ?? `connection ${index + 1}`;
    const { tunnels } = readTunnels(connection);
    if (tunnels.length === 0)
      return [
        { connection, health: 'unknown', label: `${nameOf(connection)}\ntunnels not understood`, peer: `${id}:peer` },
      ];
    return tunnels.map((tunnel, nth) => {
      const which = isOwnTunnel(connection) ? '' : `${tunnelName(tunnel)} `;
      const customer = tunnel.connection.CustomerGatewayId;
      return {
        connection,
        health: healthOfTunnel(tunnel.connection),
        label: `${nameOf(connection)}\n${which}${statusOf(tunnel.connection)}`,
        peer: customer || `${id}:peer${nth + 1}`,
        ...(customer && { customer }),
      };
    });
  });

const routeLabel = ({ RouteSource, RouteDest, Weight, State }: OwnedRoute): string =>
  `${RouteSource ? `${RouteSource} to ` : ''}${RouteDest} weight ${Weight}${State === 'published' ? '' : `, ${State}`}`;

/** The edge of a tunnel and of each route through its connection. */
export const tunnelEdges = (
  region: RegionInventory,
  hub: string,
  { connection, health, label, peer }: DrawnTunnel,
): readonly Edge[] => {
  const { VpnConnectionId } = connection;
  const ends = { From: hub, To: peer };
  const Health = health;
  const of = isOwnTunnel(connection) || VpnConnectionId === undefined ? {} : { Connection: VpnConnectionId };
  const routes = rowsBy(region.routes, 'NextHop', VpnConnectionId);
  return [
    { ...ends, Kind: 'tunnel', Label: label, Health, ...of },
    ...routes.map((route): Edge => ({ ...ends, Kind: 'route', Label: routeLabel(route), Health, ...of })),
  ];
};

/** Made from the tunnels, so that a list of peers that could not be read makes no tunnel vanish. */
export const peerNodes = (
  region: RegionInventory,
  tunnels: readonly DrawnTunnel[],
  language: Language,
): readonly Node[] =>
  tunnels.map(({ peer, customer }): Node => {
    const [row] = rowsBy(region.customerGateways, 'CustomerGatewayId', customer);
    const Label = customer
      ? `${named(customer, row?.Name)}\n${row?.IpAddress ?? ''}`.trim()
      : format(texts.noPeer, language);
    return { Id: peer, Kind: 'customer-gateway', Label, In: region.RegionId };
  });
