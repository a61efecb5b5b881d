import { actions, isActionName } from '../../catalogue/index.ts';
import type { Past } from './history.ts';
import type { PastWrite } from './past-write.ts';

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

/** An order that waits until a person pays it, as long as nobody sees what it is for. */
export interface UnpaidOrder {
  readonly order: string;
  /** The ID that the cloud gave to what is not there yet. */
  readonly id: string;
  readonly atMs: number;
}

/** Whether a request leaves the payment to a person. */
const waitsForPayment = ({ input }: Pick<PastWrite, 'input'>): boolean => input['AutoPay'] !== true;

/**
 * Orders of the last day, of the same action in the same region, that were not to pay themselves. One that was cancelled in the
 * console cannot be told from one that waits, so a day is the longest that an order stands in the way.
 */
export const unpaidIn = ({ writes }: Pick<Past, 'writes'>, action: string, RegionId: unknown): readonly UnpaidOrder[] =>
  writes
    .filter((each) => each.action === action && each.result === 'ok' && each.input['RegionId'] === RegionId)
    .filter(waitsForPayment)
    .flatMap(({ order, made, atMs }) => (order === undefined ? [] : [{ order, id: made[0] ?? '', atMs }]));
