import { describe, expect, it } from 'vitest';
import { pairOut, pairSentence } from '../../../src/tools/diagnosis/pair.ts';
import { connectionWith, factsWith, routeWith } from '../../support/tunnel.ts';

const twin = connectionWith({ VpnConnectionId: 'vco-b', Name: 'twin', CustomerGatewayId: 'cgw-b' });
const downTwin = { ...twin, Status: 'ike_sa_not_established' };
const down = { Status: 'ike_sa_not_established' };
const active = [routeWith(), routeWith({ NextHop: 'vco-b', Weight: 0 })];
const passive = [routeWith({ Weight: 0 }), routeWith({ NextHop: 'vco-b' })];

describe('the other tunnel of a pair', () => {
  it.each([
    { name: 'stands by', change: {}, other: twin, routes: active, says: 'is up and stands by.' },
    {
      name: 'carries by weight',
      change: {},
      other: twin,
      routes: passive,
      says: 'carries 172.20.0.0/16, not this tunnel.',
    },
    { name: 'is down', change: {}, other: downTwin, routes: active, says: 'is down, so nothing stands by.' },
    { name: 'stands in', change: down, other: twin, routes: active, says: 'is up and carries the traffic.' },
    { name: 'is down as well', change: down, other: downTwin, routes: active, says: 'is down too: nothing stands in.' },
    {
      name: 'is up, and no route leads to it',
      change: down,
      other: twin,
      routes: [routeWith()],
      says: 'network is up.',
    },
  ])('$name', ({ change, other, routes, says }) => {
    const said = pairSentence(factsWith(change, { siblings: [other], routes }), 'en');
    expect(said).toContain('twin (vco-b)');
    expect(said).toContain(says);
  });

  it('carries while the health check of this one fails', () => {
    const VcoHealthCheck = { Enable: 'true', Dip: '172.20.0.1', Sip: '10.10.0.5', Status: 'failed' };
    expect(pairSentence(factsWith({ VcoHealthCheck }, { siblings: [twin], routes: active }), 'en')).toContain(
      'carries',
    );
  });

  it('that is up is named before one that is down', () => {
    const third = { ...twin, VpnConnectionId: 'vco-c', Name: 'third' };
    expect(pairSentence(factsWith(down, { siblings: [downTwin, third] }), 'en')).toContain('third (vco-c)');
  });

  it('is not spoken of where there is none', () => {
    expect(pairSentence(factsWith(), 'en')).toBe('');
    expect(pairOut(factsWith())).toEqual({});
  });
});

it('each is observed with its state, its weights, and what it carries', () => {
  const ends = {
    ...twin,
    VpnConnectionId: 'vco-c',
    Name: 'third',
    CustomerGatewayId: 'cgw-a',
    RemoteSubnet: '172.21.0.0/16',
  };
  const routes = [...active, routeWith({ NextHop: 'vco-c', RouteDest: '172.21.0.0/16' })];
  expect(pairOut(factsWith(down, { siblings: [twin, ends], routes })).Pair).toEqual([
    'twin (vco-b) ipsec_sa_established, same networks: routes 172.20.0.0/16 weight 0 published; carries 172.20.0.0/16 now',
    'third (vco-c) ipsec_sa_established, same ends, 172.21.0.0/16: routes 172.21.0.0/16 weight 100 published',
  ]);
});

it('routes that were not read are not called none', () => {
  const unseen = [{ Action: 'DescribeVpnRouteEntries', Reason: 'no' }];
  expect(pairOut(factsWith({}, { siblings: [twin], routes: [], unseen })).Pair?.[0]).toContain('routes not known');
});
