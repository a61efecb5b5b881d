import type { History } from '../history/history.ts';
import type { PastWrite } from '../history/past-write.ts';
import { foundIn } from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import { type Message, message } from '../text/message.ts';
import { diversionMessages } from './messages.ts';

/** A creation of which nobody knows what it made, if anything. */
const isOpen = ({ result, made }: PastWrite): boolean => result !== 'failed' && made.length === 0;

/**
 * Why the first published route to a customer gateway is a human's decision: it was made through this server in the last 24
 * hours, or nobody can tell. A creation whose outcome is not known is recognised by its address.
 */
export const freshPeerNote = async (
  id: string,
  liveState: Pick<LiveState, 'customerGateway'>,
  history: Pick<History, 'past'>,
): Promise<Message | undefined> => {
  const { writes, unread } = await history.past();
  const creations = writes.filter(({ action }) => action === 'CreateCustomerGateway');
  if (creations.some(({ made }) => made.includes(id))) return message(diversionMessages.freshPeer, { id });
  const open = creations.filter(isOpen);
  if (open.length > 0) {
    const address = foundIn(await liveState.customerGateway(id))?.IpAddress;
    if (address === undefined || open.some(({ input }) => input['IpAddress'] === address))
      return message(diversionMessages.maybeFreshPeer, { id, why: diversionMessages.openCreation });
  }
  return unread === undefined ? undefined : message(diversionMessages.maybeFreshPeer, { id, why: unread });
};
