import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { CloudError } from '../../../src/errors.ts';
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
  expect(done['Outcome']).toEqual({
    State: 'no-effect',
    Confirmed: false,
    Asked: 'form',
    Notes: [expect.stringContaining('NOT there yet')],
  });
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
    expect(done['Outcome']).toMatchObject({
      Confirmed: true,
      Notes: ['Read back: the change is there.', expect.stringContaining('configure the peer')],
    });
  });

  test('is there without its routes, and is never called without effect: that would ask for a second one', async () => {
    const bench = await startBench({
      between: (invoke) => (action, input, call) =>
        invoke(action, action.name === 'CreateVpnConnection' ? { ...input, AutoConfigRoute: false } : input, call),
    });
    const done = await bench.invoke(CreateVpnConnection, branch, bench.call(agreeable()));
    expect(done['Outcome']).toMatchObject({
      State: 'done',
      Confirmed: null,
      Notes: [expect.stringContaining('the connection is there, the routes'), expect.stringContaining('peer')],
    });
  });

  test('is not called without effect where the cloud does not show it', async () => {
    const bench = await startBench({
      between: (invoke) => async (action, input, call) => {
        if (Reflect.get(input, 'VpnConnectionId') === undefined || action.name !== 'DescribeVpnConnection')
          return invoke(action, input, call);
        const reply = await invoke(action, input, call);
        return Reflect.get(reply, 'Name') === 'branch' ? { ...reply, VpnConnectionId: '' } : reply;
      },
    });
    const done = await bench.invoke(CreateVpnConnection, { ...branch, Name: 'branch' }, bench.call(agreeable()));
    expect(done['Outcome']).toMatchObject({
      State: 'done',
      Confirmed: null,
      Notes: [expect.stringContaining('do not make another'), expect.stringContaining('peer')],
    });
    expect((await bench.writes()).map(({ action }) => action)).toEqual(['CreateVpnConnection']);
  });
});

test('a route is not called missing where its gateway cannot be seen', async () => {
  const bench = await startBench({
    between: (invoke) => {
      let isSent = false;
      return (action, input, call) => {
        if (isSent && action.name === 'DescribeVpnRouteEntries')
          throw new CloudError(
            { Code: 'InvalidVpnGatewayInstanceId.NotFound', HttpStatus: 404, Retryable: false, OutcomeKnown: true },
            'no gateway',
            'look',
          );
        isSent ||= action.name === 'CreateVpnRouteEntry';
        return invoke(action, input, call);
      };
    },
  });
  const input = { ...hq, RouteDest: '172.20.8.0/24', NextHop: 'vco-plant0002', Weight: 100 as const, PublishVpc: true };
  const done = await bench.invoke(CreateVpnRouteEntry, input, bench.call(agreeable()));
  expect(done['Outcome']).toMatchObject({ State: 'done', Confirmed: null });
});

test('a delete of what nobody saw before is not confirmed by its absence', async () => {
  const { invoke, call, control, readBacks } = await startBench();
  await control('faults', [
    { kind: 'forbidden', action: 'DescribeVpnGateway', times: 2 },
    { kind: 'error-before', action: 'DeleteVpnGateway', status: 503 },
  ]);
  // It is in the other region.
  const input = { RegionId: region, VpnGatewayId: 'vpn-bj0001' };
  const done = await invoke(actions.DeleteVpnGateway, input, call(agreeable()));
  expect(done['Outcome']).toMatchObject({
    Confirmed: null,
    Notes: expect.arrayContaining([expect.stringContaining('a wrong ID or RegionId looks the same')]),
  });
  expect(readBacks()).toMatchObject([{ Confirmed: null }]);
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
