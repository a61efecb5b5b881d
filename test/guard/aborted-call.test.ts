import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import type { Call, Invoke } from '../../src/catalogue/invoke.ts';
import type { Guard, GuardOptions } from '../../src/guard/guard.ts';
import { agreeable, human, refusalOf, region, startBench } from './bench.ts';

// A caller may go away when everything has been read and nobody has been asked yet. Whoever reads a question then would
// decide on a call that no one waits for.

const { DeleteVpnConnection } = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };

type Run = (guard: Guard, call: Call) => Promise<unknown>;

const runs: Readonly<Record<string, Run>> = {
  'a write': (guard, call) => guard.invoke(DeleteVpnConnection, plantMain, call),
  'a plan of several steps': (_, call) => call.approve([{ action: DeleteVpnConnection, input: plantMain }]),
};

/** A way that tells a listener of each reply. */
const listened = () => {
  const listener = { onReply: (): void => {} };
  const between =
    (invoke: Invoke): Invoke =>
    async (action, input, call) => {
      const output = await invoke(action, input, call);
      listener.onReply();
      return output;
    };
  return { between, listener };
};

/** Replicas that share a key note each open page in the folder that they share. */
const sealKey = 'a-key-that-replicas-share-0123456789';

const notesIn = (stateDir: string): readonly string[] => {
  const folder = join(stateDir, 'approvals');
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
};

/** Runs once to a no, which tells how much is read before the question, and then with an abort at the last of these reads. */
const abortBeforeQuestion = async (run: Run, options: Partial<GuardOptions>): Promise<void> => {
  const { between, listener } = listened();
  const bench = await startBench({ guard: { sealKey }, between });
  let reads = 0;
  listener.onReply = () => {
    reads += 1;
  };
  const no = human(() => ({ action: 'decline' }));
  await refusalOf(run(bench.guard, bench.call(no)));
  const notes = notesIn(bench.stateDir);

  const gone = new AbortController();
  listener.onReply = () => {
    reads -= 1;
    if (reads === 0) gone.abort(new Error('the caller is gone'));
  };
  const guard = bench.makeGuard(options);
  const { ask, questions } = agreeable();
  const { transport = 'stdio' } = options;
  const call = bench.callOn(guard, { ask, signal: gone.signal, transport, session: 'two' });
  await expect(run(guard, call)).rejects.toThrow('the caller is gone');
  expect(questions).toEqual([]);
  expect(notesIn(bench.stateDir)).toEqual(notes);
  expect(bench.logged.map(({ event }) => event)).not.toContain('open the approval page');
};

describe.each(Object.entries(runs))('%s that is aborted before its question', (_, run) => {
  test('puts no form', async () => {
    await abortBeforeQuestion(run, {});
  });

  test('opens no page', async () => {
    await abortBeforeQuestion(run, { confirm: 'page' });
  });

  test('opens no page from a shell', async () => {
    await abortBeforeQuestion(run, { confirm: 'page', transport: 'shell' });
  });

  test('is given no token', async () => {
    await abortBeforeQuestion(run, { confirm: 'token' });
  });
});
