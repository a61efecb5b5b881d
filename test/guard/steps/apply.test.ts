import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Applied, Call, Invoke, Step } from '../../../src/catalogue/invoke.ts';
import { Unreachable } from '../../../src/errors.ts';
import { agreeable, approvalOf, type Bench, human, refusalOf, region, startBench } from '../bench.ts';

const {
  CreateCustomerGateway,
  CreateVpnConnection,
  CreateVpnRouteEntry,
  DeleteVpnRouteEntry,
  ModifyVpnRouteEntryWeight,
} = actions;
const plant = { RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' };
const main = { ...plant, NextHop: 'vco-plant0001' };
const backup = { ...plant, NextHop: 'vco-plant0002' };

/** A new site, and then the plant goes over its backup: three kinds of steps, and places filled by earlier ones. */
const site: readonly Step[] = [
  { action: CreateCustomerGateway, input: { RegionId: region, IpAddress: '192.0.2.99', Name: 'new-site' } },
  {
    action: CreateVpnConnection,
    input: {
      RegionId: region,
      VpnGatewayId: 'vpn-hq0001',
      CustomerGatewayId: '{{1.CustomerGatewayId}}',
      LocalSubnet: '10.10.0.0/16',
      RemoteSubnet: '10.80.0.0/16',
      Name: 'new-site',
    },
  },
  {
    action: CreateVpnRouteEntry,
    input: {
      RegionId: region,
      VpnGatewayId: 'vpn-hq0001',
      RouteDest: '10.80.0.0/16',
      NextHop: '{{2.VpnConnectionId}}',
      Weight: 100,
      PublishVpc: true,
    },
  },
  { action: ModifyVpnRouteEntryWeight, input: { ...main, Weight: 100, NewWeight: 0 } },
  { action: ModifyVpnRouteEntryWeight, input: { ...backup, Weight: 0, NewWeight: 100 } },
];

const apply = (call: Call, steps: readonly Step[] = site): Promise<Applied> => {
  if (!call.apply) throw new Error('this call cannot do lists');
  return call.apply(steps);
};

const statesOf = ({ Steps }: Applied) => Steps.map(({ State }) => State);

/** What the cloud has done, each once. */
const done = async (bench: Bench) =>
  (await bench.writes()).filter(({ acted, replayed }) => acted && !replayed).map(({ action }) => action);

const whole = site.map(({ action }) => action.name);

describe('a list of steps', () => {
  test('is asked for once and done in its order, each step seen before the next', async () => {
    const bench = await startBench();
    const { ask, questions } = agreeable();
    const applied = await apply(bench.call({ ask }));
    expect(applied).toMatchObject({ State: 'done', Asked: expect.stringMatching(/form|elicit/), Next: [] });
    expect(statesOf(applied)).toEqual(site.map(() => 'done'));
    for (const step of applied.Steps)
      expect(step).toMatchObject({ Confirmed: true, RequestId: expect.any(String), Undo: expect.any(String) });
    const [, { Made = '?' } = {}, route] = applied.Steps;
    expect(Made).toMatch(/^vco-/);
    expect(route?.Undo).toContain(`NextHop=${Made}`);
    expect(JSON.stringify(applied.Steps)).not.toMatch(/\d\.VpnConnectionId/);
    expect(applied.Steps[4]).toMatchObject({ GatewayStatus: 'active' });
    expect(questions).toHaveLength(1);
    expect(questions[0]?.message).toMatch(/Step 1: Create[\s\S]*Step 5: ModifyVpnRouteEntryWeight/);
    expect(await done(bench)).toEqual(whole);
  });

  test('a route to what an earlier step makes is judged by its networks, and waits for a yes all the same', async () => {
    const bench = await startBench();
    const told = async (RemoteSubnet: string): Promise<string> => {
      const [peer, connection, route] = site;
      if (!peer || !connection || !route) throw new Error('no steps');
      const steps = [peer, { ...connection, input: { ...connection.input, RemoteSubnet } }, route];
      const planned = await bench.call().plan?.((_invoke, planning) => apply(planning, steps));
      expect(planned?.plan).toMatchObject({ Steps: [{}, {}, { Risk: 'disrupt', Asks: 'a person' }] });
      return planned?.text ?? '';
    };
    const inside = await told('10.80.0.0/16');
    expect(inside).toContain('nobody has seen yet who is at its other end');
    expect(inside).not.toContain('could not be read');
    expect(await told('10.81.0.0/16')).toContain('does not have 10.80.0.0/16');
  });

  test('a no leaves all as it was', async () => {
    const bench = await startBench();
    const refused = await refusalOf(apply(bench.call(human(() => ({ action: 'decline' })))));
    expect(approvalOf(refused).State).toBe('refused');
    expect(await done(bench)).toEqual([]);
  });

  test('the plan that is shown without asking is the one that is asked for', async () => {
    const bench = await startBench();
    const planned = await bench.call().plan?.((_invoke, planning) => apply(planning));
    const refused = await refusalOf(apply(bench.call(human(() => ({ action: 'decline' })))));
    expect(planned?.plan).toEqual(approvalOf(refused).Plan);
    expect(await done(bench)).toEqual([]);
  });

  test('done a moment ago is told again, and nothing is sent', async () => {
    const bench = await startBench();
    await apply(bench.call(agreeable()));
    const { ask, questions } = agreeable();
    const again = await apply(bench.call({ ask }));
    expect(again.State).toBe('done');
    expect(statesOf(again)).toEqual(site.map(() => 'done before'));
    expect(questions).toEqual([]);
    expect(await done(bench)).toEqual(whole);
  });

  test('twice at once is done once', async () => {
    const bench = await startBench();
    const results = await Promise.allSettled([1, 2].map(() => apply(bench.call(agreeable()))));
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await done(bench)).toEqual(whole);
  });
});

