import { DescribeVpnConnection, DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { nearest } from '../../catalogue/nearest.ts';
import { CloudError } from '../../errors.ts';
import { readRows } from '../every-page.ts';
import { type Connection, type RegionInventory, readInventory, type Unseen } from '../inventory/inventory.ts';

/** A connection in its region; the region is absent where the default one was enough. */
export interface Located {
  readonly regionId: string | undefined;
  readonly connection: Connection;
}

/** Result of the search for a connection. */
export type Location =
  | ({ readonly kind: 'one' } & Located)
  | { readonly kind: 'many'; readonly candidates: readonly Located[] }
  | {
      readonly kind: 'none';
      readonly regions: number;
      readonly unseen: readonly Unseen[];
      /** A name or an ID that is spelt alike. */
      readonly near: string | undefined;
    };

const isMissing = (error: unknown): boolean =>
  error instanceof CloudError && (error.failure.HttpStatus === 404 || /NotFound|NotExist/.test(error.code));

const isId = (text: string): boolean => /^vco-/.test(text);

/** Connections by the first matcher that matches any. */
const firstFitting = (
  connections: readonly Located[],
  matchers: readonly ((one: Located) => boolean)[],
): readonly Located[] => {
  for (const isMatch of matchers) {
    const found = connections.filter(isMatch);
    if (found.length > 0) return found;
  }
  return [];
};

const nameOf = ({ connection }: Located): string => connection.Name ?? '';

/** Exact names before names that differ in case, and those before parts of names. */
const matching = (connections: readonly Located[], asked: string): readonly Located[] =>
  firstFitting(connections, [
    (one) => one.connection.VpnConnectionId === asked || nameOf(one) === asked,
    (one) => nameOf(one).toLowerCase() === asked.toLowerCase(),
    (one) => nameOf(one).toLowerCase().includes(asked.toLowerCase()),
  ]);

/** People also name a tunnel by an end of it: the ID, name or address of its gateway or customer gateway. */
const byEnd = (region: RegionInventory, asked: string): readonly Located[] => {
  const isAsked = (words: readonly (string | undefined)[]): boolean =>
    words.some((word) => word?.toLowerCase() === asked.toLowerCase());
  const ends = [
    ...region.gateways.map((one) => ({ id: one.VpnGatewayId, words: [one.VpnGatewayId, one.Name, one.InternetIp] })),
    ...region.customerGateways.map((one) => ({
      id: one.CustomerGatewayId,
      words: [one.CustomerGatewayId, one.Name, one.IpAddress],
    })),
  ].flatMap(({ id, words }) => (isAsked(words) ? [id] : []));
  return region.connections
    .filter(({ VpnGatewayId, CustomerGatewayId }) => ends.includes(VpnGatewayId) || ends.includes(CustomerGatewayId))
    .map((connection) => ({ regionId: region.RegionId, connection }));
};

const decide = (found: readonly Located[]): Location | undefined => {
  const [first] = found;
  if (!first) return undefined;
  return found.length === 1 ? { kind: 'one', ...first } : { kind: 'many', candidates: found };
};

/** In the named region, or the default one: by one read for an ID, by the list for a name. */
const inExpectedRegion = async (invoke: Invoke, call: Call, asked: string, RegionId: string | undefined) => {
  if (!isId(asked)) {
    const { rows } = await readRows(invoke, DescribeVpnConnections, { RegionId }, call);
    return decide(
      matching(
        rows.map((connection) => ({ regionId: RegionId, connection })),
        asked,
      ),
    );
  }
  try {
    const {
      RequestId: _request,
      Unparsed: _unparsed,
      ...connection
    } = await invoke(DescribeVpnConnection, { RegionId, VpnConnectionId: asked }, call);
    return decide([{ regionId: RegionId, connection }]);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/**
 * Finds a connection by ID or name, or by an end of it: first where it is expected, then in every region at once unless
 * one was named. Several matches are all given: whoever asked has to choose. Rejects as `invoke` does, but for "not
 * found".
 */
export const locateConnection = async (
  invoke: Invoke,
  call: Call,
  asked: string,
  RegionId: string | undefined,
): Promise<Location> => {
  const near = await inExpectedRegion(invoke, call, asked, RegionId);
  if (near) return near;
  const { regions, unseen } = await readInventory(invoke, call, {
    RegionId,
    kinds: isId(asked) ? ['connections'] : ['gateways', 'customerGateways', 'connections'],
  });
  const all = regions.flatMap((region) =>
    region.connections.map((connection) => ({ regionId: region.RegionId, connection })),
  );
  const found = matching(all, asked);
  const names = all.flatMap((one) => [nameOf(one), one.connection.VpnConnectionId ?? '']);
  return (
    decide(found.length > 0 ? found : regions.flatMap((region) => byEnd(region, asked))) ?? {
      ...{ kind: 'none', regions: regions.length, unseen },
      near: nearest(asked, names.filter(Boolean)),
    }
  );
};
