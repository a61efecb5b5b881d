import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { agreeable, region, startBench } from '../bench.ts';

const { CreateVpnConnection, CreateVpnRouteEntry, ModifyVpnRouteEntryWeight, DeleteVpnConnection } = actions;
const hq = { RegionId: region, VpnGatewayId: 'vpn-hq0001' };

test('success without an effect is told as no success', async () => {
  const { invoke, call } = await startBench({ patch: { 'platform.weight_contract': 'dual-tunnel' } });
  const demote = {
    ...hq,
    RouteDest: '172.20.0.0/16',
    NextHop: 'vco-plant0001',
    Weight: 100 as const,
    NewWeight: 0 as const,
  };
  const done = await invoke(ModifyVpnRouteEntryWeight, demote, call(agreeable()));
  expect(done['Outcome']).toMatchObject({ Confirmed: false, Notes: [expect.stringContaining('NOT there yet')] });
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
});
