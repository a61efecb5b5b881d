import { expect, test } from 'vitest';
import { MovePeer } from '../../src/tools/moves/move-peer.ts';
import { startStage } from './subnets-stage.ts';

// A peer has moved and its new tunnel is up: what somebody does to the old connection meanwhile is not taken away with it.

const phase1 = { IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' };
const phase2 = { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28_800 };
const place = { RegionId: 'cn-qingdao-env17-d01', CustomerGatewayId: 'cgw-moved001' };
const moved = {
  'customer_gateways+': { ...place, Name: 'plant-firewall-a', IpAddress: '198.51.100.9' },
  'connections+': {
    ...{ ...place, VpnConnectionId: 'vco-moved001', Name: 'plant-main', VpnGatewayId: 'vpn-hq0001' },
    ...{ LocalSubnet: '10.10.0.0/16', RemoteSubnet: '172.20.0.0/16', EffectImmediately: true, peer: {} },
    ...{ IkeConfig: { ...phase1, Psk: 'FAKE-psk-moved' }, IpsecConfig: phase2 },
  },
};
const move = { CustomerGatewayId: 'cgw-plant0001', NewIp: '198.51.100.9' };
const ADDED = '172.20.64.0/18';

test('a route that somebody adds to the old connection stops the move before it, and goes along with the next call', async () => {
  const stage = await startStage({
    patch: moved,
    fault: async (at, send, bench) => {
      const output = await send();
      const route = { VpnInstanceId: 'vpn-hq0001', RouteDest: ADDED, Weight: 100, State: 'published' };
      if (at === 2) await bench.patch({ 'routes_dbr+': { ...route, NextHop: 'vco-plant0001' } });
      return output;
    },
  });
  const first = await stage.run(MovePeer, move);
  expect(first.reply.Steps.map(({ Action, State, Code }) => [Action, State, Code])).toEqual([
    ['DeleteVpnRouteEntry', 'done', undefined],
    ['CreateVpnRouteEntry', 'done', undefined],
    ['DeleteVpnConnection', 'not begun', 'held'],
    ['DeleteCustomerGateway', 'not begun', undefined],
  ]);
  expect(JSON.stringify(first.reply)).toContain(`${ADDED} still leads to vco-plant0001: somebody has added a route`);
  const last = await stage.run(MovePeer, move);
  expect(last.reply.State).toBe('done');
  expect(last.questions[0]?.message).toContain(ADDED);
  const { routes_dbr = [], connections = [] } = await stage.bench.state();
  expect(routes_dbr.filter(({ RouteDest }) => RouteDest === ADDED)).toMatchObject([
    { NextHop: 'vco-moved001', Weight: 100 },
  ]);
  expect(connections.map(({ VpnConnectionId }) => VpnConnectionId)).not.toContain('vco-plant0001');
});
