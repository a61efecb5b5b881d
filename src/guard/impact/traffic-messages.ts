import type { Flow } from '../../network/flow.ts';
import type { Part } from '../../network/parts.ts';
import type { Shift } from '../../network/traffic.ts';
import type { Tunnels } from '../plan/impact.ts';
import { planMessages } from '../plan/messages.ts';
import { type LocalizedText, type Message, message, someOf } from '../text/message.ts';
import { alarmsFirst } from '../traffic/alarm.ts';

/** Why a table changes: an entry changes or goes, is only withdrawn from the VPC, or comes and draws traffic. */
export type Occasion = 'change' | 'withdraw' | 'draw';

/** A sentence about one part; its `dest` is filled when the parts that share the sentence are known. */
interface Note {
  readonly text: LocalizedText;
  readonly names: Readonly<Record<string, readonly string[]>>;
}

const note = (text: LocalizedText, names: Note['names'] = {}): Note => ({ text, names });

const isUnchanged = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

const isBetween = (shift: Shift): boolean => !isUnchanged(shift.before.hops, shift.after.hops);

const hopNames = ({ hops }: Flow, known: Tunnels): readonly string[] => hops.map(known.name);

/** Which tunnels may carry it in the end, where that is not documented: what is likely first, then what is not sure. */
const unclearNote = ({ before, after }: Shift, known: Tunnels): readonly Note[] => {
  const { hops, doubt } = after;
  if (doubt === undefined) return [];
  const names = { hops: hopNames(after, known) };
  if (doubt === 'order unknown') return [note(planMessages.orderUnknown, names)];
  if (hops.length === 1) return [note(planMessages.weakStays, names)];
  const up = hops.filter((hop) => known.isUp(hop) === true);
  if (up.length === 1 && hops.every((hop) => known.isUp(hop) !== undefined))
    return [note(planMessages.noneActiveOneUp, { to: up.map(known.name) })];
  const now = hops.filter((hop) => before.hops.includes(hop));
  if (before.hops.length !== 1 || now.length !== 1) return [note(planMessages.noneActive, names)];
  const others = hops.filter((hop) => !now.includes(hop));
  return [note(planMessages.noneActiveNow, { from: now.map(known.name), to: others.map(known.name) })];
};

/** How a move is told, and how where the route has weight 0, so that nobody knows whether it carries anything. */
interface MoveTexts {
  readonly sure: LocalizedText;
  readonly weak: LocalizedText;
}

const MOVES: MoveTexts = { sure: planMessages.moves, weak: planMessages.weakMoves };
const OTHER_MOVES: MoveTexts = { sure: planMessages.movesOther, weak: planMessages.weakMovesOther };
const DRAWS: MoveTexts = { sure: planMessages.wouldMove, weak: planMessages.weakDraw };

/** From one tunnel to another, or which tunnels it may be: one sentence, never a certain one beside a doubtful one. */
const moveNote = (shift: Shift, known: Tunnels, { sure, weak }: MoveTexts): readonly Note[] => {
  const { before, after } = shift;
  if (before.hops.length === 0 || !isBetween(shift)) return [];
  if (after.hops.length !== 1) return unclearNote(shift, known);
  const others = before.hops.filter((hop) => !after.hops.includes(hop));
  const names = { from: others.map(known.name), to: hopNames(after, known) };
  if (after.doubt !== undefined) return [note(weak, names)];
  return [note(before.hops.length > 1 ? planMessages.settles : sure, names)];
};

/** The same sentence with what it depends on: another gateway that publishes the same block. */
const withTie = (notes: readonly Note[], { after }: Shift): readonly Note[] => {
  const [first, ...rest] = notes;
  if (after.elsewhere.length === 0) return notes;
  if (!first) return [note(planMessages.tied, { gateway: after.elsewhere })];
  return [
    { text: joined(first.text, planMessages.tiedTail), names: { ...first.names, gateway: after.elsewhere } },
    ...rest,
  ];
};

const joined = (head: LocalizedText, tail: LocalizedText): LocalizedText => ({
  en: head.en.replace(/\.$/, '') + tail.en,
  zh: head.zh.replace(/。$/, '') + tail.zh,
});

