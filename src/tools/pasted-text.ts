import { INVISIBLE } from '../catalogue/invisible.ts';
import { maskKeys } from '../vendors/index.ts';

/** The most text a person may paste, in characters. */
export const MAX_PASTED = 262_144;

/** A line longer than this is cut into pieces: no pattern ever sees more, so reading stays linear. */
const MAX_LINE = 1_000;

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
 * Text beyond the limit is dropped.
 */
export const readPasted = (text: string): readonly string[] => {
  const clean = text.slice(0, MAX_PASTED).replace(ESCAPES, '').replace(/\r\n?/g, '\n').replace(HIDDEN, '');
  // Before a long line is cut: a key must not survive where two pieces meet.
  return maskKeys(clean, hideLines).split('\n').flatMap(pieces);
};

/** A pasted line short enough to be quoted as evidence. */
export const quote = (line: string, length = 160): string => {
  const text = line.replace(/\s+/g, ' ').trim();
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
};
