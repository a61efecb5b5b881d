import { Client, ProtocolError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { describe, expect, it, vi } from 'vitest';
import type { Answer, Question } from '../../src/catalogue/invoke.ts';
import { BadSettings } from '../../src/errors.ts';
import type { BaseCall } from '../../src/guard/guard.ts';
import { createServers } from '../../src/server/server.ts';
import { type Reply, toReply } from '../../src/tools/result.ts';
import type { Human } from '../support/agent.ts';
import { connectClient, partsWith } from '../support/in-process.ts';

const eras = ['2025', '2026'] as const;

const done = async (): Promise<Reply> => toReply({ Done: true });

const textOf = (result: unknown): string => JSON.stringify(Object(result).content);

describe.each(eras)('in the %s era', (era) => {
  it('tools are listed in order with title, annotations and both schemas', async () => {
    const client = await connectClient(era, partsWith(done));
    const { tools } = await client.listTools();
    expect(tools.map(({ name, title }) => [name, title])).toEqual([
      ['Look', 'Look'],
      ['Remove', 'Remove'],
    ]);
    expect(tools[0]).toMatchObject({ annotations: { readOnlyHint: true }, outputSchema: { type: 'object' } });
  });

  it('the server says who it is and how it is used', async () => {
    const client = await connectClient(era, partsWith(done));
    expect([client.getServerVersion()?.version, client.getInstructions()]).toEqual(['1.2.3', 'be kind']);
  });

  it('listing tools opens nothing', async () => {
    const open = vi.fn();
    const client = await connectClient(era, { ...partsWith(done), open });
    await client.listTools();
    expect(open).not.toHaveBeenCalled();
  });

  it('an unknown tool is a protocol error that names the nearest one', async () => {
    const client = await connectClient(era, partsWith(done));
    const call = client.callTool({ name: 'Lok', arguments: {} });
    await expect(call).rejects.toThrow(ProtocolError);
    await expect(call).rejects.toMatchObject({ code: -32602, message: expect.stringContaining('did you mean Look?') });
  });

  it('a name that every object has is no tool', async () => {
    const client = await connectClient(era, partsWith(done));
    await expect(client.callTool({ name: 'toString', arguments: {} })).rejects.toMatchObject({ code: -32602 });
  });

  it('a tool that the operator leaves out cannot be called, and the answer says so', async () => {
    const client = await connectClient(era, partsWith(done, { terms: { readOnly: true, confirm: 'ask' } }));
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['Look']);
    await expect(client.callTool({ name: 'Remove', arguments: {} })).rejects.toMatchObject({
      message: expect.stringContaining('--read-only'),
    });
  });

  it('settings that do not allow a call are told as its failure, and the next call tries again', async () => {
    const open = vi.fn(async () => {
      throw new BadSettings('--ca-file', 'the file is not there', 'Correct --ca-file.');
    });
    const client = await connectClient(era, { ...partsWith(done), open });
    for (const _ of [1, 2]) {
      const result = await client.callTool({ name: 'Look', arguments: {} });
      expect(result.isError).toBe(true);
      expect(textOf(result)).toContain('Correct --ca-file.');
    }
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('who calls is told to the corridor', async () => {
    const seen: BaseCall[] = [];
    const client = await connectClient(
      era,
      partsWith(async (_name, _args, base) => {
        seen.push(base);
        return toReply({});
      }),
    );
    await client.callTool({ name: 'Look', arguments: {} });
    expect(seen[0]?.caller).toMatchObject({ client: 'test 1.0.0', session: 'test', transport: 'stdio' });
  });

  it('only a client that listens to progress may be kept waiting', async () => {
    const holds: (number | undefined)[] = [];
    const client = await connectClient(
      era,
      partsWith(async (_name, _args, base) => {
        holds.push(base.holdMs);
        return toReply({});
      }),
    );
    await client.callTool({ name: 'Look', arguments: {} });
    await client.callTool({ name: 'Look', arguments: {} }, { onprogress: () => {} });
    expect(holds).toEqual([40_000, undefined]);
  });

  it('progress arrives with rising numbers, whatever the tool counts', async () => {
    const client = await connectClient(
      era,
      partsWith(async (_name, _args, { progress }) => {
        progress({ done: 1, total: 3, message: 'one' });
        progress({ done: 1, total: 3, message: 'one again' });
        progress({ done: 3, total: 3, message: 'three' });
        await new Promise((resolve) => setImmediate(resolve));
        return toReply({});
      }),
    );
    const heard: { progress: number; message?: string | undefined }[] = [];
    await client.callTool({ name: 'Look', arguments: {} }, { onprogress: (step) => heard.push(step) });
    await vi.waitFor(() => expect(heard.map(({ message }) => message)).toEqual(['one', 'one again', 'three']));
    expect(heard.every(({ progress }, i) => i === 0 || progress > (heard[i - 1]?.progress ?? 0))).toBe(true);
  });

  it('an abort reaches the call', async () => {
    let reason: unknown;
    const client = await connectClient(
      era,
      partsWith(
        (_name, _args, { signal }) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              reason = 'aborted';
              reject(signal.reason);
            });
          }),
      ),
    );
    const controller = new AbortController();
    const call = client.callTool({ name: 'Look', arguments: {} }, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(call).rejects.toThrow();
    await vi.waitFor(() => expect(reason).toBe('aborted'));
  });
});

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

it('a client that listens hears from a call again and again, however long it takes', async () => {
  vi.useFakeTimers();
  try {
    const parts = partsWith(async (_name, _args, { ask }) => {
      const answer = await ask?.put({ message: 'well?', seal: 's', expiresAtMs: Date.now() + 300_000 });
      return toReply({ Action: answer?.action });
    });
    let say = (_: { action: 'decline' }): void => {};
    const human: Human = () =>
      new Promise((resolve) => {
        say = resolve;
      });
    const client = await connectClient('2025', parts, human);
    const heard: string[] = [];
    const call = client.callTool(
      { name: 'Look', arguments: {} },
      { onprogress: ({ message }) => heard.push(message ?? ''), resetTimeoutOnProgress: true },
    );
    await vi.advanceTimersByTimeAsync(95_000);
    expect(heard).toEqual(Array(9).fill('still at it'));
    say({ action: 'decline' });
    await vi.advanceTimersByTimeAsync(1);
    expect((await call).structuredContent).toEqual({ Action: 'decline' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toHaveLength(9);
  } finally {
    vi.useRealTimers();
  }
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

it('in the 2026 era a client may keep the list of tools for an hour', async () => {
  const handler = createMcpHandler(createServers(partsWith(done)).create);
  const send = vi.fn((url: URL | string | Request, init?: RequestInit) => handler.fetch(new Request(url, init)));
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), { fetch: send }));
  await client.listTools();
  const requests = send.mock.calls.length;
  await client.listTools();
  expect(send.mock.calls.length).toBe(requests);
  await client.close();
});
