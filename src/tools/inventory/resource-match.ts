import { contains, isBlock, overlaps, readBlocks } from '../../network/cidr.ts';
import type { RegionInventory } from './inventory.ts';
import { type Fit, fitterFor } from './name-match.ts';
import { type Entry, entriesOf } from './resource-entries.ts';

/** A query, and what it looks like. An address becomes a block of one. */
export type Question =
  | { readonly form: 'id' | 'name'; readonly text: string }
  | { readonly form: 'block'; readonly text: string; readonly block: string };

export interface Found {
  readonly Kind: string;
  readonly RegionId: string;
  readonly Id: string;
  readonly Name?: string;
  readonly Match: Fit;
  readonly Detail?: string;
}

export const readQuestion = (query: string): Question => {
  const text = query.trim();
  if (/^(vpn|cgw|vco|vss|vsc|tun)-/.test(text)) return { form: 'id', text };
  const block = text.includes('/') ? text : `${text}/32`;
  return isBlock(block) ? { form: 'block', text, block } : { form: 'name', text };
};

/** 0.0.0.0/0 contains every address and so identifies none. */
const touches = (list: unknown, block: string): boolean =>
  readBlocks(list).blocks.some((one) => one !== '0.0.0.0/0' && overlaps(one, block));

const byBlock = (entry: Entry, block: string): Fit | undefined => {
  const single = entry.addresses.some(
    (address) => address && isBlock(`${address}/32`) && contains(block, `${address}/32`),
  );
  return single || entry.blocks.some((list) => touches(list, block)) ? 'address' : undefined;
};

/** A tag by its key, its value, or both: `env`, `prod`, `env=prod`, `env:prod`. */
const isTagged = ({ tags = [] }: Entry, asked: string): boolean =>
  tags.some(([key, value]) =>
    [key, value, `${key}=${value}`, `${key}:${value}`].some((one) => one.toLowerCase() === asked),
  );

/** Looks at the ID alone, at addresses, or at all that a resource is called by. */
const matcherFor = (question: Question): ((entry: Entry) => Fit | undefined) => {
  const { form, text } = question;
  if (form === 'id') return ({ Id }) => (Id === text ? 'ID' : undefined);
  if (form === 'block') return (entry) => byBlock(entry, question.block);
  const fitOf = fitterFor(text);
  // A route's ID is made of those of its ends, of which a part would find every route.
  return (entry) => {
    if (entry.network?.includes(text)) return 'VPC';
    if (entry.router?.includes(text)) return 'transit router';
    if (entry.isRoute) return entry.Id === text ? 'ID' : undefined;
    return fitOf(entry) ?? (isTagged(entry, text.toLowerCase()) ? 'tag' : undefined);
  };
};

/** All resources of a region that match the query. */
export const matchesIn = (region: RegionInventory, question: Question): readonly Found[] => {
  const match = matcherFor(question);
  return entriesOf(region).flatMap((entry) => {
    const Match = match(entry);
    if (!Match || entry.Id === undefined) return [];
    const { Kind, Id, Name, detail: Detail } = entry;
    return [{ Kind, RegionId: region.RegionId, Id, ...(Name === undefined ? {} : { Name }), Match, Detail }];
  });
};

/** Every name and ID in a region, but for routes, which have none. */
export const namesIn = (region: RegionInventory): readonly string[] =>
  entriesOf({ ...region, routes: [] }).flatMap(({ Id, Name }) => [Name, Id].filter((word) => word !== undefined));