/** The VPC sent it here and sends it here still. */
const carriedHere = (shift: Shift, known: Tunnels, occasion: Occasion): readonly Note[] => {
  const { before, after } = shift;
  if (occasion === 'withdraw') return [note(planMessages.stillSent)];
  if (after.hops.length === 0) return before.hops.length > 0 ? [note(planMessages.lastRoute)] : [];
  if (isBetween(shift)) return withTie(moveNote(shift, known, MOVES), shift);
  const unclear = unclearNote(shift, known);
  return withTie(unclear.length > 0 ? unclear : [note(planMessages.stays, { hop: hopNames(after, known) })], shift);
};

/** The VPC sends it here no longer. */
const lostHere = (shift: Shift, known: Tunnels, occasion: Occasion): readonly Note[] => {
  const { after } = shift;
  const isGone = after.hops.length === 0 && occasion !== 'withdraw';
  if (after.elsewhere.length > 0)
    return [
      note(planMessages.vpcElsewhere, { gateway: after.elsewhere }),
      ...(isGone ? [note(planMessages.noneHere)] : []),
    ];
  if (isGone) return [note(planMessages.lastRoute)];
  const left = occasion === 'withdraw' ? [] : [note(planMessages.leftUnpublished, { to: hopNames(after, known) })];
  return [note(planMessages.withdrawn), ...left];
};

/** The VPC sends it here neither before nor after: only what comes another way is meant. */
const neverHere = (shift: Shift, known: Tunnels): readonly Note[] => {
  const { after, before } = shift;
  const isLast = after.hops.length === 0 && before.hops.length > 0;
  const elsewhere = after.elsewhere.length > 0 ? [note(planMessages.sentElsewhere, { gateway: after.elsewhere })] : [];
  if (isLast)
    return elsewhere.length > 0 ? [...elsewhere, note(planMessages.noneHere)] : [note(planMessages.lastUnsent)];
  return [...(elsewhere.length > 0 ? elsewhere : [note(planMessages.unsent)]), ...moveNote(shift, known, OTHER_MOVES)];
};

const notesOf = (shift: Shift, known: Tunnels, occasion: Occasion): readonly Note[] => {
  const { before, after } = shift;
  if (!after.here) return before.here ? lostHere(shift, known, occasion) : neverHere(shift, known);
  return carriedHere(shift, known, occasion);
};

/** Which gateways lose to this one what the VPC sent them. */
const drawnFrom = ({ before, after }: Shift): readonly string[] =>
  after.here ? before.elsewhere.filter((gateway) => !after.elsewhere.includes(gateway)) : [];

/** What a new or newly published entry draws here, and from which tunnel. */
const drawNotes = (shift: Shift, known: Tunnels): readonly Note[] => {
  const { before, after } = shift;
  const drawn = drawnFrom(shift);
  const moves = moveNote(shift, known, before.here ? DRAWS : OTHER_MOVES);
  return [
    ...(drawn.length > 0 ? [note(planMessages.drawn, { gateway: drawn })] : []),
    ...(after.here ? withTie(moves, shift) : moves),
  ];
};

/** Whether a change takes traffic from where it goes now, or may do so. */
export const isMove = (shift: Shift): boolean => {
  const { before, after } = shift;
  const isNewlyTied = after.here && !before.here && after.elsewhere.length > 0;
  return drawnFrom(shift).length > 0 || isNewlyTied || (before.hops.length > 0 && isBetween(shift));
};

/** A text in both languages. */
type Both = LocalizedText;

const plain = (text: string): Both => ({ en: text, zh: text });
const isPlain = ({ en, zh }: Both): boolean => en === zh;

const MOST = 8;

const list = (texts: readonly Both[]): Both => {
  const more = texts.length > MOST ? ` (+${texts.length - MOST})` : '';
  const shown = texts.slice(0, MOST);
  return { en: shown.map(({ en }) => en).join(', ') + more, zh: shown.map(({ zh }) => zh).join(', ') + more };
};

/** Blocks were read as addresses, so they hold nothing hostile. */
const destsOf = ({ whole, blocks, rest }: Part): readonly Both[] =>
  rest ? [{ en: `the rest of ${whole}`, zh: `${whole} 的其余部分` }] : blocks.map(plain);

const sourcesOf = (source: Part): Both => {
  if (source.rest && source.whole === '0.0.0.0/0') return { en: 'other sources', zh: '其他来源' };
  return list(destsOf(source));
};

