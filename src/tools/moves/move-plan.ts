import { CreateCustomerGateway, DeleteCustomerGateway } from '../../catalogue/actions/customer-gateway.ts';
import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';
import { ipv4 } from '../../catalogue/schema/addresses.ts';
import { isOwnTunnel } from '../../network/tunnels.ts';
import type { Job, Standing } from '../change/job.ts';
import { refuse } from '../change/refuse.ts';
import { called, labelOf } from '../inventory/connection-words.ts';
import type { Connection, CustomerGateway } from '../inventory/inventory.ts';
import { keyNotes } from '../sites/connect-texts.ts';
import { doubtsOf, type Ground, isUp, peersOf, readGround, step } from '../sites/read-ground.ts';
import { findPeer } from './find-peer.ts';
import { movedStanding } from './move-board.ts';
import { line, type Move, type Moving, type Part, partOf } from './move-parts.ts';
import { bgpKeySummary, copiesSummary, movesSummary, oldUpSummary } from './move-texts.ts';

/** Nothing of the old peer is left. */
const planMoved = async (
  move: Move,
  { region }: Ground,
  fresh: CustomerGateway,
  invoke: Invoke,
  call: Call,
): Promise<Job> => {
  const moved = await movedStanding(region, { freshId: fresh.CustomerGatewayId }, invoke, call);
  const standing: Standing = {
    board: [
      line(`customer gateway ${called(fresh.CustomerGatewayId, fresh.Name)} at ${move.NewIp}`, 'done'),
      ...moved.board,
    ],
    next: [
      ...moved.next,
      `Nothing else in ${region.RegionId} is called ${move.CustomerGatewayId}: nothing of the old peer is left there.`,
    ],
  };
  return { ...standing, summary: [], steps: [], afterwards: async () => standing };
};

/** The last that goes: the old customer gateway, once nothing hangs on it and what was moved before is up. */
const farewell = (parts: readonly Part[], moved: Standing, { ends }: Moving): readonly Step[] =>
  parts.every(({ does }) => does === 'move') && moved.board.every(({ State }) => State === 'done')
    ? [step(DeleteCustomerGateway, { RegionId: ends.RegionId, CustomerGatewayId: ends.oldId })]
    : [];

const summaryOf = async (
  parts: readonly Part[],
  users: readonly Connection[],
  moving: Moving,
): Promise<readonly SummaryLine[]> => {
  const { ground, ends, old, call } = moving;
  const names = (does: Part['does']): readonly string[] =>
    parts.filter((part) => part.does === does).map(({ name }) => name);
  const before = users.filter((one) => isOwnTunnel(one) && isUp(one)).map(labelOf);
  const peer = `${called(old.CustomerGatewayId, old.Name)} at ${ends.oldIp}`;
  return [
    ...parts.filter(({ does }) => does === 'swap').flatMap(({ summary }) => summary),
    ...ground.unread,
    ...(old.AuthKey ? bgpKeySummary(ends.newIp) : []),
    ...(await doubtsOf(call, [ends.oldId, ...users.flatMap(({ VpnConnectionId }) => VpnConnectionId ?? [])])),
    ...oldUpSummary(before, ends.oldIp),
    ...copiesSummary(names('copy'), peer, ends.newIp),
    ...(parts.some(({ does }) => does === 'copy' || does === 'swap') ? keyNotes(call.secrets) : []),
    ...movesSummary(names('move'), peer),
  ];
};

const planParts = async (moving: Moving): Promise<Job> => {
  const { move, ground, old, fresh, ends, invoke, call } = moving;
  const { RegionId } = ends;
  const users = ground.region.connections.filter((one) => peersOf(one).includes(ends.oldId));
  const [odd] = users.filter(({ VpnGatewayId }) => !VpnGatewayId);
  if (odd)
    refuse(
      `${labelOf(odd)} hangs on a transit router.`,
      'Point it to the new peer with ModifyVpnAttachmentAttribute first.',
    );
  const parts: Part[] = [];
  for (const one of users) parts.push(await partOf(one, moving));
  const isWanted = !fresh;
  const gateway = isWanted
    ? [
        step(CreateCustomerGateway, {
          RegionId,
          IpAddress: ends.newIp,
          ...(old.Name && { Name: old.Name }),
          ...(old.Asn && { Asn: old.Asn }),
        }),
      ]
    : [];
  const own = parts.flatMap(({ own: ids }) => ids);
  const others = ground.region.connections.filter(({ VpnConnectionId = '' }) => !own.includes(VpnConnectionId));
  const at = { freshId: fresh?.CustomerGatewayId, oldId: ends.oldId };
  const moved = await movedStanding({ ...ground.region, connections: others }, at, invoke, call);
  return {
    summary: await summaryOf(parts, users, moving),
    steps: [...gateway, ...parts.flatMap(({ steps }) => steps), ...farewell(parts, moved, moving)],
    board: [
      line(`customer gateway at ${ends.newIp}`, isWanted ? 'to do' : 'done'),
      ...parts.flatMap(({ board }) => board),
      ...moved.board,
      line(`old customer gateway ${called(ends.oldId, old.Name)} at ${ends.oldIp} removed`, 'to do'),
    ],
    next: [...parts.flatMap(({ next }) => next), ...moved.next],
    afterwards: () => planMove(move, call, invoke),
  };
};

/** Works out what is left of a move, from what is so. */
export const planMove = async (move: Move, call: Call, invoke: Invoke): Promise<Job> => {
  const ground = await readGround(invoke, call, move.RegionId);
  const { region } = ground;
  // What was named by its old address is deleted by its ID: the new address is what the record has then.
  const names = ipv4.safeParse(move.CustomerGatewayId).success
    ? [move.CustomerGatewayId, move.NewIp]
    : [move.CustomerGatewayId];
  const wasHere = (await call.history(names)).length > 0;
  const found = findPeer(region, move.CustomerGatewayId, move.NewIp, wasHere);
  if ('moved' in found) return planMoved(move, ground, found.moved, invoke, call);
  const { old } = found;
  const fresh = region.customerGateways.find(({ IpAddress }) => IpAddress === move.NewIp);
  const ends = {
    ...{ RegionId: region.RegionId, oldId: old.CustomerGatewayId ?? '', oldIp: old.IpAddress ?? '' },
    ...{ newId: fresh?.CustomerGatewayId ?? '{{1.CustomerGatewayId}}', newIp: move.NewIp },
  };
  return planParts({ move, ground, old, fresh, ends, invoke, call });
};
