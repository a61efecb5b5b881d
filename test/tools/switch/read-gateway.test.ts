import { expect, test } from 'vitest';
import { findOn, type Ground } from '../../../src/tools/switch/read-gateway.ts';

const connections = [
  { VpnConnectionId: 'vco-1', Name: 'plant-main' },
  { VpnConnectionId: 'vco-2', Name: 'plant-backup' },
  { VpnConnectionId: 'vco-3', Name: 'twin' },
  { VpnConnectionId: 'vco-4', Name: 'twin' },
];
const ground: Ground = {
  ...{ RegionId: 'r', VpnGatewayId: 'vpn-1', gateway: {}, connections, routes: [], unread: [] },
};

test.each([
  ['vco-2', 'vco-2'],
  ['plant-main', 'vco-1'],
])('%s is found', (asked, expected) => {
  expect(findOn(ground, asked).VpnConnectionId).toBe(expected);
});

test.each([
  ['plant', /may mean plant-main \(vco-1\), plant-backup \(vco-2\)/],
  ['twin', /exactly one IPsec connection/],
  ['elsewhere', /no IPsec connection of vpn-1/],
])('%s is not guessed', (asked, why) => {
  expect(() => findOn(ground, asked)).toThrow(why);
});
