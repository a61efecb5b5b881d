import { INVISIBLE, UNASSIGNED } from '../../catalogue/invisible.ts';
import { type Language, stepPlace } from '../../catalogue/message.ts';

// Names and descriptions come from the cloud, where anybody with access may have written them: one may be named like
// reassurance, or carry marks that turn text around, hide it or draw a heading of its own.

const LONGEST = 128;

const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);
const ST = String.fromCharCode(0x9c);
const CSI = String.fromCharCode(0x9b);
/** DCS, SOS, OSC, PM, APC as single characters: what follows is a text for the terminal, up to its end. */
const STRINGS = [0x90, 0x98, 0x9d, 0x9e, 0x9f].map((code) => String.fromCharCode(code)).join('');

/**
 * Sequences for terminals as ECMA-48 has them, in the forms of seven and eight bits: with the escape alone gone, its
 * parameters would stand among the letters of a name. A string without an end, or with
 * another's beginning in it, loses its own beginning only: so no text is gone through twice.
 */
const SEQUENCES = new RegExp(
  [
    `(?:${ESC}[\\]PX^_]|[${STRINGS}])[^${BEL}${ESC}${ST}${STRINGS}]*(?:${BEL}|${ESC}\\\\|${ST})`,
    `(?:${ESC}\\[|${CSI})[0-?]*[ -/]*[@-~]`,
    `${ESC}[ -/]*[0-~]`,
  ].join('|'),
  'g',
);

/** What nobody sees, and what has no certain look. */
const HIDDEN = new RegExp(`[${INVISIBLE}${UNASSIGNED}]+`, 'gu');

/**
 * What Markdown, HTML and our own quotes are made of. A single underscore inside a word is part of many names. What stands
 * for a secret stays whole: it has brackets of its own.
 */
const MARKUP =
  /(?<mark>\[secret:[0-9a-f]{8}:\d{1,6}\])|[*`[\]<>#|~\\"“”„«»{}]|_{2,}|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu;

const PLACE = /\{\{(\d{1,3})\.(\w{1,64})\}\}/g;

/** Text with places of what earlier steps make in words: without their braces they would read as a number and a name. */
export const placesInWords = (text: string, language: Language): string =>
  text.replace(PLACE, (_, step: string, field: string) => stepPlace(Number(step), field)[language]);

/** Text from outside as it may be shown: one line, visible characters, no Markdown, no live links, at most 128 characters. */
export const sanitize = (text: string, longest = LONGEST): string => {
  const flat = placesInWords(text, 'en')
    .replace(SEQUENCES, '')
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .replace(HIDDEN, '')
    .replace(MARKUP, '$<mark>')
    .replace(/:\/\//g, ': //');
  const trimmed = flat.replace(/ {2,}/g, ' ').trim();
  const letters = [...trimmed];
  return letters.length <= longest ? trimmed : `${letters.slice(0, longest - 1).join('')}…`;
};

/** Words by which people agree: no resource may be confirmed by typing one of them. */
const CONSENT =
  /^(y|yes|yep|yeah|ok|okay|sure|true|agree|agreed|accept|accepted|allow|allowed|approve|approved|confirm|confirmed|continue|proceed|go|delete|safe|done|no|refuse|cancel|\u662f|\u597d|\u540c\u610f|\u786e\u8ba4|\u6279\u51c6|\u5220\u9664)$/iu;

/** Whether a name may be the thing a human types to confirm: plain characters, and not a word of consent. */
export const isPlainName = (name: string): boolean =>
  /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,127}$/u.test(name) && name === sanitize(name) && !CONSENT.test(name);

/** A name as it stands in a sentence: one that is no plain word stands in quotes, or it could read as a sentence of ours. */
export const quoted = (name: string, longest = LONGEST): string => {
  const shown = sanitize(name, longest);
  return shown === '' || isPlainName(shown) ? shown : `“${shown}”`;
};
