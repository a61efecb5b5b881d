import { isSameSet } from '../../network/cidr.ts';
import { pairs } from '../../network/routes.ts';
import { blocksIn } from '../../vendors/end.ts';
import type { Connection, OwnedRoute } from '../inventory/inventory.ts';
import { areRoutesRead, carrierOf, destinations } from './carried.ts';
import type { TunnelFacts } from './tunnel-facts.ts';
import { tunnelRows } from './tunnels-around.ts';

/** What another connection shares with this one: its networks, as active and standby do, or no more than both ends. */
type Shares = 'networks' | 'ends';

/** Another connection of which a reader has to know beside this one. */
export interface Partner {
  readonly other: Connection;
  readonly shares: Shares;
  /** Its entries in the route tables of this gateway; undefined where these were not read, or are another gateway's. */
  readonly routes: readonly OwnedRoute[] | undefined;
  /** Destinations of this tunnel that the other one carries by the route tables and the state of both. */
  readonly carries: readonly string[];
}

const ANY = '0.0.0.0/0';

/** The next hops of entries that are in one list with an entry of this tunnel; a gateway may have thousands of entries. */
const pairedHops = ({ connection, routes }: TunnelFacts): ReadonlySet<string> =>
  new Set(
    pairs(routes)
      .filter((group) => group.some(({ NextHop }) => NextHop === connection.VpnConnectionId))
      .flatMap((group) => group.map(({ NextHop }) => NextHop)),
  );

const sharedWith = (
  connection: Connection,
  other: Connection,
  hopsOfPairs: ReadonlySet<string>,
): Shares | undefined => {
  const remote = blocksIn(connection.RemoteSubnet);
  // In routed mode all connections have the same networks, and only the routes tell which belong together.
  const isSameNetwork = remote.length > 0 && !remote.includes(ANY) && isSameSet(blocksIn(other.RemoteSubnet), remote);
  if (isSameNetwork || hopsOfPairs.has(other.VpnConnectionId ?? '')) return 'networks';
  const isBetweenSameEnds =
    connection.CustomerGatewayId !== undefined &&
    tunnelRows(other).some(({ CustomerGatewayId }) => CustomerGatewayId === connection.CustomerGatewayId) &&
    connection.VpnGatewayId === other.VpnGatewayId;
  return isBetweenSameEnds ? 'ends' : undefined;
};

/** Connections that share the networks or both ends of this one; those that share its networks first. */
export const partnersOf = (facts: TunnelFacts): readonly Partner[] => {
  const { siblings, samePeer, connection } = facts;
  const known = new Set(siblings.map(({ VpnConnectionId }) => VpnConnectionId));
  const isElsewhere = ({ VpnConnectionId }: Connection): boolean =>
    VpnConnectionId !== connection.VpnConnectionId && !known.has(VpnConnectionId);
  const elsewhere = samePeer.filter(isElsewhere);
  const carriers = destinations(facts).map((dest) => ({ dest, hop: carrierOf(facts, dest) }));
  const hopsOfPairs = pairedHops(facts);
  const partners = [...siblings, ...elsewhere].flatMap((other): Partner[] => {
    const shares = sharedWith(connection, other, hopsOfPairs);
    if (!shares) return [];
    const isHere = areRoutesRead(facts) && other.VpnGatewayId === connection.VpnGatewayId;
    const routes = isHere ? facts.routes.filter(({ NextHop }) => NextHop === other.VpnConnectionId) : undefined;
    const carries = carriers.filter(({ hop }) => hop === other.VpnConnectionId).map(({ dest }) => dest);
    return [{ other, shares, routes, carries }];
  });
  return [
    ...partners.filter(({ shares }) => shares === 'networks'),
    ...partners.filter(({ shares }) => shares === 'ends'),
  ];
};
