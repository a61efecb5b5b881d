import type { Action, Input } from '../../catalogue/action.ts';
import type { Call } from '../../catalogue/invoke.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import type { RowOf, WholeList } from '../../catalogue/schema/list-replies.ts';
import { isAbsence } from '../../catalogue/schema/not-found.ts';
import { BadSettings, CloudError, isKnownProblem } from '../../errors.ts';

/**
 * What a read found: the thing, that there is none, or why it could not be read, with the rows of a list that came all the
 * same.
 */
export type Seen<T> =
  | { readonly found: T }
  | { readonly missing: true }
  | { readonly unread: string | LocalizedText; readonly some?: T };

/** The rows that came, of a list that is not known to be whole too; `unreadOf` says whether it was read. */
export const listOf = <T>(seen: Seen<readonly T[]>): readonly T[] =>
  'found' in seen ? seen.found : 'some' in seen ? (seen.some ?? []) : [];

/** Why something is not known; undefined when it is. */
export const unreadOf = (seen: Seen<unknown>): string | LocalizedText | undefined =>
  'unread' in seen ? seen.unread : undefined;

/** One row of a list. A list of which other rows are not known shows those that came all the same. */
export const first = <T>(seen: Seen<readonly T[]>, fits: (row: T) => boolean): Seen<T> => {
  const row = listOf(seen).find(fits);
  if (row !== undefined) return { found: row };
  return 'unread' in seen ? { unread: seen.unread } : { missing: true };
};

const isAbsent = (error: unknown): boolean => error instanceof CloudError && isAbsence(error.failure);

/** Why a read failed, in few words. An abort and missing settings end the call instead. */
const whyUnread = (error: unknown, call: Call): string => {
  call.signal.throwIfAborted();
  if (error instanceof BadSettings || !isKnownProblem(error)) throw error;
  return error instanceof CloudError ? error.failure.Code : error.code;
};

/** How the list of an action is read to its end. */
export type ListReader = <A extends Action>(action: A, input: Input<A>) => Promise<WholeList<RowOf<A>>>;

const NAMELESS: LocalizedText = { en: 'no ID is given for it', zh: '没有给出其 ID' };

/** Reads each thing once, so that a plan shows one moment. None of them throws for what the cloud answers. */
export const createMemory = (call: Call, readAll: ListReader) => {
  const memory = new Map<string, Promise<unknown>>();
  const attempt = async <T>(read: () => Promise<Seen<T>>): Promise<Seen<T>> => {
    try {
      return await read();
    } catch (error) {
      return isAbsent(error) ? { missing: true } : { unread: whyUnread(error, call) };
    }
  };
  /** The ID is part of what is asked for: without one the cloud would answer about something else. */
  const once = <T>(kind: string, id: string, read: () => Promise<Seen<T>>): Promise<Seen<T>> => {
    const key = `${kind} ${id}`;
    const seen = memory.get(key) ?? (id === '' ? Promise.resolve({ unread: NAMELESS }) : attempt(read));
    memory.set(key, seen);
    // The key names the kind of thing, so the same key always holds the same type.
    return seen as Promise<Seen<T>>;
  };

  const list = <A extends Action>(
    action: A,
    filter: Readonly<Record<string, string>>,
    input: Input<A>,
  ): Promise<Seen<readonly RowOf<A>[]>> => {
    const ids = Object.values(filter).includes('') ? '' : JSON.stringify(filter);
    return once(action.name, ids, async () => {
      const { rows, unread } = await readAll(action, input);
      return unread ? { unread, some: rows } : { found: rows };
    });
  };
  return { once, list };
};

export type Memory = ReturnType<typeof createMemory>;
