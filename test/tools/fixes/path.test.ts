import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/catalogue/action.ts';
import type { CauseId } from '../../../src/catalogue/causes.ts';
import { actions, isActionName } from '../../../src/catalogue/index.ts';
import { fixPath } from '../../../src/tools/fixes/path.ts';
import { connectionWith, factsWith, routeWith } from '../../support/tunnel.ts';

const twin = connectionWith({ VpnConnectionId: 'vco-b' });
const pbr = routeWith({ RouteType: 'pbr', RouteSource: '10.10.0.0/16', NextHop: 'vco-b' });

describe('a fault of the routes', () => {
  it.each([
    {
      id: 'route-missing',
      routes: [],
      tool: 'CreateVpnRouteEntry',
      args: { RouteDest: '172.20.0.0/16', NextHop: 'vco-a', Weight: 100, PublishVpc: true },
    },
    {
      id: 'route-not-published',
      routes: [routeWith({ State: 'normal' })],
      tool: 'PublishVpnRouteEntry',
      args: { RouteType: 'dbr', RouteDest: '172.20.0.0/16', NextHop: 'vco-a', PublishVpc: true },
    },
    {
      id: 'route-inactive',
      routes: [routeWith({ Weight: 0 })],
      tool: 'ModifyVpnRouteEntryWeight',
      args: { RouteDest: '172.20.0.0/16', Weight: 0, NewWeight: 100 },
    },
    {
      id: 'route-shadowed',
      routes: [routeWith(), pbr],
      tool: 'DeleteVpnPbrRouteEntry',
      args: { RouteSource: '10.10.0.0/16', RouteDest: '172.20.0.0/16', NextHop: 'vco-b', Weight: 100 },
    },
    {
      id: 'route-stale',
      routes: [routeWith({ NextHop: 'vco-gone' }), routeWith({ Weight: 0 })],
      tool: 'DeleteVpnRouteEntry',
      args: { NextHop: 'vco-gone', Weight: 100 },
    },
    {
      id: 'route-leftover',
      routes: [routeWith(), routeWith({ NextHop: 'vco-gone', Weight: 0 })],
      tool: 'DeleteVpnRouteEntry',
      args: { NextHop: 'vco-gone', Weight: 0 },
    },
  ] as const)('$id is mended by $tool, with the exact entry', ({ id, routes, tool, args }) => {
    const fix = fixPath(factsWith({}, { routes, siblings: [twin] }), id);
    expect(fix).toMatchObject({ tool, args: { VpnGatewayId: 'vpn-a', ...args } });
    if (!fix || !isActionName(fix.tool)) throw new Error('the fix is an action');
    const action: Action = actions[fix.tool];
    expect(action.input.safeParse(fix.args).error).toBeUndefined();
  });

  it.each<CauseId>(['route-missing', 'overlap', 'psk-mismatch'])('%s has no such fix where it is not found', (id) => {
    expect(fixPath(factsWith(), id)).toBeUndefined();
  });
});
