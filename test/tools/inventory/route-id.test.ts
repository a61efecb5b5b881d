import { describe, expect, it } from 'vitest';
import { readRouteId, routeId } from '../../../src/tools/inventory/route-id.ts';

describe('what a route is called', () => {
  it.each([
    { VpnGatewayId: 'vpn-1', NextHop: 'vco-1', RouteDest: '10.0.0.0/8' },
    { VpnGatewayId: 'vpn-1', NextHop: 'vco-1', RouteSource: '10.1.0.0/16', RouteDest: '10.2.0.0/16' },
  ])('is read as it is written: %j', ({ VpnGatewayId, ...route }) => {
    expect(readRouteId(routeId({ VpnGatewayId, ...route }))).toEqual({ gateway: VpnGatewayId, ...route });
  });

  it('may leave out the next hop, and begin with a name', () => {
    expect(readRouteId('hq:10.0.0.0/8')).toEqual({ gateway: 'hq', RouteDest: '10.0.0.0/8' });
  });

  it.each([
    'vpn-1',
    'vpn-1:',
    ':10.0.0.0/8',
    'vco-1:10.0.0.0/8',
    'vpn-1:vco-1',
    'vpn-1:10.0.0.0',
    'vpn-1:10.0.0.0/8:10.0.0.0/8:10.0.0.0/8',
  ])('is not %s', (text) => {
    expect(readRouteId(text)).toBeUndefined();
  });
});
