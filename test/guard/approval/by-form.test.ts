import { describe, expect, test, vi } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { type Answer, type Ask, type Question, Suspended } from '../../../src/catalogue/invoke.ts';
import { faultOf } from '../../../src/guard/approval/by-form.ts';
import { approvalOf, human, refusalOf, region, soon, startBench } from '../bench.ts';
import { briskClock } from '../movable-clock.ts';

const { DeleteVpnConnection, ModifyVpnConnectionAttribute } = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };
const named = { text: 'plant', accepted: ['plant', 'vco-1'] };
const seal = '';

test.each([
  [{ action: 'accept', content: { approve: true } }, undefined, undefined],
  [{ action: 'accept', content: { name: 'plant' } }, named, undefined],
  [{ action: 'accept', content: { name: ' vco-1 ' } }, named, undefined],
  [{ action: 'decline', content: { approve: true } }, undefined, 'declined'],
  [{ action: 'cancel', content: { name: 'plant' } }, named, 'dismissed'],
  [{ action: 'accept', content: {} }, undefined, 'notConfirmed'],
  [{ action: 'accept', content: { approve: 'true' } }, undefined, 'notConfirmed'],
  [{ action: 'accept', content: { approve: true } }, named, 'notConfirmed'],
  [{ action: 'accept', content: { name: 'Plant' } }, named, 'wrongName'],
] as const)('%j is judged by what was submitted', (answer, confirm, fault) => {
  expect(faultOf({ ...answer, seal }, confirm)).toBe(fault);
});

/** A human who thinks until told. */
const thinking = () => {
  let say: (answer: Partial<Answer>) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const { ask, questions } = human(
    () =>
      new Promise<Partial<Answer>>((resolve, reject) => {
        say = resolve;
        fail = reject;
      }),
  );
  return { ask, questions, say: (answer: Partial<Answer>) => say(answer), fail: (error: Error) => fail(error) };
};

const settleSoon = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('while a human thinks', () => {
  test('a listening caller hears every ten seconds that it is not forgotten', async () => {
    const bench = await startBench();
    const { ask, questions, say } = thinking();
    const heard: string[] = [];
    const work = bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask, heard }));
    await soon(() => questions.length).toBe(1);
    for (let beats = 1; beats <= 8; beats += 1) {
      bench.clock.advance(10_000);
      await soon(() => heard.length).toBe(beats);
    }
    say({ content: { name: 'plant-main' } });
    await work;
    expect(new Set(heard)).toEqual(new Set(['waiting for a human']));
  });

  test('a twin that goes away neither takes the question with it nor asks anew', async () => {
    const clock = briskClock();
    // Who waits for a human tells so every ten seconds.
    const sleep = vi.fn(clock.sleep);
    const waiting = (): number => sleep.mock.calls.filter(([ms]) => ms === 10_000).length;
    const bench = await startBench({ guard: { clock: { ...clock, sleep } } });
    const { ask, questions, say } = thinking();
    const stop = new AbortController();
    const first = bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask }));
    await soon(() => questions.length).toBe(1);
    const twin = bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask, signal: stop.signal }));
    await soon(waiting).toBe(2);
    stop.abort(new Error('gone'));
    await expect(twin).rejects.toThrow('gone');
    say({ content: { name: 'plant-main' } });
    await first;
    expect(questions).toHaveLength(1);
    expect(await bench.writes()).toHaveLength(1);
  });

  test('of three twins one is carried out, and the others learn why they are not', async () => {
    const bench = await startBench();
    let open: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { ask, questions } = human(() => gate.then(() => ({ content: { name: 'plant-main' } })));
    const calls = [1, 2, 3].map(() => bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask })));
    const ends = Promise.allSettled(calls);
    await soon(() => questions.length).toBe(1);
    open();
    const reasons = (await ends).flatMap((end) => (end.status === 'rejected' ? [String(end.reason.message)] : []));
    expect(reasons).toHaveLength(2);
    // One that came late finds the tunnel gone.
    for (const reason of reasons) expect(reason).toMatch(/has been used|changed after the plan|There is no IPsec/);
    expect((await bench.writes()).filter(({ acted }) => acted)).toHaveLength(1);
  });

  test('a caller that hears nothing is let go after 45 s, and the same call takes the question up again', async () => {
    const bench = await startBench();
    const { ask, questions, say } = thinking();
    const first = refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask, holdMs: 45_000 })));
    await soon(() => questions.length).toBe(1);
    bench.clock.advance(45_000);
    expect(approvalOf(await first)).toMatchObject({ State: 'approval_required', ExpiresAt: expect.any(String) });
    const second = bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask, holdMs: 45_000 }));
    await settleSoon();
    say({ content: { name: 'plant-main' } });
    expect((await second)['Outcome']).toMatchObject({ State: 'done' });
    expect(questions).toHaveLength(1);
    expect(await bench.writes()).toHaveLength(1);
  });

  test('an answer that came while nobody waited is found by the same call', async () => {
    const bench = await startBench();
    const { ask, questions, say } = thinking();
    const first = refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask, holdMs: 45_000 })));
    await soon(() => questions.length).toBe(1);
    bench.clock.advance(45_000);
    await first;
    say({ action: 'decline' });
    await settleSoon();
    const second = await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask, holdMs: 45_000 })));
    expect(second.message).toContain('said no');
    expect(questions).toHaveLength(1);
  });

  test('a question that was left alone for five minutes is asked anew', async () => {
    const bench = await startBench();
    const { ask, questions } = thinking();
    const first = refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask, holdMs: 45_000 })));
    await soon(() => questions.length).toBe(1);
    bench.clock.advance(45_000);
    await first;
    bench.clock.advance(5 * 60_000);
    const second = refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask, holdMs: 45_000 })));
    await soon(() => questions.length).toBe(2);
    bench.clock.advance(45_000);
    await second;
  });

  test('a form that fails late opens the next door', async () => {
    const bench = await startBench();
    const { ask, questions, fail } = thinking();
    const work = refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask })));
    await soon(() => questions.length).toBe(1);
    fail(new Error('the client closed its form'));
    expect(approvalOf(await work).Url).toMatch(/^http:/);
  });

  test('a change of the target voids a question that is taken up again', async () => {
    const bench = await startBench();
    const { ask, questions } = thinking();
    const first = refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask, holdMs: 45_000 })));
    await soon(() => questions.length).toBe(1);
    bench.clock.advance(45_000);
    await first;
    await bench.patch({ 'vco-plant0001.LocalSubnet': '10.99.0.0/16' });
    expect(approvalOf(await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask })))).State).toBe(
      'void',
    );
  });
});

