import { expect, it } from 'vitest';
import { complete } from '../../src/resources/live.ts';
import { fakeSource } from '../support/source.ts';

type Row = Readonly<Record<string, unknown>>;

const connection = (VpnConnectionId: string, Name: string, VpnGatewayId = 'vpn-1'): Row => ({
  VpnConnectionId,
  Name,
  VpnGatewayId,
});

const destination = (NextHop: string, RouteDest: string): Row => ({ NextHop, RouteDest });

const connections = [
  connection('vco-main', 'plant-main'),
  connection('vco-back', 'plant-backup'),
  connection('vco-lab', 'lab'),
  connection('vco-wh', 'warehouse', 'vpn-2'),
];

/** A pair by destination, a connection of the same gateway that carries something else, and one of another gateway. */
const site = (rest: Readonly<Record<string, (args: Row) => Row>> = {}) =>
  fakeSource({
    DescribeVpnConnections: ({ RegionId }) => ({ VpnConnections: RegionId === 'cn-a' ? connections : [] }),
    DescribeVpnRouteEntries: () => ({
      VpnRouteEntries: [
        destination('vco-main', '172.20.0.0/16'),
        destination('vco-back', '172.20.0.0/16'),
        destination('vco-lab', '172.21.0.0/16'),
      ],
    }),
    DescribeVpnPbrRouteEntries: () => ({ VpnPbrRouteEntries: [] }),
    ...rest,
  });

const offered = async (from: string | undefined, { source } = site(), typed = '') =>
  (await complete(source, 'counterpart', typed, { from })).values;

it.each(['plant-main', 'vco-main'])('the counterpart of %s is what carries the same destination', async (from) => {
  expect(await offered(from)).toEqual(['plant-backup', 'vco-back']);
  expect(await offered(from, site(), 'vco')).toEqual(['vco-back']);
});

it('the counterpart by policy routes has the same source too', async () => {
  const policy = (NextHop: string, RouteSource: string): Row => ({ NextHop, RouteDest: '172.20.0.0/16', RouteSource });
  const entries = [
    policy('vco-main', '10.0.0.0/8'),
    policy('vco-back', '10.9.0.0/16'),
    policy('vco-lab', '10.0.0.0/8'),
  ];
  const replies = {
    DescribeVpnRouteEntries: () => ({ VpnRouteEntries: [] }),
    DescribeVpnPbrRouteEntries: () => ({ VpnPbrRouteEntries: entries }),
  };
  expect(await offered('plant-main', site(replies))).toEqual(['lab', 'vco-lab']);
});

it('a connection without a paired route has no counterpart', async () => {
  expect(await offered('lab')).toEqual([]);
});

it('where the routes cannot be read, the others of its gateway are offered', async () => {
  const failing = () => {
    throw new Error('forbidden');
  };
  const found = await offered('plant-main', site({ DescribeVpnPbrRouteEntries: failing }));
  expect(found).toEqual(['lab', 'plant-backup', 'vco-back', 'vco-lab']);
});

it.each([undefined, '', 'plant'])('for %j, which names no connection, all are offered', async (from) => {
  expect((await offered(from)).length).toBe(8);
});
