import type { Route } from '../../src/network/routes.ts';
import type { Connection } from '../../src/tools/inventory/inventory.ts';
import type { Asked } from '../../src/tools/subnets/change.ts';

/** A connection with its networks; up, and with a health check that pings the far side. */
export const connectionOf = (id: string, more: Partial<Connection> = {}): Connection => ({
  ...{ VpnConnectionId: id, Name: `${id}-name`, VpnGatewayId: 'vpn-1', Status: 'ipsec_sa_established' },
  ...{ LocalSubnet: '10.0.0.0/16', RemoteSubnet: '172.20.0.0/16', CustomerGatewayId: `cgw-${id}` },
  ...more,
});

/** An entry for a destination: published, active but where it is said. */
export const routeOf = (RouteDest: string, NextHop: string, more: Partial<Route> = {}): Route => ({
  ...{ RouteType: 'dbr', RouteDest, NextHop, Weight: 100, State: 'published' },
  ...more,
});

export const asks = (verb: Asked['verb'], ...blocks: string[]): Asked => ({ verb, side: 'remote', blocks });
