import { describe, expect, test } from 'vitest';
import { format } from '../../../src/catalogue/message.ts';
import type { Site } from '../../../src/tools/sites/retire-find.ts';
import { peersOf, refuseCarrying, retireNotes } from '../../../src/tools/sites/retire-notes.ts';
import { healthyRegion } from '../../support/inventories.ts';
import { connectionOf, routeOf } from '../../support/subnet-sample.ts';

const [one, two] = [connectionOf('vco-1'), connectionOf('vco-2')];
const peer = { CustomerGatewayId: 'cgw-vco-1', Name: 'router', IpAddress: '192.0.2.1' };
const site = (more: Partial<Site> = {}): Site => ({
  region: { ...healthyRegion(), connections: [one, two], customerGateways: [peer] },
  ...{ connections: [one], peers: [peer], deleted: [], unused: [], unseen: [], ...more },
});
const route = routeOf('172.20.0.0/16', 'vco-1');

test('a site that carries what another stands by for is not taken away under it', () => {
  const standby = routeOf('172.20.0.0/16', 'vco-2', { Weight: 0 });
  expect(() => refuseCarrying(site(), { gone: [route], left: [standby] })).toThrow(/vco-2-name \(vco-2\) stands by/);
  const away = { gone: [{ ...route, Weight: 0 }], left: [{ ...standby, Weight: 100 }] };
  expect(() => refuseCarrying(site(), away)).not.toThrow();
});

describe('of a destination is said that it', () => {
  test.each([
    ['ends', [], /ENDS: 172\.20\.0\.0\/16/],
    [
      'moves',
      [routeOf('172.16.0.0/12', 'vco-2')],
      /MOVES: 172\.20\.0\.0\/16 goes by 172\.16\.0\.0\/12 through vco-2-name/,
    ],
    ['stays', [routeOf('172.20.0.0/16', 'vco-2')], /STAYS: 172\.20\.0\.0\/16/],
  ])('%s', (_, left, expected) => {
    const words = retireNotes(site(), { gone: [route], left }, []).map(({ text, values }) =>
      format(text, 'en', values),
    );
    expect(words[0]).toMatch(expected);
    expect(words.join('\n')).toMatch(/is UP now[\s\S]*customer gateway router \(cgw-vco-1\)[\s\S]*Way back/);
  });
});

describe('a customer gateway', () => {
  test('goes where nothing else uses it', () => expect(peersOf(site()).gone).toEqual([peer]));

  test.each([
    [
      'that another uses',
      { region: { ...site().region, connections: [one, { ...two, CustomerGatewayId: 'cgw-vco-1' }] } },
    ],
    [
      'of which the users are not known',
      { unseen: [{ RegionId: 'r', Action: 'DescribeVpnConnections', Reason: 'x' }] },
    ],
  ])('%s stays, and that is told', (_, more) => {
    const { gone, notes } = peersOf(site(more));
    expect([gone.length, notes.length]).toEqual([0, 1]);
  });
});
