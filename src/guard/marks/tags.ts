import type { Input } from '../../catalogue/action.ts';
import { TagResources, UnTagResources } from '../../catalogue/actions/tags-and-groups.ts';
import { type Change, type Impact, impactOf, targetOf, type UndoMessage, unreadParts } from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import type { TagRow } from '../plan/public-reads.ts';
import { listOf, type Seen } from '../plan/seen.ts';
import { undoEntry } from '../plan/undo.ts';
import { message } from '../text/message.ts';
import { markMessages } from './messages.ts';

type Things = Pick<Input<typeof TagResources>, 'ResourceType' | 'ResourceId'>;

/** One tag of one thing, before and after; null where it has none. */
interface Tagging {
  readonly id: string;
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
}

const readTags = async (
  { ResourceType, ResourceId }: Things,
  { publicReads }: LiveState,
): Promise<Seen<readonly TagRow[]>> => (publicReads ? publicReads.tags(ResourceType, ResourceId) : { missing: true });

const changeOf = ({ id, key, before, after }: Tagging, isKnown: boolean): Change => ({
  Field: `${id} ${key}`,
  Before: isKnown ? before : message(planMessages.notKnown),
  After: after,
});

/** The calls that put back what each thing had, and take away what it had not. */
const undoOf = ({ ResourceType }: Things, taggings: readonly Tagging[]): readonly UndoMessage[] =>
  [...new Set(taggings.map(({ id }) => id))].flatMap((id) => {
    const own = taggings.filter((each) => each.id === id);
    const had = own.flatMap(({ key, before }) => (before === null ? [] : [{ Key: key, Value: before }]));
    const fresh = own.flatMap(({ key, before }) => (before === null ? [key] : []));
    const thing = { ResourceType, ResourceId: [id] };
    return [
      ...(had.length > 0 ? [undoEntry(TagResources.name, { ...thing, Tag: had })] : []),
      ...(fresh.length > 0 ? [undoEntry(UnTagResources.name, { ...thing, TagKey: fresh })] : []),
    ];
  });

const impactOfTags = (things: Things, seen: Seen<readonly TagRow[]>, taggings: readonly Tagging[]): Impact => {
  const isKnown = !('unread' in seen);
  const real = isKnown ? taggings.filter(({ before, after }) => before !== after) : taggings;
  return impactOf(targetOf(things.ResourceId.join(', '), undefined), {
    changes: real.map((each) => changeOf(each, isKnown)),
    affected: [
      ...unreadParts([[markMessages.tags, seen]]),
      ...(real.length > 0 ? [message(markMessages.tagRights)] : []),
    ],
    undo: isKnown ? undoOf(things, real) : [],
    unchanged: isKnown && real.length === 0,
    state: { settings: real, health: null },
  });
};

/** Giving tags: a key that is there gets the new value. */
export const assessTagging = async (input: Input<typeof TagResources>, liveState: LiveState): Promise<Impact> => {
  const seen = await readTags(input, liveState);
  const rows = listOf(seen);
  const tagOf = (id: string, key: string): string | null =>
    rows.find(({ ResourceId, TagKey }) => ResourceId === id && TagKey === key)?.TagValue ?? null;
  const taggings = input.ResourceId.flatMap((id) =>
    input.Tag.map(({ Key, Value }) => ({ id, key: Key, before: tagOf(id, Key), after: Value ?? '' })),
  );
  return impactOfTags(input, seen, taggings);
};

/** Taking tags: those that are named, or all. */
export const assessUntagging = async (input: Input<typeof UnTagResources>, liveState: LiveState): Promise<Impact> => {
  const seen = await readTags(input, liveState);
  const taggings = listOf(seen).flatMap(({ ResourceId: id = '', TagKey: key = '', TagValue = '' }) =>
    input.ResourceId.includes(id) && (input.All === true || input.TagKey?.includes(key))
      ? [{ id, key, before: TagValue, after: null }]
      : [],
  );
  return impactOfTags(input, seen, taggings);
};
