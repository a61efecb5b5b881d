import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { PlanMade } from '../../../src/guard/write/write.ts';
import { agreeable, approvalOf, refusalOf, region, startBench } from '../bench.ts';

const { DeleteVpnConnection, DeleteVpnGateway, ModifyVpnConnectionAttribute } = actions;

test('what the cloud would refuse is answered at once with the reason first, and nobody is asked', async () => {
  const { invoke, call } = await startBench();
  const { ask, questions } = agreeable();
  const refused = await refusalOf(
    invoke(DeleteVpnGateway, { RegionId: region, VpnGatewayId: 'vpn-hq0001' }, call({ ask })),
  );
  const { State, Plan, Url } = approvalOf(refused);
  expect([State, Url]).toEqual(['refused', undefined]);
  expect(Object(Plan).Foreseen[0]).toContain('delete these first');
  expect(questions).toEqual([]);
});

test('a plan is made without asking, without sending, and without the risk of being swallowed', async () => {
  const { call, writes } = await startBench();
  const { ask, questions } = agreeable();
  const made = await call({ ask }).plan?.(async (invoke, planning) => {
    await invoke(DeleteVpnConnection, { RegionId: region, VpnConnectionId: 'vco-plant0001' }, planning).catch(() => {});
    await invoke(
      ModifyVpnConnectionAttribute,
      { RegionId: region, VpnConnectionId: 'vco-plant0002', Name: 'x2' },
      planning,
    ).catch(() => {});
  });
  expect(made).toMatchObject({
    plan: { Action: 'DeleteVpnConnection' },
    text: expect.stringMatching(/^DeleteVpnConnection \(deletes\): "plant-main"[\s\S]*Asks a person$/),
  });
  expect(questions).toEqual([]);
  expect(await writes()).toEqual([]);
});

test('a fault of the work that is planned is told as such', async () => {
  const { call } = await startBench();
  await expect(call().plan?.(async () => Promise.reject(new Error('broken tool')))).rejects.toThrow('broken tool');
  expect(new PlanMade([]).message).toContain('only planned');
});
