import type { Language, LocalizedText } from '../../catalogue/message.ts';
import { placesInWords, quoted, sanitize } from './sanitize.ts';

export type { Language, LocalizedText };

type Value = string | number | LocalizedText | readonly string[];

/**
 * A sentence with the values of its placeholders, not yet in a language. Values may be hostile. They are sanitized when
 * formatted, after known secrets in them are masked: before that, pieces of a secret would be left unrecognised.
 */
export interface Message {
  readonly text: LocalizedText;
  /** A localized text fills its placeholder in the language of the sentence. */
  readonly values: Readonly<Record<string, Value>>;
}

export const message = (text: LocalizedText, values: Message['values'] = {}): Message => ({ text, values });

/** Around a name in a value until it is formatted: marks that nobody sees, and that no shown text keeps. */
const [OPEN, CLOSE] = ['\ue0f0', '\ue0f1'];

/** A name in a value, kept apart from what stands around it: one that is no plain word is shown in quotes. */
export const nameIn = (name: string): string => `${OPEN}${name.replaceAll(OPEN, '').replaceAll(CLOSE, '')}${CLOSE}`;

/** A value of a setting among others: one of several words is shown in quotes, as a name is. */
export const settingIn = (value: string): string => (/\s/.test(value) ? nameIn(value) : value);

const MARKED = new RegExp(`${OPEN}([^${OPEN}${CLOSE}]*)${CLOSE}`, 'u');

/** Sanitized, with the blanks at its ends that part it from a name. */
const around = (text: string, longest: number): string =>
  [/^\s/.test(text) ? ' ' : '', sanitize(text, longest), /\S\s+$/.test(text) ? ' ' : ''].join('');

/** A value as it is shown: names in quotes where they need them, the rest sanitized. */
const show = (value: string, longest: number): string => {
  const pieces = value.split(MARKED);
  if (pieces.length === 1) return sanitize(value, longest);
  // Parted by a mark with one group, every second piece is what the group held.
  return pieces
    .map((piece, at) => (at % 2 === 1 ? quoted(piece, Math.min(longest, 128)) : around(piece, longest)))
    .join('')
    .trim();
};

/** At most eight names and how many more there are: a long list hides what matters. */
const listed = (names: readonly string[], language: Language): string => {
  const shown = names.slice(0, 8).map((name) => show(placesInWords(name, language), 60));
  return names.length > 8 ? `${shown.join(', ')} (+${names.length - 8})` : shown.join(', ') || '-';
};

const fill = (value: Value | undefined, language: Language): string => {
  if (typeof value !== 'object') return show(placesInWords(String(value ?? '?'), language), 400);
  return 'en' in value ? value[language] : listed(value, language);
};

/** The sentence in one language. Every value is shown without control characters and Markdown. */
export const format = ({ text, values }: Message, language: Language): string =>
  text[language].replace(/\{(\w+)\}/g, (_, name: string) => fill(values[name], language));

/** Names as the value of a placeholder: eight are shown at most, and how many more there are. */
export const someOf = (names: readonly string[]): readonly string[] => names;

/** Sentences in their order, each once. */
export const eachOnce = (...parts: readonly (readonly Message[])[]): readonly Message[] => [
  ...new Map(parts.flat().map((sentence) => [format(sentence, 'en'), sentence])).values(),
];
