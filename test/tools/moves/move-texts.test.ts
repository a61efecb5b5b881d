import { expect, it } from 'vitest';
import { format } from '../../../src/catalogue/message.ts';
import {
  bgpKeySummary,
  copiesSummary,
  movesSummary,
  oldUpSummary,
  swapSummary,
} from '../../../src/tools/moves/move-texts.ts';

const said = (summary: ReturnType<typeof copiesSummary>, language: 'en' | 'zh' = 'en'): string =>
  summary.map(({ text, values }) => format(text, language, values)).join('\n');

it('nothing is told of what is not done', () => {
  expect([...copiesSummary([], 'a', 'b'), ...movesSummary([], 'a'), ...oldUpSummary([], 'a')]).toEqual([]);
});

it('a copy takes nothing away, a move deletes, and both say so', () => {
  expect(said(copiesSummary(['plant'], 'fw', '192.0.2.1'))).toMatch(
    /The peer fw is at 192\.0\.2\.1 now.*takes nothing away/,
  );
  expect(said(movesSummary(['plant'], 'fw'))).toMatch(/deletes the old connection.*gone for good.*\n.*standby/);
  expect(said(oldUpSummary(['plant'], '192.0.2.1'), 'zh')).toMatch(/对端地址确实变了吗/);
  expect(said(bgpKeySummary('192.0.2.1'))).toMatch(/BGP key/);
});

it('that traffic stops is told before what stops it', () => {
  const swap = { tunnel: 'tunnel master', name: 'pair', new: '192.0.2.1', other: 'down' };
  expect(said(swapSummary({ ...swap, stops: true }))).toMatch(/^TRAFFIC STOPS: tunnel master of pair/);
  expect(said(swapSummary({ ...swap, stops: false }))).toMatch(/^tunnel master of pair is pointed to 192\.0\.2\.1/);
});
