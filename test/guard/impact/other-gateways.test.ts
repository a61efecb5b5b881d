import { expect, test } from 'vitest';
import { readOtherGateways } from '../../../src/guard/impact/other-gateways.ts';
import type { Gateway, LiveState } from '../../../src/guard/plan/live-state.ts';
import type { Seen } from '../../../src/guard/plan/seen.ts';
import { format } from '../../../src/guard/text/message.ts';
import type { Route } from '../../../src/network/routes.ts';

const route = (RouteDest: string, State: string): Route => ({
  RouteType: 'dbr',
  RouteDest,
  NextHop: 'vco-1',
  Weight: 100,
  State,
});

const gateway = (number: number) => ({ VpnGatewayId: `vpn-${number}`, Name: `gw${number}`, VpcId: 'vpc-1' });

/** A VPC with `count` gateways of which the second has the given table. */
const vpc = (count: number, table: Seen<readonly Route[]>, list?: Seen<readonly Gateway[]>): LiveState =>
  ({
    gateway: async () => ({ found: gateway(1) }),
    gatewaysOf: async () => list ?? { found: Array.from({ length: count }, (_, index) => gateway(index + 1)) },
    routes: async (id: string) => (id === 'vpn-2' ? table : { found: [] }),
  }) as unknown as LiveState;

test.each([
  ['what another one publishes over a destination', vpc(2, { found: [route('10.0.0.0/8', 'published')] }), 1, false],
  ['nothing of what another one has unpublished', vpc(2, { found: [route('10.0.0.0/8', 'normal')] }), 0, false],
  ['nothing of what lies elsewhere', vpc(2, { found: [route('172.16.0.0/12', 'published')] }), 0, false],
  ['that a table was not read', vpc(2, { unread: 'Forbidden' }), 0, true],
  ['that the list was not read', vpc(2, { found: [] }, { unread: 'Forbidden' }), 0, true],
  ['that there are more than it looks at', vpc(10, { found: [] }), 0, true],
  ['nothing where the gateway is alone', vpc(1, { found: [] }), 0, false],
])('a look at the neighbours tells %s', async (_, liveState, overlapping, unsure) => {
  const near = await readOtherGateways('vpn-1', ['192.168.0.0/16', '10.1.0.0/16'], liveState);
  expect(near.overlapping.map((said) => format(said, 'en'))).toHaveLength(overlapping);
  expect(near.unsure).toBe(unsure);
});

test('gateways beyond those it looks at are told, and many blocks of one are one sentence', async () => {
  const many = await readOtherGateways('vpn-1', [], vpc(12, { found: [] }));
  expect(many.unread.map((said) => format(said, 'en'))).toEqual([
    'Not known: 3 more gateways of the VPC were not read.',
  ]);
  const blocks = Array.from({ length: 40 }, (_, index) => route(`10.1.${index}.0/24`, 'published'));
  const near = await readOtherGateways('vpn-1', ['10.1.0.0/16', '10.0.0.0/8'], vpc(2, { found: blocks }));
  expect(near.overlapping).toHaveLength(1);
});
