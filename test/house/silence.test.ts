import ts from 'typescript';
import { expect, test } from 'vitest';
import { parse, sources, walk } from './source-tree.ts';

/** The only places that may write on stdout, and what for. Everywhere else it belongs to the protocol. */
const MAY_SPEAK: Readonly<Record<string, string>> = {
  'src/transport/stdio.ts': 'it is the protocol',
  'src/commands/': 'a command answers the shell, and no protocol runs then',
};

const maySpeak = (path: string): boolean => Object.keys(MAY_SPEAK).some((each) => path.startsWith(each));

const sayings = (path: string, isSaying: (node: ts.Node) => boolean): string[] => {
  const found: string[] = [];
  const file = parse(path);
  walk(file, (node) => {
    if (isSaying(node)) found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
  });
  return found;
};

const isConsole = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console';

const isStdout = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) && node.name.text === 'stdout' && node.expression.getText() === 'process';

const isDescriptorOne = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  /(^|\.)(writeSync|write|createWriteStream)$/.test(node.expression.getText()) &&
  node.arguments[0]?.getText() === '1';

test('nothing in src touches the console', () => {
  expect(sources.flatMap((path) => sayings(path, isConsole))).toEqual([]);
});

test('stdout is written only where the protocol or a command speaks', () => {
  const silent = sources.filter((path) => !maySpeak(path));
  expect(silent.flatMap((path) => sayings(path, (node) => isStdout(node) || isDescriptorOne(node)))).toEqual([]);
});
