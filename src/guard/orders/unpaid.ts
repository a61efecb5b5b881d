import type { Action, Fields } from '../../catalogue/action.ts';
import type { Past } from '../history/history.ts';
import { unpaidIn } from '../history/past-orders.ts';
import type { Impact } from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import { unreadOf } from '../plan/seen.ts';
import { message } from '../text/message.ts';
import { againFrom } from '../text/time.ts';
import { orderMessages } from './messages.ts';

const DAY_MS = 24 * 3_600_000;

/** What was deleted had been paid. */
const wasThere = ({ writes }: Past, id: string): boolean =>
  writes.some(
    ({ action, input, result }) => action === 'DeleteVpnGateway' && input['VpnGatewayId'] === id && result === 'ok',
  );

/**
 * Why no second order is made while one of the same kind is not seen as paid: people would pay both. What could not be read is
 * told, and stops nothing.
 */
export const unpaidNotes = async (
  { name, resource }: Action,
  input: Fields,
  past: Past,
  liveState: LiveState,
): Promise<Pick<Impact, 'warnings' | 'refusal'>> => {
  if (liveState.platform !== 'public' || resource !== 'vpn-gateway') return { warnings: [] };
  const open = unpaidIn(past, name, input['RegionId']).filter(({ id }) => !wasThere(past, id));
  const looked = await Promise.all(open.map(async (each) => ({ ...each, seen: await liveState.gateway(each.id) })));
  const missing = looked.find(({ seen }) => 'missing' in seen);
  const warnings = looked.flatMap(({ order, id, seen }) => {
    const why = unreadOf(seen);
    return why === undefined ? [] : [message(orderMessages.unpaidUnread, { order, id, why })];
  });
  if (!missing) return { warnings };
  const { order, id, atMs } = missing;
  const time = new Date(atMs).toISOString();
  return {
    warnings,
    refusal: message(orderMessages.unpaid, { order, id, time, until: againFrom(atMs + DAY_MS) }),
  };
};
