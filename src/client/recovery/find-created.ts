import { type Action, type Fields, isFields } from '../../catalogue/action.ts';
import { agrees, filterOf, type Recognition, recognitionOf } from '../../catalogue/created.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { readList } from '../../catalogue/schema/list-replies.ts';
import type { Timing } from '../retry/backoff.ts';
import type { Parameters } from '../wire/sign.ts';

/** Whether the action is a create whose result can be recognised afterwards. */
export const canFindCreated = (action: Action): boolean => recognitionOf(action) !== undefined;

// A new thing shows up in lists a little later.
const pausesMs = [0, 1_000, 3_000];
// Clocks differ a little, and creation times have full seconds. More would take somebody else's thing for ours.
const toleranceMs = 10_000;
const maxPages = 20;

/**
 * Looks for what a create may have made although its reply was lost: list entries that agree with its parameters and are
 * not older than `startMs`, a moment of the cloud's clock. Empty when none showed up within four seconds. Rejects as
 * `read` does when the list cannot be read, and when what comes is no whole list.
 */
export const findCreated = async (
  action: Action,
  parameters: Parameters,
  startMs: number,
  read: Invoke,
  call: Call,
  timing: Timing,
): Promise<readonly Fields[]> => {
  const recognition = recognitionOf(action);
  if (recognition === undefined) return [];
  for (const pauseMs of pausesMs) {
    if (pauseMs > 0) await timing.sleep(pauseMs, call.signal);
    const entries = await allEntries(recognition, parameters, read, call);
    const ours = entries.filter((entry) => agrees(entry, recognition, parameters) && isFresh(entry, startMs));
    if (ours.length > 0) return ours;
  }
  return [];
};

const allEntries = async (
  recognition: Recognition,
  parameters: Parameters,
  read: Invoke,
  call: Call,
): Promise<readonly Fields[]> => {
  const filter = filterOf(recognition, parameters);
  const { rows, unread } = await readList(read, recognition.list, filter, call, { mostPages: maxPages });
  if (unread) throw new Error(unread.en);
  return rows.filter(isFields);
};

// Entries of some lists carry no creation time; nothing speaks against those.
const isFresh = (entry: Fields, startMs: number): boolean => {
  const createdMs = entry['CreateTime'];
  return typeof createdMs !== 'number' || createdMs >= startMs - toleranceMs;
};
