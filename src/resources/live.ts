import { type Kind, kinds, uriOf } from './kinds.ts';
import { rowsOf, type Source, textOf } from './source.ts';

/** A thing that was found, as lists and completions show it. */
export interface Entry {
  readonly kind: Kind;
  readonly RegionId: string;
  readonly id: string;
  readonly name?: string;
}

/** The most that the protocol lets a completion return. */
const MOST_VALUES = 100;

const entriesOf = async (source: Source, kind: Kind, RegionId: string): Promise<readonly Entry[]> => {
  const output = await source(kind.list, { RegionId, All: true });
  return rowsOf(output, kind.rows).flatMap((row) => {
    const id = textOf(row, kind.id);
    const name = textOf(row, 'Name');
    return id === undefined ? [] : [{ kind, RegionId, id, ...(name !== undefined && { name }) }];
  });
};

export const regionIds = async (source: Source): Promise<readonly string[]> =>
  rowsOf(await source('DescribeRegions', {}), 'Regions').flatMap((row) => textOf(row, 'RegionId') ?? []);

/** A region that does not answer is left out: a completion that shows some is better than none. */
const settled = async <T>(reads: readonly Promise<readonly T[]>[]): Promise<readonly T[]> =>
  (await Promise.allSettled(reads)).flatMap((one) => (one.status === 'fulfilled' ? one.value : []));

/** Everything of the wanted kinds in the given regions. */
export const entriesIn = (
  source: Source,
  regions: readonly string[],
  wanted: readonly Kind[],
): Promise<readonly Entry[]> =>
  settled(regions.flatMap((region) => wanted.map((kind) => entriesOf(source, kind, region))));

/** Live things as `resources/list` shows them. */
export const toListing = ({ kind, RegionId, id, name }: Entry) => ({
  uri: uriOf(kind, RegionId, id),
  name: name ?? id,
  title: `${kind.title} ${name ?? id} (${RegionId})`,
  mimeType: 'application/json',
});

const startsWith = (value: string, typed: string): boolean => value.toLowerCase().startsWith(typed.toLowerCase());

/** Names and IDs of a kind that begin with what was typed, in all regions; customer gateways and regions too. */
export const complete = async (
  source: Source,
  what: string,
  typed: string,
  within?: string,
): Promise<{ readonly values: string[]; readonly total: number; readonly hasMore: boolean }> => {
  const all = await candidates(source, what, within);
  const fitting = [...new Set(all)].filter((value) => startsWith(value, typed)).sort();
  return { values: fitting.slice(0, MOST_VALUES), total: fitting.length, hasMore: fitting.length > MOST_VALUES };
};

const customerGateway: Kind = {
  name: 'customer-gateway',
  title: 'customer gateway',
  folder: 'customer-gateways',
  id: 'CustomerGatewayId',
  list: 'DescribeCustomerGateways',
  rows: 'CustomerGateways',
};

const candidates = async (source: Source, what: string, within?: string): Promise<readonly string[]> => {
  const regions = within === undefined ? await regionIds(source) : [within];
  if (what === 'region') return regions;
  const kind = [...kinds, customerGateway].find(({ name }) => name === what);
  if (!kind) return [];
  return (await entriesIn(source, regions, [kind])).flatMap(({ id, name }) => (name === undefined ? [id] : [name, id]));
};
