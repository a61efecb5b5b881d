import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import type { Invoke, Step } from '../../src/catalogue/invoke.ts';
import { Unreachable } from '../../src/errors.ts';
import { agreeable, approvalOf, type Bench, human, refusalOf, region, startBench } from './bench.ts';

// What may run in a step's place is approved with it, so it is judged as the steps themselves are; and it runs only when it
// is certain that the step did not.

const { DeleteSslVpnClientCert, DeleteVpnConnection, ModifyVpnConnectionAttribute } = actions;
const { ModifyVpnGatewayAttribute } = actions;
const gateway = { RegionId: region, VpnGatewayId: 'vpn-hq0001' };
const rename = { ...gateway, Name: 'renamed' };
const connection = (VpnConnectionId: string) => ({ RegionId: region, VpnConnectionId });
const removal = (id: string): Step => ({ action: DeleteVpnConnection, input: connection(id) });
const otherWay: Step = { action: ModifyVpnGatewayAttribute, input: { ...gateway, Description: 'other way' } };

/** A step that harms nobody, with a delete in its place. */
const harmless = (...fallback: readonly Step[]): Step => ({
  action: ModifyVpnGatewayAttribute,
  input: rename,
  fallback,
});

describe('a delete that only may run in the place of a harmless step', () => {
  const plans: readonly (readonly [string, Step])[] = [
    ['', harmless(removal('vco-plant0002'))],
    [', two levels down', harmless({ ...otherWay, fallback: [removal('vco-plant0002')] })],
    [', after another one', harmless(otherWay, removal('vco-plant0002'))],
  ];

  test.each(plans)('is asked for by the name of what would be deleted%s', async (_, step) => {
    const bench = await startBench();
    const { ask, questions } = agreeable();
    await bench.call({ ask }).approve([step]);
    expect(questions).toHaveLength(1);
    expect(questions[0]?.field?.description).toContain('plant-backup');
    expect(questions[0]?.message).toContain('If the cloud refuses it, instead');
  });

  test.each([{ approve: true }, { name: 'hq-gateway' }, { name: 'renamed' }])(
    'is not approved by %j',
    async (content) => {
      const bench = await startBench();
      const { ask } = human(() => ({ content }));
      const refused = await refusalOf(bench.call({ ask }).approve([harmless(removal('vco-plant0002'))]));
      expect(approvalOf(refused).State).toBe('refused');
    },
  );

  test.each(plans)('is not asked for when it is protected%s', async (_, step) => {
    const bench = await startBench({ guard: { protect: ['plant-backup'] } });
    const { ask, questions } = agreeable();
    const refused = await refusalOf(bench.call({ ask }).approve([step]));
    expect([refused.message, questions]).toEqual([expect.stringContaining('--protect plant-backup'), []]);
  });

  test('is not asked for when there were too many deletes', async () => {
    const bench = await startBench({ guard: { deleteLimit: { deletes: 1, minutes: 10 } } });
    const input = { RegionId: region, SslVpnClientCertId: 'vsc-linphone' };
    await bench.invoke(DeleteSslVpnClientCert, input, bench.call(agreeable()));
    const { ask, questions } = agreeable();
    const refused = await refusalOf(bench.call({ ask }).approve([harmless(removal('vco-plant0002'))]));
    expect([refused.message, questions]).toEqual([expect.stringContaining('Too many deletes'), []]);
  });

  test.each(plans)('is not asked for without an audit%s', async (_, step) => {
    const bench = await startBench({ guard: { stateDir: undefined } });
    const { ask, questions } = agreeable();
    const refused = await refusalOf(bench.call({ ask }).approve([step]));
    expect([refused.message, questions]).toEqual([expect.stringContaining('audit cannot be written'), []]);
  });
});

describe('a yes to a plan', () => {
  const back = (Name: string): Step => ({ action: ModifyVpnGatewayAttribute, input: { ...gateway, Name } });
  const approve = (bench: Bench, step: Step, approval?: string) =>
    refusalOf(bench.call({ ...(approval !== undefined && { approval }) }).approve([step]));

  test.each([
    ['another fallback', harmless(removal('vco-plant0002')), harmless(removal('vco-plant0001'))],
    [
      'a fallback more',
      harmless(removal('vco-plant0002')),
      harmless(removal('vco-plant0002'), removal('vco-plant0001')),
    ],
    [
      'another way back',
      { ...harmless(removal('vco-plant0002')), rollback: back('one') },
      { ...harmless(removal('vco-plant0002')), rollback: back('two') },
    ],
  ])('is none to the one with %s', async (_, approved, asked) => {
    const bench = await startBench({ guard: { confirm: 'token' } });
    const { Approval } = approvalOf(await approve(bench, approved));
    expect((await approve(bench, asked, Approval)).message).toContain('given for another call');
  });

  test('is void when the target of a fallback changed meanwhile', async () => {
    const bench = await startBench({ guard: { confirm: 'token' } });
    const { Approval } = approvalOf(await approve(bench, harmless(removal('vco-plant0002'))));
    await bench.patch({ 'vco-plant0002.RemoteSubnet': '10.99.0.0/16' });
    expect((await approve(bench, harmless(removal('vco-plant0002')), Approval)).message).toContain('changed after');
  });
});

