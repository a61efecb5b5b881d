import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { type Answer, type Ask, type Invoke, type Question, type Step, Suspended } from '../../src/catalogue/invoke.ts';
import { agreeable, approvalOf, type Bench, human, refusalOf, region, soon, startBench } from './bench.ts';
import { press } from './press.ts';

// What a human approves, they approve for one identity. After a change of it nothing of that counts: not a step that is
// left, not a question that is open, and not when the former identity comes back.

const {
  AssumeRole,
  CreateCustomerGateway,
  CreateVpnConnection,
  DeleteVpnConnection,
  ModifyVpnConnectionAttribute,
  ModifyVpnGatewayAttribute,
} = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };
const named = { content: { name: 'plant-main' } };
const warehouse = { RegionId: region, VpnConnectionId: 'vco-wh0001' };
const narrower = { ...warehouse, RemoteSubnet: '172.31.40.0/23' };
const former = { ...warehouse, RemoteSubnet: '172.31.40.0/22' };
const other = { ...warehouse, LocalSubnet: '10.21.0.0/16' };

const modify = (input: typeof narrower | typeof other, more: Partial<Step> = {}): Step => ({
  action: ModifyVpnConnectionAttribute,
  input,
  ...more,
});

const role = (name: string) => ({ RoleArn: `acs:ram::1000000000000001:role/${name}`, RoleSessionName: name });

/** The human agrees to each change of identity. */
const become = async ({ invoke, call }: Bench, ...names: readonly string[]): Promise<void> => {
  for (const name of names) await invoke(AssumeRole, role(name), call(agreeable()));
};

/** What reached the gateway of the VPN: STS is another one. */
const changes = async ({ writes }: Bench) => (await writes()).filter(({ action }) => action !== 'AssumeRole');

/** Holds back each request of an action until it is let go. */
const hold = (held: string) => {
  let letGo: () => void = () => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let arrived = 0;
  const between =
    (invoke: Invoke): Invoke =>
    async (action, input, call) => {
      if (action.name !== held) return invoke(action, input, call);
      arrived += 1;
      await free;
      return invoke(action, input, call);
    };
  return { between, letGo: () => letGo(), arrived: () => arrived };
};

/** A human who thinks until told. */
const thinking = () => {
  let say: (answer: Partial<Answer>) => void = () => {};
  const { ask, questions } = human(() => new Promise<Partial<Answer>>((resolve) => (say = resolve)));
  return { ask, questions, say: (answer: Partial<Answer>) => say(answer) };
};

describe('of a plan that was approved before', () => {
  /** What was done before the change, and what is asked for after it. */
  const table: readonly (readonly [
    string,
    readonly Step[],
    readonly (typeof narrower)[],
    typeof narrower | typeof other,
  ])[] = [
    ['the first step', [modify(narrower), modify(other)], [], narrower],
    ['the next step', [modify(narrower), modify(other)], [narrower], other],
    ['the step that takes another back', [modify(narrower, { rollback: modify(former) })], [narrower], former],
  ];

  test.each(table)('%s does not leave', async (_, steps, before, after) => {
    const bench = await startBench();
    const call = bench.call(agreeable());
    const invoke = await call.approve(steps);
    for (const input of before) await invoke(ModifyVpnConnectionAttribute, input, call);
    await become(bench, 'other');
    const refused = await refusalOf(invoke(ModifyVpnConnectionAttribute, after, call));
    expect([approvalOf(refused).State, refused.message]).toEqual(['void', expect.stringContaining('another identity')]);
    expect(await changes(bench)).toHaveLength(before.length);
  });

  test('the next step does not leave either when the former identity is back', async () => {
    const bench = await startBench();
    await become(bench, 'one');
    const call = bench.call(agreeable());
    const invoke = await call.approve([modify(narrower), modify(other)]);
    await invoke(ModifyVpnConnectionAttribute, narrower, call);
    await become(bench, 'other', 'one');
    const refused = await refusalOf(invoke(ModifyVpnConnectionAttribute, other, call));
    expect(refused.message).toContain('another identity');
    expect(await changes(bench)).toHaveLength(1);
  });

  test('the other way does not leave, though the cloud refused the first', async () => {
    const bench = await startBench();
    await bench.control('faults', { kind: 'refuse', action: 'ModifyVpnConnectionAttribute' });
    const call = bench.call(agreeable());
    const invoke = await call.approve([modify(narrower, { fallback: [modify(other)] })]);
    await expect(invoke(ModifyVpnConnectionAttribute, narrower, call)).rejects.toMatchObject({ name: 'CloudError' });
    await become(bench, 'other');
    const refused = await refusalOf(invoke(ModifyVpnConnectionAttribute, other, call));
    expect(refused.message).toContain('another identity');
    expect((await changes(bench)).filter(({ acted }) => acted)).toEqual([]);
  });

  test('nothing leaves either when nobody had to be asked', async () => {
    const bench = await startBench();
    const call = bench.call();
    const input = { RegionId: region, IpAddress: '192.0.2.99' };
    const invoke = await call.approve([{ action: CreateCustomerGateway, input }]);
    await become(bench, 'other');
    expect((await refusalOf(invoke(CreateCustomerGateway, input, call))).message).toContain('another identity');
    expect(await changes(bench)).toEqual([]);
  });
});

