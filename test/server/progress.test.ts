import { describe, expect, it, vi } from 'vitest';
import { toReply } from '../../src/tools/reply/result.ts';
import type { Human } from '../support/agent.ts';
import { connectClient, partsWith } from '../support/in-process.ts';

const eras = ['2025', '2026'] as const;

describe.each(eras)('in the %s era', (era) => {
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
});

it('a client with a progress token hears from a call again and again, however long it takes', async () => {
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
    expect(heard).toEqual(Array(9).fill('still running'));
    say({ action: 'decline' });
    await vi.advanceTimersByTimeAsync(1);
    expect((await call).structuredContent).toEqual({ Action: 'decline' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard).toHaveLength(9);
  } finally {
    vi.useRealTimers();
  }
});
