// What a wire, a log or a form makes of a text: percent signs, backslashes, entities, blanks as plus signs, and several of
// them over each other. Rather than guess every spelling of a key, both the key and the text are brought to what is left
// when all of that is taken away.

/** A text without its escapes, and where each of its letters stands in the text that it was made of. */
export interface Unescaped {
  readonly text: string;
  /** Where what became this letter begins. Undefined where nothing was taken away. */
  readonly from?: Int32Array;
  /** Where it ends. */
  readonly to?: Int32Array;
}

const SIGN = /[%&\\+]/;

// One alternative for each kind; how often it was applied over itself does not matter.
const ESCAPE = new RegExp(
  [
    ...['[CDcd]', '[Ee]', '[Ff]'].map(
      (lead, n) => `%(?:25)*${lead}[0-9A-Fa-f](?:%(?:25)*[89ABab][0-9A-Fa-f]){${n + 1}}`,
    ),
    '%(?:25)*[0-9A-Fa-f]{2}',
    String.raw`\\+u[Dd][89ABab][0-9A-Fa-f]{2}\\+u[Dd][C-Fc-f][0-9A-Fa-f]{2}`,
    String.raw`\\+(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nrtbf])?`,
    String.raw`&(?:amp;|#0*38;|#[Xx]0*26;)*(?:#\d{1,7}|#[Xx][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});`,
    String.raw`\+`,
  ].join('|'),
  'g',
);

/** The entities that stand for characters of a key; one letter or sign each. */
const NAMED: Readonly<Record<string, string>> = Object.fromEntries(
  `amp& lt< gt> quot" apos' excl! num# dollar$ percnt% lpar( rpar) ast* plus+ comma, period. sol/ colon: semi; equals= quest? commat@ lsqb[ lbrack[ bsol\\ rsqb] rbrack] hat^ lowbar_ grave\` lcub{ lbrace{ verbar| vert| rcub} rbrace}`
    .split(' ')
    .map((each) => [each.slice(0, -1), each.slice(-1)]),
);

const LINE_ENDS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const letter = (code: number): string | undefined =>
  Number.isNaN(code) || code > 0x10ffff ? undefined : String.fromCodePoint(code);

const hex = (digits: string): string | undefined => letter(Number.parseInt(digits, 16));

const unpercented = (found: string): string | undefined => {
  const bytes = found.replace(/%(?:25)*(?=[0-9A-Fa-f]{2})/g, '');
  const text = Buffer.from(bytes, 'hex').toString();
  return bytes.length === 2
    ? hex(bytes)
    : text.includes('\ufffd') && bytes.toLowerCase() !== 'efbfbd'
      ? undefined
      : text;
};

const unslashed = (found: string): string | undefined => {
  const [kind = '', ...digits] = found.replace(/^\\+/, '');
  if (kind !== 'u' && kind !== 'x') return LINE_ENDS[kind] ?? '';
  const [first = '', second] = digits.join('').split(/\\+u/);
  return second === undefined ? hex(first) : `${hex(first)}${hex(second)}`;
};

const entity = (name: string): string | undefined => {
  if (/^#x/i.test(name)) return hex(name.slice(2));
  return name.startsWith('#') ? letter(Number(name.slice(1))) : NAMED[name.toLowerCase()];
};

/** A name that nobody knows is text; if its `&` was written as an entity, that is gone afterwards. */
const unnamed = (found: string): string | undefined => {
  const name = /(#?\w+);$/.exec(found)?.[1] ?? '';
  const text = entity(name) ?? `&${name};`;
  return text === found ? undefined : text;
};

/** What one escape stands for; undefined when it is none after all. A plus may be a blank, so that all of them are. */
const meant = (found: string): string | undefined => {
  // By far the most: the quotes of JSON inside of JSON.
  if (found === '\\') return '';
  const kind = found.charAt(0);
  const text =
    kind === '%' ? unpercented(found) : kind === '\\' ? unslashed(found) : kind === '&' ? unnamed(found) : ' ';
  return text === '+' ? ' ' : text;
};

/** Takes one layer away. The same text comes back when there is none. */
const unescapeOnce = (unescapeText: Unescaped): Unescaped => {
  const { text, from, to } = unescapeText;
  const starts = new Int32Array(text.length);
  const ends = new Int32Array(text.length);
  let result = '';
  const put = (letters: string, start: number, end: number): void => {
    starts.fill(from?.[start] ?? start, result.length, result.length + letters.length);
    ends.fill(to?.[end - 1] ?? end, result.length, result.length + letters.length);
    result += letters;
  };
  let done = 0;
  const keepUntil = (end: number): void => {
    for (let at = done; at < end; at += 1) {
      const place = result.length + at - done;
      starts[place] = from?.[at] ?? at;
      ends[place] = to?.[at] ?? at + 1;
    }
    result += text.slice(done, end);
  };
  for (const { 0: found, index } of text.matchAll(ESCAPE)) {
    const letters = meant(found);
    if (letters === undefined) continue;
    keepUntil(index);
    put(letters, index, index + found.length);
    done = index + found.length;
  }
  if (done === 0) return unescapeText;
  keepUntil(text.length);
  return { text: result, from: starts, to: ends };
};

/** Layers of different kinds over each other; honest text has three at most. */
const DEEPEST = 6;

/** The text as it is, then with one layer of escapes less each. Costs next to nothing where there are none. */
export const unescapeByLayers = (text: string): readonly [Unescaped, ...Unescaped[]] => {
  const layers: [Unescaped, ...Unescaped[]] = [{ text }];
  let now = layers[0];
  for (let depth = 0; depth < DEEPEST && SIGN.test(now.text); depth += 1) {
    const next = unescapeOnce(now);
    if (next === now) break;
    layers.push(next);
    now = next;
  }
  return layers;
};

/** The text without any escapes. */
export const unescapeAll = (text: string): Unescaped => {
  const [given, ...layers] = unescapeByLayers(text);
  return layers.at(-1) ?? given;
};
