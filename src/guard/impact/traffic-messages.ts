import type { Flow, Part, Shift } from '../../network/traffic.ts';
import type { Tunnels } from '../plan/impact.ts';
import { planMessages } from '../plan/messages.ts';
import { type LocalizedText, type Message, message, someOf } from '../text/message.ts';

/** Why a table changes: an entry changes or goes, is only withdrawn from the VPC, or comes and draws traffic. */
export type Occasion = 'change' | 'withdraw' | 'draw';

/** A sentence about one part; its `dest` is filled when the parts that share it are known. */
interface Note {
  readonly words: LocalizedText;
  readonly names: Readonly<Record<string, readonly string[]>>;
}

const note = (words: LocalizedText, names: Note['names'] = {}): Note => ({ words, names });

const isUnchanged = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

const isBetween = (shift: Shift): boolean => !isUnchanged(shift.before.hops, shift.after.hops);

const hopNames = ({ hops }: Flow, known: Tunnels): readonly string[] => hops.map(known.name);

const doubtWords = ({ before, after }: Shift): LocalizedText => {
  if (after.doubt === 'order unknown') return planMessages.orderUnknown;
  const isAlone = after.hops.length === 1 && before.hops.length > 0 && !isUnchanged(before.hops, after.hops);
  return isAlone ? planMessages.standbyAlone : planMessages.noneActive;
};

/** Who carries it in the end where that cannot be told. */
const doubtNote = (shift: Shift, known: Tunnels): readonly Note[] =>
  shift.after.doubt === undefined ? [] : [note(doubtWords(shift), { hops: hopNames(shift.after, known) })];

const downNote = ({ after }: Shift, known: Tunnels): readonly Note[] => {
  const [to] = after.hops;
  return to !== undefined && after.hops.length === 1 && known.isUp(to) === false
    ? [note(planMessages.movesToDown, { to: [known.name(to)] })]
    : [];
};

/** From one tunnel to another; where several come after, only the doubt is told. */
const moveNote = (shift: Shift, known: Tunnels, words: LocalizedText): readonly Note[] => {
  const { before, after } = shift;
  if (before.hops.length === 0 || after.hops.length !== 1 || !isBetween(shift)) return [];
  const others = before.hops.filter((hop) => !after.hops.includes(hop));
  const names = { from: others.map(known.name), to: hopNames(after, known) };
  return [note(before.hops.length > 1 ? planMessages.settles : words, names)];
};

/** The VPC sent it here and sends it here still. */
const carriedHere = (shift: Shift, known: Tunnels, occasion: Occasion): readonly Note[] => {
  const { before, after } = shift;
  if (occasion === 'withdraw') return [note(planMessages.stillSent)];
  const doubt = doubtNote(shift, known);
  const tied = after.elsewhere.length > 0 ? [note(planMessages.tied, { gateway: after.elsewhere })] : [];
  if (after.hops.length === 0) return before.hops.length > 0 ? [note(planMessages.lastRoute)] : [];
  if (!isBetween(shift))
    return doubt.length > 0 ? doubt : [note(planMessages.stays, { hop: hopNames(after, known) }), ...tied];
  const moves = moveNote(shift, known, planMessages.moves);
  return [...moves, ...(moves.length > 0 ? downNote(shift, known) : []), ...doubt, ...tied];
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
    ...(isBetween(shift) ? doubtNote(shift, known) : []),
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
  const words = before.here ? planMessages.wouldMove : planMessages.movesOther;
  return [
    ...(drawn.length > 0 ? [note(planMessages.drawn, { gateway: drawn })] : []),
    ...(isTied ? [note(planMessages.tied, { gateway: after.elsewhere })] : []),
    ...moveNote(shift, known, words),
    ...(before.hops.length > 0 && isBetween(shift) ? doubtNote(shift, known) : []),
  ];
};

/** Whether a change takes traffic from where it goes now, or nobody can tell. */
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

const placesOf = ({ dest, source }: Shift): readonly Both[] => {
  const dests = destsOf(dest);
  if (!source) return dests;
  const from = sourcesOf(source);
  return dests.map(({ en, zh }) => ({ en: `${en} from ${from.en}`, zh: `${zh}（来自 ${from.zh}）` }));
};

const filled = (names: readonly string[]): string | readonly string[] =>
  names.length === 1 ? (names[0] ?? '') : someOf(names);

interface Told extends Note {
  readonly places: readonly Both[];
}

const unique = <T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] => [
  ...new Map(values.map((value) => [keyOf(value), value])).values(),
];

/** Notes of one key as one, with all their places and names. */
const folded = (notes: readonly Told[], keyOf: (one: Told) => string): readonly Told[] => {
  const groups = new Map<string, Told>();
  for (const one of notes) {
    const known = groups.get(keyOf(one));
    const names = Object.entries(one.names).map(([name, values]) => [
      name,
      unique([...(known?.names[name] ?? []), ...values], String),
    ]);
    const places = unique([...(known?.places ?? []), ...one.places], ({ en }) => en);
    groups.set(keyOf(one), { words: one.words, names: Object.fromEntries(names), places });
  }
  return [...groups.values()];
};

/** Sentences that differ in names only are one each up to here, and then one for all. */
const MOST_ALIKE = 6;

const bounded = (notes: readonly Told[]): readonly Told[] => {
  const exact = folded(notes, ({ words, names }) => JSON.stringify([words.en, names]));
  const alike = (words: LocalizedText): number => exact.filter((one) => one.words === words).length;
  return folded(exact, ({ words, names }) => JSON.stringify([words.en, alike(words) > MOST_ALIKE ? null : names]));
};

const ruin: readonly LocalizedText[] = [planMessages.lastRoute, planMessages.withdrawn, planMessages.vpcElsewhere];

const sentence = ({ words, names, places }: Told): Message => {
  const dest = places.every(isPlain) ? filled(places.map(({ en }) => en)) : list(places);
  const values = Object.entries(names).map(([name, texts]) => [name, filled(texts)]);
  return message(words, { dest, ...Object.fromEntries(values) });
};

/** What becomes of traffic, in few sentences: parts that fare alike share one. Always in the same order. */
export const trafficMessages = (shifts: readonly Shift[], known: Tunnels, occasion: Occasion): readonly Message[] => {
  const notes = shifts.flatMap((shift) => {
    const of = occasion === 'draw' ? drawNotes(shift, known) : notesOf(shift, known, occasion);
    return of.map((one): Told => ({ ...one, places: placesOf(shift) }));
  });
  const told = bounded(notes);
  const rank = ({ words, places }: Told): number => (ruin.includes(words) ? 0 : 2) + (places.every(isPlain) ? 0 : 1);
  return told.toSorted((a, b) => rank(a) - rank(b)).map(sentence);
};
