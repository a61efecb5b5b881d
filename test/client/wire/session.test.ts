import { expect, test } from 'vitest';
import { createSession, type Keys } from '../../../src/client/wire/session.ts';

const minute = 60_000;
const keysUntil = (expiresAtMs?: number, id = 'STS.fake'): Keys => ({
  accessKeyId: id,
  accessKeySecret: 'fake',
  securityToken: `token of ${id}`,
  ...(expiresAtMs !== undefined && { expiresAtMs }),
});

/** A session over a movable clock; `lifetimes` are minutes, `null` fails. */
const start = (lifetimes: (number | null)[]) => {
  const state = { nowMs: 0, fetched: 0, warnings: 0 };
  const fetch = async (): Promise<Keys> => {
    const lifetime = lifetimes[state.fetched];
    state.fetched += 1;
    if (lifetime === null || lifetime === undefined) throw new Error('STS is down');
    return keysUntil(state.nowMs + lifetime * minute, `STS.${state.fetched}`);
  };
  const session = createSession(
    fetch,
    () => state.nowMs,
    () => {
      state.warnings += 1;
    },
  );
  return { session, state };
};

test('keys that never expire are fetched once', async () => {
  let fetched = 0;
  const fetch = async (): Promise<Keys> => {
    fetched += 1;
    return keysUntil();
  };
  const session = createSession(fetch, Date.now, () => {});
  await session.keys();
  await session.keys();
  expect(fetched).toBe(1);
});

test('all who wait are served by one fetch', async () => {
  const { session, state } = start([60]);
  const all = await Promise.all(Array.from({ length: 20 }, () => session.keys()));
  expect(new Set(all).size).toBe(1);
  expect(state.fetched).toBe(1);
});

test('an hour’s session is refreshed twelve minutes ahead, a longer one fifteen', async () => {
  const { session, state } = start([60, 600, 60]);
  await session.keys();
  state.nowMs = 47.9 * minute;
  expect((await session.keys()).accessKeyId).toBe('STS.1');
  state.nowMs = 48.1 * minute;
  expect((await session.keys()).accessKeyId).toBe('STS.2');
  state.nowMs += 584 * minute;
  expect((await session.keys()).accessKeyId).toBe('STS.2');
  state.nowMs += 2 * minute;
  expect((await session.keys()).accessKeyId).toBe('STS.3');
});

test('a session of fifteen minutes is not refreshed at every use', async () => {
  const { session, state } = start([15, 15]);
  await session.keys();
  state.nowMs = 11 * minute;
  await session.keys();
  expect(state.fetched).toBe(1);
});

test('a refresh that fails is forgiven while the old keys last, and not tried at every call', async () => {
  const { session, state } = start([60, null, null]);
  await session.keys();
  state.nowMs = 50 * minute;
  expect((await session.keys()).accessKeyId).toBe('STS.1');
  expect((await session.keys()).accessKeyId).toBe('STS.1');
  expect(state).toMatchObject({ fetched: 2, warnings: 1 });
  state.nowMs = 61 * minute;
  await expect(session.keys()).rejects.toThrow('STS is down');
});

test('after a refresh that failed the next try waits thirty seconds, and no longer', async () => {
  const { session, state } = start([60, null, 60]);
  await session.keys();
  const failedMs = 50 * minute;
  const fetchedAt = async (ms: number): Promise<number> => {
    state.nowMs = failedMs + ms;
    await session.keys();
    return state.fetched;
  };
  expect(await fetchedAt(0)).toBe(2);
  expect(await fetchedAt(29_999)).toBe(2);
  expect(await fetchedAt(30_000)).toBe(3);
  expect(state.warnings).toBe(1);
});

test('keys are not used in the millisecond in which they end', async () => {
  const { session, state } = start([60, null]);
  await session.keys();
  state.nowMs = 60 * minute;
  await expect(session.keys()).rejects.toThrow('STS is down');
});

test('keys that the cloud calls expired are fetched anew, once for all', async () => {
  const { session, state } = start([60, 60]);
  const old = await session.keys();
  session.expire(old);
  const fresh = await session.keys();
  session.expire(old);
  expect(await session.keys()).toBe(fresh);
  expect(state.fetched).toBe(2);
});

test('a failed first fetch is tried again by the next caller', async () => {
  const { session } = start([null, 60]);
  await expect(session.keys()).rejects.toThrow('STS is down');
  expect((await session.keys()).accessKeyId).toBe('STS.2');
});

test('a caller that goes away does not end the fetch for the others', async () => {
  let finish = (_: Keys): void => {};
  const session = createSession(
    () => new Promise((resolve) => (finish = resolve)),
    Date.now,
    () => {},
  );
  const aborter = new AbortController();
  const leaver = session.keys(aborter.signal);
  const stayer = session.keys(new AbortController().signal);
  aborter.abort(new Error('gone'));
  await expect(leaver).rejects.toThrow('gone');
  finish(keysUntil());
  expect((await stayer).accessKeyId).toBe('STS.fake');
});

test('a caller that has already gone is not kept waiting', async () => {
  const session = createSession(
    () => new Promise(() => {}),
    Date.now,
    () => {},
  );
  await expect(session.keys(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
});