describe('a step that waits behind the change', () => {
  const peer = { RegionId: region, IpAddress: '192.0.2.99' };
  const link = {
    RegionId: region,
    VpnGatewayId: 'vpn-hq0001',
    LocalSubnet: '10.10.0.0/16',
    RemoteSubnet: '10.80.0.0/16',
  };

  const table: readonly (readonly [
    string,
    readonly Step[],
    (invoke: Invoke, call: ReturnType<Bench['call']>) => Promise<() => Promise<unknown>>,
  ])[] = [
    [
      'on the state that was approved',
      [modify(narrower), modify(other)],
      async (invoke, call) => {
        await invoke(ModifyVpnConnectionAttribute, narrower, call);
        return () => invoke(ModifyVpnConnectionAttribute, other, call);
      },
    ],
    [
      'to take another back, on any state',
      [modify(narrower, { rollback: modify(former) })],
      async (invoke, call) => {
        await invoke(ModifyVpnConnectionAttribute, narrower, call);
        return () => invoke(ModifyVpnConnectionAttribute, former, call);
      },
    ],
    [
      'and speaks of what was made meanwhile',
      [
        { action: CreateCustomerGateway, input: peer },
        { action: CreateVpnConnection, input: { ...link, CustomerGatewayId: '{{1.CustomerGatewayId}}' } },
      ],
      async (invoke, call) => {
        const { CustomerGatewayId = '' } = await invoke(CreateCustomerGateway, peer, call);
        return () => invoke(CreateVpnConnection, { ...link, CustomerGatewayId }, call);
      },
    ],
  ];

  test.each(table)('%s does not leave', async (_, steps, begin) => {
    const { between, letGo, arrived } = hold('AssumeRole');
    const bench = await startBench({ between });
    const heard: string[] = [];
    const call = bench.call({ ...agreeable(), heard });
    const next = await begin(await call.approve(steps), call);
    const change = become(bench, 'other');
    await soon(arrived).toBe(1);
    const refused = refusalOf(next());
    await soon(() => heard.filter((each) => each.startsWith('waiting for another change'))).toHaveLength(1);
    letGo();
    await change;
    expect((await refused).message).toContain('another identity');
    expect(await changes(bench)).toHaveLength(1);
  });
});

test('a change waits for what is on its way in any region, so that it leaves as it was looked at', async () => {
  const { between, letGo, arrived } = hold('ModifyVpnGatewayAttribute');
  const bench = await startBench({ between });
  const rename = { RegionId: 'cn-beijing-env12-d01', VpnGatewayId: 'vpn-bj0001', Name: 'slow' };
  const slow = bench.invoke(ModifyVpnGatewayAttribute, rename, bench.call());
  await soon(arrived).toBe(1);
  const heard: string[] = [];
  let changed = false;
  const change = bench.invoke(AssumeRole, role('other'), bench.call({ ...agreeable(), heard })).then(() => {
    changed = true;
  });
  await soon(() => changed || heard.length > 0).toBe(true);
  letGo();
  await Promise.all([slow, change]);
  expect((await bench.writes()).map(({ action }) => action)).toEqual(['ModifyVpnGatewayAttribute', 'AssumeRole']);
});

