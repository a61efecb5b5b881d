import { describe, expect, it } from 'vitest';
import { formatEvidence } from '../../../src/tools/causes/evidence.ts';
import type { TableEntry } from '../../../src/tools/cloud-evidence/network-evidence.ts';
import { judgePath, judgeVpcPath, routeText } from '../../../src/tools/judges/path.ts';
import type { TunnelFacts } from '../../../src/tools/judges/tunnel-facts.ts';
import { connectionWith, factsWith, routeWith } from '../../support/tunnel.ts';

const twin = connectionWith({ VpnConnectionId: 'vco-b', Name: 'twin' });
const ids = (around: Partial<TunnelFacts>, change: object = {}) =>
  judgePath(factsWith(change, { siblings: [twin], ...around })).map(({ id }) => id);
const pbr = (change: object = {}) =>
  routeWith({ RouteType: 'pbr', RouteSource: '10.10.0.0/16', NextHop: 'vco-b', ...change });

describe('the routes of a tunnel that is up', () => {
  it.each([
    { name: 'are in order', routes: [routeWith()], found: [] },
    { name: 'are in order as a pair', routes: [routeWith(), routeWith({ NextHop: 'vco-b', Weight: 0 })], found: [] },
    {
      name: 'may be the standby of a pair',
      routes: [routeWith({ NextHop: 'vco-b' }), routeWith({ Weight: 0 })],
      found: [],
    },
    { name: 'may be wider than the subnet', routes: [routeWith({ RouteDest: '172.16.0.0/12' })], found: [] },
    { name: 'may go through a policy route of its own', routes: [pbr({ NextHop: 'vco-a' })], found: [] },
    { name: 'are missing', routes: [], found: ['route-missing'] },
    { name: 'lead elsewhere only', routes: [routeWith({ NextHop: 'vco-b' })], found: ['route-missing'] },
    { name: 'are not published', routes: [routeWith({ State: 'normal' })], found: ['route-not-published'] },
    { name: 'are all standby', routes: [routeWith({ Weight: 0 })], found: ['route-inactive'] },
    { name: 'are shadowed by policy', routes: [routeWith(), pbr()], found: ['route-shadowed'] },
    {
      name: 'are not shadowed by policy for another source',
      routes: [routeWith(), pbr({ RouteSource: '10.99.0.0/16' })],
      found: [],
    },
    {
      name: 'are shadowed by a narrower entry',
      routes: [routeWith(), routeWith({ RouteDest: '172.20.8.0/24', NextHop: 'vco-b' })],
      found: ['route-shadowed'],
    },
    {
      name: 'point at what is gone',
      routes: [routeWith({ NextHop: 'vco-gone' }), routeWith({ Weight: 0 })],
      found: ['route-stale'],
    },
    {
      name: 'have a leftover of weight 0, which takes nothing',
      routes: [routeWith(), routeWith({ NextHop: 'vco-gone', Weight: 0 })],
      found: ['route-leftover'],
    },
    {
      name: 'leave a wider route alone that points at what is gone: none of this traffic takes it',
      routes: [routeWith(), routeWith({ RouteDest: '172.16.0.0/12', NextHop: 'vco-gone' })],
      found: [],
    },
    {
      name: 'point by policy at what is gone',
      routes: [routeWith(), pbr({ NextHop: 'vco-gone' })],
      found: ['route-stale'],
    },
    { name: 'are not shadowed by a policy route of weight 0', routes: [routeWith(), pbr({ Weight: 0 })], found: [] },
    {
      name: 'may be the standby of a pair of policy routes',
      routes: [routeWith(), pbr(), pbr({ NextHop: 'vco-a', Weight: 0 })],
      found: [],
    },
    {
      name: 'are not shadowed by a wider policy route than their own',
      routes: [pbr({ NextHop: 'vco-a' }), pbr({ RouteSource: '10.0.0.0/8', RouteDest: '172.16.0.0/12' })],
      found: [],
    },
  ])('$name', ({ routes, found }) => {
    expect(ids({ routes })).toEqual(found);
  });

  it('of a twin that is published brings the traffic in: the pair needs one only', () => {
    const routes = [routeWith({ State: 'normal' }), routeWith({ NextHop: 'vco-b', Weight: 0 })];
    expect(ids({ routes })).toEqual([]);
  });

  it.each([
    { name: 'all of it is proven', routes: [pbr()], confidence: 0.95, says: 'takes it first' },
    {
      name: 'all of it from a wider source is proven',
      routes: [pbr({ RouteSource: '10.0.0.0/8', RouteDest: '172.16.0.0/12' })],
      confidence: 0.95,
      says: 'takes it first',
    },
    {
      name: 'a part of the destination is likely',
      routes: [pbr({ RouteDest: '172.20.8.0/24' })],
      confidence: 0.8,
      says: 'takes a part of it first: 172.20.8.0/24',
    },
    {
      name: 'a part of the sources is likely',
      routes: [pbr({ RouteSource: '10.10.3.0/24' })],
      confidence: 0.8,
      says: 'takes a part of it first',
    },
    {
      name: 'what is lost at a connection that is gone is proven',
      routes: [],
      confidence: 0.95,
      says: 'does not exist',
    },
  ])('that take traffic first: $name', ({ routes, confidence, says }) => {
    const gone = routes.length === 0 ? [routeWith({ NextHop: 'vco-gone' }), routeWith({ Weight: 0 })] : [routeWith()];
    const [found] = judgePath(factsWith({}, { siblings: [twin], routes: [...gone, ...routes] }));
    expect(found?.confidence).toBe(confidence);
    expect(found?.evidence.map((one) => formatEvidence(one, 'en')).join()).toContain(says);
  });

  it('a leftover explains nothing, and is told so low', () => {
    const routes = [routeWith(), routeWith({ NextHop: 'vco-gone', Weight: 0 })];
    expect(judgePath(factsWith({}, { routes })).map(({ confidence }) => confidence)).toEqual([0.2]);
  });

  it('are not judged when they could not be read', () => {
    const unseen = [{ Action: 'DescribeVpnRouteEntries', Reason: 'Forbidden' }];
    expect(ids({ routes: [], unseen })).toEqual([]);
  });

  it('are not called stale when the connections could not be read', () => {
    const unseen = [{ Action: 'DescribeVpnConnections', Reason: 'Forbidden' }];
    const routes = [routeWith(), routeWith({ NextHop: 'vco-gone', Weight: 0 })];
    expect(ids({ routes, unseen, siblings: [] })).toEqual([]);
  });

  it('are less missed where the cloud routes by itself', () => {
    const of = (change: object) => judgePath(factsWith(change, { routes: [] }))[0]?.confidence;
    expect(of({ AutoConfigRoute: true })).toBeLessThan(of({}) ?? 0);
  });

  it('in routed mode are whatever leads here', () => {
    const routed = { LocalSubnet: '0.0.0.0/0', RemoteSubnet: '0.0.0.0/0' };
    expect(ids({ routes: [routeWith()] }, routed)).toEqual([]);
    expect(ids({ routes: [] }, routed)).toEqual(['route-missing']);
  });
});

