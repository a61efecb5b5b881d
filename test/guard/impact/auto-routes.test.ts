import { expect, test } from 'vitest';
import { assessAutoRoutes, NEW_HOP } from '../../../src/guard/impact/auto-routes.ts';
import { tunnels } from '../../../src/guard/plan/impact.ts';
import type { LiveState } from '../../../src/guard/plan/live-state.ts';
import { format } from '../../../src/guard/text/message.ts';
import type { Route } from '../../../src/network/routes.ts';

const route = (RouteDest: string, NextHop: string, Weight = 100): Route => ({
  RouteType: 'dbr',
  RouteDest,
  NextHop,
  Weight,
  State: 'published',
});

const lookAt = (table: readonly Route[]): LiveState =>
  ({
    gateway: async () => ({ found: { VpnGatewayId: 'vpn-1', VpcId: 'vpc-1' } }),
    gatewaysOf: async () => ({ found: [{ VpnGatewayId: 'vpn-1' }] }),
    routes: async () => ({ found: table }),
    sslServers: async () => ({ found: [] }),
    connectionsOf: async () => ({ found: [] }),
  }) as unknown as LiveState;

const known = tunnels({ found: [{ VpnConnectionId: 'vco-1', Name: 'one' }] });

const impact = (table: readonly Route[], hop: string, RemoteSubnet = '10.1.0.0/16') =>
  assessAutoRoutes(
    {
      ...{ VpnGatewayId: 'vpn-1', RemoteSubnet, LocalSubnet: '192.168.0.0/16', hop },
      ends: { ids: ['cgw-1'], unread: [] },
    },
    lookAt(table),
    known,
    { past: async () => ({ writes: [] }) },
  );

const words = (said: Awaited<ReturnType<typeof impact>>) => said.affected.map((each) => format(each, 'en')).join(' ');

test('routes to blocks that nobody carries move nothing, and are told', async () => {
  const found = await impact([route('192.168.0.0/16', 'vco-1')], NEW_HOP);
  expect(found.increasesRisk).toBe(false);
  expect(words(found)).toContain('adds and publishes routes');
});

test('a block inside what another tunnel carries moves, through a connection that has no ID yet', async () => {
  const found = await impact([route('10.0.0.0/8', 'vco-1')], NEW_HOP);
  expect(found.increasesRisk).toBe(true);
  expect(words(found)).toMatch(/10\.1\.0\.0\/16 .*one \(vco-1\).*the new connection/);
});

test('a block that another tunnel carries as the active one is in doubt', async () => {
  const found = await impact([route('10.1.0.0/16', 'vco-1')], NEW_HOP);
  expect(found.increasesRisk).toBe(true);
  expect(words(found)).toContain('one (vco-1)');
});

test('what is routed through the connection already is not added again', async () => {
  expect(await impact([route('10.1.0.0/16', 'vco-2')], 'vco-2')).toMatchObject({ affected: [], increasesRisk: false });
});

test('the way back names the routes to remove', async () => {
  const [added] = (await impact([], 'vco-2', '10.1.0.0/16,10.2.0.0/16')).undo.map((each) => format(each, 'en'));
  expect(added).toMatch(/10\.1\.0\.0\/16.*10\.2\.0\.0\/16/);
});

test('a block on the VPC side of the new connection itself is taken from the VPC', async () => {
  const found = await impact([], NEW_HOP, '192.168.7.0/24');
  expect(found.increasesRisk).toBe(true);
  expect(words(found)).toContain(
    "192.168.7.0/24 overlaps 192.168.0.0/16, which the connection has on the VPC's side itself",
  );
});
