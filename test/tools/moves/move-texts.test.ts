import { expect, it } from 'vitest';
import { format } from '../../../src/catalogue/message.ts';
import { bgpKeyTold, copiesTold, movesTold, oldUpTold, swapTold } from '../../../src/tools/moves/move-texts.ts';

const said = (told: ReturnType<typeof copiesTold>, language: 'en' | 'zh' = 'en'): string =>
  told.map(({ text, values }) => format(text, language, values)).join('\n');

it('nothing is told of what is not done', () => {
  expect([...copiesTold([], 'a', 'b'), ...movesTold([], 'a'), ...oldUpTold([], 'a')]).toEqual([]);
});

it('a copy takes nothing away, a move deletes, and both say so', () => {
  expect(said(copiesTold(['plant'], 'fw', '192.0.2.1'))).toMatch(
    /The peer fw is at 192\.0\.2\.1 now.*takes nothing away/,
  );
  expect(said(movesTold(['plant'], 'fw'))).toMatch(/deletes the old connection.*gone for good.*\n.*standby/);
  expect(said(oldUpTold(['plant'], '192.0.2.1'), 'zh')).toMatch(/对端地址确实变了吗/);
  expect(said(bgpKeyTold('192.0.2.1'))).toMatch(/BGP key/);
});

it('that traffic stops is told before what stops it', () => {
  const swap = { tunnel: 'tunnel master', name: 'pair', new: '192.0.2.1', other: 'down' };
  expect(said(swapTold({ ...swap, stops: true }))).toMatch(/^TRAFFIC STOPS: tunnel master of pair/);
  expect(said(swapTold({ ...swap, stops: false }))).toMatch(/^tunnel master of pair is pointed to 192\.0\.2\.1/);
});
