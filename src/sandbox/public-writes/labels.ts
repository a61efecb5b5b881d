import type { Request, Table } from '../handlers/handler.ts';
import { listOf, may, must } from '../handlers/handler.ts';
import { structuresOf } from '../public/action.ts';
import { Refusal } from '../state/refusal.ts';
import type { Labelled, Tag } from '../state/world.ts';
import { resourceGroup, tagKey, tagValue } from './kinds.ts';

/** The most tags that a thing can have. */
const mostTags = 20;

/** The row of those creations that put a thing into a resource group. */
export const newGroupRow = { ResourceGroupId: may(resourceGroup) };

/** The row of those creations that hang tags on a thing. */
export const newTagsRow: Table = { Tags: listOf({ Key: must(tagKey(64)), Value: may(tagValue) }, mostTags) };

/** Tags of a request, by whatever name the action calls them. */
export const tagsOf = ({ input }: Request, name: string): Tag[] =>
  structuresOf(input, name).map(({ Key = '', Value = '' }) => ({ Key, Value }));

/** Tags as they are after some were added: of each key there is one. */
export const withTags = ({ Tags = [] }: Labelled, added: readonly Tag[]): Tag[] => {
  const keys = added.map(({ Key }) => Key);
  // Both codes are those of the tag actions of other products; the documents of this one were not read.
  if (new Set(keys).size < keys.length)
    throw new Refusal(400, 'Duplicate.TagKey', 'The Tag.N.Key contain duplicate key.');
  const all = [...Tags.filter(({ Key }) => !keys.includes(Key)), ...added];
  if (all.length > mostTags) throw new Refusal(400, 'NumberExceed.Tags', 'The thing has too many tags.');
  return all;
};

/** What a creation asks of it. */
export const newLabels = (request: Request): Labelled => {
  const Tags = withTags({}, tagsOf(request, 'Tags'));
  const { ResourceGroupId } = request.input;
  return { ...(ResourceGroupId && { ResourceGroupId }), ...(Tags.length > 0 && { Tags }) };
};
