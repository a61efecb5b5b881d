import { actions, isActionName } from '../../catalogue/index.ts';
import type { Past } from './history.ts';

const isBilled = (action: string): boolean => isActionName(action) && actions[action].billed === true;

/**
 * When each billed create of the last day was sent, in ms since 1970, by its audit entry. One that failed for certain made
 * nothing; one of which nobody knows may have.
 */
export const ordersIn = ({ writes }: Pick<Past, 'writes'>): ReadonlyMap<string, number> =>
  new Map(
    writes
      .filter(({ action, result }) => result !== 'failed' && isBilled(action))
      .map(({ id, atMs }) => [id, atMs] as const),
  );
