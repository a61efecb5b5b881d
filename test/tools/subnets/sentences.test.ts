import { describe, expect, test } from 'vitest';
import { format, type SummaryLine } from '../../../src/catalogue/message.ts';
import { linksOf } from '../../../src/tools/subnets/links.ts';
import {
  alikeNotes,
  bgpNotes,
  downNotes,
  headNote,
  lostNotes,
  mirrorNotes,
  negotiationNotes,
  routeText,
} from '../../../src/tools/subnets/sentences.ts';
import { healthyRegion } from '../../support/inventories.ts';
import { asks, connectionOf, routeOf } from '../../support/subnet-sample.ts';

const words = (notes: readonly SummaryLine[]): string =>
  notes.map(({ text, values }) => format(text, 'en', values)).join('\n');
const asked = asks('add', '172.21.0.0/16');
const pair = linksOf([connectionOf('vco-1'), connectionOf('vco-2')], [routeOf('172.20.0.0/16', 'vco-1')]);
const alone = pair.slice(0, 1);

test('the whole is said in one sentence, with what is kept, added and removed', () => {
  expect(words([headNote(asked, pair)])).toMatch(
    /Adds 172\.21.*Kept: 172\.20\.0\.0\/16\. Added: 172\.21.*Removed: nothing/,
  );
  expect(words([headNote(asks('remove', '172.20.0.0/16'), alone)])).toMatch(/Kept: -\. Removed: 172\.20/);
});

describe('said of negotiations is', () => {
  test.each([
    ['that all traffic of a tunnel alone stops', alone, /stands alone.*ALL its traffic stops/],
    ['which tunnel comes first', pair, /vco-2-name \(vco-2\), then vco-1-name \(vco-1\)/],
    [
      'that ikev1 takes one pair',
      linksOf([connectionOf('vco-1', { IkeConfig: { IkeVersion: 'ikev1' } })], []),
      /ONE pair/,
    ],
    [
      'that traffic has to start it',
      linksOf([connectionOf('vco-1', { EffectImmediately: false })], []),
      /next packet only/,
    ],
    [
      'that only routes change',
      linksOf([connectionOf('vco-1', { RemoteSubnet: '172.16.0.0/12' })], []),
      /only routes change/,
    ],
  ])('%s', (_, links, expected) => {
    expect(words(negotiationNotes(asked, links))).toMatch(expected);
  });
});

test('what is down or not known, runs BGP, looks alike, or has an open end is told', () => {
  const odd = linksOf(
    [connectionOf('vco-1', { Status: 'odd' }), connectionOf('vco-2', { Status: 'ike_sa_not_established' })],
    [],
  );
  expect(words(downNotes(odd))).toMatch(/NOT known[\s\S]*down ALREADY|down ALREADY[\s\S]*NOT known/);
  expect(words(bgpNotes(linksOf([connectionOf('vco-1', { EnableTunnelsBgp: true })], [])))).toContain('runs BGP');
  expect(words(alikeNotes([connectionOf('vco-3')]))).toContain('NOT changed: vco-3-name (vco-3)');
});

test('the peer is told the lists with the sides exchanged', () => {
  const region = { ...healthyRegion(), customerGateways: [{ CustomerGatewayId: 'cgw-vco-1', IpAddress: '192.0.2.9' }] };
  const [one] = linksOf([connectionOf('vco-1')], []);
  expect(words(mirrorNotes(asked, one ? [one] : [], region))).toMatch(
    /192\.0\.2\.9.*local networks 172\.20\.0\.0\/16, 172\.21\.0\.0\/16; its remote networks 10\.0\.0\.0\/16/,
  );
});

describe('a destination that loses its routes', () => {
  const gone = [routeOf('172.20.0.0/16', 'vco-1')];
  test.each([
    ['cannot be reached', [], /UNREACHABLE/],
    ['goes another way', [routeOf('172.16.0.0/12', 'vco-9')], /then goes by 172\.16\.0\.0\/12 through vco-9/],
    ['is still drawn into the tunnel', [routeOf('172.16.0.0/12', 'vco-1')], /still draws/],
    ['goes by a policy route', [routeOf('172.16.0.0/12', 'vco-9', { RouteType: 'pbr' })], /through vco-9/],
    ['is left in part', [routeOf('172.20.4.0/24', 'vco-9')], /but for 172\.20\.4\.0\/24/],
  ])('%s', (_, left, expected) => {
    expect(words(lostNotes(gone, [...gone, ...left]))).toMatch(expected);
  });
});

test('an entry is spelled with all by which it is known', () => {
  expect(routeText(routeOf('172.20.0.0/16', 'vco-1', { RouteSource: '10.0.0.0/24' }))).toBe(
    '10.0.0.0/24 to 172.20.0.0/16 via vco-1 (100, published)',
  );
});
