import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import type { Step } from '../../../src/catalogue/invoke.ts';
import { CloudError, Unreachable } from '../../../src/errors.ts';
import { isRefusedChange } from '../../../src/guard/write/run-steps.ts';
import { agreeable, refusalOf, region, startBench } from '../bench.ts';

const { ModifyVpnConnectionAttribute } = actions;
const warehouse = { RegionId: region, VpnConnectionId: 'vco-wh0001' };

test('a generated key is known to the next step on the same connection', async () => {
  const bench = await startBench();
  const first = { ...warehouse, IkeConfig: { Psk: { generate: true as const } } };
  const second = { ...warehouse, RemoteSubnet: '172.31.40.0/23' };
  const call = bench.call(agreeable());
  const invoke = await call.approve([first, second].map((input) => ({ action: ModifyVpnConnectionAttribute, input })));
  await invoke(ModifyVpnConnectionAttribute, first, call);
  await invoke(ModifyVpnConnectionAttribute, second, call);
  expect(await bench.writes()).toHaveLength(2);
});

const failure = (Code: string, OutcomeKnown = true) =>
  new CloudError({ Action: 'x', Code, Message: 'm', HttpStatus: 400, OutcomeKnown } as never, 'failed', 'look');

test.each([
  ['VpnRouteEntry.BackupRoute', true],
  ['VpnRouteEntry.Conflict', true],
  ['OperationDenied', true],
  ['Forbidden', false],
  ['Forbbiden.SubUser', false],
  ['Throttling.User', false],
  ['VpnGateway.Configuring', false],
  ['TaskConflict', false],
  ['VpnGateway.FinancialLocked', false],
  ['InvalidSecurityToken.Expired', false],
])('%s says no to the change itself: %s', (code, expected) => {
  expect(isRefusedChange(failure(code))).toBe(expected);
  expect(isRefusedChange(failure(code, false))).toBe(false);
});

test('what was not reached has not said no', () => {
  const lost = new Unreachable({ host: 'h', phase: 'connect', outcomeKnown: true }, 'lost', 'x');
  expect(isRefusedChange(lost)).toBe(false);
});

test('two steps at once are not in order', async () => {
  const bench = await startBench();
  const steps = ['172.31.40.0/23', '172.31.42.0/23'].map((RemoteSubnet) => ({ ...warehouse, RemoteSubnet }));
  const call = bench.call(agreeable());
  const invoke = await call.approve(steps.map((input): Step => ({ action: ModifyVpnConnectionAttribute, input })));
  const [first, second] = steps.map((input) => invoke(ModifyVpnConnectionAttribute, input, call));
  await refusalOf(second ?? Promise.reject(new Error('no second step')));
  await first;
  expect(await bench.writes()).toHaveLength(1);
});

test('a step that is so already when its turn comes is not sent', async () => {
  const bench = await startBench();
  const steps = ['172.31.40.0/23', '172.31.40.0/23'].map((RemoteSubnet) => ({ ...warehouse, RemoteSubnet }));
  const call = bench.call(agreeable());
  const invoke = await call.approve(steps.map((input): Step => ({ action: ModifyVpnConnectionAttribute, input })));
  for (const input of steps) await invoke(ModifyVpnConnectionAttribute, input, call);
  expect(await bench.writes()).toHaveLength(1);
});

test('after a lost reply a step may be taken back, and nothing else', async () => {
  const { Unreachable } = await import('../../../src/errors.ts');
  let lose = true;
  const bench = await startBench({
    between: (invoke) => async (action, input, call) => {
      const output = await invoke(action, input, call);
      if (action.name !== 'ModifyVpnConnectionAttribute' || !lose) return output;
      lose = false;
      throw new Unreachable({ host: 'h', phase: 'read', outcomeKnown: false }, 'lost', 'x');
    },
  });
  const change = { ...warehouse, RemoteSubnet: '172.31.40.0/23' };
  const back = { ...warehouse, RemoteSubnet: '172.31.40.0/22' };
  const next = { ...warehouse, LocalSubnet: '10.21.0.0/16' };
  const step = (input: typeof change | typeof next): Step => ({ action: ModifyVpnConnectionAttribute, input });
  const call = bench.call(agreeable());
  const invoke = await call.approve([{ ...step(change), rollback: step(back) }, step(next)]);
  await expect(invoke(ModifyVpnConnectionAttribute, change, call)).rejects.toThrow('lost');
  await refusalOf(invoke(ModifyVpnConnectionAttribute, next, call));
  await invoke(ModifyVpnConnectionAttribute, back, call);
  expect((await bench.state())['connections']?.find(({ Name }) => Name === 'warehouse')?.['RemoteSubnet']).toBe(
    '172.31.40.0/22',
  );
});
