import type { Input } from '../../catalogue/action.ts';
import { MoveVpnResourceGroup } from '../../catalogue/actions/tags-and-groups.ts';
import { called, foundIn, type Impact, impactOf, targetOf, unreadParts, withoutTarget } from '../plan/impact.ts';
import type { LiveState } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { listOf, type Seen } from '../plan/seen.ts';
import { undoEntry } from '../plan/undo.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { markMessages } from './messages.ts';

type Move = Input<typeof MoveVpnResourceGroup>;

/** What every thing that has a group says of itself. */
interface Grouped {
  readonly Name?: string | undefined;
  readonly ResourceGroupId?: string | undefined;
}

const readThing = ({ ResourceType, InstanceId }: Move, liveState: LiveState): Promise<Seen<Grouped>> => {
  if (ResourceType === 'VpnGateway') return liveState.gateway(InstanceId);
  if (ResourceType === 'CustomerGateway') return liveState.customerGateway(InstanceId);
  return liveState.connection(InstanceId);
};

/** With a gateway goes what hangs on it. */
const takenAlong = async ({ ResourceType, InstanceId }: Move, liveState: LiveState): Promise<readonly Message[]> => {
  if (ResourceType !== 'VpnGateway') return [];
  const [connections, servers] = await Promise.all([
    liveState.connectionsOf({ VpnGatewayId: InstanceId }),
    liveState.sslServersOf(InstanceId),
  ]);
  const names = [
    ...listOf(connections).map(({ VpnConnectionId = '', Name }) => called(VpnConnectionId, Name)),
    ...listOf(servers).map(({ SslVpnServerId = '', Name }) => called(SslVpnServerId, Name)),
  ];
  return [
    ...unreadParts([
      [kindNames.connections, connections],
      [kindNames.servers, servers],
    ]),
    ...(names.length > 0 ? [message(markMessages.groupTakes, { names: someOf(names) })] : []),
  ];
};

/** Moving a thing to another resource group: nothing of the network changes, and who may manage it does. */
export const assessGroupMove = async (input: Move, liveState: LiveState): Promise<Impact> => {
  const { InstanceId, NewResourceGroupId, ResourceType, RegionId } = input;
  const seen = await readThing(input, liveState);
  const live = foundIn(seen);
  if (!live) return withoutTarget(markMessages.thing, InstanceId, RegionId, seen);
  const before = live.ResourceGroupId || undefined;
  return impactOf(targetOf(InstanceId, live.Name), {
    ...(ResourceType === 'VpnGateway' && { gatewayId: InstanceId }),
    changes: [
      { Field: 'ResourceGroupId', Before: before ?? message(planMessages.notKnown), After: NewResourceGroupId },
    ],
    affected: [message(markMessages.groupRights), ...(await takenAlong(input, liveState))],
    undo:
      before === undefined
        ? [message(markMessages.groupUnknown)]
        : [undoEntry(MoveVpnResourceGroup.name, { InstanceId, ResourceType, NewResourceGroupId: before })],
    unchanged: before === NewResourceGroupId,
    state: { settings: [live.Name ?? '', before ?? ''], health: null },
  });
};
