import { expect, it } from 'vitest';
import { format } from '../../../src/catalogue/message.ts';
import { copySummary } from '../../../src/tools/moves/copy-texts.ts';

const values = { source: 'plant', remote: '172.16.0.0/16', gateway: 'dr', region: 'cn-test', local: '10.0.0.0/16' };
const said = (change: Partial<Parameters<typeof copySummary>[0]> = {}, language: 'en' | 'zh' = 'en'): string =>
  copySummary({ values, isSameVpc: false, keptIds: [], tunnels: [1, 1], ...change })
    .map(({ text, values: filled }) => format(text, language, filled))
    .join('\n');

it('a copy is told as what it is: no route, and nothing changed', () => {
  expect(said()).toMatch(
    /^Copies plant \(172\.16\.0\.0\/16\) to dr in cn-test.*No route leads to the copy.*\nThe way back[^\n]*$/,
  );
  expect(said({}, 'zh')).toContain('复制');
});

it.each([
  [{ isSameVpc: true }, /two gateways claim 172\.16\.0\.0\/16/],
  [{ keptIds: ['a.example', 'a.example'] }, /LocalId a\.example is no address/],
  [{ tunnels: [2, 1] as const }, /only the first tunnel is copied/],
  [{ tunnels: [1, 2] as const }, /both tunnels of the copy lead to the one peer/],
])('%j is told beside it', (change, words) => {
  expect(said(change)).toMatch(words);
});
