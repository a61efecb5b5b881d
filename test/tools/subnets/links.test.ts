import { describe, expect, test } from 'vitest';
import { activeOf, isBgpOn, linksOf, partnersOf } from '../../../src/tools/subnets/links.ts';
import { asks, connectionOf, routeOf } from '../../support/subnet-sample.ts';

const asked = asks('add', '172.21.0.0/16');
const [one, two] = [connectionOf('vco-1'), connectionOf('vco-2')];
const pair = [routeOf('172.20.0.0/16', 'vco-1'), routeOf('172.20.0.0/16', 'vco-2', { Weight: 0 })];
const all = { LocalSubnet: '0.0.0.0/0', RemoteSubnet: '0.0.0.0/0' };

describe('a connection', () => {
  test.each([
    ['with equal lists and a destination in common goes along', two, pair, 1, 0],
    ['with equal lists and no route yet goes along', two, pair.slice(0, 1), 1, 0],
    [
      'with equal lists and other destinations is told',
      two,
      [...pair.slice(0, 1), routeOf('172.30.0.0/16', 'vco-2')],
      0,
      1,
    ],
    ['that stands by with other lists is told', { ...two, RemoteSubnet: '172.20.0.0/17' }, pair, 0, 1],
    ['of another gateway has no part in it', { ...two, VpnGatewayId: 'vpn-2' }, pair, 0, 0],
  ])('%s', (_, other, routes, partners, alike) => {
    const around = partnersOf(one, [one, other], routes, asked);
    expect([around.partners.length, around.alike.length]).toEqual([partners, alike]);
  });

  test('that goes by routes alone is of a pair only by its routes', () => {
    const [a, b] = [connectionOf('vco-1', all), connectionOf('vco-2', all)];
    expect(partnersOf(a, [a, b], pair, asked).partners).toEqual([b]);
    expect(partnersOf(a, [a, b], [], asked)).toEqual({ partners: [], alike: [] });
  });
});

describe('the one that carries the traffic comes last', () => {
  const down = { Status: 'ike_sa_not_established' };
  test.each([
    ['by its weight', one, two, 'vco-1'],
    ['by what is up', { ...one, ...down }, two, 'vco-2'],
    ['by its weight where both are down', { ...one, ...down }, { ...two, ...down }, 'vco-1'],
  ])('%s', (_, a, b, expected) => {
    for (const both of [
      [a, b],
      [b, a],
    ])
      expect(activeOf(linksOf(both, pair))?.id).toBe(expected);
  });
});

test('BGP is on where it is switched on, or has settings', () => {
  expect(isBgpOn(one)).toBe(false);
  expect(isBgpOn({ ...one, EnableTunnelsBgp: true })).toBe(true);
});
