import { type Fields, isFields } from '../../catalogue/action.ts';
import type { PeerTakes } from '../../catalogue/invoke.ts';
import { compareBlocks, isSameList, isSameSet, readBlocks } from '../../network/cidr.ts';
import { isOwnTunnel } from '../../network/tunnels.ts';
import type { Change } from '../plan/impact.ts';
import type { Connection } from '../plan/live-state.ts';
import { kindNames, planMessages } from '../plan/messages.ts';
import { fieldsAtPeer, type KnownPeer } from '../plan/peer-memory.ts';
import { tunnelName } from '../plan/tunnel-state.ts';
import { type Message, message, someOf } from '../text/message.ts';
import { clockTime } from '../text/time.ts';
import type { ConnectionChanges } from './changes.ts';
import type { Modification } from './fields.ts';
import { dropNotes } from './notes.ts';

type Side = 'LocalSubnet' | 'RemoteSubnet';
const both: readonly Side[] = ['LocalSubnet', 'RemoteSubnet'];

const blockNotes = (input: Modification, live: Connection): readonly Message[] => {
  const after = (side: Side) => readBlocks(input[side] ?? live[side]).blocks;
  const before = (side: Side) => readBlocks(live[side]).blocks;
  const recut = both.filter((side) => isSameSet(before(side), after(side)) && !isSameList(before(side), after(side)));
  const sides = both.filter((side) => !recut.includes(side)).map((side) => compareBlocks(before(side), after(side)));
  const [removed, added] = [sides.flatMap((side) => side.removed), sides.flatMap((side) => side.added)];
  const isRouted = (of: typeof before): boolean =>
    [...of('LocalSubnet'), ...of('RemoteSubnet')].every((block) => block === '0.0.0.0/0');
  return [
    ...(removed.length > 0 ? [message(planMessages.blocksLost, { blocks: someOf(removed) })] : []),
    ...(added.length > 0 ? [message(planMessages.blocksGained, { blocks: someOf(added) })] : []),
    ...(recut.length > 0 ? [message(planMessages.recut, { fields: someOf(recut) })] : []),
    ...(isRouted(before) !== isRouted(after) ? [message(planMessages.modeChange)] : []),
  ];
};

/** What both ends have to have alike, of a connection and of a tunnel. */
const PEER =
  /^(?:LocalSubnet|RemoteSubnet|EnableTunnelsBgp|(?:TunnelOptionsSpecification\[[^\]]*\]\.Tunnel)?(?:Ike|Ipsec|Bgp)Config\.)/;

const peerFields = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap(({ Field }) => (PEER.test(Field) ? [Field] : []));

/** What the peer needs as well, and what it was seen to have already: only exactly the new value counts. */
const peerNotes = (
  fields: readonly string[],
  completed: Fields,
  live: Connection,
  peer: KnownPeer | undefined,
): readonly Message[] => {
  const afterOf = (field: string): unknown => {
    const [head = '', inner] = field.split('.');
    const part = completed[head] ?? Reflect.get(live, head);
    return inner === undefined ? part : isFields(part) ? part[inner] : undefined;
  };
  const known = peer ? fieldsAtPeer(fields, afterOf, peer) : new Map<string, PeerTakes['source']>();
  const open = fields.filter((field) => !known.has(field));
  const time = clockTime(peer?.atMs ?? 0);
  const had = (['configuration', 'log'] as const).flatMap((source) => {
    const seen = fields.filter((field) => known.get(field) === source);
    const values = seen.map((field) => `${field}=${String(afterOf(field))}`);
    return seen.length > 0
      ? [message(planMessages.peerHas, { fields: someOf(values), source: kindNames[source], time })]
      : [];
  });
  return [...(open.length > 0 ? [message(planMessages.bothEnds, { fields: someOf(open) })] : []), ...had];
};

/** Of two peers a diagnosis has seen one at most, and nobody knows which: each is told what it needs. */
const eachPeerNotes = ({ whole, byTunnel }: ConnectionChanges): readonly Message[] => {
  const shared = peerFields(whole);
  const each = byTunnel.flatMap(({ tunnel, changes }) => {
    const fields = peerFields(changes).map((field) => field.replace(/^[^.]*\]\./, ''));
    return fields.length > 0 ? [{ tunnel: tunnelName(tunnel.live), fields: someOf(fields) }] : [];
  });
  const text = each.length > 1 || shared.length > 0 ? planMessages.peersOfBoth : planMessages.peerOfTunnel;
  return [
    ...(shared.length > 0 ? [message(planMessages.bothPeers, { fields: someOf(shared) })] : []),
    ...each.map((values) => message(text, values)),
  ];
};

/** What stops while both ends agree anew, what is carried then, and what the peers need for it. */
export const changeNotes = (
  changes: ConnectionChanges,
  input: Modification,
  {
    completed,
    name,
    seen,
  }: { readonly completed: Fields; readonly name: string; readonly seen: KnownPeer | undefined },
  live: Connection,
): readonly Message[] => {
  // Settings of a connection whose tunnels have their own are never sent, so that nothing comes of them.
  const sent = [...changes.whole, ...(isOwnTunnel(live) ? changes.own : [])];
  const isWhole = sent.some(({ Field }) => Field !== 'Name');
  const touched = changes.byTunnel.filter((one) => one.changes.length > 0).map(({ tunnel }) => tunnel.live);
  return [
    ...(isWhole ? dropNotes(live, name) : dropNotes(live, name, touched)),
    ...blockNotes(input, live),
    ...(isOwnTunnel(live) ? peerNotes(peerFields(sent), completed, live, seen) : eachPeerNotes(changes)),
  ];
};
