import { expect, test } from 'vitest';
import { linksOf } from '../../../src/tools/subnets/links.ts';
import { creation, deletion, isChanged, modification } from '../../../src/tools/subnets/steps.ts';
import { asks, connectionOf, routeOf } from '../../support/subnet-sample.ts';

const place = { RegionId: 'r', VpnGatewayId: 'vpn-1' };
const policy = routeOf('172.20.0.0/16', 'vco-1', { RouteType: 'pbr', RouteSource: '10.0.0.0/24', Priority: 7 });
const [link] = linksOf([connectionOf('vco-1')], []);

test('an entry is made and deleted as its own table wants it', () => {
  const entry = { ...place, RouteDest: '172.20.0.0/16', NextHop: 'vco-1', Weight: 100 };
  const plain = routeOf('172.20.0.0/16', 'vco-1');
  expect(creation(plain, place, 'stack')).toMatchObject({
    action: { name: 'CreateVpnRouteEntry' },
    input: { ...entry, PublishVpc: true },
  });
  expect(deletion(plain, place, 'stack')).toMatchObject({ action: { name: 'DeleteVpnRouteEntry' }, input: entry });
  expect(creation(policy, place, 'public').input).toMatchObject({ RouteSource: '10.0.0.0/24', Priority: 7 });
  expect(deletion(policy, place, 'public').input).toMatchObject({ RouteSource: '10.0.0.0/24', Priority: 7 });
  expect(deletion(policy, place, 'stack').input).not.toHaveProperty('Priority');
});

test('a connection is sent its whole list, and nothing else', () => {
  if (!link) throw new Error('no link');
  const asked = asks('add', '172.21.0.0/16');
  expect(modification(link, asked, 'r').input).toEqual({
    RegionId: 'r',
    VpnConnectionId: 'vco-1',
    RemoteSubnet: '172.20.0.0/16,172.21.0.0/16',
  });
  expect([isChanged(link, asked), isChanged(link, asks('add', '172.20.0.0/16'))]).toEqual([false, true]);
});
