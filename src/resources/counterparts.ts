import type { Fields } from '../catalogue/action.ts';
import { rowsOf, type Source, textOf } from './source.ts';

/** The route tables of a gateway: an active/standby pair is two entries of one table for the same addresses. */
const tables = [
  ['DescribeVpnRouteEntries', 'VpnRouteEntries'],
  ['DescribeVpnPbrRouteEntries', 'VpnPbrRouteEntries'],
] as const;

const idOf = (row: Fields): string | undefined => textOf(row, 'VpnConnectionId');

const isNamed = (row: Fields, from: string): boolean => idOf(row) === from || textOf(row, 'Name') === from;

/** Each entry as its next hop and what it matches. */
const entriesAt = async (source: Source, RegionId: string, VpnGatewayId: string | undefined) => {
  const reads = tables.map(async ([tool, rows]) =>
    rowsOf(await source(tool, { RegionId, VpnGatewayId, All: true }), rows).map((row) => ({
      hop: textOf(row, 'NextHop'),
      match: [rows, textOf(row, 'RouteSource'), textOf(row, 'RouteDest')].join(' '),
    })),
  );
  return (await Promise.all(reads)).flat();
};

/** Connections of the same gateway that carry the same routes; all of them where the routes cannot be read. */
const pairedWith = async (source: Source, RegionId: string, own: Fields, others: readonly Fields[]) => {
  try {
    const entries = await entriesAt(source, RegionId, textOf(own, 'VpnGatewayId'));
    const carried = entries.filter(({ hop }) => hop === idOf(own)).map(({ match }) => match);
    const hops = entries.filter(({ match }) => carried.includes(match)).map(({ hop }) => hop);
    return others.filter((row) => hops.includes(idOf(row)));
  } catch {
    return others;
  }
};

/**
 * The connections of a region that could take over from the one with this ID or name: the other members of its
 * active/standby pairs. Undefined where the region has no such connection.
 */
export const counterparts = async (
  source: Source,
  RegionId: string,
  from: string,
): Promise<readonly { readonly id: string; readonly name?: string }[] | undefined> => {
  const all = rowsOf(await source('DescribeVpnConnections', { RegionId, All: true }), 'VpnConnections');
  const own = all.filter((row) => isNamed(row, from));
  if (own.length === 0) return undefined;
  const found = await Promise.all(
    own.map((one) => {
      const gateway = textOf(one, 'VpnGatewayId');
      const others = all.filter((row) => !own.includes(row) && textOf(row, 'VpnGatewayId') === gateway);
      return pairedWith(source, RegionId, one, others);
    }),
  );
  return found.flat().flatMap((row) => {
    const [id, name] = [idOf(row), textOf(row, 'Name')];
    return id === undefined ? [] : [{ id, ...(name !== undefined && { name }) }];
  });
};
