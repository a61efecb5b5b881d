import { expect, test } from 'vitest';
import { z } from 'zod';
import { actions } from '../../../src/catalogue/index.ts';
import type { Applied, Call, Invoke } from '../../../src/catalogue/invoke.ts';
import { type Job, jobTool } from '../../../src/tools/change/job.ts';
import { textOf } from '../../../src/tools/tool.ts';

const step = { action: actions.DeleteVpnConnection, input: { VpnConnectionId: 'vco-1' } };
const summary = [{ text: { en: 'All of it.', zh: '\u5168\u90e8\u3002' } }];
const todo = { What: 'the key', State: 'to do' } as const;
const done = { What: 'the key', State: 'done' } as const;

const run = async (job: Partial<Job>, State: Applied['State'] = 'done') => {
  const given: unknown[] = [];
  const apply: Call['apply'] = async (steps, words) => {
    given.push(steps, words);
    return { State, Asked: 'form', Steps: [], Next: State === 'done' ? [] : ['Repeat the same call.'] };
  };
  const whole: Job = {
    ...{
      summary,
      steps: [step],
      board: [todo],
      next: [],
      afterwards: async () => ({ board: [done], next: ['Tell them.'] }),
    },
    ...job,
  };
  const tool = jobTool({
    name: 'TurnKey',
    description: '',
    risk: 'disrupt',
    input: z.object({}),
    plan: async () => whole,
  });
  const output = await tool.run({}, { apply } as unknown as Call, (() => {}) as unknown as Invoke);
  return { output, given, text: textOf(output) };
};

test('a job gives its steps and words to the guard, and looks again when all is done', async () => {
  const { output, given, text } = await run({});
  expect(given).toEqual([[step], summary]);
  expect(output).toMatchObject({ State: 'done', Board: [done], Next: ['Tell them.'] });
  expect(text).toContain('[done] the key\nNext: Tell them.');
});

test('a job that stopped shows the board as it was planned, and what the guard says comes next', async () => {
  const { output } = await run({}, 'stopped');
  expect(output).toMatchObject({ State: 'stopped', Board: [todo], Next: ['Repeat the same call.'] });
});

test('a job that stopped may say what a repeat would do otherwise', async () => {
  const { output } = await run({ whenStopped: ({ State }) => [`It ${State}: another way.`] }, 'stopped');
  expect(output['Next']).toEqual(['Repeat the same call.', 'It stopped: another way.']);
  expect((await run({ whenStopped: () => ['Never.'] })).output['Next']).toEqual(['Tell them.']);
});

test('a job with nothing left asks nobody, and says whether people have to act', async () => {
  const ready = await run({ steps: [], board: [done] });
  expect([ready.output['State'], ready.given]).toEqual(['done', []]);
  const waiting = await run({ steps: [], board: [{ What: 'the peer', State: 'waits for people' }] });
  expect(waiting.output['State']).toBe('waits for people');
});
