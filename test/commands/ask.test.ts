import { PassThrough } from 'node:stream';
import { describe, expect, it, test, vi } from 'vitest';
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
const how = { language: 'en', inputIsTaken: false } as const;

const answerOf = async (typed: string, rest: Partial<Question> = {}) => {
  const streams = streamsOf();
  const answer = terminalAsk(never, { ...how, streams: streams }).put(question(rest));
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
    vi.useFakeTimers({ toFake: ['setTimeout', 'Date'], now: 1000 });
    try {
      const asking = terminalAsk(never, { ...how, streams: streamsOf() });
      const answer = asking.put(question({ expiresAtMs: 21_000 }));
      await vi.advanceTimersByTimeAsync(19_999);
      expect(asking.isOpen()).toBe(true);
      await vi.advanceTimersByTimeAsync(1);
      expect((await answer).action).toBe('decline');
    } finally {
      vi.useRealTimers();
    }
  });

  it('an abort refuses', async () => {
    const controller = new AbortController();
    const answer = terminalAsk(controller.signal, { ...how, streams: streamsOf() }).put(question());
    controller.abort();
    expect((await answer).action).toBe('decline');
  });
});

it('nobody is asked where a script reads or writes, or where standard input holds the arguments', () => {
  expect(terminalAsk(never, { ...how, streams: streamsOf() }).canAsk).toBe(true);
  expect(terminalAsk(never, { ...how, streams: streamsOf(false) }).canAsk).toBe(false);
  expect(terminalAsk(never, { ...how, inputIsTaken: true, streams: streamsOf() }).canAsk).toBe(false);
});

test('who asked for Chinese is prompted in Chinese, and is being asked until they have answered', async () => {
  for (const [rest, words] of [
    [{ field }, 'type hq-gateway\uff1b\u76f4\u63a5\u56de\u8f66\u8868\u793a\u62d2\u7edd\uff09\uff1a'],
    [{}, '\u8bf7\u8f93\u5165 yes\uff1a'],
  ] as const) {
    const streams = streamsOf();
    const ask = terminalAsk(never, { ...how, language: 'zh', streams });
    const answer = ask.put(question(rest));
    expect(ask.isOpen()).toBe(true);
    streams.input.write('hq-gateway\n');
    await answer;
    expect(ask.isOpen()).toBe(false);
    expect(streams.shown()).toContain(words);
  }
});
