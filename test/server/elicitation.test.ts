import { describe, expect, it, vi } from 'vitest';
import type { Answer, Question } from '../../src/catalogue/invoke.ts';
import { toReply } from '../../src/tools/reply/result.ts';
import type { Human } from '../support/agent.ts';
import { connectClient, partsWith } from '../support/in-process.ts';

const eras = ['2025', '2026'] as const;

describe.each(eras)('a question in the %s era', (era) => {
  const expiresAtMs = Date.now() + 60_000;
  const byName: Question = {
    message: 'Delete it?',
    field: { name: 'name', title: 'Name', description: 'type hq' },
    seal: 'sealed',
    expiresAtMs,
  };
  const byYes: Question = { message: 'Do it?', seal: 'sealed', expiresAtMs };

  const asking = (question: Question, answers: Answer[]) =>
    partsWith(async (_name, _args, { ask }) => {
      const answer = ask?.resumed ?? (ask?.canAsk ? await ask.put(question) : undefined);
      if (answer) answers.push(answer);
      return toReply({ Action: answer?.action ?? 'nobody to ask' });
    });

  const askOnce = async (question: Question, human?: Human): Promise<{ answers: Answer[]; result: unknown }> => {
    const answers: Answer[] = [];
    const client = await connectClient(era, asking(question, answers), human);
    return { answers, result: await client.callTool({ name: 'Look', arguments: {} }) };
  };

  it('shows the plan and the text to type, and brings back what was typed with the seal', async () => {
    const shown: unknown[] = [];
    const { answers } = await askOnce(byName, async (question) => {
      shown.push(question.message, question.requestedSchema);
      return { action: 'accept', content: { name: 'hq' } };
    });
    expect(shown).toEqual([
      'Delete it?',
      {
        type: 'object',
        properties: { name: { type: 'string', title: 'Name', description: 'type hq' } },
        required: ['name'],
      },
    ]);
    expect(answers).toEqual([{ action: 'accept', content: { name: 'hq' }, seal: 'sealed' }]);
  });

  it('without a text to type asks for one required yes', async () => {
    const { answers } = await askOnce(byYes, async ({ requestedSchema }) => {
      expect(requestedSchema).toMatchObject({ properties: { approve: { type: 'boolean' } }, required: ['approve'] });
      return { action: 'accept', content: { approve: true } };
    });
    expect(answers).toEqual([{ action: 'accept', content: { approve: true }, seal: 'sealed' }]);
  });

  it.each(['decline', 'cancel'] as const)('that people answer with %s comes back as that', async (action) => {
    const { answers } = await askOnce(byName, async () => ({ action }));
    expect(answers).toEqual([{ action, content: {}, seal: 'sealed' }]);
  });

  it('is not put to a client that cannot show it', async () => {
    const { result } = await askOnce(byName);
    expect(Object(result).structuredContent).toEqual({ Action: 'nobody to ask' });
  });

  it('ends with the call: an abort closes it and no answer counts any more', async () => {
    const answers: Answer[] = [];
    let say = (_: { action: 'accept'; content: { name: string } }): void => {};
    let asked = false;
    const client = await connectClient(era, asking(byName, answers), () => {
      asked = true;
      return new Promise((resolve) => {
        say = resolve;
      });
    });
    const controller = new AbortController();
    const call = client.callTool({ name: 'Look', arguments: {} }, { signal: controller.signal });
    await vi.waitFor(() => expect(asked).toBe(true));
    controller.abort();
    say({ action: 'accept', content: { name: 'hq' } });
    await expect(call).rejects.toThrow();
    expect(answers).toEqual([]);
  });
});

it('in the 2025 era no question goes out for a call that was aborted before it', async () => {
  const asked = vi.fn<Human>(async () => ({ action: 'decline' }));
  const controller = new AbortController();
  const put = vi.fn();
  const parts = partsWith(async (_name, _args, { ask, signal }) => {
    controller.abort();
    await vi.waitUntil(() => signal.aborted);
    await ask?.put({ message: 'well?', seal: 's', expiresAtMs: Date.now() + 60_000 }).catch(put);
    return toReply({});
  });
  const client = await connectClient('2025', parts, asked);
  const call = client.callTool({ name: 'Look', arguments: {} }, { signal: controller.signal });
  await expect(call).rejects.toThrow();
  await vi.waitUntil(() => put.mock.calls.length === 1);
  await client.listTools();
  expect(asked).not.toHaveBeenCalled();
});

it('in the 2025 era a form does not fail before its question has run out', async () => {
  vi.useFakeTimers();
  try {
    const ended: string[] = [];
    const parts = partsWith(async (_name, _args, { ask }) => {
      const form = ask?.put({ message: 'well?', seal: 's', expiresAtMs: Date.now() + 20_000 });
      form?.catch(() => ended.push('form'));
      await new Promise((resolve) => setTimeout(resolve, 20_000));
      ended.push('question');
      return toReply({});
    });
    const client = await connectClient('2025', parts, () => new Promise(() => {}));
    const call = client.callTool({ name: 'Look', arguments: {} });
    await vi.advanceTimersByTimeAsync(22_000);
    await call;
    expect(ended).toEqual(['question', 'form']);
  } finally {
    vi.useRealTimers();
  }
});
