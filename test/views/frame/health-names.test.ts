import { expect, test } from 'vitest';
import { HEALTHS as OF_TOOLS } from '../../../src/tools/inventory/tunnel-state.ts';
import { HEALTHS, healthOf } from '../../../src/views/frame/health-names.ts';

test('the views know every health that the tools name, and no other', () => {
  expect([...HEALTHS].sort()).toEqual([...OF_TOOLS].sort());
});

test('a word that is none of them is unknown', () => {
  expect(['down', 'weird', ''].map(healthOf)).toEqual(['down', 'unknown', 'unknown']);
});
