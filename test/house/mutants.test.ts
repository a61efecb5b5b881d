import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = new URL('../../', import.meta.url);
const { pointsOf, changed, probed } = await import(new URL('scripts/mutants/points.mjs', root).href);

const text = `
const LIMIT = 3;
type Word = 'a' | 'b';
export function pick(list) {
  if (!list) return [];
  list.sort();
  return list.filter((one) => one > LIMIT && one !== 9);
}
`;
const points = () => pointsOf('x.ts', text) as readonly { readonly line: number; readonly to: string }[];

test('a source is changed at each place that decides something, and at no type', () => {
  const lines = points().map((point) => {
    const lineOf = (whole: string) => whole.split('\n')[point.line - 1]?.trim();
    return lineOf(changed(text, point));
  });
  expect(lines).toEqual([
    'const LIMIT = (3 + 1);',
    ';',
    'if ((list)) return [];',
    ';',
    '(list);',
    'return (list);',
    'return list.filter((one) => (one > LIMIT || one !== 9));',
    'return list.filter((one) => (one >= LIMIT) && one !== 9);',
    'return list.filter((one) => one > LIMIT && (one === 9));',
    'return list.filter((one) => one > LIMIT && one !== (9 + 1));',
  ]);
});

test('a probe at every place tells which are reached, and changes nothing', () => {
  const numbered = points().map((point, number) => ({ ...point, number }));
  const source = probed(text, numbered)
    .replace(/type .*;\n/, '')
    .replace('export ', '');
  const run = (list: unknown): { readonly picked: unknown; readonly lines: ReadonlySet<number | undefined> } => {
    const reached: number[] = [];
    Reflect.set(globalThis, '__reached', (number: number) => reached.push(number));
    try {
      const picked: unknown = new Function('list', `${source}; return pick(list);`)(list);
      return { picked, lines: new Set(reached.map((number) => numbered[number]?.line)) };
    } finally {
      Reflect.deleteProperty(globalThis, '__reached');
    }
  };
  expect(run(undefined)).toEqual({ picked: [], lines: new Set([2, 5]) });
  expect(run([9, 5, 1])).toEqual({ picked: [5], lines: new Set([2, 5, 6, 7]) });
});

test('each mutant that is called equivalent is still one of the source, with a reason', () => {
  const row = z.strictObject({ path: z.string(), was: z.string(), is: z.string(), why: z.string().min(20) });
  const rows = z.array(row).parse(JSON.parse(readFileSync(new URL('scripts/mutants/equivalents.json', root), 'utf8')));
  for (const { path, was } of rows)
    expect(
      readFileSync(new URL(path, root), 'utf8')
        .split('\n')
        .map((line) => line.trim()),
    ).toContain(was);
});
