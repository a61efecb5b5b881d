import { DescribeVpnConnection, DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { nearest } from '../../catalogue/nearest.ts';
import { isAbsence } from '../../catalogue/schema/not-found.ts';
import { CloudError, isKnownProblem } from '../../errors.ts';
import { readTunnels } from '../../network/tunnels.ts';
import { readRows } from '../every-page.ts';
import { type Connection, type RegionInventory, readInventory, type Unseen } from '../inventory/inventory.ts';
import { type Fit, fitting, isExact } from '../inventory/name-match.ts';
import { rowsBy } from '../inventory/rows-by.ts';
import { tunnelRows } from '../judges/tunnels-around.ts';

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
      /** The IDs of those that were searched. */
      readonly regions: readonly string[];
      readonly unseen: readonly Unseen[];
      /** A name or an ID that is spelt alike. */
      readonly near: string | undefined;
    };

const isId = (text: string): boolean => /^vco-/.test(text);

type Fitting = readonly (Located & { readonly Match: Fit })[];

const located = (found: ReturnType<typeof fitting<Located>>): Fitting =>
  found.map(({ thing, Match }) => ({ ...thing, Match }));

/** By what the connections themselves are called, and their tunnels. */
const matching = (connections: readonly Located[], asked: string): Fitting =>
  located(
    fitting(connections, asked, ({ connection }) => [
      { Id: connection.VpnConnectionId, Name: connection.Name },
      ...readTunnels(connection).tunnels.flatMap(({ TunnelId }) => (TunnelId ? [{ Id: TunnelId }] : [])),
    ]),
  );

/** People also name a tunnel by an end of it: the ID, name or address of its gateway or customer gateway. */
const byEnd = (regions: readonly RegionInventory[], asked: string): Fitting =>
  located(
    fitting(
      regions.flatMap((region) =>
        region.connections.map((connection) => ({ regionId: region.RegionId, connection, region })),
      ),
      asked,
      ({ region, connection: { VpnGatewayId }, connection }) => [
        ...rowsBy(region.gateways, 'VpnGatewayId', VpnGatewayId).map((one) => ({
          ...{ Id: VpnGatewayId, Name: one.Name, also: [one.InternetIp, one.DisasterRecoveryInternetIp] },
        })),
        ...tunnelRows(connection).flatMap(({ CustomerGatewayId }) =>
          rowsBy(region.customerGateways, 'CustomerGatewayId', CustomerGatewayId).map((one) => ({
            ...{ Id: CustomerGatewayId, Name: one.Name, also: [one.IpAddress] },
          })),
        ),
      ],
    ),
  );

const decide = (found: readonly Located[]): Location | undefined => {
  const candidates = found.map(({ regionId, connection }) => ({ regionId, connection }));
  const [first] = candidates;
  if (!first) return undefined;
  return candidates.length === 1 ? { kind: 'one', ...first } : { kind: 'many', candidates };
};

/** The connection of this ID in the named region, or the default one; undefined where there is none. */
const byId = async (invoke: Invoke, call: Call, asked: string, RegionId: string | undefined): Promise<Fitting> => {
  try {
    const {
      RequestId: _request,
      Unparsed: _unparsed,
      ...connection
    } = await invoke(DescribeVpnConnection, { RegionId, VpnConnectionId: asked }, call);
    return [{ regionId: RegionId, connection, Match: 'ID' }];
  } catch (error) {
    if (error instanceof CloudError && isAbsence(error.failure)) return [];
    throw error;
  }
};

/** The connections that a name fits best in the named region, or the default one. */
const byName = async (invoke: Invoke, call: Call, asked: string, RegionId: string | undefined): Promise<Fitting> => {
  const { rows } = await readRows(invoke, DescribeVpnConnections, { RegionId }, call);
  return matching(
    rows.map((connection) => ({ regionId: RegionId, connection })),
    asked,
  );
};

/** In the named region, or in every one; a part of a name that fits `here` does where others cannot be read. */
const everywhere = async (
  invoke: Invoke,
  call: Call,
  asked: string,
  RegionId: string | undefined,
  here: Fitting,
): Promise<Location> => {
  const kinds = isId(asked) ? (['connections'] as const) : (['gateways', 'customerGateways', 'connections'] as const);
  const inventory = await readInventory(invoke, call, { RegionId, kinds }).catch((error: unknown) => {
    if (here.length === 0 || call.signal.aborted || !isKnownProblem(error)) throw error;
    return undefined;
  });
  const regions = inventory?.regions ?? [];
  const all = regions.flatMap((region) =>
    region.connections.map((connection) => ({ regionId: region.RegionId, connection })),
  );
  const found = inventory ? matching(all, asked) : here;
  const names = all.flatMap(({ connection: { Name, VpnConnectionId } }) => [Name ?? '', VpnConnectionId ?? '']);
  return (
    decide(found.length > 0 ? found : byEnd(regions, asked)) ?? {
      kind: 'none',
      regions: regions.map((region) => region.RegionId),
      unseen: inventory?.unseen ?? [],
      near: nearest(asked, names.filter(Boolean)),
    }
  );
};

/**
 * Finds a connection by ID or name, or by an end of it: first where it is expected, then in every region at once unless
 * one was named. A part of a name is not enough where it is expected: another region may have one of exactly this name.
 * Several matches are all given: whoever asked has to choose. Rejects as `invoke` does, but for "not found".
 */
export const locateConnection = async (
  invoke: Invoke,
  call: Call,
  asked: string,
  RegionId: string | undefined,
): Promise<Location> => {
  const here = await (isId(asked) ? byId : byName)(invoke, call, asked, RegionId);
  const exact = decide(here.filter(({ Match }) => isExact(Match)));
  return exact ?? everywhere(invoke, call, asked, RegionId, here);
};
