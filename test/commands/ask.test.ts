import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import type { Question } from '../../src/catalogue/invoke.ts';
import { terminalAsk } from '../../src/commands/ask.ts';

const streamsOf = (isTTY = true) => {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY });
  let shown = '';
  output.on('data', (chunk) => {
    shown += String(chunk);
  });
  return { input, output, shown: () => shown };
};

const question = (rest: Partial<Question> = {}): Question => ({
  message: 'Delete hq-gateway and 3 connections.',
  seal: 'sealed',
  expiresAtMs: Date.now() + 60_000,
  ...rest,
});
const field = { name: 'name', title: 'Name', description: 'type hq-gateway' };
const never = new AbortController().signal;

const answerOf = async (typed: string, rest: Partial<Question> = {}) => {
  const streams = streamsOf();
  const answer = terminalAsk(never, false, streams).put(question(rest));
  streams.input.write(`${typed}\n`);
  return { answer: await answer, shown: streams.shown() };
};

describe('at a terminal', () => {
  it('the plan is shown, and the name that is typed comes back', async () => {
    const { answer, shown } = await answerOf(' hq-gateway ', { field });
    expect(answer).toEqual({ action: 'accept', content: { name: 'hq-gateway' }, seal: 'sealed' });
    expect(shown).toContain('Delete hq-gateway and 3 connections.');
    expect(shown).toContain('type hq-gateway');
  });

  it.each([
    ['yes', 'accept'],
    ['YES', 'accept'],
    ['y', 'decline'],
    ['no', 'decline'],
    ['', 'decline'],
  ])('typing %j where nothing is named means %s', async (typed, action) => {
    const { answer } = await answerOf(typed);
    expect(answer).toEqual({ action, content: action === 'accept' ? { approve: true } : {}, seal: 'sealed' });
  });

  it('an empty line where a name is asked for refuses', async () => {
    expect((await answerOf('', { field })).answer.action).toBe('decline');
  });

  it('a question that nobody answers refuses when it expires', async () => {
    const expiry = new AbortController();
    const limit = vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(expiry.signal);
    vi.spyOn(Date, 'now').mockReturnValue(1000);
    try {
      const answer = terminalAsk(never, false, streamsOf()).put(question({ expiresAtMs: 21_000 }));
      expect(limit).toHaveBeenCalledWith(20_000);
      expiry.abort();
      expect((await answer).action).toBe('decline');
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('an abort refuses', async () => {
    const controller = new AbortController();
    const answer = terminalAsk(controller.signal, false, streamsOf()).put(question());
    controller.abort();
    expect((await answer).action).toBe('decline');
  });
});

it('nobody is asked where a script reads or writes, or where standard input holds the arguments', () => {
  expect(terminalAsk(never, false, streamsOf()).canAsk).toBe(true);
  expect(terminalAsk(never, false, streamsOf(false)).canAsk).toBe(false);
  expect(terminalAsk(never, true, streamsOf()).canAsk).toBe(false);
});
