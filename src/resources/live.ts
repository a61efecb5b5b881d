import { idFields } from '../catalogue/resource.ts';
import { counterparts } from './counterparts.ts';
import { type Kind, kinds, uriOf } from './kinds.ts';
import { rowsOf, type Source, textOf } from './source.ts';

/** A resource of the cloud, as lists and completions show it. */
export interface Entry {
  readonly kind: Kind;
  readonly RegionId: string;
  readonly id: string;
  readonly name?: string;
}

/** Arguments that are filled in already: the region, the connection to leave. */
interface Within {
  readonly within?: string | undefined;
  readonly from?: string | undefined;
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

/** Live resources as `resources/list` shows them. */
export const toListing = ({ kind, RegionId, id, name }: Entry) => ({
  uri: uriOf(kind, RegionId, id),
  name: name ?? id,
  title: `${kind.title} ${name ?? id} (${RegionId})`,
  mimeType: 'application/json',
});

const startsWith = (value: string, typed: string): boolean => value.toLowerCase().startsWith(typed.toLowerCase());

/**
 * Names and IDs of a kind that begin with what was typed, in all regions; customer gateways and regions too. With
 * `idsOnly`, as a URI needs it, a name that fits gives its ID. A counterpart is one of the connection `from`, if it is known.
 */
export const complete = async (
  source: Source,
  what: string,
  typed: string,
  { within, from, idsOnly = false }: Within & { readonly idsOnly?: boolean } = {},
): Promise<{ readonly values: string[]; readonly total: number; readonly hasMore: boolean }> => {
  const all = await candidates(source, what, { within, from });
  const fits = (value: string | undefined): value is string => value !== undefined && startsWith(value, typed);
  const values = all.flatMap(({ id, name }) =>
    idsOnly ? (fits(id) || fits(name) ? [id] : []) : [name, id].filter(fits),
  );
  const fitting = [...new Set(values)].sort();
  return { values: fitting.slice(0, MOST_VALUES), total: fitting.length, hasMore: fitting.length > MOST_VALUES };
};

const customerGateway: Kind = {
  name: 'customer-gateway',
  title: 'customer gateway',
  folder: 'customer-gateways',
  id: idFields['customer-gateway'],
  prefix: 'cgw-',
  list: 'DescribeCustomerGateways',
  rows: 'CustomerGateways',
};

type Named = Pick<Entry, 'id' | 'name'>;

/** Without a known connection, for example a half typed one, any connection may be the counterpart. */
const counterpartsIn = async (source: Source, regions: readonly string[], from = ''): Promise<readonly Named[]> => {
  const found = await settled(
    regions.map(async (region) => {
      const named = await counterparts(source, region, from);
      return named ? [named] : [];
    }),
  );
  return found.length > 0
    ? found.flat()
    : entriesIn(
        source,
        regions,
        kinds.filter(({ name }) => name === 'connection'),
      );
};

const candidates = async (source: Source, what: string, { within, from }: Within): Promise<readonly Named[]> => {
  const regions = within === undefined ? await regionIds(source) : [within];
  if (what === 'region') return regions.map((id) => ({ id }));
  if (what === 'counterpart') return counterpartsIn(source, regions, from);
  const kind = [...kinds, customerGateway].find(({ name }) => name === what);
  return kind ? entriesIn(source, regions, [kind]) : [];
};
