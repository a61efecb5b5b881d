import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/catalogue/action.ts';
import { actions } from '../../src/catalogue/index.ts';
import type { Step } from '../../src/catalogue/invoke.ts';
import { agreeable, type Bench, human, refusalOf, region, startBench } from './bench.ts';
import { briskClock } from './movable-clock.ts';

// The audit can be written when a yes is asked for, and cannot any more when the request is about to leave.

const { DeleteVpnConnection, DeleteVpnRouteEntry, ModifyVpnConnectionAttribute } = actions;
const { ModifyVpnGatewayAttribute, ModifyVpnRouteEntryWeight } = actions;
const plantMain = { RegionId: region, VpnConnectionId: 'vco-plant0001' };
const rename = { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'renamed' };
const UNRECORDED = 'The audit cannot be written';

/** A file lies where the folder was: not even the superuser writes into it. */
const loseAudit = ({ stateDir }: Bench): void => {
  rmSync(stateDir, { recursive: true });
  writeFileSync(stateDir, '');
};

const mendAudit = ({ stateDir }: Bench): void => rmSync(stateDir);

const risky: readonly (readonly [string, Action, Record<string, unknown>])[] = [
  ['a change that may stop traffic', ModifyVpnConnectionAttribute, { ...plantMain, RemoteSubnet: '172.20.0.0/15' }],
  ['a delete', DeleteVpnConnection, plantMain],
];

test.each(risky)(
  'an audit that is lost while a human thinks stops %s, whose yes has served',
  async (_, action, input) => {
    const bench = await startBench();
    const yes = agreeable();
    const { ask } = human((question) => {
      loseAudit(bench);
      return yes.ask.put(question);
    });
    expect((await refusalOf(bench.invoke(action, input, bench.call({ ask })))).message).toContain(UNRECORDED);
    expect(await bench.writes()).toEqual([]);
    mendAudit(bench);
    await bench.invoke(action, input, bench.call(yes));
    expect(yes.questions).toHaveLength(2);
    expect(await bench.writes()).toHaveLength(1);
  },
);

/** An audit whose file somebody takes away whenever a line of it is about to be written. */
const startRobbed = async () => {
  const clock = briskClock();
  let rob = (): void => {};
  const now = (): number => {
    rob();
    return clock.now();
  };
  const bench = await startBench({ guard: { clock: { ...clock, now } } });
  rob = () => {
    for (const name of readdirSync(bench.stateDir))
      if (name.startsWith('audit-')) rmSync(join(bench.stateDir, name), { force: true });
  };
  return bench;
};

test.each(risky)('an audit of which no line lasts stops %s', async (_, action, input) => {
  const bench = await startRobbed();
  expect((await refusalOf(bench.invoke(action, input, bench.call(agreeable())))).message).toContain(UNRECORDED);
  expect(await bench.writes()).toEqual([]);
});

test('an audit of which no line lasts stops no harmless write, which tells of it', async () => {
  const bench = await startRobbed();
  const done = await bench.invoke(ModifyVpnGatewayAttribute, rename, bench.call());
  expect(Object(done['Outcome']).Notes[0]).toContain('not in the audit');
});

const plant = { RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' };
const main = { ...plant, NextHop: 'vco-plant0001' };
const backup = { ...plant, NextHop: 'vco-plant0002' };
const demote = { ...main, Weight: 100 as const, NewWeight: 0 as const };
const promote = { ...backup, Weight: 0 as const, NewWeight: 100 as const };
const restore = { ...main, Weight: 0 as const, NewWeight: 100 as const };
const removeBackup = { ...backup, Weight: 0 as const };
const demotion: Step = {
  action: ModifyVpnRouteEntryWeight,
  input: demote,
  rollback: { action: ModifyVpnRouteEntryWeight, input: restore },
};

/** A plan whose first step is done, after which the audit was lost. */
const halfDone = async (next: Step) => {
  const bench = await startBench();
  const { ask, questions } = agreeable();
  const call = bench.call({ ask });
  const invoke = await call.approve([demotion, next]);
  await invoke(ModifyVpnRouteEntryWeight, demote, call);
  loseAudit(bench);
  /** What the plan's own way says to a write, which is refused without anybody being asked. */
  const refused = async (action: Action, input: Record<string, unknown>): Promise<string> => {
    const { message } = await refusalOf(invoke(action, input, call));
    expect(questions).toHaveLength(1);
    expect(await bench.writes()).toHaveLength(1);
    return message;
  };
  return { bench, call, invoke, refused };
};

describe('an audit that is lost between two steps of an approved plan', () => {
  test.each<readonly [string, Action, Record<string, unknown>]>([
    ['a change', ModifyVpnRouteEntryWeight, promote],
    ['a delete', DeleteVpnRouteEntry, removeBackup],
  ])('stops the next step, which is %s', async (_, action, input) => {
    const { refused } = await halfDone({ action, input });
    expect(await refused(action, input)).toContain(UNRECORDED);
  });

  test('stops the rollback too', async () => {
    const { refused } = await halfDone({ action: ModifyVpnRouteEntryWeight, input: promote });
    expect(await refused(ModifyVpnRouteEntryWeight, restore)).toContain(UNRECORDED);
  });

  test('leaves the rollback to be tried again when the audit can be written again, once', async () => {
    const { bench, call, invoke, refused } = await halfDone({ action: ModifyVpnRouteEntryWeight, input: promote });
    expect(await refused(ModifyVpnRouteEntryWeight, restore)).toContain(UNRECORDED);
    mendAudit(bench);
    await invoke(ModifyVpnRouteEntryWeight, restore, call);
    expect(await bench.writes()).toHaveLength(2);
    expect((await refusalOf(invoke(ModifyVpnRouteEntryWeight, restore, call))).message).toContain('not the next step');
    expect(await bench.writes()).toHaveLength(2);
  });

  test('ends the plan: when it can be written again, neither the step nor its fallback runs, and the rollback does', async () => {
    const { bench, call, invoke, refused } = await halfDone({
      action: ModifyVpnRouteEntryWeight,
      input: promote,
      fallback: [{ action: DeleteVpnRouteEntry, input: removeBackup }],
    });
    expect(await refused(ModifyVpnRouteEntryWeight, promote)).toContain(UNRECORDED);
    mendAudit(bench);
    expect(await refused(ModifyVpnRouteEntryWeight, promote)).toContain('not the next step');
    expect(await refused(DeleteVpnRouteEntry, removeBackup)).toContain('not the next step');
    await invoke(ModifyVpnRouteEntryWeight, restore, call);
    expect(await bench.writes()).toHaveLength(2);
  });
});

test('nobody is asked for a plan in which only another branch needs the audit that cannot be written', async () => {
  const bench = await startBench();
  loseAudit(bench);
  const { ask, questions } = agreeable();
  const fallback: Step[] = [{ action: DeleteVpnRouteEntry, input: removeBackup }];
  const plan = bench.call({ ask }).approve([{ action: ModifyVpnGatewayAttribute, input: rename, fallback }]);
  expect((await refusalOf(plan)).message).toContain(UNRECORDED);
  expect(questions).toEqual([]);
});
