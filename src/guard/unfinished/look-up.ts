import { type Fields, isFields } from '../../catalogue/action.ts';
import { agrees, filterOf, type Recognition, recognitionOf } from '../../catalogue/created.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { idFields, isIdentified } from '../../catalogue/resource.ts';
import { readList } from '../../catalogue/schema/list-replies.ts';
import { CloudError, isKnownProblem } from '../../errors.ts';
import { LONGEST_REQUEST_MS } from '../audit/open-entries.ts';
import { tunnelRows } from '../plan/tunnel-state.ts';
import type { WriteRequest } from '../plan/write-request.ts';

/** What an earlier try of a create may have made. */
export interface Made {
  /** Entries that agree with it and were made when it may have been under way. */
  readonly fits: readonly Fields[];
  /** Entries that agree with it, of which nobody can tell when they were made. */
  readonly undated: readonly Fields[];
}

/** What the cloud's list shows, or why it could not be read. */
export type LookUp = Made | { readonly unread: string };

const MINUTE_MS = 60_000;
/** Clocks of the cloud and of this machine differ a little. */
const BEFORE_MS = 5 * MINUTE_MS;
const MOST_PAGES = 100;

const readEntries = async (
  recognition: Recognition,
  { asked, place }: WriteRequest,
  read: Invoke,
  call: Call,
): Promise<readonly Fields[]> => {
  const filter = { RegionId: place.Region, ...filterOf(recognition, asked) };
  const { rows, unread } = await readList(read, recognition.list, filter, call, { mostPages: MOST_PAGES });
  if (unread) throw new ListNotRead(unread.en);
  return rows.filter(isFields);
};

/** What came is no whole list. */
class ListNotRead extends Error {}

/** The ID of the thing in an entry of its kind; a route has none. */
export const idIn = ({ action: { resource } }: WriteRequest, entry: Fields): string | undefined => {
  const id = isIdentified(resource) ? entry[idFields[resource]] : undefined;
  return typeof id === 'string' ? id : undefined;
};

const whyUnread = (error: unknown): string | undefined => {
  if (error instanceof ListNotRead) return error.message;
  if (!isKnownProblem(error)) return undefined;
  return error instanceof CloudError ? error.failure.Code : error.code;
};

/**
 * Looks for what a create that began at `sinceMs` may have made: by its parameters, and by when a thing was made. Leaves out
 * what others made, as `known` has it. A route is the same thing whenever it was made. Rejects for an abort.
 */
export const lookUpCreated = async (
  request: WriteRequest,
  sinceMs: number,
  known: ReadonlySet<string>,
  read: Invoke,
  call: Call,
): Promise<LookUp> => {
  const recognition = recognitionOf(request.action);
  if (!recognition) return { unread: 'nothing of its kind can be listed' };
  try {
    const all = await readEntries(recognition, request, read, call);
    const ours = all.filter(
      (entry) =>
        tunnelRows(entry).some((row) => agrees(row, recognition, request.asked)) &&
        !known.has(idIn(request, entry) ?? ''),
    );
    if (!isIdentified(request.action.resource)) return { fits: ours, undated: [] };
    const madeAt = ({ CreateTime }: Fields): number | undefined =>
      typeof CreateTime === 'number' ? CreateTime : undefined;
    const isTimely = (at: number): boolean => at >= sinceMs - BEFORE_MS && at <= sinceMs + LONGEST_REQUEST_MS;
    return {
      fits: ours.filter((entry) => isTimely(madeAt(entry) ?? Number.NaN)),
      undated: ours.filter((entry) => madeAt(entry) === undefined),
    };
  } catch (error) {
    const unread = whyUnread(error);
    if (unread === undefined) throw error;
    return { unread };
  }
};
