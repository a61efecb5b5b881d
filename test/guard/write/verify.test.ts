import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { verifyAudit } from '../../../src/guard/audit/verify.ts';
import { agreeable, region, startBench } from '../bench.ts';

const { CreateVpnConnection, CreateVpnRouteEntry, ModifyVpnRouteEntryWeight, DeleteVpnConnection } = actions;
const { ModifyVpnGatewayAttribute } = actions;
const hq = { RegionId: region, VpnGatewayId: 'vpn-hq0001' };

test('success without an effect is told as no success', async () => {
  const { invoke, call, readBacks } = await startBench({ patch: { 'platform.weight_contract': 'dual-tunnel' } });
  const demote = {
    ...hq,
    RouteDest: '172.20.0.0/16',
    NextHop: 'vco-plant0001',
    Weight: 100 as const,
    NewWeight: 0 as const,
  };
  const done = await invoke(ModifyVpnRouteEntryWeight, demote, call(agreeable()));
  expect(done['Outcome']).toMatchObject({ Confirmed: false, Notes: [expect.stringContaining('NOT there yet')] });
  expect(readBacks()).toMatchObject([{ Confirmed: false }]);
});

test('a route that drew traffic is looked for in its table', async () => {
  const { invoke, call } = await startBench();
  const input = { ...hq, RouteDest: '172.20.8.0/24', NextHop: 'vco-plant0002', Weight: 100 as const, PublishVpc: true };
  expect((await invoke(CreateVpnRouteEntry, input, call(agreeable())))['Outcome']).toMatchObject({ Confirmed: true });
});

describe('a connection that drew traffic by the routes that the cloud adds', () => {
  const branch = {
    ...hq,
    ...{ CustomerGatewayId: 'cgw-old0001', LocalSubnet: '10.10.0.0/16', AutoConfigRoute: true },
    RemoteSubnet: '172.20.8.0/24,0.0.0.0/0',
  };

  test('is looked for under the ID of the reply, with its routes', async () => {
    const { invoke, call } = await startBench();
    const done = await invoke(CreateVpnConnection, branch, call(agreeable()));
    expect(done['Outcome']).toMatchObject({ Confirmed: true, Notes: ['Read back: the change is there.'] });
  });

  test('is not there while its routes are missing', async () => {
    const bench = await startBench({
      between: (invoke) => (action, input, call) =>
        invoke(action, action.name === 'CreateVpnConnection' ? { ...input, AutoConfigRoute: false } : input, call),
    });
    const done = await bench.invoke(CreateVpnConnection, branch, bench.call(agreeable()));
    expect(done['Outcome']).toMatchObject({ Confirmed: false });
  });
});

test('what cannot be read back is told so', async () => {
  const bench = await startBench();
  const { ask } = agreeable();
  let asked = false;
  const guarded = bench.invoke(
    DeleteVpnConnection,
    { RegionId: region, VpnConnectionId: 'vco-wh0001' },
    bench.call({
      ask: {
        ...ask,
        put: async (question) => {
          asked = true;
          // The look of the plan, then the one before acting; what follows is the read-back.
          await bench.control('faults', { kind: 'forbidden', action: 'DescribeVpnConnection', skip: 1, times: 9 });
          return ask.put(question);
        },
      },
    }),
  );
  expect((await guarded)['Outcome']).toMatchObject({ Confirmed: null, Notes: ['The result could not be read back.'] });
  expect(asked).toBe(true);
  expect(bench.readBacks()).toMatchObject([{ Confirmed: null }]);
});

describe('the record of a read-back', () => {
  const warehouse = { RegionId: region, VpnConnectionId: 'vco-wh0001' };

  test('follows the outcome, which was recorded before anything was read', async () => {
    let outcomes: unknown[] = [];
    const bench = await startBench({
      between: (invoke) => (action, input, call) => {
        outcomes = bench.audit().filter(({ Kind }) => Kind === 'outcome');
        return invoke(action, input, call);
      },
    });
    await bench.invoke(DeleteVpnConnection, warehouse, bench.call(agreeable()));
    const [intent, outcome] = bench.audit();
    expect(outcomes).toEqual([outcome]);
    expect(bench.readBacks()).toMatchObject([
      { Seq: Number(outcome?.['Seq']) + 1, Id: intent?.['Id'], Confirmed: true },
    ]);
    expect(await verifyAudit(bench.stateDir)).toMatchObject({ breaks: [], open: [] });
  });

  test('is not made of a harmless write, which is not read back', async () => {
    const bench = await startBench();
    const rename = { RegionId: region, VpnGatewayId: 'vpn-hq0001', Name: 'renamed' };
    await bench.invoke(ModifyVpnGatewayAttribute, rename, bench.call());
    expect(bench.audit()).toHaveLength(2);
    expect(bench.readBacks()).toEqual([]);
  });

  test('takes nothing from the reply when it cannot be written, and the log tells', async () => {
    let isSent = false;
    const bench = await startBench({
      between: (invoke) => (action, input, call) => {
        if (isSent) {
          rmSync(bench.stateDir, { recursive: true, force: true });
          writeFileSync(bench.stateDir, '');
        }
        isSent = action.name === DeleteVpnConnection.name;
        return invoke(action, input, call);
      },
    });
    const done = await bench.invoke(DeleteVpnConnection, warehouse, bench.call(agreeable()));
    expect(done['Outcome']).toMatchObject({ Confirmed: true });
    expect(bench.logged).toContainEqual(expect.objectContaining({ event: 'the read-back is not in the audit' }));
  });
});
