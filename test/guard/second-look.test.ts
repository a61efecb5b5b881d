import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import type { Invoke, Step } from '../../src/catalogue/invoke.ts';
import { Unreachable } from '../../src/errors.ts';
import { agreeable, type Bench, human, refusalOf, region, startBench } from './bench.ts';

// Between plan and act somebody else gives a thing a name that the operator protects. What the yes is sealed to may well
// be as it was: only the guard's own second look finds out.

const { CreateVpnRouteEntry, DeleteVpnRouteEntry, ModifyVpnConnectionAttribute, ModifyVpnRouteEntryWeight } = actions;
const guard = { protect: ['keep-*'] };
const PROTECTED = '--protect keep-*';

const hq = { RegionId: region, VpnGatewayId: 'vpn-hq0001' };
const plant = { ...hq, RouteDest: '172.20.0.0/16' };
const standby = { ...plant, NextHop: 'vco-plant0002', Weight: 0 as const };

const protect = ({ patch }: Bench, id: string): Promise<unknown> => patch({ [`${id}.Name`]: 'keep-this' });

/** Says yes to everything, after what happens meanwhile. */
const agreeableAfter = (meanwhile: () => Promise<unknown>) => {
  const { ask } = agreeable();
  return human(async (question) => {
    await meanwhile();
    return ask.put(question);
  });
};

/** What the guard says to a delete of the standby route, to which a human said yes after what happened meanwhile. */
const deletionAfter = async (bench: Bench, meanwhile: () => Promise<unknown>): Promise<string> => {
  const { ask, questions } = agreeableAfter(meanwhile);
  const { message } = await refusalOf(bench.invoke(DeleteVpnRouteEntry, standby, bench.call({ ask })));
  expect(questions).toHaveLength(1);
  expect(await bench.writes()).toEqual([]);
  return message;
};

test.each([
  ['gateway', 'vpn-hq0001'],
  ['tunnel', 'vco-plant0002'],
])('a route is not deleted although a human said yes when its %s became protected meanwhile', async (_, id) => {
  const bench = await startBench({ guard });
  expect(await deletionAfter(bench, () => protect(bench, id))).toContain(PROTECTED);
});

test('a route is not deleted although a human said yes when the name of its gateway cannot be read any more', async () => {
  const bench = await startBench({ guard });
  const forbid = () => bench.control('faults', { kind: 'forbidden', action: 'DescribeVpnGateway', times: 99 });
  expect(await deletionAfter(bench, forbid)).toContain('nobody can tell');
});

/** A way on which something happens to the next call of an action, before it leaves or after its reply came. */
const meddledWith = (name: string) => {
  const next: { before?: () => void; after?: () => Promise<unknown> } = {};
  const between =
    (invoke: Invoke): Invoke =>
    async (action, input, call) => {
      if (action.name !== name) return invoke(action, input, call);
      const { before, after } = next;
      delete next.before;
      delete next.after;
      before?.();
      const output = await invoke(action, input, call);
      await after?.();
      return output;
    };
  return { between, next };
};

test('a rename, for which nobody is asked, does not end a protection that came after the first look', async () => {
  const { between, next } = meddledWith('DescribeVpnConnection');
  const bench = await startBench({ guard, between });
  next.after = () => protect(bench, 'vco-plant0001');
  const input = { RegionId: region, VpnConnectionId: 'vco-plant0001', Name: 'other' };
  const { message } = await refusalOf(bench.invoke(ModifyVpnConnectionAttribute, input, bench.call()));
  expect(message).toContain('the new name would end that');
  expect(await bench.writes()).toEqual([]);
});

test('a delete whose request was lost is not sent again when its target became protected meanwhile', async () => {
  const { between, next } = meddledWith('DeleteVpnRouteEntry');
  const bench = await startBench({ guard, between });
  next.before = () => {
    throw new Unreachable({ host: 'cloud.example', phase: 'read', outcomeKnown: false }, 'lost', 'Repeat the call.');
  };
  await expect(bench.invoke(DeleteVpnRouteEntry, standby, bench.call(agreeable()))).rejects.toThrow('lost');
  await protect(bench, 'vpn-hq0001');
  const { ask, questions } = agreeable();
  const { message } = await refusalOf(bench.invoke(DeleteVpnRouteEntry, standby, bench.call({ ask })));
  expect(message).toContain(PROTECTED);
  expect(questions).toEqual([]);
  expect(await bench.writes()).toEqual([]);
});

/** A plan of which the first step is done, after which the gateway became protected. */
const halfDone = async (first: Step, next: Step) => {
  const bench = await startBench({ guard });
  const call = bench.call(agreeable());
  const invoke = await call.approve([first, next]);
  await invoke(first.action, first.input, call);
  await protect(bench, 'vpn-hq0001');
  return { bench, call, invoke };
};

const demotion = { ...plant, NextHop: 'vco-plant0001', Weight: 100 as const, NewWeight: 0 as const };

test('a delete that is a step of an approved plan is not sent when its target became protected after the step before', async () => {
  const { bench, call, invoke } = await halfDone(
    { action: ModifyVpnRouteEntryWeight, input: demotion },
    { action: DeleteVpnRouteEntry, input: standby },
  );
  expect((await refusalOf(invoke(DeleteVpnRouteEntry, standby, call))).message).toContain(PROTECTED);
  expect(await bench.writes()).toHaveLength(1);
});

test('a delete that takes a step back is not sent when its target became protected after that step', async () => {
  const fresh = { ...hq, RouteDest: '10.70.0.0/16', NextHop: 'vco-plant0001', Weight: 100 as const };
  const { bench, call, invoke } = await halfDone(
    {
      action: CreateVpnRouteEntry,
      input: { ...fresh, PublishVpc: true },
      rollback: { action: DeleteVpnRouteEntry, input: fresh },
    },
    { action: ModifyVpnRouteEntryWeight, input: demotion },
  );
  expect((await refusalOf(invoke(DeleteVpnRouteEntry, fresh, call))).message).toContain(PROTECTED);
  expect(await bench.writes()).toHaveLength(1);
});
