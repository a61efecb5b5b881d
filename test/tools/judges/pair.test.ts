import { expect, it } from 'vitest';
import { partnersOf } from '../../../src/tools/judges/pair.ts';
import type { TunnelFacts } from '../../../src/tools/judges/tunnel-facts.ts';
import { connectionWith, factsWith, routeWith } from '../../support/tunnel.ts';

const other = connectionWith({ VpnConnectionId: 'vco-b', CustomerGatewayId: 'cgw-b' });
const standby = routeWith({ NextHop: 'vco-b', Weight: 0 });
const shares = (around: Partial<TunnelFacts>, change: object = {}) =>
  partnersOf(factsWith(change, around)).map((one) => [one.other.VpnConnectionId, one.shares]);

it.each([
  { name: 'has the same networks', siblings: [other], change: {}, is: [['vco-b', 'networks']] },
  {
    name: 'stands between the same two ends',
    siblings: [{ ...other, CustomerGatewayId: 'cgw-a', RemoteSubnet: '172.21.0.0/16' }],
    change: {},
    is: [['vco-b', 'ends']],
  },
  {
    name: 'is no other network at another peer',
    siblings: [{ ...other, RemoteSubnet: '172.21.0.0/16' }],
    change: {},
    is: [],
  },
  {
    name: 'is not every connection in routed mode',
    siblings: [{ ...other, RemoteSubnet: '0.0.0.0/0' }],
    change: { RemoteSubnet: '0.0.0.0/0' },
    is: [],
  },
])('the other tunnel of a pair $name', ({ siblings, change, is }) => {
  expect(shares({ siblings }, change)).toEqual(is);
});

it('in routed mode the routes tell which tunnels belong together', () => {
  const siblings = [{ ...other, RemoteSubnet: '0.0.0.0/0' }];
  expect(shares({ siblings, routes: [routeWith(), standby] }, { RemoteSubnet: '0.0.0.0/0' })).toEqual([
    ['vco-b', 'networks'],
  ]);
});

it('those to the same networks come first, each once', () => {
  const ends = { ...other, VpnConnectionId: 'vco-c', CustomerGatewayId: 'cgw-a', RemoteSubnet: '172.21.0.0/16' };
  expect(shares({ siblings: [ends, other], samePeer: [ends] })).toEqual([
    ['vco-b', 'networks'],
    ['vco-c', 'ends'],
  ]);
});

it('what it carries goes by the weights and the state of both', () => {
  const carries = (change: object) =>
    partnersOf(factsWith(change, { siblings: [other], routes: [routeWith(), standby] }))[0]?.carries;
  expect(carries({})).toEqual([]);
  expect(carries({ Status: 'ike_sa_not_established' })).toEqual(['172.20.0.0/16']);
});

it('on another gateway its routes are not known, and not none', () => {
  const samePeer = [{ ...other, VpnGatewayId: 'vpn-b', CustomerGatewayId: 'cgw-a' }];
  expect(partnersOf(factsWith({}, { samePeer }))).toMatchObject([{ shares: 'networks', routes: undefined }]);
});

it('of a gateway with thousands of entries each is looked at a few times', () => {
  const looksAt = (count: number): number => {
    let looks = 0;
    const counted = (NextHop: string, at: number) => {
      const route = routeWith({ NextHop, RouteDest: `10.${at >> 8}.${at & 255}.0/24` });
      return Object.defineProperty({ ...route }, 'RouteDest', {
        get: () => {
          looks += 1;
          return route.RouteDest;
        },
      });
    };
    const hops = Array.from({ length: count }, (_, at) => `vco-${at}`);
    const siblings = hops.map((VpnConnectionId) => ({ ...other, VpnConnectionId, RemoteSubnet: '0.0.0.0/0' }));
    const routes = hops.flatMap((hop, at) => [counted(hop, at), counted('vco-a', at + count)]);
    partnersOf(factsWith({ VpnConnectionId: 'vco-a' }, { siblings, routes }));
    return looks;
  };
  const few = looksAt(50);
  expect(few).toBeGreaterThan(0);
  expect(looksAt(200)).toBeLessThan(5 * few);
});