describe('a client of the newer era', () => {
  const roundTrip = () => {
    const questions: Question[] = [];
    const put: Ask['put'] = (question) => {
      questions.push(question);
      return Promise.reject(new Suspended(question));
    };
    const again = (content: Record<string, unknown>): Ask => ({
      canAsk: true,
      put,
      resumed: { action: 'accept', content, seal: questions.at(-1)?.seal ?? '' },
    });
    return { questions, first: { canAsk: true, put } satisfies Ask, again };
  };

  test('carries the question away and brings the answer with the same call', async () => {
    const { invoke, call, writes } = await startBench();
    const { first, again, questions } = roundTrip();
    const change = { ...plantMain, RemoteSubnet: '172.20.0.0/16,172.22.0.0/16' };
    await expect(invoke(ModifyVpnConnectionAttribute, change, call({ ask: first }))).rejects.toThrow(Suspended);
    expect(questions[0]?.seal).not.toMatch(/172|plant/);
    await invoke(ModifyVpnConnectionAttribute, change, call({ ask: again({ approve: true }) }));
    expect(await writes()).toHaveLength(1);
  });

  test('is understood by a replica that shares the key, once', async () => {
    const sealKey = 'a-key-that-replicas-share-0123456789';
    const bench = await startBench({ guard: { sealKey } });
    const replica = bench.makeGuard({ sealKey });
    const { first, again } = roundTrip();
    await expect(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask: first }))).rejects.toThrow(Suspended);
    await replica.invoke(DeleteVpnConnection, plantMain, bench.callOn(replica, { ask: again({ name: 'plant-main' }) }));
    await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask: again({ name: 'plant-main' }) })));
    expect(await bench.writes()).toHaveLength(1);
  });

  test('is not understood by one that has a key of its own', async () => {
    const bench = await startBench();
    const stranger = bench.makeGuard();
    const { first, again } = roundTrip();
    await expect(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask: first }))).rejects.toThrow(Suspended);
    const refused = await refusalOf(
      stranger.invoke(DeleteVpnConnection, plantMain, bench.callOn(stranger, { ask: again({ name: 'plant-main' }) })),
    );
    expect(approvalOf(refused).State).toBe('void');
  });
});
