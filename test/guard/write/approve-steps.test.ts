import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Step } from '../../../src/catalogue/invoke.ts';
import { agreeable, approvalOf, type Bench, human, refusalOf, region, startBench } from '../bench.ts';

const {
  CreateVpnRouteEntry,
  DeleteVpnRouteEntry,
  DescribeVpnRouteEntries,
  ModifyVpnConnectionAttribute,
  ModifyVpnRouteEntryWeight,
} = actions;
const plant = { RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' };
const main = { ...plant, NextHop: 'vco-plant0001' };
const backup = { ...plant, NextHop: 'vco-plant0002' };

const demote = { ...main, Weight: 100 as const, NewWeight: 0 as const };
const promote = { ...backup, Weight: 0 as const, NewWeight: 100 as const };
const swap: readonly Step[] = [
  {
    action: ModifyVpnRouteEntryWeight,
    input: demote,
    rollback: { action: ModifyVpnRouteEntryWeight, input: { ...main, Weight: 0, NewWeight: 100 } },
  },
  { action: ModifyVpnRouteEntryWeight, input: promote },
];

const weights = async (bench: Bench) =>
  Object.fromEntries(((await bench.state())['routes_dbr'] ?? []).map(({ NextHop, Weight }) => [NextHop, Weight]));

describe('an approved plan', () => {
  test('is asked for once, whole, and lets exactly its steps through in their order', async () => {
    const bench = await startBench();
    const { ask, questions } = agreeable();
    const call = bench.call({ ask, tool: 'SwapTunnels' });
    const invoke = await call.approve(swap);
    expect(await bench.writes()).toEqual([]);
    await invoke(ModifyVpnRouteEntryWeight, demote, call);
    expect(
      (await invoke(DescribeVpnRouteEntries, { RegionId: region, VpnGatewayId: 'vpn-hq0001' }, call)).TotalCount,
    ).toBe(2);
    const done = await invoke(ModifyVpnRouteEntryWeight, promote, call);
    expect(done['Outcome']).toMatchObject({ Confirmed: true });
    expect(questions).toHaveLength(1);
    expect(questions[0]?.message).toMatch(
      /Step 1: ModifyVpnRouteEntryWeight[\s\S]*To take this step back: ModifyVpnRouteEntryWeight[\s\S]*Step 2:[\s\S]*then goes through plant-backup[\s\S]*second half/,
    );
    expect(await weights(bench)).toMatchObject({ 'vco-plant0001': 0, 'vco-plant0002': 100 });
  });

  test('the second step is planned on the state that the first leaves: promoting beside an active one is no fault then', async () => {
    const { call } = await startBench();
    const refused = await refusalOf(call({ ...human(() => ({ action: 'decline' })) }).approve(swap));
    expect(Object(approvalOf(refused).Plan).Steps).toHaveLength(2);
    expect(approvalOf(refused).State).toBe('refused');
    const alone = await refusalOf(call(agreeable()).approve(swap.slice(1)));
    expect(alone.message).toContain('already carries');
  });

  test.each([
    ['out of order', [1, 0]],
    ['twice', [0, 0]],
  ])('steps %s are refused, not asked', async (_, order) => {
    const bench = await startBench();
    const { ask, questions } = agreeable();
    const call = bench.call({ ask });
    const invoke = await call.approve(swap);
    const run = async () => {
      for (const at of order) await invoke(ModifyVpnRouteEntryWeight, at === 0 ? demote : promote, call);
    };
    expect((await refusalOf(run())).message).toContain('not the next step');
    expect(questions).toHaveLength(1);
    expect((await bench.writes()).length).toBe(order[0] === 0 ? 1 : 0);
  });

  test('anything that is not in it is refused', async () => {
    const bench = await startBench();
    const call = bench.call(agreeable());
    const invoke = await call.approve(swap);
    await refusalOf(invoke(DeleteVpnRouteEntry, { ...backup, Weight: 0 }, call));
    await refusalOf(invoke(ModifyVpnRouteEntryWeight, { ...demote, RouteDest: '10.0.0.0/8' }, call));
    await refusalOf(
      invoke(ModifyVpnConnectionAttribute, { RegionId: region, VpnConnectionId: 'vco-wh0001', Name: 'renamed' }, call),
    );
    expect(await bench.writes()).toEqual([]);
  });

  test('stops when a step had not the effect it should have had', async () => {
    const bench = await startBench({ patch: { 'platform.weight_contract': 'dual-tunnel' } });
    const call = bench.call(agreeable());
    const invoke = await call.approve(swap);
    const first = await invoke(ModifyVpnRouteEntryWeight, demote, call);
    expect(first['Outcome']).toMatchObject({ Confirmed: false });
    expect(approvalOf(await refusalOf(invoke(ModifyVpnRouteEntryWeight, promote, call))).State).toBe('void');
    expect(await bench.writes()).toHaveLength(1);
  });

  test('stops when somebody else changed the next target meanwhile, and the rollback stays possible', async () => {
    const bench = await startBench();
    const call = bench.call(agreeable());
    const invoke = await call.approve(swap);
    await invoke(ModifyVpnRouteEntryWeight, demote, call);
    await bench.patch({
      'routes_dbr+': { ...plant, VpnInstanceId: 'vpn-hq0001', NextHop: 'vco-plant0009', Weight: 0, State: 'normal' },
    });
    await refusalOf(invoke(ModifyVpnRouteEntryWeight, promote, call));
    await invoke(ModifyVpnRouteEntryWeight, { ...main, Weight: 0, NewWeight: 100 }, call);
    expect(await weights(bench)).toMatchObject({ 'vco-plant0001': 100 });
    await refusalOf(invoke(ModifyVpnRouteEntryWeight, { ...main, Weight: 0, NewWeight: 100 }, call));
  });

  test('takes the other branch only after the cloud refused the first', async () => {
    const bench = await startBench({ patch: { 'platform.weight_contract': 'public' } });
    const otherWay: Step[] = [
      { action: DeleteVpnRouteEntry, input: { ...backup, Weight: 0 } },
      { action: ModifyVpnRouteEntryWeight, input: demote },
    ];
    const call = bench.call(agreeable());
    const invoke = await call.approve([{ action: ModifyVpnRouteEntryWeight, input: demote, fallback: otherWay }]);
    await refusalOf(invoke(DeleteVpnRouteEntry, { ...backup, Weight: 0 }, call));
    await expect(invoke(ModifyVpnRouteEntryWeight, demote, call)).rejects.toMatchObject({ name: 'CloudError' });
    await invoke(DeleteVpnRouteEntry, { ...backup, Weight: 0 }, call);
    await invoke(ModifyVpnRouteEntryWeight, demote, call);
    expect(await weights(bench)).toMatchObject({ 'vco-plant0001': 0 });
  });

  test('with a delete in it asks for the name of what is deleted, in the main line or in a branch', async () => {
    const { call } = await startBench();
    const { ask, questions } = human(() => ({ action: 'decline' }));
    const removal: Step = { action: DeleteVpnRouteEntry, input: { ...backup, Weight: 0 } };
    await refusalOf(call({ ask }).approve([{ action: ModifyVpnRouteEntryWeight, input: demote, fallback: [removal] }]));
    expect(questions[0]?.field?.description).toContain('172.20.0.0/16');
  });

  test('counts once at the breaker, however many deletes it has', async () => {
    const bench = await startBench({ guard: { deleteLimit: { deletes: 1, minutes: 10 } } });
    const call = bench.call(agreeable());
    const removals = [
      { ...backup, Weight: 0 as const },
      { ...main, Weight: 100 as const },
    ];
    const invoke = await call.approve(removals.map((input) => ({ action: DeleteVpnRouteEntry, input })));
    for (const input of removals) await invoke(DeleteVpnRouteEntry, input, call);
    expect(await bench.writes()).toHaveLength(2);
  });

  test('may speak of what an earlier step makes', async () => {
    const bench = await startBench();
    const call = bench.call(agreeable());
    const peer = { RegionId: region, IpAddress: '192.0.2.99' };
    const link = {
      RegionId: region,
      VpnGatewayId: 'vpn-hq0001',
      LocalSubnet: '10.10.0.0/16',
      RemoteSubnet: '10.80.0.0/16',
    };
    const invoke = await call.approve([
      { action: actions.CreateCustomerGateway, input: peer },
      { action: actions.CreateVpnConnection, input: { ...link, CustomerGatewayId: '{{1.CustomerGatewayId}}' } },
    ]);
    const { CustomerGatewayId = '' } = await invoke(actions.CreateCustomerGateway, peer, call);
    await refusalOf(invoke(actions.CreateVpnConnection, { ...link, CustomerGatewayId: 'cgw-wh0001' }, call));
    await invoke(actions.CreateVpnConnection, { ...link, CustomerGatewayId }, call);
    expect((await bench.state())['connections']).toHaveLength(4);
  });

  test('without any risk nobody is asked', async () => {
    const { call } = await startBench();
    const { ask, questions } = agreeable();
    await call({ ask }).approve([
      {
        action: CreateVpnRouteEntry,
        input: { ...plant, RouteDest: '172.20.8.0/24', NextHop: 'vco-plant0001', Weight: 100, PublishVpc: true },
      },
    ]);
    expect(questions).toEqual([]);
  });

  test('is shown and not asked for by a plan', async () => {
    const { call, writes } = await startBench();
    const made = await call().plan?.(async (_invoke, planning) => planning.approve(swap).catch(() => 'swallowed'));
    expect(Object(made?.plan).Steps).toHaveLength(2);
    expect(await writes()).toEqual([]);
  });
});
