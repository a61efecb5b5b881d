import {
  CreateVpnConnection,
  DeleteVpnConnection,
  DescribeVpnConnection,
} from '../../catalogue/actions/vpn-connection.ts';
import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';
import { isSameList } from '../../network/cidr.ts';
import { isOwnTunnel, readTunnels } from '../../network/tunnels.ts';
import type { BoardLine } from '../change/job.ts';
import { refuse } from '../change/refuse.ts';
import { labelOf } from '../inventory/connection-words.ts';
import { unlessRouted } from '../inventory/gateway-tables.ts';
import type { Connection, CustomerGateway } from '../inventory/inventory.ts';
import { handOver } from '../sites/hand-over.ts';
import { type Ground, isUp, peersOf, standingOf, step } from '../sites/read-ground.ts';
import { checkCopyable, healthCheckOf, phasesOf, upkeepOf } from './copy-settings.ts';
import { moveRoutes } from './move-routes.ts';
import { type Ends, newRemoteId, swapTunnel } from './move-tunnels.ts';

/** What is asked of a move. */
export interface Move {
  readonly CustomerGatewayId: string;
  readonly NewIp: string;
  readonly RegionId?: string | undefined;
}

/** A move with what is so. */
export interface Moving {
  readonly move: Move;
  readonly ground: Ground;
  readonly old: CustomerGateway;
  readonly fresh: CustomerGateway | undefined;
  readonly ends: Ends;
  readonly invoke: Invoke;
  readonly call: Call;
}

/** One connection to the old peer: what is left to do for it, and how it stands. */
export interface Part {
  readonly name: string;
  readonly does: 'copy' | 'swap' | 'move' | 'wait';
  readonly steps: readonly Step[];
  readonly summary: readonly SummaryLine[];
  readonly board: readonly BoardLine[];
  readonly next: readonly string[];
  /** The new connection beside it, which this part tells of. */
  readonly own: readonly string[];
}

export const line = (What: string, State: BoardLine['State']): BoardLine => ({ What, State });

/** The new connection beside an old one; refuses what stands in its place. */
const copyOf = (old: Connection, { ground, fresh }: Moving): Connection | undefined => {
  const found = ground.region.connections.find(
    (one) => one.VpnGatewayId === old.VpnGatewayId && fresh && peersOf(one).includes(fresh.CustomerGatewayId ?? ''),
  );
  if (!found || (isSameList(found.RemoteSubnet, old.RemoteSubnet) && isSameList(found.LocalSubnet, old.LocalSubnet)))
    return found;
  return refuse(
    `${labelOf(found)} leads to the new address already, with other networks than ${labelOf(old)}: a pair of gateways has one connection.`,
    'Give both the same LocalSubnet and RemoteSubnet, or delete the one that is wrong.',
  );
};

const newConnection = (old: Connection, { ends, call }: Moving): Step => {
  checkCopyable(old);
  const [tunnel] = readTunnels(old).tunnels;
  const { LocalId, RemoteId } = old.IkeConfig ?? {};
  const phases = tunnel && phasesOf(tunnel, { LocalId: LocalId || undefined, RemoteId: newRemoteId(RemoteId, ends) });
  const input = {
    ...{ RegionId: ends.RegionId, VpnGatewayId: old.VpnGatewayId ?? '', CustomerGatewayId: ends.newId },
    ...{
      LocalSubnet: old.LocalSubnet ?? '',
      RemoteSubnet: old.RemoteSubnet ?? '',
      ...(old.Name && { Name: old.Name }),
    },
    ...{ EffectImmediately: true, AutoConfigRoute: false, IkeConfig: phases?.ike, IpsecConfig: phases?.ipsec },
    ...{ ...(tunnel && upkeepOf(tunnel, call.platform)), ...healthCheckOf(old) },
  };
  return { action: CreateVpnConnection, input };
};

/** Looks whether the new tunnel is still up, just before something is taken from the old one. */
const holdFor =
  (copy: Connection, { ends, invoke, call }: Moving): NonNullable<Step['hold']> =>
  async (signal) => {
    const { VpnConnectionId = '' } = copy;
    const now = await invoke(DescribeVpnConnection, { RegionId: ends.RegionId, VpnConnectionId }, { ...call, signal });
    return isUp(now)
      ? undefined
      : `${labelOf(copy)} is not up any more (${standingOf(now)}): the old one keeps what it has.`;
  };

/** The new tunnel is up: routes first, the old connection last. */
const takeOver = (old: Connection, copy: Connection, moving: Moving): Part => {
  const { invoke, call } = moving;
  const { routes, connections, RegionId } = moving.ground.region;
  const hold = holdFor(copy, moving);
  const [from = '', to = ''] = [old.VpnConnectionId, copy.VpnConnectionId];
  const routed = unlessRouted({ RegionId, VpnGatewayId: old.VpnGatewayId ?? '', VpnConnectionId: from }, call, invoke);
  const farewell: typeof hold = async (signal, pause) => (await hold(signal, pause)) ?? (await routed(signal, pause));
  const own = routes.filter(({ VpnGatewayId }) => VpnGatewayId === old.VpnGatewayId);
  const isHopUp = (hop: string): boolean => connections.some((one) => one.VpnConnectionId === hop && isUp(one));
  const steps = moveRoutes({ RegionId, routes: own, from, to, remote: old.RemoteSubnet, isUp: isHopUp, hold });
  return {
    ...{ name: labelOf(old), does: 'move', summary: [], next: [], own: [to] },
    steps: [...steps, step(DeleteVpnConnection, { RegionId, VpnConnectionId: from }, farewell)],
    board: [
      line(`new connection ${labelOf(copy)}: ${standingOf(copy)}`, 'done'),
      line(`routes of ${labelOf(old)} lead to the new connection`, steps.length === 0 ? 'done' : 'to do'),
      line(`old connection ${labelOf(old)} removed`, 'to do'),
    ],
  };
};

/** Works out what is next for one connection to the old peer. */
export const partOf = async (old: Connection, moving: Moving): Promise<Part> => {
  const { ends, ground, invoke, call } = moving;
  const name = labelOf(old);
  if (!isOwnTunnel(old)) {
    const { steps, summary, waits } = swapTunnel(old, ends);
    const left = line(`tunnels of ${name} lead to ${ends.newIp}`, 'to do');
    if (!waits) return { name, does: 'swap', steps, summary, board: [left], next: [], own: [] };
    const over = await handOver(invoke, call, { RegionId: ends.RegionId, connection: old, tool: 'MovePeer' });
    return { name, does: 'wait', steps: [], summary: [], board: [left, ...over.board], next: over.next, own: [] };
  }
  const copy = copyOf(old, moving);
  if (copy && isUp(copy)) return takeOver(old, copy, moving);
  const later = [
    line(`routes of ${name} lead to the new connection`, 'to do'),
    line(`old connection ${name} removed`, 'to do'),
  ];
  if (!copy)
    return {
      ...{ name, does: 'copy', steps: [newConnection(old, moving)], summary: [], next: [], own: [] },
      board: [line(`new connection beside ${name}`, 'to do'), ...later],
    };
  const { RegionId } = ground.region;
  const over = await handOver(invoke, call, { RegionId, connection: copy, tool: 'MovePeer' });
  return {
    ...{ name, does: 'wait', steps: [], summary: [], next: over.next, own: [copy.VpnConnectionId ?? ''] },
    board: [line(`new connection ${labelOf(copy)}`, 'done'), ...over.board, ...later],
  };
};
