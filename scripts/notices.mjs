// Whose work is in the bundle, under which licence, in the licences' own words.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundle.mjs';

const LICENCE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/** Licences under which code may be redistributed inside an Apache-2.0 bundle with a notice. */
const WELCOME = new Set([
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
]);

/** Data of others inside a package that says nothing of their licence. */
const DATA_INSIDE = { unhomoglyph: 'scripts/unicode-data-licence.txt' };

function noticeOf(folder, printed) {
  const { name, version, license, author, repository } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  );
  const licence = typeof license === 'string' ? license : license?.type;
  if (!isWelcome(licence))
    throw new Error(`${name}@${version} has the licence ${licence}, which may not go into the bundle`);
  const files = readdirSync(join(root, folder))
    .filter((file) => LICENCE.test(file))
    .sort();
  const data = Object.hasOwn(DATA_INSIDE, name) ? [DATA_INSIDE[name]] : [];
  const texts = [...files.map((file) => join(folder, file)), ...data].map((path) =>
    readFileSync(join(root, path), 'utf8').trim(),
  );
  const source = typeof repository === 'string' ? repository : repository?.url;
  const by = typeof author === 'string' ? author : author?.name;
  const facts = [`${name} ${version}`, `Licence: ${licence}`, by && `Author: ${by}`, source && `Source: ${source}`];
  return [...facts.filter(Boolean), '', once(texts.join('\n\n'), name, printed)].join('\n');
}

/** A text, or under whose name it stands already; `printed` holds text -> name. */
function once(text, name, printed) {
  if (text === '') return '(The package carries no licence text.)';
  if (printed.has(text)) return `(The text is that of ${printed.get(text)}, above.)`;
  printed.set(text, name);
  return text;
}

/** Whether a licence, as SPDX writes it, lets code go into the bundle: one of a choice is enough. */
export const isWelcome = (licence) =>
  typeof licence === 'string' &&
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((each) => WELCOME.has(each.trim()));

/** The text of THIRD-PARTY-NOTICES.txt for these package folders. */
export function noticesFor(folders) {
  const head = 'vpn-gateway-mcp is one bundled program. Parts of the following packages are in it.';
  const rule = `\n\n${'-'.repeat(78)}\n\n`;
  const inside = folders.filter((each) => existsSync(join(root, each, 'package.json')));
  const printed = new Map();
  return `${[head, ...inside.map((folder) => noticeOf(folder, printed))].join(rule)}\n`;
}
