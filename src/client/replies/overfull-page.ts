import type { Fields } from '../../catalogue/action.ts';
import { Unreachable } from '../../errors.ts';

/** Older builds give whole lists whatever the page; beyond this nothing sends a list, and reading it would fill the memory. */
const MOST_ROWS = 1_000;

/**
 * Gives the output back, or throws `Unreachable` when a page holds many times the rows that were asked for: its list is then
 * unread, and told as such, instead of half read.
 */
export const refuseOverfullPage = <O extends Fields>(input: Fields, host: string, output: O): O => {
  const asked = input['PageSize'];
  if (typeof asked !== 'number') return output;
  for (const [name, rows] of Object.entries(output)) {
    if (name === 'Unparsed' || !Array.isArray(rows) || rows.length <= Math.max(MOST_ROWS, asked)) continue;
    throw new Unreachable(
      { host, phase: 'body', outcomeKnown: true, retryable: false },
      `The answer of ${host} has ${rows.length} rows of ${name} on a page for ${asked}; it is not read.`,
      'Check the endpoint, and proxies on the way to it: no page of the cloud is that long.',
    );
  }
  return output;
};
