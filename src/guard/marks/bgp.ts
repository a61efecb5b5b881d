import type { Fields } from '../../catalogue/action.ts';
import { type Change, called, type Impact, unreadParts } from '../plan/impact.ts';
import type { Gateway, LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { listOf } from '../plan/seen.ts';
import { endsOf, hasBgp } from '../plan/tunnel-state.ts';
import { message, someOf } from '../text/message.ts';
import { markMessages } from './messages.ts';

/** What a change does beside giving names. */
export type MoreChanges = Pick<Impact, 'changes' | 'affected'>;

/** Whether what BGP brings is entered in the VPC by itself. */
export const propagationChange = async (input: Fields, live: Gateway): Promise<MoreChanges> => {
  const after = input['AutoPropagate'];
  if (typeof after !== 'boolean' || live.AutoPropagate === after) return { changes: [], affected: [] };
  return {
    changes: [
      {
        Field: 'AutoPropagate',
        Before: live.AutoPropagate ?? null,
        After: after,
        ...(live.AutoPropagate === undefined && { unseen: true as const }),
      },
    ],
    affected: [message(after ? markMessages.routesEnter : markMessages.routesLeave)],
  };
};

/** A new BGP key: the sessions of every tunnel to this peer end until it has the same one. */
export const bgpKeyChange = async (input: Fields, live: Fields, liveState: LiveState): Promise<MoreChanges> => {
  const { AuthKey: key, CustomerGatewayId: id } = input as Readonly<Record<string, unknown>>;
  if (key === undefined || (typeof key === 'string' && key === live['AuthKey'])) return { changes: [], affected: [] };
  const seen = await liveState.connectionsOf({});
  const users = listOf(seen).filter((row) => hasBgp(row) && endsOf(row, '').ids.includes(String(id)));
  const names = users.map(({ VpnConnectionId = '', Name }) => called(VpnConnectionId, Name));
  const change: Change = {
    Field: 'AuthKey',
    Before: message(planMessages.notKnown),
    After: message(typeof key === 'string' ? planMessages.keyGiven : planMessages.newKey),
    unseen: true,
  };
  return {
    changes: [change],
    affected: [
      ...unreadParts([[kindNames.connections, seen]]),
      message(markMessages.sessionsDrop, { names: names.length > 0 ? someOf(names) : markMessages.noneSeen }),
    ],
  };
};
