import { expect, test } from 'vitest';
import { applyPatch } from '../../../src/sandbox/state/patch.ts';
import { tinyWorld } from '../tiny-world.ts';

test('a field of a resource, however deep, is set by its ID', () => {
  const world = tinyWorld();
  applyPatch(world, [{ 'vpn-2.BusinessStatus': 'FinancialLocked' }, { 'vco-1.VcoHealthCheck.Status': 'failed' }]);
  expect(world.gateways[1]?.BusinessStatus).toBe('FinancialLocked');
  expect(world.connections[0]?.VcoHealthCheck).toMatchObject({ Status: 'failed', Dip: '172.16.0.1' });
});

test('an ID means the resource itself, not one that only names it', () => {
  const world = tinyWorld();
  applyPatch(world, { 'vpn-1.Name': 'renamed', 'cgw-1.Name': 'moved' });
  expect(world.connections[0]?.Name).toBe('first');
  expect(world.customer_gateways[0]?.Name).toBe('moved');
});

test('a switch or a whole list is set by its key', () => {
  const world = tinyWorld();
  applyPatch(world, { 'platform.psk_masking': 'masked', routes_pbr: [{ NextHop: 'vco-1' }] });
  expect(world.platform).toEqual({ pace: 'instant', psk_masking: 'masked' });
  expect(world.routes_pbr).toEqual([{ NextHop: 'vco-1' }]);
});

test('a plus adds to a list, also to one that the world has not yet', () => {
  const world: Record<string, unknown> = tinyWorld();
  applyPatch(world, { 'routes_dbr+': { RouteDest: '10.9.0.0/24' }, 'ssl_logs+': 'a line' });
  expect(world['routes_dbr']).toHaveLength(3);
  expect(world['ssl_logs']).toEqual(['a line']);
});

test('a minus takes a resource out', () => {
  const world = tinyWorld();
  applyPatch(world, { '-vco-2': true });
  expect(world.connections.map((one) => one.VpnConnectionId)).toEqual(['vco-1']);
});

test('a tunnel of a connection is a resource, too', () => {
  const tunnels = [
    { TunnelId: 'tun-1', peer: {} as Record<string, unknown> },
    { TunnelId: 'tun-2', peer: {} },
  ];
  const world = { connections: [{ VpnConnectionId: 'vco-1', tunnels }] };
  applyPatch(world, { 'tun-1.peer.Up': false, '-tun-2': true });
  expect(world.connections[0]?.tunnels).toEqual([{ TunnelId: 'tun-1', peer: { Up: false } }]);
});

for (const key of ['vpn-9.Name', 'vpn-1', '-vpn-9', 'weather', 'clock+'])
  test(`${key} fits nothing and is named in the error`, () => {
    expect(() => applyPatch(tinyWorld(), { [key]: 1 })).toThrow(key);
  });