const removal: Step = { action: DeleteVpnRouteEntry, input: { ...backup, Weight: 0 } };
const harmless = site.slice(0, 1);

describe('before the first step', () => {
  test.each([
    ['what --protect covers', { protect: ['vco-plant0002'] }, 'protect'],
    ['a delete too many', { deleteLimit: { deletes: 1, minutes: 10 } }, 'delete'],
  ])('%s in the last step refuses the whole list', async (_, guard, word) => {
    const bench = await startBench({ guard });
    await bench.invoke(DeleteVpnRouteEntry, { ...main, Weight: 100 }, bench.call(agreeable()));
    const { ask, questions } = agreeable();
    const refused = await refusalOf(apply(bench.call({ ask }), [...harmless, removal]));
    expect(refused.message).toContain(word);
    expect(questions).toEqual([]);
    expect(await done(bench)).toEqual(['DeleteVpnRouteEntry']);
  });

  test('what the cloud would refuse in the last step refuses the whole list', async () => {
    const bench = await startBench();
    const bad: Step = { action: ModifyVpnRouteEntryWeight, input: { ...backup, Weight: 0, NewWeight: 100 } };
    const refused = await refusalOf(apply(bench.call(agreeable()), [...harmless, bad]));
    expect(JSON.stringify(approvalOf(refused).Plan)).toContain('"Step":2');
    expect(await done(bench)).toEqual([]);
  });
});

type Fault = 'refused' | 'lost after' | 'lost before';

/** The cloud at one step: says no, does it and the reply is lost, or is not reached. */
const faultAt =
  (step: number, fault: Fault) =>
  (invoke: Invoke): Invoke => {
    let sent = 0;
    return async (action, input, call) => {
      if (/^(Describe|Download|List)/.test(action.name)) return invoke(action, input, call);
      sent += 1;
      if (sent !== step) return invoke(action, input, call);
      if (fault === 'lost after') await invoke(action, input, call);
      const known = fault === 'refused';
      throw new Unreachable({ host: 'h', phase: known ? 'connect' : 'read', outcomeKnown: known }, 'lost', 'x');
    };
  };

const table = site.flatMap((_, at) =>
  (['refused', 'lost after', 'lost before'] as const).map((fault) => [at + 1, fault] as const),
);

describe('a fault', () => {
  test.each(table)('at step %i (%s) stops there, and the same call does the rest once', async (step, fault) => {
    const bench = await startBench({ between: faultAt(step, fault) });
    const { ask, questions } = agreeable();
    const stopped = await apply(bench.call({ ask }));
    const became = fault === 'refused' ? 'failed' : 'unknown';
    expect(statesOf(stopped)).toEqual(
      site.map((_, at) => (at + 1 < step ? 'done' : at + 1 === step ? became : 'not begun')),
    );
    expect(stopped.State).toBe('stopped');
    expect(stopped.Next.join(' ')).toContain('Repeat the same call');
    expect(await done(bench)).toEqual(whole.slice(0, fault === 'lost after' ? step : step - 1));

    // A create that may still be under way is waited for, for a minute.
    bench.clock.advance(70_000);
    const again = await apply(bench.call({ ask }));
    expect(again.State).toBe('done');
    expect(questions.length).toBeLessThanOrEqual(2);
    expect(await done(bench)).toEqual(whole);
  });

  test.each(table)('at step %i (%s) is survived by a new process too', async (step, fault) => {
    const bench = await startBench({ between: faultAt(step, fault) });
    await apply(bench.call(agreeable()));
    await bench.guard.close();
    bench.clock.advance(70_000);
    const again = await apply(bench.callOn(bench.makeGuard(), agreeable()));
    expect(again.State).toBe('done');
    expect(await done(bench)).toEqual(whole);
  });
});

test('a step that the cloud takes and does not do stops the list', async () => {
  const bench = await startBench({ patch: { 'platform.weight_contract': 'dual-tunnel' } });
  const stopped = await apply(bench.call(agreeable()), site.slice(3));
  expect(statesOf(stopped)).toEqual(['no-effect', 'not begun']);
  expect(stopped.Next[0]).toContain('its change is not there');
  expect(await bench.writes()).toHaveLength(1);
});

describe('somebody else', () => {
  test('who took a step back meanwhile stops the list', async () => {
    const bench = await startBench({ between: faultAt(5, 'refused') });
    await apply(bench.call(agreeable()));
    await bench.client.invoke(ModifyVpnRouteEntryWeight, { ...main, Weight: 0, NewWeight: 100 }, bench.call());
    const before = await done(bench);
    const applied = apply(bench.call(agreeable()));
    expect((await refusalOf(applied)).message).toMatch(/4 of them is not so any more/);
    expect(await done(bench)).toEqual(before);
  });
});
