import { expect, test } from 'vitest';
import { format } from '../../../src/catalogue/message.ts';
import { linksOf } from '../../../src/tools/subnets/links.ts';
import { overlapNotes } from '../../../src/tools/subnets/overlaps.ts';
import { asks, connectionOf, routeOf } from '../../support/subnet-sample.ts';

const links = linksOf([connectionOf('vco-1')], []);
const none = { connections: [], routes: [], servers: [], vpc: [] };
const asked = asks('add', '172.21.0.0/16');
const words = (...given: Parameters<typeof overlapNotes>) =>
  overlapNotes(...given).map(({ text, values }) => format(text, 'en', values));

test.each([
  [
    'the far side of another tunnel',
    { connections: [connectionOf('vco-2', { RemoteSubnet: '172.16.0.0/12' })] },
    /remote side/,
  ],
  [
    'the near side of another tunnel',
    { connections: [connectionOf('vco-2', { LocalSubnet: '172.21.9.0/24' })] },
    /VPC side/,
  ],
  [
    'a route of another tunnel',
    { routes: [routeOf('172.21.4.0/24', 'vco-2', { Weight: 0 })] },
    /172\.21\.4\.0\/24.*vco-2/,
  ],
])('%s that overlaps is told', (_, near, expected) => {
  expect(words(asked, links, { ...none, ...near })[0]).toMatch(expected);
});

test.each([
  ['clients of an SSL-VPN server', { servers: [{ SslVpnServerId: 'vss-1', ClientIpPool: '172.21.1.0/24' }] }, /vss-1/],
  ['addresses of the VPC itself', { vpc: ['172.21.0.0/20'] }, /of the VPC itself/],
])('%s are refused', (_, near, expected) => {
  expect(() => words(asked, links, { ...none, ...near })).toThrow(expected);
});

test('what is apart, routed by all, or the connection itself is not told', () => {
  const apart = connectionOf('vco-2', { RemoteSubnet: '172.22.0.0/16' });
  const routed = connectionOf('vco-3', { LocalSubnet: '0.0.0.0/0', RemoteSubnet: '0.0.0.0/0' });
  expect(
    words(asked, links, {
      ...none,
      connections: [apart, routed, connectionOf('vco-1', { RemoteSubnet: '172.21.0.0/16' })],
    }),
  ).toEqual([]);
});

test('a pool may be on this side, and a network outside the VPC is told', () => {
  const local = { ...asks('add', '10.9.0.0/16'), side: 'local' as const };
  const servers = [{ SslVpnServerId: 'vss-1', ClientIpPool: '10.9.1.0/24' }];
  expect(words(local, links, { ...none, servers })).toEqual([]);
  expect(words(local, links, { ...none, vpc: ['10.0.0.0/16'] })[0]).toContain('in none of the VPC blocks');
});