const narrower = { ...connection('vco-wh0001'), RemoteSubnet: '172.31.40.0/23' };
const instead = { ...connection('vco-wh0001'), RemoteSubnet: '172.31.42.0/23' };
const last = { ...connection('vco-plant0002'), LocalSubnet: '10.11.0.0/16' };
const modify = (input: typeof narrower | typeof last, ...fallback: readonly Step[]): Step => ({
  action: ModifyVpnConnectionAttribute,
  input,
  ...(fallback.length > 0 && { fallback }),
});

/** A plan of a step with a fallback, and of a last one. */
const start = async (between?: (invoke: Invoke) => Invoke) => {
  const bench = await startBench(between ? { between } : {});
  const call = bench.call(agreeable());
  const invoke = await call.approve([modify(narrower, modify(instead)), modify(last)]);
  const go = (input: typeof narrower | typeof last) => invoke(ModifyVpnConnectionAttribute, input, call);
  const written = async () =>
    (await bench.writes())
      .filter(({ acted }) => acted)
      .map(({ parameters: { RemoteSubnet, LocalSubnet } }) => RemoteSubnet ?? LocalSubnet);
  return { ...bench, go, written };
};

const refuseStep = (bench: Pick<Bench, 'control'>) =>
  bench.control('faults', { kind: 'refuse', action: 'ModifyVpnConnectionAttribute' });

describe('a fallback', () => {
  test('runs after the cloud refused the step, once, and what is left of the plan after it', async () => {
    const bench = await start();
    await refuseStep(bench);
    await expect(bench.go(narrower)).rejects.toMatchObject({ name: 'CloudError' });
    for (const input of [last, narrower])
      expect((await refusalOf(bench.go(input))).message).toContain('not the next step');
    await bench.go(instead);
    expect((await refusalOf(bench.go(instead))).message).toContain('not the next step');
    await bench.go(last);
    expect(await bench.written()).toEqual(['172.31.42.0/23', '10.11.0.0/16']);
  });

  test('does not run after the step went well', async () => {
    const bench = await start();
    await bench.go(narrower);
    expect((await refusalOf(bench.go(instead))).message).toContain('not the next step');
    expect(await bench.written()).toEqual(['172.31.40.0/23']);
  });

  test('that is refused too has nothing after it', async () => {
    const bench = await start();
    await bench.control('faults', { kind: 'refuse', action: 'ModifyVpnConnectionAttribute', times: 2 });
    for (const input of [narrower, instead])
      await expect(bench.go(input)).rejects.toMatchObject({ name: 'CloudError' });
    for (const input of [narrower, instead, last]) await refusalOf(bench.go(input));
    expect(await bench.written()).toEqual([]);
  });
});

const lost = (outcomeKnown: boolean) => new Unreachable({ host: 'h', phase: 'read', outcomeKnown }, 'lost', 'x');

/** The first change is met by this failure, after it was made or in its place. */
const failing = (failure: Error, isDone: boolean) => {
  let met = false;
  return (invoke: Invoke): Invoke =>
    async (action, input, call) => {
      if (met || action.name !== 'ModifyVpnConnectionAttribute') return invoke(action, input, call);
      met = true;
      if (isDone) await invoke(action, input, call);
      throw failure;
    };
};

describe('nothing runs in the place of a step', () => {
  test.each([
    ['whose reply was lost', failing(lost(false), true)],
    ['that never arrived, for the cloud refused nothing', failing(lost(true), false)],
    ['that failed in an unforeseen way', failing(new Error('out of memory'), false)],
  ])('%s', async (_, between) => {
    const bench = await start(between);
    await expect(bench.go(narrower)).rejects.toThrow();
    const before = await bench.written();
    for (const input of [instead, narrower, last])
      expect((await refusalOf(bench.go(input))).message).toContain('not the next step');
    expect(await bench.written()).toEqual(before);
  });

  test.each(['error-after', 'cut-after', 'garbage'])('whose outcome the cloud leaves open: %s', async (kind) => {
    const bench = await start();
    await bench.control('faults', { kind, action: 'ModifyVpnConnectionAttribute', times: 9 });
    await expect(bench.go(narrower)).rejects.toThrow();
    await bench.control('faults', []);
    const before = await bench.written();
    for (const input of [instead, narrower, last])
      expect((await refusalOf(bench.go(input))).message).toContain('not the next step');
    expect(await bench.written()).toEqual(before);
  });

  test('that the guard refused, because its target had changed', async () => {
    const bench = await start();
    await bench.patch({ 'vco-wh0001.RemoteSubnet': '10.99.0.0/16' });
    expect((await refusalOf(bench.go(narrower))).message).toContain('changed after');
    for (const input of [instead, last])
      expect((await refusalOf(bench.go(input))).message).toContain('not the next step');
    expect(await bench.written()).toEqual([]);
  });

  test('while it is on its way', async () => {
    let letGo: () => void = () => {};
    const free = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const bench = await start((invoke) => async (action, input, call) => {
      if (action.name === 'ModifyVpnConnectionAttribute') await free;
      return invoke(action, input, call);
    });
    await refuseStep(bench);
    const step = expect(bench.go(narrower)).rejects.toMatchObject({ name: 'CloudError' });
    expect((await refusalOf(bench.go(instead))).message).toContain('not the next step');
    letGo();
    await step;
    await bench.go(instead);
    expect(await bench.written()).toEqual(['172.31.42.0/23']);
  });
});
