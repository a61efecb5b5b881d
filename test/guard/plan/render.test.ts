import { expect, test } from 'vitest';
import type { PlanStep } from '../../../src/guard/plan/plan.ts';
import { calledTarget, planText } from '../../../src/guard/plan/render.ts';

const step: PlanStep = {
  Action: 'ModifyVpnRouteEntryWeight',
  Risk: 'disrupt',
  Asks: 'a person',
  AsksWhy: 'why',
  Account: 'FAKE…0001',
  Region: 'cn-hangzhou',
  Target: { Id: 'vpn-1:vco-1:10.0.0.0/8', Name: '10.0.0.0/8' },
  Changes: [
    { Field: 'Weight', Before: 100, After: 0 },
    { Field: 'Description', Before: null, After: 'x' },
  ],
  BlastRadius: ['Traffic moves.'],
  Foreseen: ['It waits.'],
  Undo: 'Back again.',
  Parameters: {},
};

test('a plan is told line by line', () => {
  expect(planText(step, 'en').split('\n')).toEqual([
    'ModifyVpnRouteEntryWeight (may stop traffic)',
    'What happens:',
    '- Traffic moves.',
    'Target: "10.0.0.0/8" (vpn-1:vco-1:10.0.0.0/8) · Region: cn-hangzhou · Account: FAKE…0001',
    'What changes:',
    '- Weight: 100 -> 0',
    '- Description: not set -> x',
    'To be expected:',
    '- It waits.',
    'Undo: Back again.',
  ]);
});

test('what has neither ID nor name yet is left out', () => {
  const text = planText({ ...step, Target: { Id: '', Name: '' } }, 'en');
  expect(text.split('\n')).toContain('Region: cn-hangzhou · Account: FAKE…0001');
});

test('steps are numbered, and a step with a rollback tells that instead of its undo', () => {
  const text = planText({ Steps: [{ ...step, Rollback: 'call it back', Fallback: ['another way'] }, step] }, 'en');
  expect(text).toContain('Step 1: Modify');
  expect(text).toContain('To take this step back: call it back');
  expect(text).toContain('If the cloud refuses it, instead:\n- another way');
  expect(text.match(/Undo:/g)).toHaveLength(1);
});

test('a very long plan is told whole: nobody approves what was not shown', () => {
  const lines = Array.from({ length: 500 }, (_, index) => `line ${index} ${'x'.repeat(100)}`);
  const text = planText({ ...step, BlastRadius: lines }, 'en');
  expect(lines.every((line) => text.includes(line))).toBe(true);
});

test.each([
  [{ Id: 'vco-1', Name: 'plant' }, '"plant" (vco-1)'],
  [{ Id: 'vco-1', Name: '' }, 'vco-1'],
  [{ Id: '', Name: 'plant' }, '"plant"'],
])('%j is called %s', (target, words) => {
  expect(calledTarget(target)).toBe(words);
});
