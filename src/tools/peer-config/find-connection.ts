import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { FIND_ELSEWHERE } from '../../catalogue/schema/not-found.ts';
import { search } from '../inventory/find-resource.ts';
import { isExact } from '../inventory/name-match.ts';
import { refuse } from './refuse.ts';

/** A connection in its region. */
export interface FoundConnection {
  readonly id: string;
  readonly regionId: string;
  readonly name: string;
}

/** As many as can be chosen from. */
const MOST_NAMED = 10;

/**
 * The one connection with an ID or a whole name, in the named region or in all of them. A part of a name, or several that
 * fit, are refused with what they may mean: a key for the wrong peer must not be written.
 */
export const findConnection = async (
  invoke: Invoke,
  call: Call,
  RegionId: string | undefined,
  asked: string,
): Promise<FoundConnection> => {
  const { found, inventory, near } = await search(invoke, call, RegionId, asked, ['connections']);
  const connections = found.filter(({ Id }) => /^vco-/.test(Id));
  const [one, ...others] = connections;
  if (one && others.length === 0 && isExact(one.Match))
    return { id: one.Id, regionId: one.RegionId, name: one.Name ?? '' };
  if (one) {
    const named = connections
      .slice(0, MOST_NAMED)
      .map(({ Id, Name, RegionId: place }) => `${Id} (${Name ?? '-'}, ${place})`);
    return refuse(
      `“${asked}” is no ID and no name of exactly one IPsec connection; it may mean ${named.join(', ')}.`,
      'Ask which one is meant, then call again with its ID.',
    );
  }
  const doubt = inventory.unseen.length > 0 ? ' Not every region could be read.' : '';
  return refuse(
    `“${asked}” is no IPsec connection that was found.${doubt}`,
    near === undefined ? `${FIND_ELSEWHERE.en}.` : `Did you mean ${near}?`,
  );
};
