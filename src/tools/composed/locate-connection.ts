import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { DescribeVpnConnection, DescribeVpnConnections } from '../../catalogue/vpn-connection.ts';
import { CloudError } from '../../errors.ts';
import { everyPage } from '../every-page.ts';
import { type Connection, survey, type Unseen } from './estate.ts';

/** A connection in its region; the region is absent where the default one was enough. */
export interface Located {
  readonly regionId: string | undefined;
  readonly connection: Connection;
}

/** What looking for a connection came to. */
export type Location =
  | ({ readonly kind: 'one' } & Located)
  | { readonly kind: 'many'; readonly candidates: readonly Located[] }
  | { readonly kind: 'none'; readonly regions: number; readonly unseen: readonly Unseen[] };

const isMissing = (error: unknown): boolean =>
  error instanceof CloudError && (error.failure.HttpStatus === 404 || /NotFound|NotExist/.test(error.code));

const isId = (text: string): boolean => /^vco-/.test(text);

/** Exact names before names that differ in case, and those before parts of names. */
const matching = (connections: readonly Located[], asked: string): readonly Located[] => {
  const name = ({ connection }: Located): string => connection.Name ?? '';
  const steps = [
    (one: Located) => one.connection.VpnConnectionId === asked || name(one) === asked,
    (one: Located) => name(one).toLowerCase() === asked.toLowerCase(),
    (one: Located) => name(one).toLowerCase().includes(asked.toLowerCase()),
  ];
  for (const fits of steps) {
    const found = connections.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
};

const decide = (found: readonly Located[]): Location | undefined => {
  const [first] = found;
  if (!first) return undefined;
  return found.length === 1 ? { kind: 'one', ...first } : { kind: 'many', candidates: found };
};

/** In the named region, or the default one: by one read for an ID, by the list for a name. */
const nearby = async (invoke: Invoke, call: Call, asked: string, RegionId: string | undefined) => {
  if (!isId(asked)) {
    const { VpnConnections = [] } = await everyPage(invoke, DescribeVpnConnections, { RegionId }, call);
    return decide(
      matching(
        VpnConnections.map((connection) => ({ regionId: RegionId, connection })),
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
 * Finds a connection by ID or name: first where it is expected, then in every region at once unless one was named.
 * Several matches are all given: whoever asked has to choose. Rejects as `invoke` does, but for "not found".
 */
export const locateConnection = async (
  invoke: Invoke,
  call: Call,
  asked: string,
  RegionId: string | undefined,
): Promise<Location> => {
  const near = await nearby(invoke, call, asked, RegionId);
  if (near) return near;
  if (RegionId !== undefined) return { kind: 'none', regions: 1, unseen: [] };
  const estate = await survey(invoke, call, { kinds: ['connections'] });
  const all = estate.regions.flatMap((region) =>
    region.connections.map((connection) => ({ regionId: region.RegionId, connection })),
  );
  return decide(matching(all, asked)) ?? { kind: 'none', regions: estate.regions.length, unseen: estate.unseen };
};
