import { expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, approvalOf, refusalOf, region, startBench } from '../bench.ts';

const { DeleteVpnConnection, ModifyVpnConnectionAttribute } = actions;
const plantMain = { VpnConnectionId: 'vco-plant0001' };

test('a region that was left out is filled in before the plan, and is part of what is approved', async () => {
  const { invoke, call, writes } = await startBench({ guard: { confirm: 'token' } });
  const { Approval = '', Plan } = approvalOf(await refusalOf(invoke(DeleteVpnConnection, plantMain, call())));
  expect(Plan).toMatchObject({ Region: region, Parameters: { RegionId: region } });
  await invoke(DeleteVpnConnection, { ...plantMain, RegionId: region }, call({ approval: Approval }));
  expect((await writes())[0]?.parameters['RegionId']).toBe(region);
});

test('a server that only reads says so and how to see the plan, and still plans', async () => {
  const { invoke, call, plan, requests } = await startBench({ guard: { readOnly: true } });
  const refused = await refusalOf(
    invoke(ModifyVpnConnectionAttribute, { ...plantMain, Name: 'other' }, call(agreeable())),
  );
  expect(refused.remedy).toContain('PlanChange');
  expect(await requests()).toEqual([]);
  expect(await plan(DeleteVpnConnection, plantMain)).toMatchObject({
    Action: 'DeleteVpnConnection',
    Target: { Name: 'plant-main' },
  });
});

test.each([
  ['region', { RegionId: 'cn-beijing-env12-d01', VpnConnectionId: 'vco-plant0001' }, {}],
  ['caller', { ...plantMain, RegionId: region }, { session: 'two' }],
  ['token of the caller', { ...plantMain, RegionId: region, ClientToken: 'other' }, {}],
] as const)('an approval does not fit another %s', async (_, input, more) => {
  const { invoke, call, writes } = await startBench({ guard: { confirm: 'token' } });
  const { Approval = '' } = approvalOf(
    await refusalOf(invoke(DeleteVpnConnection, { ...plantMain, RegionId: region }, call())),
  );
  await refusalOf(invoke(DeleteVpnConnection, input, call({ approval: Approval, ...more })));
  expect(await writes()).toEqual([]);
});

test.each([
  ['account', { Principal: 'FAKE-other-key' }],
  ['endpoint', { Endpoint: 'https://other.example/' }],
])('an approval does not fit another %s', async (_, change) => {
  const sealKey = 'a-key-that-replicas-share-0123456789';
  const bench = await startBench({ guard: { confirm: 'token', sealKey } });
  const other = bench.makeGuard({
    confirm: 'token',
    sealKey,
    identity: async (_action, input) => ({ ...(await bench.client.identity(input)), ...change }),
  });
  const { Approval = '' } = approvalOf(await refusalOf(bench.invoke(DeleteVpnConnection, plantMain, bench.call())));
  const refused = await refusalOf(
    other.invoke(DeleteVpnConnection, plantMain, bench.callOn(other, { approval: Approval })),
  );
  expect(approvalOf(refused).State).toBe('void');
});
