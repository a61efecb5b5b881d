import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import type { Invoke, Step } from '../../src/catalogue/invoke.ts';
import { agreeable, refusalOf, region, soon, startBench } from './bench.ts';

// An approved plan goes forward one step after the other, and back; from the way back there is no way forward.

const { ModifyVpnConnectionAttribute } = actions;
const warehouse = { RegionId: region, VpnConnectionId: 'vco-wh0001' };
const remote = (RemoteSubnet: string) => ({ ...warehouse, RemoteSubnet });
type Change = ReturnType<typeof remote>;

const former = remote('172.31.40.0/22');
const first = remote('172.31.40.0/23');
const second = remote('172.31.42.0/23');
const third = remote('172.31.44.0/23');
const instead = remote('172.31.46.0/23');

const step = (input: Change, back: Change, ...fallback: readonly Change[]): Step => ({
  action: ModifyVpnConnectionAttribute,
  input,
  rollback: { action: ModifyVpnConnectionAttribute, input: back },
  ...(fallback.length > 0 && {
    fallback: fallback.map((other) => ({ action: ModifyVpnConnectionAttribute, input: other })),
  }),
});

const plan: readonly Step[] = [step(first, former), step(second, first, instead), step(third, second)];

/** Holds back one change on its way to the cloud, until it is let go. */
const hold = () => {
  let letGo: () => void = () => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let held = '';
  let arrived = false;
  const between =
    (invoke: Invoke): Invoke =>
    async (action, input, call) => {
      if (action.name === 'ModifyVpnConnectionAttribute' && Object(input).RemoteSubnet === held) {
        arrived = true;
        await free;
      }
      return invoke(action, input, call);
    };
  const holdBack = ({ RemoteSubnet }: Change): void => {
    held = RemoteSubnet;
  };
  return { between, holdBack, letGo: () => letGo(), arrived: () => arrived };
};

/** The plan, approved; what is asked of it then, and what the cloud did. */
const start = async (between?: (invoke: Invoke) => Invoke) => {
  const bench = await startBench(between ? { between } : {});
  const heard: string[] = [];
  const call = bench.call({ ...agreeable(), heard });
  const invoke = await call.approve(plan);
  return {
    /** What a step that waits for another one has told. */
    heard,
    go: (input: Change) => invoke(ModifyVpnConnectionAttribute, input, call),
    isRefused: async (...inputs: readonly Change[]): Promise<void> => {
      for (const input of inputs) {
        const { message } = await refusalOf(invoke(ModifyVpnConnectionAttribute, input, call));
        expect(message).toContain('not the next step');
      }
    },
    /** The cloud refuses the next change. */
    refuseNext: () => bench.control('faults', { kind: 'refuse', action: 'ModifyVpnConnectionAttribute' }),
    done: async () =>
      (await bench.writes()).filter(({ acted }) => acted).map(({ parameters }) => parameters['RemoteSubnet']),
  };
};

const blocks = (...changes: readonly Change[]) => changes.map(({ RemoteSubnet }) => RemoteSubnet);

describe('nothing goes forward any more', () => {
  test('after a step was taken back', async () => {
    const { go, isRefused, done } = await start();
    await go(first);
    await go(former);
    await isRefused(second, first, third, instead);
    expect(await done()).toEqual(blocks(first, former));
  });

  test('after the second was taken back, and the first may follow it', async () => {
    const { go, isRefused, done } = await start();
    for (const input of [first, second]) await go(input);
    // What takes the second back is also what the first step was: it is no step forward.
    await go(first);
    await isRefused(third, second);
    await go(former);
    await isRefused(first, second, third);
    expect(await done()).toEqual(blocks(first, second, first, former));
  });

  test('after the cloud refused to take a step back', async () => {
    const { go, isRefused, refuseNext, done } = await start();
    await go(first);
    await refuseNext();
    await expect(go(former)).rejects.toMatchObject({ name: 'CloudError' });
    await isRefused(second, third, instead);
    expect(await done()).toEqual(blocks(first));
  });

  test('in the place of a step that was refused, after the one before it was taken back', async () => {
    const { go, isRefused, refuseNext, done } = await start();
    await go(first);
    await refuseNext();
    await expect(go(second)).rejects.toMatchObject({ name: 'CloudError' });
    await go(former);
    await isRefused(instead, third);
    expect(await done()).toEqual(blocks(first, former));
  });

  test('while a step is being taken back', async () => {
    const { between, holdBack, letGo, arrived } = hold();
    const { go, isRefused, done } = await start(between);
    await go(first);
    holdBack(former);
    const back = go(former);
    await soon(arrived).toBe(true);
    await isRefused(second);
    letGo();
    await back;
    expect(await done()).toEqual(blocks(first, former));
  });
});

describe('nothing goes forward either when a step was taken back while the next one was on its way', () => {
  const overtake = async (isNextRefused: boolean) => {
    const { between, holdBack, letGo, arrived } = hold();
    const started = await start(between);
    const { go, heard, refuseNext } = started;
    await go(first);
    if (isNextRefused) await refuseNext();
    holdBack(second);
    const next = go(second).catch(() => {});
    await soon(arrived).toBe(true);
    const back = go(former);
    await soon(() => heard.length).toBe(1);
    letGo();
    await Promise.all([next, back]);
    return started;
  };

  test('that went well', async () => {
    const { isRefused, done } = await overtake(false);
    await isRefused(third, instead);
    expect(await done()).toEqual(blocks(first, second, former));
  });

  test('that the cloud refused', async () => {
    const { isRefused, done } = await overtake(true);
    await isRefused(instead, third);
    expect(await done()).toEqual(blocks(first, former));
  });
});

describe('nothing is taken back', () => {
  test('that was not made', async () => {
    const { isRefused, done } = await start();
    await isRefused(former);
    expect(await done()).toEqual([]);
  });

  test('that the cloud refused to make', async () => {
    const { go, isRefused, refuseNext, done } = await start();
    await refuseNext();
    await expect(go(first)).rejects.toMatchObject({ name: 'CloudError' });
    await isRefused(former);
    expect(await done()).toEqual([]);
  });

  test('twice', async () => {
    const { go, isRefused, done } = await start();
    await go(first);
    await go(former);
    await isRefused(former);
    expect(await done()).toEqual(blocks(first, former));
  });

  test('twice at once', async () => {
    const { between, holdBack, letGo, arrived } = hold();
    const { go, isRefused, done } = await start(between);
    await go(first);
    holdBack(former);
    const back = go(former);
    await soon(arrived).toBe(true);
    await isRefused(former);
    letGo();
    await back;
    expect(await done()).toEqual(blocks(first, former));
  });
});

test('a step does not leave before its turn, nor once it has left', async () => {
  const { go, isRefused, done } = await start();
  await isRefused(second, third, instead);
  await go(first);
  await isRefused(first, third, instead);
  await go(second);
  await isRefused(second, instead);
  await go(third);
  await isRefused(third);
  expect(await done()).toEqual(blocks(first, second, third));
});

test('the same step twice at once leaves once', async () => {
  const { between, holdBack, letGo, arrived } = hold();
  const { go, isRefused, done } = await start(between);
  holdBack(first);
  const once = go(first);
  await soon(arrived).toBe(true);
  await isRefused(first, second);
  letGo();
  await once;
  await go(second);
  expect(await done()).toEqual(blocks(first, second));
});
