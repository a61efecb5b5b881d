import { INVISIBLE } from '../../catalogue/invisible.ts';

/** Texts from the cloud may be as long as they like; a page shows so much of one. */
const LONGEST = 2_000;

const HIDDEN = new RegExp(`(?!\\n)[${INVISIBLE}]`, 'gu');

const escapeOf = (char: string): string =>
  `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/** A text as a person may see it: what is invisible or turns the line around stands as its code, what is too long is cut. */
export const visible = (text: string, most = LONGEST): string => {
  const cut = text.length > most ? `${text.slice(0, most)}… (+${text.length - most})` : text;
  return cut.replaceAll('\t', ' ').replace(HIDDEN, escapeOf);
};

/** The same on one line. */
export const oneLine = (text: string, most = 200): string => visible(text.replaceAll('\n', ' '), most);
