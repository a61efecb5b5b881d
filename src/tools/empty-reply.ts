import type { Action, Fields } from '../catalogue/action.ts';
import { DescribeVpnSslServerLogs } from '../catalogue/actions/ssl-server.ts';
import type { Call, Invoke } from '../catalogue/invoke.ts';
import { listField } from '../catalogue/schema/list-replies.ts';
import { type LogRange, logWindow, readableTime } from '../catalogue/schema/log-window.ts';
import { FIND_ELSEWHERE, placeOf } from '../catalogue/schema/not-found.ts';
import { isKnownProblem } from '../errors.ts';

/** How far back the newest line is looked for. */
const LOOK_BACK_MINUTES = 1440;
const PAGE_SIZE = 50;

/** The time at the beginning of a line, as the line writes it: which zone it is of, only the cloud knows. */
const timeOf = (line: string | undefined): string | undefined =>
  /^\D{0,2}(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)/.exec(line ?? '')?.[1];

/**
 * When the log of the last day was written to last, from the end of its last page; undefined where that is not certain.
 * It is not certain what `Count` counts, so that a full page proves nothing.
 */
const newestLine = async (
  invoke: Invoke,
  { RegionId, VpnSslServerId }: Fields,
  call: Call,
): Promise<string | undefined> => {
  const read = (PageNumber: number) => {
    const asked = { RegionId, VpnSslServerId, MinutePeriod: LOOK_BACK_MINUTES, PageNumber, PageSize: PAGE_SIZE };
    return invoke(DescribeVpnSslServerLogs, DescribeVpnSslServerLogs.input.parse(asked), call);
  };
  const first = await read(1);
  if (first.Data?.length === 0) return `none in the last ${LOOK_BACK_MINUTES / 60} hours`;
  const pages = Math.ceil((first.Count ?? 0) / PAGE_SIZE);
  const last = first.Data?.length === PAGE_SIZE && pages > 1 ? await read(pages) : first;
  const lines = last.Data ?? [];
  return lines.length < PAGE_SIZE ? timeOf(lines.at(-1)) : undefined;
};

/** The window without lines, the time here, and when the log was written to last. A look that fails says nothing. */
const aboutLog = async (invoke: Invoke, input: Fields & LogRange, call: Call): Promise<Fields> => {
  const nowMs = Date.now();
  const window = logWindow(input, nowMs);
  const newest = await newestLine(invoke, input, call).catch((error: unknown) => {
    if (call.signal.aborted || !isKnownProblem(error)) throw error;
    return undefined;
  });
  return {
    ...(window && { Window: `${readableTime(window.fromMs)} .. ${readableTime(window.toMs)}` }),
    ServerTime: readableTime(nowMs),
    ...(newest !== undefined && { NewestLine: newest }),
  };
};

/** Where nothing was found, and where to look next. */
const aboutList = async ({ RegionId }: Fields, call: Call): Promise<Fields> => {
  const { en: place } = await placeOf(call, typeof RegionId === 'string' ? RegionId : undefined);
  return { Note: `None in ${place}. ${FIND_ELSEWHERE.en}.` };
};

/**
 * A reply with an empty list says what it is empty of: a log its window, any other list its region. Other replies stay as
 * they are, also a page behind the last one and a list that may hold more.
 */
export const explainEmpty = async <R extends Fields>(
  invoke: Invoke,
  action: Action,
  input: Fields & LogRange,
  call: Call,
  reply: R,
): Promise<R> => {
  const rows = reply[listField(action) ?? ''];
  if (!Array.isArray(rows) || rows.length > 0 || !('RegionId' in action.input.shape)) return reply;
  if (action.name === DescribeVpnSslServerLogs.name) return { ...(await aboutLog(invoke, input, call)), ...reply };
  return reply['TotalCount'] === 0 ? { ...(await aboutList(input, call)), ...reply } : reply;
};
