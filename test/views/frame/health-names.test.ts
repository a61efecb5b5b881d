import { expect, test } from 'vitest';
import { HEALTHS as OF_TOOLS, tally } from '../../../src/tools/inventory/tunnel-state.ts';
import { HEALTH_WORDS, HEALTHS, healthOf } from '../../../src/views/frame/health-names.ts';

test('the views know every health that the tools name, and no other', () => {
  expect([...HEALTHS].sort()).toEqual([...OF_TOOLS].sort());
});

test('a word that is none of them is unknown', () => {
  expect(['down', 'weird', ''].map(healthOf)).toEqual(['down', 'unknown', 'unknown']);
});

test.each(['en', 'zh'] as const)('a health is called what the tools call it, in %s', (language) => {
  expect(HEALTHS.map((health) => HEALTH_WORDS[health][language])).toEqual(
    HEALTHS.map((health) => tally([health], language).replace('1 ', '')),
  );
});