describe('the yes of a form that is open meanwhile', () => {
  test('approves no plan', async () => {
    const bench = await startBench();
    const { ask, questions, say } = thinking();
    const refused = refusalOf(bench.call({ ask }).approve([modify(narrower), modify(other)]));
    await soon(() => questions.length).toBe(1);
    await become(bench, 'other');
    say({ content: { approve: true } });
    const { approval, message } = await refused;
    expect([approval?.['State'], message]).toEqual(['void', expect.stringContaining('another identity')]);
  });

  test.each([
    ['other', []],
    ['the former one again', ['one']],
  ])('approves no call: %s', async (_, back) => {
    const bench = await startBench();
    await become(bench, 'one');
    const { ask, questions, say } = thinking();
    const refused = refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask })));
    await soon(() => questions.length).toBe(1);
    await become(bench, 'other', ...back);
    say(named);
    expect((await refused).message).toContain('another identity');
    expect(await changes(bench)).toEqual([]);
  });

  test('approves nothing with the repeat of the call, though the former identity is back', async () => {
    const bench = await startBench();
    await become(bench, 'one');
    const questions: Question[] = [];
    const first: Ask = {
      canAsk: true,
      put: (question) => {
        questions.push(question);
        return Promise.reject(new Suspended(question));
      },
    };
    const work = bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask: first }));
    await expect(work).rejects.toThrow(Suspended);
    await become(bench, 'other', 'one');
    const resumed: Answer = { action: 'accept', seal: questions[0]?.seal ?? '', ...named };
    const ask: Ask = { ...first, resumed };
    const refused = await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask })));
    expect(approvalOf(refused).State).toBe('void');
    expect(await changes(bench)).toEqual([]);
  });
});

describe('the yes of a page', () => {
  const ask = async ({ invoke, call }: Bench) =>
    approvalOf(await refusalOf(invoke(DeleteVpnConnection, plantMain, call())));

  test('that is open meanwhile is not taken any more', async () => {
    const bench = await startBench();
    const { Url = '' } = await ask(bench);
    expect((await fetch(Url)).status).toBe(200);
    await become(bench, 'other');
    expect((await fetch(Url)).status).toBe(410);
    expect((await press(Url, { decision: 'approve', name: 'plant-main' })).status).toBe(410);
    expect(await ask(bench)).toMatchObject({ State: 'approval_required', Url: expect.not.stringContaining(Url) });
    expect(await changes(bench)).toEqual([]);
  });

  test.each([
    ['of a process alone', undefined],
    ['that replicas were told of', 'a-key-that-replicas-share'],
  ])('%s does not count when the former identity is back', async (_, sealKey) => {
    const bench = await startBench({ guard: { sealKey } });
    await become(bench, 'one');
    const { Url = '' } = await ask(bench);
    expect((await press(Url, { decision: 'approve', name: 'plant-main' })).status).toBe(200);
    await become(bench, 'other', 'one');
    expect(await ask(bench)).toMatchObject({ State: 'approval_required', Url: expect.not.stringContaining(Url) });
    expect(await changes(bench)).toEqual([]);
  });
});

test('a token does not count when the former identity is back', async () => {
  const bench = await startBench({ guard: { confirm: 'token' } });
  const { invoke, call } = bench;
  const change = async (name: string): Promise<void> => {
    const { Approval = '' } = approvalOf(await refusalOf(invoke(AssumeRole, role(name), call())));
    await invoke(AssumeRole, role(name), call({ approval: Approval }));
  };
  await change('one');
  const { Approval = '' } = approvalOf(await refusalOf(invoke(DeleteVpnConnection, plantMain, call())));
  await change('other');
  await change('one');
  const refused = await refusalOf(invoke(DeleteVpnConnection, plantMain, call({ approval: Approval })));
  expect(approvalOf(refused).State).toBe('void');
  expect(await changes(bench)).toEqual([]);
});

describe.each(['Principal', 'Endpoint', 'Region'] as const)(
  'who acts differs in its %s, though no role was assumed',
  (part) => {
    const start = async (confirm: 'ask' | 'token') => {
      const one = { Account: 'one', Principal: 'one', Region: region, Endpoint: 'https://vpc.example' };
      let now = one;
      const bench = await startBench({ guard: { confirm, identity: async () => now } });
      const turn = (): void => {
        now = { ...one, [part]: 'other' };
      };
      return { ...bench, turn };
    };

    test('a token of before does not count', async () => {
      const bench = await start('token');
      const { invoke, call, turn } = bench;
      const { Approval = '' } = approvalOf(await refusalOf(invoke(DeleteVpnConnection, plantMain, call())));
      turn();
      const refused = await refusalOf(invoke(DeleteVpnConnection, plantMain, call({ approval: Approval })));
      expect(approvalOf(refused).State).toBe('void');
      expect(await bench.writes()).toEqual([]);
    });

    test('the yes of an open form does not count', async () => {
      const bench = await start('ask');
      const { ask } = human(() => {
        bench.turn();
        return named;
      });
      const refused = await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call({ ask })));
      expect(refused.message).toContain('another identity');
      expect(await bench.writes()).toEqual([]);
    });
  },
);
