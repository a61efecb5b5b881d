import { describe, expect, it } from 'vitest';
import { routeFromRow } from '../../../src/network/routes.ts';
import { bgpStateOf, judgeBgp, learnsRoutes } from '../../../src/tools/judges/bgp.ts';
import { judgePath } from '../../../src/tools/judges/path.ts';
import { connectionWith, factsWith } from '../../support/tunnel.ts';

const bgp = (BgpStatus: unknown, more: object = {}) => connectionWith({ VpnBgpConfig: { BgpStatus, ...more } });

it.each([
  ['success', 'up'],
  ['false', 'down'],
  ['failed', 'down'],
  [false, 'down'],
  ['connecting', 'unknown'],
  ['constructor', 'unknown'],
  [undefined, 'unknown'],
])('the BGP status %s is %s', (status, state) => {
  expect(bgpStateOf(bgp(status))).toBe(state);
});

describe('BGP that is down', () => {
  const facts = (Status: string, routes = factsWith().routes) =>
    factsWith({ Status, VpnBgpConfig: { Status: 'false', PeerAsn: '65010' } }, { routes });

  it('is a cause over a tunnel that is up, likelier where nothing else leads into it', () => {
    expect(judgeBgp(facts('ipsec_sa_established', []))).toMatchObject([{ id: 'bgp-down', confidence: 0.8 }]);
    expect(judgeBgp(facts('ipsec_sa_established'))).toMatchObject([{ id: 'bgp-down', confidence: 0.4, isFault: true }]);
  });

  it('says nothing of a tunnel that is down', () => {
    expect(judgeBgp(facts('ike_sa_not_established'))).toEqual([]);
  });
});

describe('routes that BGP learns', () => {
  it('may come where a connection or a tunnel of it has BGP', () => {
    expect(learnsRoutes(connectionWith({ EnableTunnelsBgp: true }))).toBe(true);
    expect(learnsRoutes(bgp('success'))).toBe(true);
    expect(learnsRoutes(connectionWith({ VpnBgpConfig: { EnableBgp: 'false', LocalAsn: '45104' } }))).toBe(false);
    expect(learnsRoutes(connectionWith({ VpnBgpConfig: {} }))).toBe(false);
  });

  it('are not missed, and need no weight and no publishing', () => {
    const ids = (routes: object[], change: object = {}) =>
      judgePath(
        factsWith(change, {
          routes: routes.map((row) => ({ ...routeFromRow('dbr', { ...row }), VpnGatewayId: 'vpn-a' })),
        }),
      ).map(({ id }) => id);
    const learned = { RouteDest: '172.20.0.0/16', NextHop: 'vco-a', RouteEntryType: 'bgp', State: 'Active' };
    expect(ids([])).toEqual(['route-missing']);
    expect(ids([], { EnableTunnelsBgp: true })).toEqual([]);
    expect(ids([learned])).toEqual([]);
    expect(ids([{ ...learned, RouteEntryType: 'custom', Weight: 100, State: 'normal' }])).toEqual([
      'route-not-published',
    ]);
  });
});
