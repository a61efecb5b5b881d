import ts from 'typescript';
import { expect, test } from 'vitest';
import { parse, read, sources, walk } from './source-tree.ts';

// Limits, far above what is aimed at (median file 90 lines, function 20). Whatever is over the lower figures is listed
// with the test. A function counts with the functions inside it; the linter's rule of the same limit leaves those out.
const FILE_LIMIT = 500;
const FUNCTION_LIMIT = 60;
const FILE_LISTED = 250;
const FUNCTION_LISTED = 40;
/** A reader should see what a folder is about from its list of files. */
const FOLDER_LIMIT = 15;

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

const report = (kind: string, sizes: readonly Size[], listed: number): string =>
  [
    `${sizes.length} ${kind}, median ${median(sizes)} lines; over ${listed}:`,
    ...sizes.filter(({ lines }) => lines > listed).map(({ name, lines }) => `  ${lines}  ${name}`),
  ].join('\n');

test('no file is longer than the limit', async ({ annotate }) => {
  await annotate(report('files', fileSizes, FILE_LISTED));
  expect(fileSizes.filter(({ lines }) => lines > FILE_LIMIT)).toEqual([]);
});

test('no function is longer than the limit', async ({ annotate }) => {
  await annotate(report('functions', functionSizes, FUNCTION_LISTED));
  expect(functionSizes.filter(({ lines }) => lines > FUNCTION_LIMIT)).toEqual([]);
});

test('no folder of src holds more files than the limit', () => {
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
  const folders = [...new Set(sources.map(folderOf))];
  const filesIn = (folder: string): number => sources.filter((path) => folderOf(path) === folder).length;
  expect(folders.length).toBeGreaterThan(20);
  expect(folders.filter((folder) => filesIn(folder) > FOLDER_LIMIT)).toEqual([]);
});
