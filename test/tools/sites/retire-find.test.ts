import { describe, expect, test } from 'vitest';
import { actions } from '../../../src/catalogue/index.ts';
import { findSite } from '../../../src/tools/sites/retire-find.ts';
import { agreeable, refusalOf, region, startBench } from '../../guard/bench.ts';

const find = async (asked: string, patch = {}) => {
  const bench = await startBench();
  await bench.patch(patch);
  return findSite(bench.invoke, bench.call(), asked, undefined);
};

describe('a site is found', () => {
  test.each([
    ['by the name of its connection', 'warehouse', ['vco-wh0001'], ['cgw-wh0001']],
    ['by the name of its customer gateway', 'warehouse-router', ['vco-wh0001'], ['cgw-wh0001']],
    ['by an address', '198.51.100.20', ['vco-wh0001'], ['cgw-wh0001']],
    [
      'by several names',
      'plant-main, cgw-plant0002',
      ['vco-plant0001', 'vco-plant0002'],
      ['cgw-plant0001', 'cgw-plant0002'],
    ],
    ['that is but a customer gateway', 'closed-branch-router', [], ['cgw-old0001']],
  ])('%s', async (_, asked, connections, peers) => {
    const site = await find(asked);
    expect(site.connections.map(({ VpnConnectionId }) => VpnConnectionId)).toEqual(connections);
    expect(site.peers.map(({ CustomerGatewayId }) => CustomerGatewayId)).toEqual(peers);
  });
});

test.each(['vco-wh0001', 'warehouse'])(
  '%s is known as deleted, with the customer gateway that it led to',
  async (asked) => {
    const bench = await startBench();
    const { invoke } = bench;
    const place = { RegionId: region, VpnGatewayId: 'vpn-wh0001', RouteDest: '172.31.40.0/22', NextHop: 'vco-wh0001' };
    await invoke(actions.DeleteVpnRouteEntry, { ...place, Weight: 100 }, bench.call(agreeable()));
    await invoke(
      actions.DeleteVpnConnection,
      { RegionId: region, VpnConnectionId: 'vco-wh0001' },
      bench.call(agreeable()),
    );
    const site = await findSite(invoke, bench.call(), asked, undefined);
    expect([site.deleted, site.connections]).toEqual([[asked], []]);
    expect(site.peers.map(({ CustomerGatewayId }) => CustomerGatewayId)).toEqual(['cgw-wh0001']);
    expect(site.unused).toEqual([]);
    // An audit of before does not say where a deleted connection led to.
    const call = bench.call();
    const older = {
      ...call,
      history: async (ids: readonly string[]) => (await call.history(ids)).map(({ named: _, ...past }) => past),
    };
    const unclear = await findSite(invoke, older, asked, undefined);
    expect([unclear.peers, unclear.unused]).toEqual([[], expect.arrayContaining(['warehouse-router (cgw-wh0001)'])]);
  },
);

describe('is refused:', () => {
  test.each([
    ['a part of a name', 'plant', {}, /no whole name.*plant-main/],
    ['a name of nothing', 'nowhere', {}, /nothing uses customer gateway closed-branch-router/],
    ['a name of two things', 'plant-main', { 'vco-wh0001.Name': 'plant-main' }, /several things/],
    ['two regions', 'warehouse,cgw-old0001', { 'cgw-old0001.RegionId': 'cn-beijing-env12-d01' }, /two regions/],
    ['commas alone', ' , ', {}, /names nothing|cannot be deleted/],
  ])('%s', async (_, asked, patch, why) => {
    expect((await refusalOf(find(asked, patch))).message).toMatch(why);
  });
});
