import type { Action } from '../../catalogue/action.ts';
import { type Identified, isIdentified } from '../../catalogue/resource.ts';
import type { History } from '../history/history.ts';
import { called, type Impact, isUnread, type Target } from '../plan/impact.ts';
import type { LiveState, Named } from '../plan/live-state.ts';
import { planMessages } from '../plan/messages.ts';
import { listOf, unreadOf } from '../plan/seen.ts';
import { type Message, message, nameIn, someOf } from '../text/message.ts';
import { dayTime } from '../text/time.ts';
import { loadLooks, mixesScripts, spellingOf } from './look.ts';
import { renamesOf } from './renames.ts';

// A human who types a name has to mean one thing by it. A name that was changed of late, perhaps by the model that asks now,
// and one that another thing bears or seems to bear, says nothing: then only the ID is accepted, and the plan says why.

/** What was done to the name of late through this server, or that nobody knows. */
const pastDoubts = async (
  kind: Identified,
  { Id, Name }: Target,
  history: Pick<History, 'past'>,
): Promise<readonly Message[]> => {
  const past = await history.past();
  const { atMs, names } = renamesOf(past, kind, Id);
  const others = names.filter((name) => name !== Name);
  return [
    ...(atMs === undefined
      ? []
      : others.length === 0
        ? [message(planMessages.renamed, { time: dayTime(atMs) })]
        : [message(planMessages.renamedFrom, { time: dayTime(atMs), names: someOf(others.map(nameIn)) })]),
    ...(past.unread === undefined ? [] : [message(planMessages.renamesUnread, { why: past.unread })]),
  ];
};

const listed = (text: Message['text'], rows: readonly Named[]): readonly Message[] =>
  rows.length === 0
    ? []
    : [message(text, { count: rows.length, names: someOf(rows.map(({ Id, Name }) => called(Id, Name))) })];

/** Who else of the kind is called the same, or seems to be. Each name is looked at once. */
const siblingDoubts = async (
  kind: Identified,
  { Id, Name }: Target,
  liveState: LiveState,
): Promise<readonly Message[]> => {
  const seen = await liveState.namesOf(kind);
  const rows = listOf(seen);
  const own = rows.find((row) => row.Id === Id);
  // A list that does not even hold the target is no list of all.
  if (!own) return [message(planMessages.namesUnread, { why: unreadOf(seen) ?? planMessages.lacksIt })];
  const former = own.Former;
  const others = rows.filter((row) => row.Id !== Id && row.Name !== '');
  const lookOf = await loadLooks();
  const [spelling, look] = [spellingOf(Name), lookOf(Name)];
  const isSameName = (row: Named): boolean => spellingOf(row.Name) === spelling;
  const alike = others.filter((row) => lookOf(row.Name) === look || isSameName(row));
  return [
    ...(former === undefined ? [] : [message(planMessages.renamedHere, { name: nameIn(former) })]),
    ...listed(planMessages.sameNames, alike.filter(isSameName)),
    ...listed(
      planMessages.lookAlikes,
      alike.filter((row) => !isSameName(row)),
    ),
  ];
};

const needsAnchor = (impact: Impact): boolean =>
  !impact.gone && !impact.unchanged && impact.refusal === undefined && !isUnread(impact) && impact.target.Id !== '';

/**
 * The impact of a call for which a human types the name of its target. Where the name does not tell the target from
 * others, why stands before everything else, and the ID is what is typed.
 */
export const withAnchor = async (
  { resource }: Action,
  impact: Impact,
  liveState: LiveState,
  history: Pick<History, 'past'>,
): Promise<Impact> => {
  if (!isIdentified(resource) || !needsAnchor(impact)) return impact;
  const { target } = impact;
  const [past, siblings] = await Promise.all([
    pastDoubts(resource, target, history),
    target.Name === '' ? [] : siblingDoubts(resource, target, liveState),
  ]);
  const mixed = mixesScripts(target.Name) ? [message(planMessages.mixedScripts)] : [];
  const doubts = [...past, ...siblings, ...mixed];
  if (doubts.length === 0) return impact;
  return {
    ...impact,
    target: { ...target, confirm: target.Id, onlyId: true },
    affected: [...doubts, message(planMessages.typeId, { id: target.Id }), ...impact.affected],
  };
};
