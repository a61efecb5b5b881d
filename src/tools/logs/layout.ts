import type { CandidateCause, Evidence } from '../causes/evidence.ts';
import type { LogMatch } from './match.ts';
import { secondsOf } from './negotiation-state.ts';

/** A line of a log and where it begins in the pasted text, counted from 1. */
interface NumberedLine {
  readonly text: string;
  readonly at: number;
}

const BEFORE_LINE =
  / (?=(?:[A-Z][a-z]{2} [ \d]\d )?(?:\d{2}:\d{2}:\d{2} )?\d{2}\[[A-Z]{3}\] )(?<!(?:[A-Z][a-z]{2} [ \d]\d|\d{2}:\d{2}:\d{2}) )/g;

/** A log whose line ends were lost on the way, as in a chat, with a line for each thing that charon says. */
export const withLineEnds = (text: string): string => {
  const begins = text.match(BEFORE_LINE)?.length ?? 0;
  const ends = text.match(/\n/g)?.length ?? 0;
  return begins > 3 && begins > 3 * ends ? text.replace(BEFORE_LINE, '\n') : text;
};

/** How charon begins a line, behind whatever time and name stand before it. */
const HEAD = /^.{0,80}?\d\d\[[A-Z]{3}\]/;
/** Widths at which consoles and mails break lines. */
const [NARROW, WIDE] = [60, 140];
const MOST = 1_000;

const isQuoted = (lines: readonly string[]): boolean =>
  lines.some((line) => line.startsWith('>')) && lines.every((line) => line === '' || line.startsWith('>'));

/** Whether a line goes on from the one before: it has no head, and the one before was about full. */
const isRestOf = (line: string, before: string | undefined, width: number): boolean =>
  line !== '' && !HEAD.test(line) && (before?.length ?? 0) >= width * 0.6;

/** Puts pieces of a line together again: what has no head goes on from a line that was about full. */
const joined = (lines: readonly string[], width: number): readonly NumberedLine[] => {
  const whole: { text: string; at: number }[] = [];
  lines.forEach((line, index) => {
    const last = whole.at(-1);
    const before = lines[index - 1] ?? '';
    const isRest = isRestOf(line, before, width);
    if (!last || !isRest || last.text.length + line.length > MOST) whole.push({ text: line, at: index + 1 });
    else last.text += before.length === width ? line : ` ${line}`;
  });
  return whole;
};

/** The last word of a line that was cut off may be a part of it: half an address is another's. */
const withoutHalves = (lines: readonly string[], width: number): readonly NumberedLine[] =>
  lines.map((line, index) => ({ text: line.length === width ? line.replace(/\S{1,200}$/, '') : line, at: index + 1 }));

/** Whether many lines end at the same column, and each in its own way: a line that is repeated has one length anyway. */
const isCut = (lines: readonly string[], width: number): boolean => {
  const full = lines.filter((line) => line.length === width);
  return new Set(full.map((line) => line.slice(-12))).size > 2 && full.length > lines.length / 8;
};

/** Where a journal and a file were pasted as one, each line stands there twice. */
const once = (lines: readonly NumberedLine[]): readonly NumberedLine[] => {
  const single = lines.filter(({ text }, index) => text === '' || text !== lines[index - 1]?.text);
  return single.length < lines.length * 0.6 ? single : lines;
};

const unbroken = (pasted: readonly string[]): readonly NumberedLine[] => {
  const lines = isQuoted(pasted) ? pasted.map((line) => line.replace(/^(?:> ?){1,5}/, '')) : pasted;
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const heads = lines.filter((line) => HEAD.test(line)).length;
  const asTheyAre = () => lines.map((text, index) => ({ text, at: index + 1 }));
  if (width < NARROW || width > WIDE || heads < 3) return asTheyAre();
  const rests = lines.flatMap((line, index) => (isRestOf(line, lines[index - 1], width) ? [index] : []));
  const isAtColumn = rests.some((index) => lines[index - 1]?.length === width);
  if (isAtColumn || rests.length > Math.max(1, heads / 10)) return joined(lines, width);
  return isCut(lines, width) ? withoutHalves(lines, width) : asTheyAre();
};

/** Lines as they were written: without the marks of a quoted mail, and put together where a console or a mail broke them. */
export const asWritten = (pasted: readonly string[]): readonly NumberedLine[] => once(unbroken(pasted));

/** Lines of charon that follow each other: a message is made and sent, or received and read. */
const FOLLOWS = [
  [/\bgenerating \S+ (?:request|response) /, /\bsending packet: /],
  [/\breceived packet: /, /\bparsed \S+ (?:request|response) /],
] as const;

const isStep = (one: string, next: string): boolean =>
  FOLLOWS.some(([before, after]) => before.test(one) && after.test(next));

/** Whether the newest line stands first, as some consoles show a log: by the times, or within a second by the order of steps. */
const isNewestFirst = (lines: readonly string[]): boolean => {
  let [forward, backward] = [0, 0];
  let time: number | undefined;
  lines.forEach((line, at) => {
    const next = lines[at + 1] ?? '';
    const seconds = secondsOf(line);
    if (isStep(line, next) || (seconds !== undefined && time !== undefined && seconds > time)) forward += 1;
    if (isStep(next, line) || (seconds !== undefined && time !== undefined && seconds < time)) backward += 1;
    time = seconds ?? time;
  });
  return backward > 1 && backward > 2 * forward;
};

/** A log with its oldest line first, and which line of the pasted text each one is, both counted from 1. */
export interface OrderedLog {
  readonly lines: readonly string[];
  readonly numberOf: (at: number) => number;
}

export const inOrder = (written: readonly NumberedLine[]): OrderedLog => {
  const ordered = isNewestFirst(written.map(({ text }) => text)) ? written.toReversed() : written;
  return { lines: ordered.map(({ text }) => text), numberOf: (at) => ordered[at - 1]?.at ?? at };
};

const renumbered = (evidence: Evidence, numberOf: OrderedLog['numberOf']): Evidence => {
  const at = evidence.values?.['at'];
  return typeof at === 'number' ? { ...evidence, values: { ...evidence.values, at: numberOf(at) } } : evidence;
};

/** Causes and lines as the pasted text numbers them. */
export const renumber = (
  candidates: readonly CandidateCause[],
  follows: readonly LogMatch[],
  numberOf: OrderedLog['numberOf'],
): { readonly candidates: readonly CandidateCause[]; readonly follows: readonly LogMatch[] } => ({
  candidates: candidates.map((one) => ({
    ...one,
    evidence: one.evidence.map((evidence) => renumbered(evidence, numberOf)),
  })),
  follows: follows.map((match) => ({ ...match, at: numberOf(match.at) })),
});
