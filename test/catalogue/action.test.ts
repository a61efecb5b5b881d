import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineAction, isOn, riskOf, worstRisk } from '../../src/catalogue/action.ts';

const fixed = defineAction({
  name: 'Fixed',
  verb: 'delete',
  resource: 'connection',
  summary: 'Always the same.',
  risk: 'destroy',
  input: z.strictObject({}),
  output: z.looseObject({}),
});
const judged = defineAction({
  name: 'Judged',
  verb: 'modify',
  resource: 'connection',
  summary: 'Depends.',
  risk: { worst: 'disrupt', of: ({ Quiet }) => (Quiet ? 'write' : 'disrupt') },
  input: z.strictObject({ Quiet: z.boolean() }),
  output: z.looseObject({}),
});

test('a risk of one word is the worst and the actual one', () => {
  expect([worstRisk(fixed), riskOf(fixed, {})]).toEqual(['destroy', 'destroy']);
});

test('a judged risk follows the arguments, its worst does not', () => {
  expect([worstRisk(judged), riskOf(judged, { Quiet: true }), riskOf(judged, { Quiet: false })]).toEqual([
    'disrupt',
    'write',
    'disrupt',
  ]);
});

test('what says nothing of a platform is on both', () => {
  expect([isOn('stack', {}), isOn('public', {})]).toEqual([true, true]);
  expect([isOn('stack', { platform: 'public' }), isOn('public', { platform: 'public' })]).toEqual([false, true]);
});
