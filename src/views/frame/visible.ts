import { INVISIBLE } from '../../catalogue/invisible.ts';

/** Texts from the cloud may be as long as they like; a page shows so much of one. */
const LONGEST = 2_000;

const HIDDEN = new RegExp(`(?!\\n)[${INVISIBLE}]`, 'gu');

const escapeOf = (char: string): string =>
  `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/** No character is cut in half: its half would look like something hidden. */
const cutAt = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return `${text.slice(0, end)}… (+${text.length - end})`;
};

/** A text as a person may see it: what is invisible or turns the line around stands as its code, what is too long is cut. */
export const visible = (text: string, most = LONGEST): string => {
  return cutAt(text, most).replaceAll('\t', ' ').replace(HIDDEN, escapeOf);
};

/** The same on one line. */
export const oneLine = (text: string, most = 200): string => visible(text.replaceAll('\n', ' '), most);
