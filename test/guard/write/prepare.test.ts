import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, approvalOf, refusalOf, region, startBench } from '../bench.ts';

const { DeleteVpnConnection, ModifyVpnConnectionAttribute } = actions;
const plantMain = { VpnConnectionId: 'vco-plant0001' };

test('a call that names no region is told in the region of the settings', async () => {
  const { invoke, call } = await startBench();
  const role = { RoleArn: 'acs:ram::1234567890123456:role/ops', RoleSessionName: 'me' };
  const { Plan } = approvalOf(await refusalOf(invoke(actions.AssumeRole, role, call())));
  expect(Plan).toMatchObject({ Action: 'AssumeRole', Region: region });
});

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

describe('a plan says whether a person will be asked', () => {
  const entry = { RegionId: region, VpnGatewayId: 'vpn-hq0001', RouteDest: '172.20.0.0/16' };
  const demote = { ...entry, NextHop: 'vco-plant0001', Weight: 100 as const, NewWeight: 0 as const };
  const rename = { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'renamed' };
  const { ModifyVpnGatewayAttribute, ModifyVpnRouteEntryWeight } = actions;

  test.each([
    ['before traffic may stop', {}, 'a person', 'it may stop or move traffic', ModifyVpnRouteEntryWeight, demote],
    ['before a delete', {}, 'a person', 'it deletes', DeleteVpnConnection, plantMain],
    ['in Chinese', { language: 'zh' }, 'a person', '会删除资源', DeleteVpnConnection, plantMain],
    ['not where a token is enough', { confirm: 'token' }, 'nobody', 'a token', ModifyVpnRouteEntryWeight, demote],
    ['not before a rename', {}, 'nobody', 'stops and moves nothing', ModifyVpnGatewayAttribute, rename],
    [
      'not where it is so already',
      {},
      'nobody',
      'it is so already',
      ModifyVpnRouteEntryWeight,
      { ...demote, Weight: 0, NewWeight: 100 },
    ],
    [
      'not where the cloud refuses it',
      {},
      'refused',
      'Foreseen says why',
      ModifyVpnRouteEntryWeight,
      { ...entry, NextHop: 'vco-plant0002', Weight: 0, NewWeight: 100 },
    ],
    ['not on a server that only reads', { readOnly: true }, 'refused', 'Foreseen', ModifyVpnGatewayAttribute, rename],
    [
      'not where the target is protected',
      { protect: ['plant-*'] },
      'refused',
      'Foreseen',
      DeleteVpnConnection,
      plantMain,
    ],
  ] as const)('%s', async (_, guard, Asks, why, action, input) => {
    const { plan } = await startBench({ guard: guard as object });
    const seen = await plan(action as typeof DeleteVpnConnection, input as typeof plantMain);
    expect(seen.Asks).toBe(Asks);
    expect(seen.AsksWhy).toContain(why);
    expect(seen.Foreseen.length > 0 || Asks !== 'refused').toBe(true);
  });

  test('the question itself carries it, and it comes true', async () => {
    const { invoke, call } = await startBench();
    const asked = approvalOf(await refusalOf(invoke(ModifyVpnRouteEntryWeight, demote, call())));
    expect(asked.Plan).toMatchObject({ Asks: 'a person' });
    const { ask, questions } = agreeable();
    const done = await invoke(ModifyVpnGatewayAttribute, rename, call({ ask }));
    expect(questions).toEqual([]);
    expect(done['Outcome']).toMatchObject({ Asked: 'nobody' });
  });

  test('of several steps all wait for the one yes', async () => {
    const { call } = await startBench();
    const steps = [
      { action: ModifyVpnGatewayAttribute, input: rename },
      { action: ModifyVpnRouteEntryWeight, input: demote },
    ];
    const made = Object((await call().plan?.((_, planning) => planning.approve(steps)))?.plan);
    expect(made.Steps).toMatchObject([
      { Asks: 'a person', AsksWhy: 'one yes is asked for all steps' },
      { Asks: 'a person', AsksWhy: 'it may stop or move traffic' },
    ]);
  });
});
