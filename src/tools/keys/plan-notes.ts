import type { SummaryLine, Values } from '../../catalogue/message.ts';
import type { Connection } from '../inventory/inventory.ts';
import { keyTexts } from './messages.ts';
import type { Paths } from './other-path.ts';
import type { Stand } from './rotation.ts';

const note = (text: keyof typeof keyTexts, values: Values = {}): SummaryLine => ({ text: keyTexts[text], values });

const list = (texts: readonly string[]): string => texts.join(', ');

/** What carries the traffic of a connection of one tunnel meanwhile. */
export const pathNotes = (name: string, paths: Paths | { readonly unread: string }): readonly SummaryLine[] => {
  if ('unread' in paths) return [note('unread', { name, why: paths.unread })];
  const { alone, movable, standbys, elsewhere, carriers } = paths;
  return [
    ...(alone.length > 0 ? [note('alone', { dests: list(alone) })] : []),
    ...(movable.length > 0 ? [note('moveFirst', { dests: list(movable), name, others: list(standbys) })] : []),
    ...(elsewhere.length > 0 ? [note('standsBy', { dests: list(elsewhere), name, others: list(carriers) })] : []),
  ];
};

const timeOf = (atMs: number): string => new Date(atMs).toISOString();

const doubts = ({ tunnel, change, isOverwritten }: Stand): readonly SummaryLine[] => {
  const isOpen = change !== undefined && change.result !== 'ok' && tunnel.key === undefined;
  const time = timeOf(change?.atMs ?? 0);
  return [
    ...(isOpen ? [note('openTry', { time })] : []),
    ...(tunnel.key === undefined ? [note('masked', { name: tunnel.name })] : []),
    ...(isOverwritten ? [note('changedSince', { name: tunnel.name, time })] : []),
  ];
};

/** What is known beside the tunnel itself. */
interface Around {
  readonly connection: Connection;
  /** Of a connection of one tunnel: of two the plan of the step itself says what the other one does. */
  readonly paths: Paths | { readonly unread: string } | undefined;
  /** Whether the key waits on a page, and not in a folder. */
  readonly isOnPage?: boolean;
}

/** What a person reads before the plan: what is not known first, then what is done, what stops, and the way back. */
export const notesOf = (next: Stand, { connection, paths, isOnPage = false }: Around): readonly SummaryLine[] => {
  const { name, peer, isUp, status } = next.tunnel;
  const stops = paths ? pathNotes(name, paths) : [];
  const isUnread = paths !== undefined && 'unread' in paths;
  return [
    ...doubts(next),
    ...(isUnread ? stops : []),
    note(isOnPage ? 'doesOnPage' : 'does', { name, peer }),
    ...(isUp === false ? [note('downNow', { status })] : isUnread ? [] : stops),
    ...(connection.EffectImmediately === false ? [note('later')] : []),
    note('back'),
  ];
};
