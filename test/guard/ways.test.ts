import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import type { Applied, Call, Invoke, Step } from '../../src/catalogue/invoke.ts';
import { Unreachable } from '../../src/errors.ts';
import { agreeable, approvalOf, type Bench, human, refusalOf, region, startBench } from './bench.ts';

// What runs in the place of a step of a list: where the cloud refuses it, and where it says yes and does nothing. All of it is
// in the plan that is approved, on record as the steps are, and taken up where it was broken off.

const { CreateVpnRouteEntry, DeleteVpnRouteEntry, ModifyVpnGatewayAttribute, ModifyVpnRouteEntryWeight } = actions;
const plant = { RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' };
const main = { ...plant, NextHop: 'vco-plant0001' };
const backup = { ...plant, NextHop: 'vco-plant0002' };
const demote: Step = { action: ModifyVpnRouteEntryWeight, input: { ...main, Weight: 100, NewWeight: 0 } };
const promote: Step = { action: ModifyVpnRouteEntryWeight, input: { ...backup, Weight: 0, NewWeight: 100 } };
const dropBackup: Step = { action: DeleteVpnRouteEntry, input: { ...backup, Weight: 0 } };
const dropMain: Step = { action: DeleteVpnRouteEntry, input: { ...main, Weight: 100 } };
const makeBackup: Step = { action: CreateVpnRouteEntry, input: { ...backup, Weight: 100, PublishVpc: true } };
const makeMain: Step = { action: CreateVpnRouteEntry, input: { ...main, Weight: 0, PublishVpc: true } };
const rename: Step = {
  action: ModifyVpnGatewayAttribute,
  input: { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'on-backup' },
};

const swap: readonly Step[] = [
  {
    ...demote,
    spans: 2,
    fallback: [dropBackup, demote, makeBackup],
    otherwise: [dropBackup, dropMain, makeBackup, makeMain],
  },
  promote,
  rename,
];

const apply = (call: Call, steps: readonly Step[] = swap): Promise<Applied> =>
  call.apply?.(steps) ?? Promise.reject(new Error('no lists here'));

const lines = ({ Steps }: Applied) => Steps.map(({ Step, Action, State }) => `${Step} ${Action} ${State}`);

const acted = async (bench: Bench) =>
  (await bench.writes()).filter((each) => each.acted && !each.replayed).map(({ action }) => action);

const weights = async (bench: Bench) =>
  Object.fromEntries(
    ((await bench.state())['routes_dbr'] ?? [])
      .filter(({ RouteDest }) => RouteDest === plant.RouteDest)
      .map(({ NextHop, Weight }) => [NextHop, Weight]),
  );

const swapped = { 'vco-plant0001': 0, 'vco-plant0002': 100 };
const contract = (weight_contract: string) => ({ patch: { 'platform.weight_contract': weight_contract } });
const fallback = ['DeleteVpnRouteEntry', 'ModifyVpnRouteEntryWeight', 'CreateVpnRouteEntry', rename.action.name];
const otherwise = [
  ...['ModifyVpnRouteEntryWeight', 'DeleteVpnRouteEntry', 'DeleteVpnRouteEntry'],
  ...['CreateVpnRouteEntry', 'CreateVpnRouteEntry', rename.action.name],
];

describe('one yes covers', () => {
  test.each([
    [
      'guide',
      ['ModifyVpnRouteEntryWeight', 'ModifyVpnRouteEntryWeight', rename.action.name],
      '1 ModifyVpnRouteEntryWeight done',
    ],
    ['public', fallback, '1 ModifyVpnRouteEntryWeight replaced'],
    ['dual-tunnel', otherwise, '1 ModifyVpnRouteEntryWeight replaced'],
  ])('the way that the platform allows: %s', async (kind, done, first) => {
    const bench = await startBench(contract(kind));
    const { ask, questions } = agreeable();
    const applied = await apply(bench.call({ ask }));
    expect(applied).toMatchObject({ State: 'done', Next: [] });
    expect(lines(applied)[0]).toBe(first);
    expect(lines(applied).at(-1)).toBe('3 ModifyVpnGatewayAttribute done');
    expect(questions).toHaveLength(1);
    expect(await acted(bench)).toEqual(done);
    expect(await weights(bench)).toEqual(swapped);
  });

  test('all ways, which stand in its question, and what is deleted on one of them is typed', async () => {
    const bench = await startBench();
    const { ask, questions } = human(() => ({ action: 'decline' }));
    await refusalOf(apply(bench.call({ ask })));
    expect(questions[0]?.message).toMatch(
      /If the cloud refuses it, instead \(to step 2\):\n- DeleteVpnRouteEntry: .*\(deletes\)[\s\S]*If the cloud says yes and nothing changes, instead \(to step 2\):\n- Delete/,
    );
    expect(questions[0]?.field?.description).toContain('172.20.0.0/16');
  });
});

test('another way that nobody has seen is not approved', async () => {
  const bench = await startBench({ guard: { confirm: 'token' }, ...contract('dual-tunnel') });
  const { Approval } = approvalOf(await refusalOf(apply(bench.call())));
  const other = [{ ...swap[0], otherwise: [dropBackup, dropMain, makeBackup] } as Step, ...swap.slice(1)];
  const refused = await refusalOf(apply(bench.call({ ...(Approval !== undefined && { approval: Approval }) }), other));
  expect(refused.message).toContain('given for another call');
  expect(await acted(bench)).toEqual([]);
});

test.each([
  ['the gateway is not paid for', 'VpnGateway.FinancialLocked', 400],
  ['the account may not do it', 'Forbidden', 403],
])('no other way is taken where %s', async (_, code, status) => {
  const bench = await startBench();
  await bench.control('faults', { kind: 'refuse', action: 'ModifyVpnRouteEntryWeight', code, status, times: 99 });
  const stopped = await apply(bench.call(agreeable()));
  expect(lines(stopped)).toEqual([
    '1 ModifyVpnRouteEntryWeight failed',
    '2 ModifyVpnRouteEntryWeight not begun',
    '3 ModifyVpnGatewayAttribute not begun',
  ]);
  expect(await acted(bench)).toEqual([]);
});

/** The reply to one write is lost, after the cloud has done it or before. */
const lostAt =
  (at: number, isDone: boolean) =>
  (invoke: Invoke): Invoke => {
    let sent = 0;
    return async (action, input, call) => {
      if (/^(Describe|Download|List)/.test(action.name)) return invoke(action, input, call);
      sent += 1;
      if (sent !== at) return invoke(action, input, call);
      if (isDone) await invoke(action, input, call);
      throw new Unreachable({ host: 'h', phase: 'read', outcomeKnown: false }, 'lost', 'x');
    };
  };

const cuts = [
  ...fallback.map((_, at) => ['public', at + 2, fallback] as const),
  ...otherwise.slice(1).map((_, at) => ['dual-tunnel', at + 2, otherwise] as const),
].map(([kind, at, done]) => ({ kind, at, isDone: at !== 4, done }));

describe('another way that was broken off', () => {
  test.each(cuts)('$kind at request $at, done $isDone: a new process does what is left of it', async (cut) => {
    const { kind, at, isDone, done } = cut;
    const bench = await startBench({ ...contract(kind), between: lostAt(at, isDone) });
    const stopped = await apply(bench.call(agreeable()));
    expect(stopped.State).toBe('stopped');
    expect(lines(stopped)).toContainEqual(expect.stringContaining('unknown'));
    await bench.guard.close();
    bench.clock.advance(70_000);
    const { ask, questions } = agreeable();
    const again = await apply(bench.callOn(bench.makeGuard(), { ask }));
    expect(again.State).toBe('done');
    expect(questions.length).toBeLessThanOrEqual(1);
    expect(await acted(bench)).toEqual(done);
    expect(await weights(bench)).toEqual(swapped);
  });

  test('without effect, before anything was done instead, goes on with that and not with the step again', async () => {
    const bench = await startBench({ ...contract('dual-tunnel') });
    const stop = new AbortController();
    const held: Step = { ...dropBackup, hold: async () => 'not now' };
    const steps = [{ ...swap[0], otherwise: [held, dropMain, makeBackup, makeMain] } as Step, ...swap.slice(1)];
    const stopped = await apply(bench.call({ ...agreeable(), signal: stop.signal }), steps);
    expect(lines(stopped).slice(0, 2)).toEqual([
      '1 ModifyVpnRouteEntryWeight replaced',
      '1 DeleteVpnRouteEntry not begun',
    ]);
    await bench.guard.close();
    const { ask, questions } = agreeable();
    const again = await apply(bench.callOn(bench.makeGuard(), { ask }));
    expect(again.State).toBe('done');
    expect(questions[0]?.message).toContain('The cloud refused a step of it, or did nothing on it');
    expect(await acted(bench)).toEqual(otherwise);
  });
});
