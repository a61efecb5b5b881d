import { describe, expect, it } from 'vitest';
import { areRoutesRead, carrierOf, destinations, servingIn, takenBy } from '../../../src/tools/judges/carried.ts';
import { connectionWith, factsWith, routeWith } from '../../support/tunnel.ts';

const dest = '172.20.0.0/16';
const twin = connectionWith({ VpnConnectionId: 'vco-b' });
const down = { ...twin, Status: 'ike_sa_not_established' };
const failing = { Enable: 'true', Dip: '172.20.0.1', Sip: '10.10.0.5', Status: 'failed' };
const pair = [routeWith(), routeWith({ NextHop: 'vco-b', Weight: 0 })];
const pbr = routeWith({ RouteType: 'pbr', RouteSource: '10.10.0.0/16', NextHop: 'vco-b' });

describe('a destination is carried by', () => {
  it.each([
    { name: 'the active tunnel of a pair', change: {}, routes: pair, hop: 'vco-a' },
    { name: 'the standby while the active one is down', change: { Status: down.Status }, routes: pair, hop: 'vco-b' },
    {
      name: 'the active one whose status is none that is documented',
      change: { Status: 'x' },
      routes: pair,
      hop: 'vco-a',
    },
    {
      name: 'the standby while the check of the active one fails',
      change: { VcoHealthCheck: failing },
      routes: pair,
      hop: 'vco-b',
    },
    {
      name: 'the active one whose check is switched off, whatever the API writes of it',
      change: { VcoHealthCheck: { ...failing, Enable: 'false' } },
      routes: pair,
      hop: 'vco-a',
    },
    { name: 'a policy route before every other', change: {}, routes: [...pair, pbr], hop: 'vco-b' },
    {
      name: 'nobody as a whole, where two sources go two ways',
      change: { LocalSubnet: '10.10.0.0/16,10.11.0.0/16' },
      routes: [...pair, pbr],
      hop: undefined,
    },
    { name: 'nobody without a route', change: {}, routes: [], hop: undefined },
  ])('$name', ({ change, routes, hop }) => {
    expect(carrierOf(factsWith(change, { routes, siblings: [twin] }), dest)).toBe(hop);
  });
});

describe('an entry takes', () => {
  const taken = (route: typeof pbr, others = [routeWith()]) =>
    takenBy(factsWith({}, { routes: [...others, route], siblings: [twin] }), route, dest);

  it.each([
    { name: 'all', route: pbr, is: { dest, isWhole: true } },
    {
      name: 'a part of the destination',
      route: { ...pbr, RouteDest: '172.20.8.0/24' },
      is: { dest: '172.20.8.0/24', isWhole: false },
    },
    {
      name: 'from a part of the sources',
      route: { ...pbr, RouteSource: '10.10.8.0/24' },
      is: { dest, isWhole: false },
    },
    { name: 'nothing as a standby', route: { ...pbr, Weight: 0 }, is: undefined },
    { name: 'nothing from other sources', route: { ...pbr, RouteSource: '10.99.0.0/16' }, is: undefined },
    { name: 'nothing of other destinations', route: { ...pbr, RouteDest: '192.168.0.0/16' }, is: undefined },
  ])('$name', ({ route, is }) => {
    expect(taken(route)).toEqual(is);
  });
});

it('of a connection that is gone, or whose status is not given, nobody knows whether it serves', () => {
  const serving = servingIn(
    factsWith({}, { siblings: [down, { ...twin, VpnConnectionId: 'vco-c', Status: undefined }] }),
  );
  expect(['vco-a', 'vco-b', 'vco-c', 'vco-gone'].map(serving)).toEqual([true, false, undefined, undefined]);
});

it('what has to be routed are the remote networks, in routed mode what leads here', () => {
  expect(destinations(factsWith())).toEqual([dest]);
  const routes = [routeWith({ RouteDest: '192.168.7.0/24' }), routeWith({ NextHop: 'vco-b' })];
  expect(destinations(factsWith({ RemoteSubnet: '0.0.0.0/0' }, { routes }))).toEqual(['192.168.7.0/24']);
});

it('the routes are read only where both tables are', () => {
  expect(areRoutesRead(factsWith())).toBe(true);
  for (const Action of ['DescribeVpnRouteEntries', 'DescribeVpnPbrRouteEntries'])
    expect(areRoutesRead(factsWith({}, { unseen: [{ Action, Reason: 'no' }] }))).toBe(false);
});
