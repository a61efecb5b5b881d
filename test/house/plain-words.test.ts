import ts from 'typescript';
import { expect, test } from 'vitest';
import { filesUnder, parse, read, sources, walk } from './source-tree.ts';

// A private vocabulary has to be learnt first. These words were ours; what the field says stands behind each.

/** Out as part of a name: identifiers and files. Most are plain English, and welcome in sentences. */
const OUT_OF_NAMES: Readonly<Record<string, string>> = {
  bare: 'base, unescaped',
  blast: 'affected',
  breaker: 'delete limit',
  climb: 'run',
  corridor: 'pipeline',
  crooked: 'quirk',
  deed: 'approved write',
  disarm: 'sanitize',
  estate: 'inventory',
  flights: 'in flight',
  foreseen: 'warnings',
  hearken: 'track',
  holds: 'pending calls',
  kin: 'related',
  ladder: 'step runner',
  matter: 'request',
  misfit: 'mismatch',
  needle: 'known secret',
  needles: 'known secrets',
  neighbours: 'other gateways',
  opener: 'session factory',
  parcel: 'outgoing write',
  passage: 'call context',
  peel: 'unescape',
  recipe: 'source',
  redeem: 'verify and consume',
  rescue: 'recover',
  rung: 'step',
  rungs: 'steps',
  said: 'message',
  seat: 'terminal',
  spent: 'used',
  survey: 'impact, inventory',
  suspect: 'candidate cause',
  suspects: 'candidate causes',
  tell: 'format',
  told: 'formatted, evidence',
  twins: 'identical calls',
};

/** Out of sentences too: comments, messages, documents. */
const OUT_OF_SENTENCES: Readonly<Record<string, RegExp>> = {
  pipeline: /\bcorridors?\b/i,
  'peer, peer gateway': /\bfar ends?\b/i,
  request: /\bparcels?\b/i,
  step: /\brungs?\b/i,
  inventory: /\bestates?\b/i,
  quirk: /\bcrooked\b/i,
  mismatch: /\bmisfits?\b/i,
};

const wordsOf = (name: string): string[] =>
  (name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []).map((word) => word.toLowerCase());

const outIn = (name: string): string[] => wordsOf(name).filter((word) => Object.hasOwn(OUT_OF_NAMES, word));

/** Names that the code gives; what the API and our results call a field is PascalCase and not ours to change. */
const namesIn = (path: string): { readonly name: string; readonly line: number }[] => {
  const found: { name: string; line: number }[] = [];
  const file = parse(path);
  walk(file, (node) => {
    if (!ts.isIdentifier(node) || !('name' in node.parent) || node.parent.name !== node) return;
    if (ts.isPropertyAccessExpression(node.parent)) return;
    const isContract =
      /^[A-Z]/.test(node.text) &&
      (ts.isPropertySignature(node.parent) || ts.isPropertyAssignment(node.parent) || ts.isBindingElement(node.parent));
    if (!isContract)
      found.push({ name: node.text, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
  });
  return found;
};

test('names are the field’s own', () => {
  const out = sources.flatMap((path) =>
    namesIn(path).flatMap(({ name, line }) =>
      outIn(name).map((word) => `${path}:${line}: ${name} (${word}: say ${OUT_OF_NAMES[word]})`),
    ),
  );
  expect(out).toEqual([]);
});

test('files and folders are named by the field’s own words', () => {
  const paths = ['src', 'test', 'scripts']
    .flatMap(filesUnder)
    .filter((path) => /\.(ts|mjs)$/.test(path) && !path.includes('/golden/'));
  expect(paths.filter((path) => path.split(/[/.]/).some((part) => outIn(part).length > 0))).toEqual([]);
});

test('sentences are the field’s own', () => {
  const ours = [...sources, ...filesUnder('scripts'), ...filesUnder('.').filter((path) => /^[\w./-]+\.md$/.test(path))];
  const out = ours.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, at) =>
        Object.entries(OUT_OF_SENTENCES).flatMap(([plain, pattern]) =>
          pattern.test(line) ? [`${path}:${at + 1}: say ${plain}: ${line.trim().slice(0, 100)}`] : [],
        ),
      ),
  );
  expect(out).toEqual([]);
});

test('a name made of a word that is out is found', () => {
  expect(outIn('readMatterOf')).toEqual(['matter']);
  expect(outIn('BlastRadius')).toEqual(['blast']);
  expect(outIn('mattress')).toEqual([]);
});
