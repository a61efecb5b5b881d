/** What stands in an element: text, which is escaped, what is XML already, or further elements. */
export type Inside = string | { readonly xml: string } | readonly Element[];

/** An element by its name, with an attribute where it has one: `uuid="…"`. */
export type Element = readonly [name: string, inside: Inside, attribute?: string];

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

const isElements = (inside: Inside): inside is readonly Element[] => Array.isArray(inside);

/** Elements as lines. */
export const xmlLines = (elements: readonly Element[], depth = 0): readonly string[] =>
  elements.flatMap(([name, inside, attribute]) => {
    const [before, open] = ['  '.repeat(depth), attribute === undefined ? name : `${name} ${attribute}`];
    if (isElements(inside)) return [`${before}<${open}>`, ...xmlLines(inside, depth + 1), `${before}</${name}>`];
    return [`${before}<${open}>${typeof inside === 'string' ? escaped(inside) : inside.xml}</${name}>`];
  });

/** A comment, in which two hyphens may not stand beside each other. */
export const xmlComment = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => `<!-- ${line.replace(/-(?=-)/g, '- ').replace(/[<>&]/g, ' ')} -->`);

/** Words in the place of a key, which look like a tag. */
export const xmlWords = (words: string): string => `<![CDATA[${words}]]>`;
