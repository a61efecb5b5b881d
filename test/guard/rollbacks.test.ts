import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import type { Step } from '../../src/catalogue/invoke.ts';
import { agreeable, human, refusalOf, region, startBench } from './bench.ts';

// What takes a step back is covered by the yes to the plan, as the steps are: where nothing else in the plan needs one,
// a rollback that does is still asked for.

const { CreateCustomerGateway, DeleteCustomerGateway, DeleteVpnConnection, ModifyVpnConnectionAttribute } = actions;

const warehouse = { RegionId: region, VpnConnectionId: 'vco-wh0001' };
const renamed = { ...warehouse, Name: 'warehouse-2' };
const rename: Step = { action: ModifyVpnConnectionAttribute, input: renamed };
const removal: Step = { action: DeleteVpnConnection, input: warehouse };
const peer = { RegionId: region, IpAddress: '198.51.100.77', Name: 'branch' };
const creation: Step = {
  action: CreateCustomerGateway,
  input: peer,
  rollback: {
    action: DeleteCustomerGateway,
    input: { RegionId: region, CustomerGatewayId: '{{1.CustomerGatewayId}}' },
  },
};

test('a rename that would be taken back by a delete is asked for, and what would be deleted is typed', async () => {
  const bench = await startBench();
  const { ask, questions } = human(() => ({ action: 'decline' }));
  await refusalOf(bench.call({ ask }).approve([{ ...rename, rollback: removal }]));
  expect(questions).toHaveLength(1);
  expect(questions[0]?.field?.description).toContain('vco-wh0001');
  expect(questions[0]?.message).toContain('To take this step back: DeleteVpnConnection');
  expect(await bench.writes()).toEqual([]);
});

test('a yes to the plan covers the delete that takes a step back, which is sent once', async () => {
  const bench = await startBench();
  const { ask, questions } = human(({ field }) => ({ content: { name: field ? 'vco-wh0001' : '' } }));
  const call = bench.call({ ask });
  const invoke = await call.approve([{ ...rename, rollback: removal }]);
  await invoke(ModifyVpnConnectionAttribute, renamed, call);
  await invoke(DeleteVpnConnection, warehouse, call);
  expect(questions).toHaveLength(1);
  expect((await bench.writes()).map(({ action }) => action)).toEqual([
    'ModifyVpnConnectionAttribute',
    'DeleteVpnConnection',
  ]);
});

test('what the plan itself makes has no name to type yet: its removal is asked for by a box', async () => {
  const bench = await startBench();
  const { ask, questions } = agreeable();
  const call = bench.call({ ask });
  const invoke = await call.approve([creation]);
  expect(questions).toHaveLength(1);
  expect(questions[0]?.field).toBeUndefined();
  const { CustomerGatewayId = '' } = await invoke(CreateCustomerGateway, peer, call);
  await invoke(DeleteCustomerGateway, { RegionId: region, CustomerGatewayId }, call);
  expect(questions).toHaveLength(1);
  expect((await bench.state())['customer_gateways']?.map(({ Name }) => Name)).not.toContain('branch');
});

test('a rollback that harms nobody asks nobody', async () => {
  const bench = await startBench();
  const { ask, questions } = agreeable();
  const call = bench.call({ ask });
  const back = { ...warehouse, Name: 'warehouse' };
  const invoke = await call.approve([{ ...rename, rollback: { action: ModifyVpnConnectionAttribute, input: back } }]);
  await invoke(ModifyVpnConnectionAttribute, renamed, call);
  await invoke(ModifyVpnConnectionAttribute, back, call);
  expect(questions).toEqual([]);
  expect(await bench.writes()).toHaveLength(2);
});

describe('a delete that the guard itself refuses at the last moment', () => {
  test('does not count towards the limit, however often it is tried', async () => {
    const bench = await startBench({ guard: { deleteLimit: { deletes: 2, minutes: 10 } } });
    const call = bench.call(human(({ field }) => ({ content: { name: field ? 'vco-wh0001' : '' } })));
    const invoke = await call.approve([{ ...rename, rollback: removal }]);
    await invoke(ModifyVpnConnectionAttribute, renamed, call);
    rmSync(bench.stateDir, { recursive: true });
    writeFileSync(bench.stateDir, '');
    for (let tries = 0; tries < 3; tries += 1)
      expect((await refusalOf(invoke(DeleteVpnConnection, warehouse, call))).message).toContain('audit');
    rmSync(bench.stateDir);
    await invoke(DeleteVpnConnection, warehouse, call);
    const certificate = (SslVpnClientCertId: string) => ({ RegionId: region, SslVpnClientCertId });
    await bench.invoke(actions.DeleteSslVpnClientCert, certificate('vsc-linphone'), bench.call(agreeable()));
    const third = bench.invoke(actions.DeleteSslVpnClientCert, certificate('vsc-linmacbook'), bench.call(agreeable()));
    expect((await refusalOf(third)).message).toContain('Too many deletes');
  });
});
