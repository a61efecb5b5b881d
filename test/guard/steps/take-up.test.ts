import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Applied, Call, Step } from '../../../src/catalogue/invoke.ts';
import { agreeable, type Bench, region, startBench } from '../bench.ts';

const { CreateCustomerGateway, ModifyVpnRouteEntryWeight } = actions;
const plant = { RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' };
const main = { ...plant, NextHop: 'vco-plant0001' };
const backup = { ...plant, NextHop: 'vco-plant0002' };
const demote = { ...main, Weight: 100 as const, NewWeight: 0 as const };
const promote = { ...backup, Weight: 0 as const, NewWeight: 100 as const };
const peer = { RegionId: region, IpAddress: '192.0.2.99', Name: 'new-site' };

const list: readonly Step[] = [
  { action: ModifyVpnRouteEntryWeight, input: demote },
  { action: ModifyVpnRouteEntryWeight, input: promote },
  { action: CreateCustomerGateway, input: peer },
];

const apply = (call: Call): Promise<Applied> => call.apply?.(list) ?? Promise.reject(new Error('no lists here'));
const statesOf = ({ Steps }: Applied) => Steps.map(({ State }) => State);
const acted = async (bench: Bench) => (await bench.writes()).filter((each) => each.acted).map(({ action }) => action);

describe('a list that was left', () => {
  test('says what remains in the plan of the same call, and asks only for that', async () => {
    const bench = await startBench();
    await bench.control('faults', { kind: 'refuse', action: 'ModifyVpnRouteEntryWeight', skip: 1 });
    expect(statesOf(await apply(bench.call(agreeable())))).toEqual(['done', 'failed', 'not begun']);
    const made = await bench.call().plan?.((_invoke, planning) => apply(planning));
    expect(made?.text).toMatch(/Step 2: ModifyVpnRouteEntryWeight/);
    expect(made?.text).toContain('of its 3 steps, 1 to 1 are done');
    const { ask, questions } = agreeable();
    const again = await apply(bench.call({ ask }));
    expect(statesOf(again)).toEqual(['done before', 'done', 'done']);
    expect(questions).toHaveLength(1);
    expect(questions[0]?.message).not.toContain('Step 1:');
    expect(await acted(bench)).toHaveLength(3);
  });

  test('by its caller stops before the next step, and the same call goes on', async () => {
    const gone = new AbortController();
    const bench = await startBench({
      between: (invoke) => async (action, input, call) => {
        const output = await invoke(action, input, call);
        if (action.name === 'ModifyVpnRouteEntryWeight') gone.abort(new Error('gone'));
        return output;
      },
    });
    await apply(bench.call({ ...agreeable(), signal: gone.signal })).catch(() => undefined);
    expect(await acted(bench)).toEqual(['ModifyVpnRouteEntryWeight']);
    expect(statesOf(await apply(bench.call(agreeable())))).toEqual(['done before', 'done', 'done']);
  });

  test('and was taken back whole begins anew', async () => {
    const bench = await startBench();
    await bench.control('faults', { kind: 'refuse', action: 'ModifyVpnRouteEntryWeight', skip: 1 });
    await apply(bench.call(agreeable()));
    await bench.client.invoke(ModifyVpnRouteEntryWeight, { ...main, Weight: 0, NewWeight: 100 }, bench.call());
    expect(statesOf(await apply(bench.call(agreeable())))).toEqual(['done', 'done', 'done']);
  });

  test('is done again where other changes came after its end', async () => {
    const bench = await startBench();
    await apply(bench.call(agreeable()));
    const back = [
      { ...backup, Weight: 100 as const, NewWeight: 0 as const },
      { ...main, Weight: 0 as const, NewWeight: 100 as const },
    ];
    for (const input of back) await bench.invoke(ModifyVpnRouteEntryWeight, input, bench.call(agreeable()));
    const planned = await bench.call().plan?.((_invoke, planning) => apply(planning));
    expect(planned?.text).toContain('Step 1: ModifyVpnRouteEntryWeight');
  });
});
