import ts from 'typescript';
import { expect, test } from 'vitest';
import { parse, read, sources, walk } from './source-tree.ts';

// These are limits of the absurd, far above what the house aims at (median file 90 lines, function 20): a file that
// breaks one has become something else. The figures themselves are told with the test, to think with.
const ABSURD_FILE = 500;
const ABSURD_FUNCTION = 100;
const CALM_FILE = 250;
const CALM_FUNCTION = 40;

interface Size {
  readonly name: string;
  readonly lines: number;
}

const byLines = (a: Size, b: Size): number => b.lines - a.lines;

const fileSizes = sources.map((path): Size => ({ name: path, lines: read(path).split('\n').length - 1 })).sort(byLines);

const functionsOf = (path: string): Size[] => {
  const found: Size[] = [];
  const file = parse(path);
  const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line + 1;
  walk(file, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
    const first = lineOf(node.getStart());
    found.push({ name: `${path}:${first}`, lines: lineOf(node.getEnd()) - first + 1 });
  });
  return found;
};

const functionSizes = sources.flatMap(functionsOf).sort(byLines);

const median = (sizes: readonly Size[]): number => sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;

const told = (kind: string, sizes: readonly Size[], calm: number): string =>
  [
    `${sizes.length} ${kind}, median ${median(sizes)} lines; over ${calm}:`,
    ...sizes.filter(({ lines }) => lines > calm).map(({ name, lines }) => `  ${lines}  ${name}`),
  ].join('\n');

test('no file is absurdly long', async ({ annotate }) => {
  await annotate(told('files', fileSizes, CALM_FILE));
  expect(fileSizes.filter(({ lines }) => lines > ABSURD_FILE)).toEqual([]);
});

test('no function is absurdly long', async ({ annotate }) => {
  await annotate(told('functions', functionSizes, CALM_FUNCTION));
  expect(functionSizes.filter(({ lines }) => lines > ABSURD_FUNCTION)).toEqual([]);
});
