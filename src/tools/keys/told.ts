import type { Told, Values } from '../../catalogue/message.ts';
import type { Connection } from '../inventory/inventory.ts';
import { keyTexts } from './messages.ts';
import type { Paths } from './other-path.ts';
import type { Stand } from './rotation.ts';

const told = (text: keyof typeof keyTexts, values: Values = {}): Told => ({ text: keyTexts[text], values });

const list = (texts: readonly string[]): string => texts.join(', ');

/** What carries the traffic of a connection of one tunnel meanwhile. */
export const pathsTold = (name: string, paths: Paths | { readonly unread: string }): readonly Told[] => {
  if ('unread' in paths) return [told('unread', { name, why: paths.unread })];
  const { alone, movable, standbys, elsewhere, carriers } = paths;
  return [
    ...(alone.length > 0 ? [told('alone', { dests: list(alone) })] : []),
    ...(movable.length > 0 ? [told('moveFirst', { dests: list(movable), name, others: list(standbys) })] : []),
    ...(elsewhere.length > 0 ? [told('standsBy', { dests: list(elsewhere), name, others: list(carriers) })] : []),
  ];
};

const timeOf = (atMs: number): string => new Date(atMs).toISOString();

const doubts = ({ tunnel, change, isOverwritten }: Stand): readonly Told[] => {
  const isOpen = change !== undefined && change.result !== 'ok' && tunnel.key === undefined;
  const time = timeOf(change?.atMs ?? 0);
  return [
    ...(isOpen ? [told('openTry', { time })] : []),
    ...(tunnel.key === undefined ? [told('masked', { name: tunnel.name })] : []),
    ...(isOverwritten ? [told('changedSince', { name: tunnel.name, time })] : []),
  ];
};

/** What is known beside the tunnel itself. */
interface Around {
  readonly connection: Connection;
  /** Of a connection of one tunnel: of two the plan of the step itself says what the other one does. */
  readonly paths: Paths | { readonly unread: string } | undefined;
}

/** What a person reads before the plan: what is not known first, then what is done, what stops, and the way back. */
export const toldOf = (next: Stand, { connection, paths }: Around): readonly Told[] => {
  const { name, peer, isUp, status } = next.tunnel;
  const stops = paths ? pathsTold(name, paths) : [];
  const isUnread = paths !== undefined && 'unread' in paths;
  return [
    ...doubts(next),
    ...(isUnread ? stops : []),
    told('does', { name, peer }),
    ...(isUp === false ? [told('downNow', { status })] : isUnread ? [] : stops),
    ...(connection.EffectImmediately === false ? [told('later')] : []),
    told('back'),
  ];
};
