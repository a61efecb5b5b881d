import { expect, test } from 'vitest';
import {
  entriesOf,
  hostBits,
  repeated,
  rivalOf,
  spelled,
  strangeHop,
  twoActive,
} from '../../../src/guard/impact/route-errors.ts';
import { tunnels } from '../../../src/guard/plan/impact.ts';
import type { Connection, LiveState } from '../../../src/guard/plan/live-state.ts';
import type { Seen } from '../../../src/guard/plan/seen.ts';
import { format, type Message } from '../../../src/guard/text/message.ts';
import type { Route } from '../../../src/network/routes.ts';

const entry = { RegionId: 'cn-a', VpnGatewayId: 'vpn-1', NextHop: 'vco-1', RouteDest: '10.0.0.0/16' };
const route: Route = { RouteType: 'dbr', RouteDest: '10.0.0.0/16', NextHop: 'vco-1', Weight: 100, State: 'normal' };
const policy: Route = { ...route, RouteType: 'pbr', RouteSource: '10.9.0.0/16' };
const inWords = (refusal: Message | undefined) => refusal && format(refusal, 'en');

test.each([
  ['a block on its boundary', entry, [], undefined],
  ['a destination with host bits', { ...entry, RouteDest: '10.0.3.4/16' }, [], 'RouteDest 10.0.3.4/16'],
  ['a source with host bits', { ...entry, RouteSource: '10.9.1.0/16' }, [], 'write 10.9.0.0/16'],
  [
    'host bits that the table has too',
    { ...entry, RouteDest: '10.0.3.4/16' },
    [{ ...route, RouteDest: '10.0.3.4/16' }],
    undefined,
  ],
])('%s is judged', (_, given, routes, words) => {
  const refusal = inWords(hostBits(given, routes));
  if (words === undefined) expect(refusal).toBeUndefined();
  else expect(refusal).toContain(words);
});

const unread = { unread: 'Forbidden' };
const found = (VpnGatewayId: string): Seen<Connection> => ({ found: { VpnConnectionId: 'vco-1', VpnGatewayId } });

test.each<[string, Seen<readonly Connection[]>, Seen<Connection>, string | undefined]>([
  ['of this gateway', { found: [{ VpnConnectionId: 'vco-1' }] }, unread, undefined],
  ['that is nowhere', { found: [] }, { missing: true }, 'There is no IPsec connection vco-1 in cn-a'],
  ['of another gateway', { found: [] }, found('vpn-2'), 'Connection vco-1 is on gateway vpn-2, not on vpn-1'],
  ['of this gateway, though not in its list', { found: [] }, found('vpn-1'), undefined],
  ['that could not be read', { found: [] }, unread, undefined],
  ['of a list that could not be read', unread, { missing: true }, undefined],
])('a next hop %s is judged', async (_, own, hop, words) => {
  const liveState = { connection: async () => hop } as unknown as LiveState;
  const refusal = inWords(await strangeHop(entry, own, liveState));
  if (words === undefined) expect(refusal).toBeUndefined();
  else expect(refusal).toContain(words);
});

test('the same route is there already whatever its weight, and another source makes another route', () => {
  expect(inWords(repeated({ ...route, Weight: 0 }, [route]))).toContain('10.0.0.0/16 via vco-1 (100, normal)');
  expect(repeated({ ...policy, RouteSource: '10.8.0.0/16' }, [policy])).toBeUndefined();
});

test('a second active one is told with the first by name', () => {
  const rival = rivalOf({ ...route, NextHop: 'vco-2' }, [route]);
  const known = tunnels({ found: [{ VpnConnectionId: 'vco-1', Name: 'main' }] });
  expect(inWords(twoActive(rival, route.RouteDest, known))).toContain('main (vco-1) already carries 10.0.0.0/16');
  expect(twoActive(rivalOf(route, [route]), route.RouteDest, known)).toBeUndefined();
});

test('a call without a source means every policy route of its destination and next hop', () => {
  const other = { ...policy, RouteSource: '10.8.0.0/16' };
  expect(entriesOf([route, policy, other], entry, 'pbr')).toEqual([policy, other]);
  expect(entriesOf([route, policy, other], { ...entry, RouteSource: '10.8.0.0/16' }, 'pbr')).toEqual([other]);
  expect(spelled(other)).toBe('10.8.0.0/16 to 10.0.0.0/16 via vco-1 (100, normal)');
});
