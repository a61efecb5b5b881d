import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { BadSettings } from '../../src/errors.ts';
import type { Guard } from '../../src/guard/guard.ts';
import { agreeable, approvalOf, type Bench, human, refusalOf, region, startBench } from './bench.ts';

const {
  DeleteVpnConnection,
  ModifyVpnConnectionAttribute,
  ModifyVpnGatewayAttribute,
  DescribeVpnConnection,
  DescribeVpnConnections,
} = actions;
const id = { RegionId: region };
const plantMain = { ...id, VpnConnectionId: 'vco-plant0001' };

describe('a call of its risk', () => {
  test('a read runs and its secrets stay behind', async () => {
    const { invoke, call } = await startBench();
    const seen = await invoke(DescribeVpnConnection, plantMain, call());
    expect(seen.Name).toBe('plant-main');
    expect(seen.IkeConfig?.Psk).toEqual({ Fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/), Length: 24 });
  });

  test('a rename runs without a question', async () => {
    const { invoke, call, writes } = await startBench();
    const { ask, questions } = agreeable();
    await invoke(ModifyVpnGatewayAttribute, { ...id, VpnGatewayId: 'vpn-hq0001', Name: 'head-office' }, call({ ask }));
    expect(questions).toEqual([]);
    expect((await writes()).map(({ action }) => action)).toEqual(['ModifyVpnGatewayAttribute']);
  });

  test('a change that may stop traffic waits for a yes, then runs and is read back', async () => {
    const { invoke, call, writes } = await startBench();
    const { ask, questions } = agreeable();
    const done = await invoke(
      ModifyVpnConnectionAttribute,
      { ...plantMain, RemoteSubnet: '172.20.0.0/16,172.21.0.0/16' },
      call({ ask }),
    );
    expect(questions).toHaveLength(1);
    expect(questions[0]?.message).toContain('RemoteSubnet: 172.20.0.0/16 -> 172.20.0.0/16,172.21.0.0/16');
    expect(questions[0]?.field).toBeUndefined();
    expect(done['Outcome']).toMatchObject({ State: 'done', Confirmed: true });
    expect(await writes()).toHaveLength(1);
  });

  test('a delete waits until its name is typed', async () => {
    const { invoke, call, state } = await startBench();
    const { ask, questions } = agreeable();
    const done = await invoke(DeleteVpnConnection, plantMain, call({ ask }));
    expect(questions[0]?.field?.description).toContain('plant-main');
    expect(done['Outcome']).toMatchObject({ State: 'done', Confirmed: true });
    expect((await state())['connections']?.map((each) => each['Name'])).not.toContain('plant-main');
  });

  test('a no is a no', async () => {
    const { invoke, call, writes } = await startBench();
    const { ask } = human(() => ({ action: 'decline' }));
    const refused = await refusalOf(invoke(DeleteVpnConnection, plantMain, call({ ask })));
    expect(approvalOf(refused)).toMatchObject({ State: 'refused', Plan: { Action: 'DeleteVpnConnection' } });
    expect(await writes()).toEqual([]);
  });
});

describe('what passes a tool', () => {
  const key = 'FAKE-psk-told-again-1';
  const patch = { 'vco-wh0001.IkeConfig.Psk': key, 'vco-plant0001.Name': `site ${key}` };

  test('holds no key in a reply, although a name spells it before the key itself is told', async () => {
    const { invoke, call } = await startBench({ patch });
    const seen = await invoke(DescribeVpnConnections, id, call());
    expect(seen.VpnConnections?.[0]?.Name).toMatch(/^site \[secret:/);
    expect(JSON.stringify(seen)).not.toContain(key);
  });

  test('holds no key in what the tool itself tells on its way, as progress or to the log', async () => {
    const bench = await startBench();
    bench.guard.registerSecret(key);
    const heard: string[] = [];
    const call = bench.call({ heard });
    call.progress({ done: 0, message: `looks for ${key}` });
    call.log('warn', 'not found', { name: key, why: new Error(`no ${key}`) });
    expect(heard).toEqual([expect.stringMatching(/^looks for \[secret:/)]);
    expect(bench.logged).toHaveLength(1);
    expect(inspect([heard, bench.logged], { depth: null })).not.toContain(key);
  });

  const failing = new BadSettings('--profile', `the profile holds ${key}`, `Take ${key} out of it.`, {
    cause: new Error(`read ${key}`),
  });

  test.each<readonly [string, (bench: Bench, guard: Guard) => Promise<unknown>]>([
    ['a read', ({ callOn }, guard) => guard.invoke(DescribeVpnConnections, id, callOn(guard))],
    ['a write', ({ callOn }, guard) => guard.invoke(DeleteVpnConnection, plantMain, callOn(guard))],
    [
      'a plan of several steps',
      ({ callOn }, guard) => callOn(guard).approve([{ action: DeleteVpnConnection, input: plantMain }]),
    ],
  ])('holds no key when %s fails', async (_, run) => {
    const bench = await startBench({ between: () => () => Promise.reject(failing) });
    const guard = bench.makeGuard({ identity: () => Promise.reject(failing) });
    guard.registerSecret(key);
    const summary: unknown = await run(bench, guard).catch((reason: unknown) => reason);
    expect(summary).toBeInstanceOf(BadSettings);
    const { message, remedy, stack, cause } = Object(summary);
    expect(message).toMatch(/^the profile holds \[secret:/);
    expect([message, remedy, stack, String(cause), JSON.stringify(summary)].join('\n')).not.toContain(key);
  });
});

test('a call knows its region where it names none, as far as there are settings to know it by', async () => {
  const bench = await startBench();
  const { guard, callOn } = bench;
  expect(await callOn(guard).region?.()).toBe(region);
  const unset = new BadSettings('--region', 'no region', 'Set one.');
  const other = bench.makeGuard({ identity: () => Promise.reject(unset) });
  expect(await callOn(other).region?.()).toBeUndefined();
});
