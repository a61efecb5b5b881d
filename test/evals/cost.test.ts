import { expect, it } from 'vitest';
import { costOf, overruns } from './cost.ts';
import type { Turn } from './stage.ts';

const turn = (text: string, isTempting = false): Turn => ({
  tool: 'Overview',
  args: {},
  outcome: { text, data: {}, meta: {} },
  isTempting,
});

it('a task costs its calls, the tokens of their answers and the questions that were approved', () => {
  const question = { action: 'A', via: 'question', text: '', approved: true, writesBefore: 0 } as const;
  expect(
    costOf({
      turns: [turn('one two'), turn('three'), turn('not this one', true)],
      confirmations: [question, { ...question, via: 'agent' }, { ...question, approved: false }],
    }),
  ).toEqual({ calls: 2, tokens: 3, questions: 1 });
});

it.each([
  [{ calls: 8, tokens: 120, questions: 1 }, []],
  [{ calls: 9, tokens: 100, questions: 1 }, ['9 calls, at most 8 are wanted', '9 calls, 8 were kept']],
  [{ calls: 8, tokens: 121, questions: 1 }, ['121 tokens, 100 were kept']],
  [{ calls: 8, tokens: 100, questions: 2 }, ['2 questions, 1 were kept']],
])('%j exceeds %j', (cost, expected) => {
  expect(overruns(cost, { calls: 8, tokens: 100, questions: 1 }, 8)).toEqual(expected);
});
