import { MOST_LEVELS, type Open, type Statement } from './statement.ts';

const NAME = /^<\/?([\w:.-]{1,80})/;
/** What an element is called: by its name, else by its number. */
const ATTRIBUTES = [
  /\bname\s{0,4}=\s{0,4}(?:"([^"]{0,200})"|'([^']{0,200})')/,
  /\buuid\s{0,4}=\s{0,4}(?:"([^"]{0,200})"|'([^']{0,200})')/,
];

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => ENTITIES[name] ?? whole).trim();

/** Tags, and the texts between them. A sign that opens no tag is text. */
const PIECES = /<!\[CDATA\[[^\]]{0,1000}\]\]>|<[!?][^>]{0,1000}>|<\/?[A-Za-z_][^<>]{0,400}>|[^<]+|</g;

/** A line that reached the limit of a paste was cut there: the next goes on in it. */
const CUT = 1_000;

/** What stands for a key in a paste looks like a tag and is none. */
const MASKED = /<masked>/g;

const joined = (lines: readonly string[]): string =>
  lines
    .map((line) => (line.length === CUT ? line : `${line}\n`))
    .join('')
    .replace(MASKED, '*');

/**
 * Reads elements as statements: the name of the element, then its attribute `name` or `uuid`, or its text. Neither types nor entities
 * are declared by what it reads, and nothing is fetched.
 */
export const readXml = (lines: readonly string[]): readonly Statement[] => {
  const root: Open[] = [];
  const levels: Open[] = [];
  const inside = (): Open[] => levels.at(-1)?.inside ?? root;
  for (const [piece] of joined(lines).matchAll(PIECES)) {
    const name = NAME.exec(piece)?.[1];
    if (name === undefined) {
      const text = piece.startsWith('<![CDATA[')
        ? piece.slice(9, -3).trim()
        : piece.startsWith('<')
          ? ''
          : decoded(piece);
      const words = levels.at(-1)?.words;
      if (text !== '' && words && words.length < 2) words.push(text);
    } else if (piece.startsWith('</')) {
      const from = levels.findLastIndex(({ words }) => words[0] === name);
      if (from >= 0) levels.splice(from);
    } else {
      const [, double, single] = ATTRIBUTES.map((pattern) => pattern.exec(piece)).find((found) => found !== null) ?? [];
      const attribute = double ?? single;
      const made: Open = { words: attribute === undefined ? [name] : [name, attribute], inside: [] };
      inside().push(made);
      if (!piece.endsWith('/>') && levels.length < MOST_LEVELS) levels.push(made);
    }
  }
  return root;
};
