import { posix } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { filesUnder, parse, sources } from './source-tree.ts';

const ATTICS = ['utils', 'util', 'common', 'helpers', 'helper', 'shared', 'core', 'lib', 'internal', 'misc'];
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Verbs that say nothing about what happens; a handle of a secret is a thing, though, and so `handleIn` looks for one. */
const EMPTY_VERBS = /^(handle(?!In$|Of$)|process|manage|do)([A-Z].*)?$/;

const code = ['src', 'test', 'scripts'].flatMap(filesUnder).filter((path) => /\.(ts|mjs)$/.test(path));

const stem = (path: string): string => posix.basename(path).replace(/(\.test|\.d)?\.(ts|mjs)$/, '');

test('code files are named in kebab-case', () => {
  expect(code.filter((path) => !KEBAB.test(stem(path)))).toEqual([]);
});

test('no room or file is an attic', () => {
  const parts = (path: string): string[] => [...posix.dirname(path).split('/'), stem(path)];
  expect(code.filter((path) => parts(path).some((part) => ATTICS.includes(part)))).toEqual([]);
});

test('src is never deeper than two folders', () => {
  expect(sources.filter((path) => path.split('/').length > 4)).toEqual([]);
});

const isDefault = (node: ts.Statement): boolean =>
  ts.isExportAssignment(node) ||
  (ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((each) => each.kind === ts.SyntaxKind.DefaultKeyword));

test('src exports by name only', () => {
  expect(sources.filter((path) => parse(path).statements.some(isDefault))).toEqual([]);
});

const exported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((each) => each.kind === ts.SyntaxKind.ExportKeyword);

const functionNames = (node: ts.Statement): string[] => {
  if (ts.isFunctionDeclaration(node)) return node.name ? [node.name.text] : [];
  if (!ts.isVariableStatement(node)) return [];
  return node.declarationList.declarations
    .filter((each) => each.initializer && ts.isArrowFunction(each.initializer) && ts.isIdentifier(each.name))
    .map((each) => each.name.getText());
};

const perFile = (judge: (node: ts.Statement) => string[]): string[] =>
  sources.flatMap((path) => parse(path).statements.flatMap((node) => judge(node).map((name) => `${path}: ${name}`)));

test('exported functions are verbs that say what happens', () => {
  expect(
    perFile((node) => (exported(node) ? functionNames(node).filter((name) => EMPTY_VERBS.test(name)) : [])),
  ).toEqual([]);
});

test('types are nouns without prefix or suffix', () => {
  const isDressed = (name: string): boolean => /^I[A-Z][a-z]/.test(name) || /.(Type|Interface)$/.test(name);
  const named = (node: ts.Statement): string[] =>
    (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) && isDressed(node.name.text)
      ? [node.name.text]
      : [];
  expect(perFile(named)).toEqual([]);
});
