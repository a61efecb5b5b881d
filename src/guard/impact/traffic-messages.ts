import type { Flow, Part, Shift } from '../../network/traffic.ts';
import type { Tunnels } from '../plan/impact.ts';
import { planMessages } from '../plan/messages.ts';
import { type LocalizedText, type Message, message, someOf } from '../text/message.ts';

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

const unclearText = ({ before, after }: Shift): LocalizedText => {
  if (after.doubt === 'order unknown') return planMessages.orderUnknown;
  const isAlone = after.hops.length === 1 && before.hops.length > 0 && !isUnchanged(before.hops, after.hops);
  return isAlone ? planMessages.standbyAlone : planMessages.noneActive;
};

/** Which tunnels may carry it in the end, where that is not documented. */
const unclearNote = (shift: Shift, known: Tunnels): readonly Note[] =>
  shift.after.doubt === undefined ? [] : [note(unclearText(shift), { hops: hopNames(shift.after, known) })];

const downNote = ({ after }: Shift, known: Tunnels): readonly Note[] => {
  const [to] = after.hops;
  return to !== undefined && after.hops.length === 1 && known.isUp(to) === false
    ? [note(planMessages.movesToDown, { to: [known.name(to)] })]
    : [];
};

/** From one tunnel to another; where several may carry it, another sentence says so. */
const moveNote = (shift: Shift, known: Tunnels, text: LocalizedText): readonly Note[] => {
  const { before, after } = shift;
  if (before.hops.length === 0 || after.hops.length !== 1 || !isBetween(shift)) return [];
  const others = before.hops.filter((hop) => !after.hops.includes(hop));
  const names = { from: others.map(known.name), to: hopNames(after, known) };
  return [note(before.hops.length > 1 ? planMessages.settles : text, names)];
};

/** The VPC sent it here and sends it here still. */
const carriedHere = (shift: Shift, known: Tunnels, occasion: Occasion): readonly Note[] => {
  const { before, after } = shift;
  if (occasion === 'withdraw') return [note(planMessages.stillSent)];
  const unclear = unclearNote(shift, known);
  const tied = after.elsewhere.length > 0 ? [note(planMessages.tied, { gateway: after.elsewhere })] : [];
  if (after.hops.length === 0) return before.hops.length > 0 ? [note(planMessages.lastRoute)] : [];
  if (!isBetween(shift))
    return unclear.length > 0 ? unclear : [note(planMessages.stays, { hop: hopNames(after, known) }), ...tied];
  const moves = moveNote(shift, known, planMessages.moves);
  return [...moves, ...(moves.length > 0 ? downNote(shift, known) : []), ...unclear, ...tied];
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
  return [
    ...(elsewhere.length > 0 ? elsewhere : [note(planMessages.unsent)]),
    ...moveNote(shift, known, planMessages.movesOther),
    ...(isBetween(shift) ? unclearNote(shift, known) : []),
  ];
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
  const isTied = after.here && after.elsewhere.length > 0;
  const text = before.here ? planMessages.wouldMove : planMessages.movesOther;
  return [
    ...(drawn.length > 0 ? [note(planMessages.drawn, { gateway: drawn })] : []),
    ...(isTied ? [note(planMessages.tied, { gateway: after.elsewhere })] : []),
    ...moveNote(shift, known, text),
    ...(before.hops.length > 0 && isBetween(shift) ? unclearNote(shift, known) : []),
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
  const alike = (text: LocalizedText): number => exact.filter((one) => one.text === text).length;
  return grouped(exact, ({ text, names }) => JSON.stringify([text.en, alike(text) > MOST_ALIKE ? null : names]));
};

/** Sentences that come first: traffic stops, or leaves this gateway. */
const outages: readonly LocalizedText[] = [planMessages.lastRoute, planMessages.withdrawn, planMessages.vpcElsewhere];

const sentence = ({ text, names, dests }: NoteOnDests): Message => {
  const dest = dests.every(isPlain) ? filled(dests.map(({ en }) => en)) : list(dests);
  const values = Object.entries(names).map(([name, texts]) => [name, filled(texts)]);
  return message(text, { dest, ...Object.fromEntries(values) });
};

/** What becomes of traffic, in few sentences: parts that fare alike share one. Always in the same order. */
export const trafficMessages = (shifts: readonly Shift[], known: Tunnels, occasion: Occasion): readonly Message[] => {
  const notes = shifts.flatMap((shift) => {
    const of = occasion === 'draw' ? drawNotes(shift, known) : notesOf(shift, known, occasion);
    return of.map((one): NoteOnDests => ({ ...one, dests: shownDests(shift) }));
  });
  const sentences = bounded(notes);
  const rank = ({ text, dests }: NoteOnDests): number =>
    (outages.includes(text) ? 0 : 2) + (dests.every(isPlain) ? 0 : 1);
  return sentences.toSorted((a, b) => rank(a) - rank(b)).map(sentence);
};