describe('an overlap', () => {
  it.each([
    {
      name: 'with a part of another tunnel',
      around: { siblings: [{ ...twin, RemoteSubnet: '172.20.64.0/18' }] },
      change: {},
      hit: true,
    },
    { name: 'with an equal tunnel is a pair', around: { siblings: [twin] }, change: {}, hit: false },
    {
      name: 'with an SSL pool',
      around: { sslServers: [{ SslVpnServerId: 'vss-a', ClientIpPool: '172.20.9.0/24' }] },
      change: {},
      hit: true,
    },
    { name: 'with its own local side', around: {}, change: { LocalSubnet: '172.20.0.0/24' }, hit: true },
  ])('$name', ({ around, change, hit }) => {
    expect(ids(around, change).includes('overlap')).toBe(hit);
  });
});

it('faults of the path wait while the tunnel is down', () => {
  const found = judgePath(factsWith({ Status: 'ike_sa_not_established' }, { routes: [] }));
  expect(found.map(({ confidence }) => confidence)).toEqual([0.18]);
});

it('a route reads as one line', () => {
  expect(routeText(pbr())).toBe('pbr 10.10.0.0/16 to 172.20.0.0/16 -> vco-b weight 100');
});

describe('the network behind the gateway', () => {
  const entry = (dest: string, hopType: string, hopId: string) => ({ dest, hopType, hopId });
  const own = factsWith().connection.VpnGatewayId ?? '';
  const toGateway = entry('172.20.0.0/16', 'VpnGateway', own);

  const found = (entries: readonly TableEntry[] | undefined, blocks = ['10.10.0.0/16'], routes = [routeWith()]) => {
    const network = { vpcId: 'vpc-1', blocks, table: entries && { id: 'vtb-1', entries }, unread: [] };
    return judgeVpcPath(factsWith({}, { routes, network })).map((one) => [
      one.id,
      one.confidence,
      ...one.evidence.map((each) => formatEvidence(each, 'en')),
    ]);
  };

  it('is in order where its table leads to the gateway, and not judged where it was not read', () => {
    expect(found([toGateway])).toEqual([]);
    expect(found(undefined)).toEqual([]);
    expect(judgeVpcPath(factsWith())).toEqual([]);
  });

  it.each([
    ['no entry at all', [], 'route-not-published', /has no entry that leads 172\.20\.0\.0\/16/],
    ['a default route only', [entry('0.0.0.0/0', 'NatGateway', 'ngw-1')], 'route-not-published', /has no entry/],
    [
      'another way',
      [entry('172.20.0.0/16', 'NatGateway', 'ngw-1')],
      'route-shadowed',
      /sends 172\.20\.0\.0\/16 to NatGateway ngw-1/,
    ],
    [
      'a wider way',
      [entry('172.16.0.0/12', 'Attachment', 'tr-1')],
      'route-shadowed',
      /sends 172\.16\.0\.0\/12 to Attachment tr-1/,
    ],
  ] as const)('that has %s for a published route is told', (_, entries, id, words) => {
    const [first] = found(entries);
    expect(first?.slice(0, 2)).toEqual([id, 0.85]);
    expect(first?.[2]).toMatch(words);
  });

  it('follows the most specific of its entries', () => {
    expect(found([entry('172.16.0.0/12', 'Attachment', 'tr-1'), toGateway])).toEqual([]);
  });

  it('is not blamed for a route that the gateway does not publish', () => {
    expect(found([], [], [routeWith({ State: 'normal' })])).toEqual([]);
  });

  it('that has the remote addresses itself keeps their traffic', () => {
    expect(found([], ['172.16.0.0/12'])).toEqual([
      [
        'overlap',
        0.75,
        '172.20.0.0/16 in RemoteSubnet is in 172.16.0.0/12 of VPC vpc-1 itself: such traffic stays in the VPC',
      ],
    ]);
  });

  it('that has a part of a wider remote block is an ordinary summary', () => {
    expect(found([toGateway], ['172.20.128.0/20'])).toEqual([
      ['overlap', 0.25, expect.stringContaining('that part stays')],
    ]);
  });
});