const shownDests = ({ dest, source }: Shift): readonly Both[] => {
  const dests = destsOf(dest);
  if (!source) return dests;
  const from = sourcesOf(source);
  return dests.map(({ en, zh }) => ({ en: `${en} from ${from.en}`, zh: `${zh}（来自 ${from.zh}）` }));
};

const filled = (names: readonly string[]): string | readonly string[] =>
  names.length === 1 ? (names[0] ?? '') : someOf(names);

interface NoteOnDests extends Note {
  readonly dests: readonly Both[];
}

const unique = <T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] => [
  ...new Map(values.map((value) => [keyOf(value), value])).values(),
];

/** Notes of one key as one, with all their destinations and names. */
const grouped = (notes: readonly NoteOnDests[], keyOf: (one: NoteOnDests) => string): readonly NoteOnDests[] => {
  const groups = new Map<string, NoteOnDests>();
  for (const one of notes) {
    const known = groups.get(keyOf(one));
    const names = Object.entries(one.names).map(([name, values]) => [
      name,
      unique([...(known?.names[name] ?? []), ...values], String),
    ]);
    const dests = unique([...(known?.dests ?? []), ...one.dests], ({ en }) => en);
    groups.set(keyOf(one), { text: one.text, names: Object.fromEntries(names), dests });
  }
  return [...groups.values()];
};

/** Sentences that differ in names only are one each up to here, and then one for all. */
const MOST_ALIKE = 6;

const bounded = (notes: readonly NoteOnDests[]): readonly NoteOnDests[] => {
  const exact = grouped(notes, ({ text, names }) => JSON.stringify([text.en, names]));
  const alike = (text: LocalizedText): number => exact.filter((one) => one.text.en === text.en).length;
  return grouped(exact, ({ text, names }) => JSON.stringify([text.en, alike(text) > MOST_ALIKE ? null : names]));
};

/** Every tunnel that would carry it is down, or nobody knows. Where no tunnel is known, nothing is said of them. */
const downNotes = (shift: Shift, known: Tunnels): readonly Note[] => {
  const { after } = shift;
  const hops = after.hops.filter((hop) => hop !== '');
  if (hops.length === 0 || !(after.here || isBetween(shift))) return [];
  const up = hops.map(known.isUp);
  if (up.includes(true)) return [];
  const text = up.includes(undefined) ? planMessages.upUnknown : planMessages.allDown;
  return [note(text, { hops: hops.map(known.name) })];
};

/** Sentences that come first, after the alarms: traffic stops, or leaves this gateway. */
const outages: readonly LocalizedText[] = [planMessages.lastRoute, planMessages.withdrawn, planMessages.vpcElsewhere];

const sentence = ({ text, names, dests }: NoteOnDests): Message => {
  const dest = dests.every(isPlain) ? filled(dests.map(({ en }) => en)) : list(dests);
  const values = Object.entries(names).map(([name, texts]) => [name, filled(texts)]);
  return message(text, { dest, ...Object.fromEntries(values) });
};

const onDests = (notes: readonly Note[], shift: Shift): readonly NoteOnDests[] =>
  notes.map((one) => ({ ...one, dests: shownDests(shift) }));

/** Few sentences in an order of their own: parts that fare alike share one. */
const sentencesOf = (notes: readonly NoteOnDests[]): readonly Message[] => {
  const rank = ({ text, dests }: NoteOnDests): number =>
    (outages.includes(text) ? 0 : 2) + (dests.every(isPlain) ? 0 : 1);
  return bounded(notes)
    .toSorted((a, b) => rank(a) - rank(b))
    .map(sentence);
};

/** Which destinations would be left with tunnels that are down, or of which nobody knows whether they are up. */
export const downMessages = (shifts: readonly Shift[], known: Tunnels): readonly Message[] =>
  sentencesOf(shifts.flatMap((shift) => onDests(downNotes(shift, known), shift)));

/** What becomes of traffic, in few sentences: parts that fare alike share one. Always in the same order. */
export const trafficMessages = (shifts: readonly Shift[], known: Tunnels, occasion: Occasion): readonly Message[] => {
  const notes = shifts.flatMap((shift) =>
    onDests(occasion === 'draw' ? drawNotes(shift, known) : notesOf(shift, known, occasion), shift),
  );
  return alarmsFirst([...downMessages(shifts, known), ...sentencesOf(notes)]);
};
