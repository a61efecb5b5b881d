import { visible } from './visible.ts';
import { beyond, type Language } from './words.ts';

/** What may stand in an element. A text is shown as text, never read as markup, and with what is invisible in it made visible. */
export type Child = Node | string | undefined | false | readonly Child[];

/** Attributes by name; `class` among them. */
export type Attributes = Readonly<Record<string, string | undefined>>;

const append = (parent: Node, child: Child): void => {
  if (child === undefined || child === false) return;
  if (typeof child === 'string') parent.appendChild(document.createTextNode(visible(child)));
  else if (child instanceof Node) parent.appendChild(child);
  else for (const each of child) append(parent, each);
};

const dress = (element: Element, attributes: Attributes, children: readonly Child[]): void => {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  append(element, children);
};

/** An element of HTML. */
export const el = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
};

/** An element of SVG. */
export const svg = <Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  dress(element, attributes, children);
  return element;
};

/** A button that does something. */
export const button = (text: Child, onPress: () => void, attributes: Attributes = {}): HTMLButtonElement => {
  const element = el('button', { type: 'button', ...attributes }, text);
  element.addEventListener('click', onPress);
  return element;
};

/** A list of as many lines as a page has room for, and how many more there are. */
export const cutList = (
  lines: readonly string[],
  most: number,
  language: Language,
  attributes: Attributes = {},
  draw: (line: string) => Child = (line) => line,
): HTMLUListElement =>
  el(
    'ul',
    attributes,
    lines.slice(0, most).map((line) => el('li', {}, draw(line))),
    lines.length > most && el('li', {}, beyond(lines, most, language)),
  );

/** A name or a value of the cloud: apart from the text around it, whichever way it is written. */
export const name = (text: string, attributes: Attributes = {}): HTMLElement => el('bdi', attributes, text);

/** Puts children in the place of those that an element has. */
export const fill = (element: Element, ...children: readonly Child[]): void => {
  element.replaceChildren();
  append(element, children);
};
