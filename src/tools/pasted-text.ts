import { INVISIBLE } from '../catalogue/invisible.ts';
import { format, type Language, type LocalizedText, type Values } from '../catalogue/message.ts';
import { maskKeys } from '../vendors/index.ts';

/** So much of a paste is read, and no more lines: what a reader does with a line costs more than the line's length. */
const MAX_READ = 262_144;
const MAX_LINES = 20_000;

/** A line longer than this is cut into pieces: no pattern ever sees more, so reading stays linear. */
const MAX_LINE = 1_000;

/** A paste as it was read. */
export interface Pasted {
  readonly lines: readonly string[];
  /** How much of it was read, where that is not all. */
  readonly unread?: Unread;
}

/** Says how much was read of a text that is longer than a reading may be. */
export interface Unread {
  readonly text: LocalizedText;
  readonly values: Values;
}

const PART: LocalizedText = {
  en: 'read the first {lines} lines, {read} of {all} characters: paste the last attempt or the VPN part only',
  zh: '只读取了前 {lines} 行（{all} 个字符中的 {read} 个）：请只粘贴最后一次尝试或 VPN 部分',
};

/** What stands where a pasted secret stood. */
export const MASK = '<masked>';

// Line ends and tabs stay.
const HIDDEN = new RegExp(`(?![\\n\\t])[${INVISIBLE}]`, 'gu');

// Terminal colours and cursor moves of a copied console: ESC, then `[`, numbers and a letter.
const ESCAPES = /(?![\n\t\r])\p{Cc}\[[0-9;?]{0,20}[A-Za-z]/gu;

/** A private key has several lines; their number stays, since evidence names lines by it. */
const hideLines = (key: string): string => key.replace(/[^\n]+|(?<=\n)(?=\n)/g, MASK);

const pieces = (line: string): string[] =>
  line.length <= MAX_LINE
    ? [line]
    : Array.from({ length: Math.ceil(line.length / MAX_LINE) }, (_, at) =>
        line.slice(at * MAX_LINE, (at + 1) * MAX_LINE),
      );

/**
 * What a person pasted, as lines that are safe to read and to repeat: bounded, without control characters, keys masked.
 * Beyond the limits nothing is read, and `unread` says so.
 */
export const readPasted = (text: string): Pasted => {
  const clean = text.slice(0, MAX_READ).replace(ESCAPES, '').replace(/\r\n?/g, '\n').replace(HIDDEN, '');
  // Before a long line is cut: a key must not survive where two pieces meet.
  const all = maskKeys(clean, hideLines).split('\n').flatMap(pieces);
  const lines = all.slice(0, MAX_LINES);
  if (lines.length === all.length && text.length <= MAX_READ) return { lines };
  const read = lines.length === all.length ? MAX_READ : lines.reduce((sum, line) => sum + line.length + 1, 0);
  const values = { lines: lines.length, read, all: text.length };
  return { lines, unread: { text: PART, values } };
};

/** What to tell of a text that was read in part: a line, or none. */
export const formatUnreadPart = (
  name: string,
  reading: { readonly unread?: Unread } | undefined,
  language: Language,
): readonly string[] =>
  reading?.unread ? [`${name}: ${format(reading.unread.text, language, reading.unread.values)}`] : [];

/** A pasted line short enough to be quoted as evidence. */
export const quote = (line: string, length = 160): string => {
  const text = line.replace(/\s+/g, ' ').trim();
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
};

/** Words of the cloud that repeat what a peer has sent: cleaned and masked as a pasted text is, on one line. */
export const quotePeer = (text: string, length = 80): string => quote(readPasted(text).lines.join(' '), length);
