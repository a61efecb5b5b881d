import { sanitize } from '../text/sanitize.ts';

// When two names are the same to whoever reads them: letter by letter, or to the eye alone.

/** What a name has in common with those of another case, width or spelling of the same letters. */
const folded = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

/** What a screen shows, of letters put together first: some parts of a letter are signs that a screen is not shown alone. */
const shown = (name: string): string => sanitize(name.normalize('NFKC'));

/** Names of which this is equal are the same name, as far as a screen shows them. */
export const spellingOf = (name: string): string => folded(shown(name));

/**
 * Gives, for a name, what is equal for all names that look like it: its skeleton (Unicode Technical Standard 39), of which
 * the case does not count. The table of look-alikes is loaded with the first use.
 */
export const loadLooks = async (): Promise<(name: string) => string> => {
  const { default: prototype } = await import('unhomoglyph');
  return (name) => folded(prototype(shown(name).normalize('NFD')).normalize('NFD'));
};

/** Scripts that the identifiers of Unicode recommend; any other one counts as one of its own together. */
const SCRIPTS = [
  ...['Latin', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Cyrillic', 'Greek', 'Armenian', 'Georgian'],
  ...['Arabic', 'Hebrew', 'Thaana', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu'],
  ...['Kannada', 'Malayalam', 'Sinhala', 'Thai', 'Lao', 'Tibetan', 'Myanmar', 'Khmer', 'Ethiopic'],
].map((script) => ({ script, letter: new RegExp(`\\p{Script=${script}}`, 'u') }));

/** What no script of its own is: digits, and marks that go with any letter. */
const NO_SCRIPT = /[\p{Script=Common}\p{Script=Inherited}]/u;

const scriptsOf = (word: string): ReadonlySet<string> => {
  const letters = [...new Set(word)].filter((letter) => !NO_SCRIPT.test(letter));
  return new Set(letters.map((each) => SCRIPTS.find(({ letter }) => letter.test(each))?.script ?? 'other'));
};

/** Scripts that are written together in one word: Chinese, Japanese and Korean, each with Latin. */
const TOGETHER = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
] as const;

const isWrittenTogether = (scripts: ReadonlySet<string>): boolean =>
  scripts.size < 2 || TOGETHER.some((group) => [...scripts].every((script) => group.some((each) => each === script)));

/** Whether a word of the name mixes scripts that nobody writes together, such as a Cyrillic letter among Latin ones. */
export const mixesScripts = (name: string): boolean =>
  sanitize(name)
    .normalize('NFKC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .some((word) => !isWrittenTogether(scriptsOf(word)));
