import { describe, expect, test } from 'vitest';
import { planSubnets } from '../../../src/tools/subnets/plan-subnets.ts';
import { startBench } from '../../guard/bench.ts';

const args = { VpnConnectionId: 'plant-main', Cidrs: '172.21.0.0/16' };
const both = '172.20.0.0/16,172.21.0.0/16';

const namesOf = (steps: readonly { readonly action: { readonly name: string } }[]) =>
  steps.map(({ action }) => action.name);

describe('steps', () => {
  test('are the lists, then the routes; each but the first list waits', async () => {
    const bench = await startBench();
    const { steps } = await planSubnets('add')(args, bench.call(), bench.invoke);
    expect(namesOf(steps)).toEqual([
      'ModifyVpnConnectionAttribute',
      'ModifyVpnConnectionAttribute',
      'CreateVpnRouteEntry',
      'CreateVpnRouteEntry',
    ]);
    expect(steps.map(({ hold }) => hold !== undefined)).toEqual([false, true, true, false]);
  });

  test('wait for nobody who was down before', async () => {
    const bench = await startBench();
    await bench.patch({ 'vco-plant0001.peer.Up': false, 'vco-plant0002.peer.Up': false });
    const { steps } = await planSubnets('add')(args, bench.call(), bench.invoke);
    expect(steps.map(({ hold }) => hold !== undefined)).toEqual([false, false, false, false]);
  });

  test('are what is left', async () => {
    const bench = await startBench();
    await bench.patch({ 'vco-plant0002.RemoteSubnet': both, 'vco-plant0002.peer.LocalSubnet': both });
    const { steps } = await planSubnets('add')(args, bench.call(), bench.invoke);
    expect(namesOf(steps)).toHaveLength(3);
    expect(steps[0]?.input).toMatchObject({ VpnConnectionId: 'vco-plant0001' });
  });

  test('are none for a network that is nowhere, and a slip of the pen is not told as a removal', async () => {
    const bench = await startBench();
    const { steps, next } = await planSubnets('remove')(
      { ...args, Cidrs: '172.99.0.0/16' },
      bench.call(),
      bench.invoke,
    );
    expect(steps).toEqual([]);
    expect(next[0]).toMatch(/^172\.99\.0\.0\/16 is in none of these lists .* or is written otherwise/);
  });

  test('of a removal begin with the routes', async () => {
    const bench = await startBench();
    await bench.patch({ 'vco-plant0001.RemoteSubnet': both, 'vco-plant0002.RemoteSubnet': both });
    const route = { VpnInstanceId: 'vpn-hq0001', RouteDest: '172.21.0.0/16', Weight: 100, State: 'normal' };
    await bench.patch({ 'routes_dbr+': { ...route, NextHop: 'vco-plant0001' } });
    const { steps, board, afterwards } = await planSubnets('remove')(args, bench.call(), bench.invoke);
    expect(namesOf(steps)[0]).toBe('DeleteVpnRouteEntry');
    expect(board.at(-1)?.What).toMatch(/^no route 172\.21\.0\.0\/16/);
    expect((await afterwards({ State: 'done', Asked: '', Steps: [], Next: [] })).board).toHaveLength(3);
  });
});
