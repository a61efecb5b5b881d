import { expect, test } from 'vitest';
import type { PastChange } from '../../../src/catalogue/invoke.ts';
import { droppedBefore, wasFull } from '../../../src/tools/switch/past.ts';

const change = (action: string, NextHop: string, more: Partial<PastChange> = {}): PastChange => ({
  ...{ action, tool: 'SwitchRoutes', atMs: 0, changed: [], keys: [], result: 'ok' },
  input: { VpnGatewayId: 'vpn-1', RouteDest: '10.1.0.0/16', NextHop },
  ...more,
});
const gone = change('DeleteVpnRouteEntry', 'a');
const there = { RouteType: 'dbr', RouteDest: '10.1.0.0/16', NextHop: 'a', Weight: 0, State: 'published' } as const;

test.each([
  ['deleted', [gone], [], ['a']],
  ['deleted, nobody knows', [{ ...gone, result: 'unknown' as const }], [], ['a']],
  ['not deleted', [{ ...gone, result: 'failed' as const }], [], []],
  ['deleted by somebody', [{ ...gone, tool: 'DeleteVpnRouteEntry' }], [], []],
  ['made again', [gone, change('CreateVpnRouteEntry', 'a')], [], []],
  ['perhaps made again', [gone, change('CreateVpnRouteEntry', 'a', { result: 'unknown' })], [], ['a']],
  ['there', [gone], [there], []],
  ['of another gateway', [{ ...gone, input: { ...gone.input, VpnGatewayId: 'vpn-2' } }], [], []],
  ['a half of what is there', [gone], [{ ...there, RouteDest: '10.0.0.0/15', NextHop: 'c' }], []],
])('an entry that was %s', (_, past, routes, expected) => {
  expect(droppedBefore(past, routes, 'vpn-1').map(({ NextHop }) => NextHop)).toEqual(expected);
});

test('a quota that was met is remembered, and no other refusal', () => {
  const refused = change('CreateVpnRouteEntry', 'b', { result: 'failed', code: 'Resource.QuotaFull' });
  expect(wasFull([refused])).toBe(true);
  expect(wasFull([{ ...refused, code: 'Forbidden' }])).toBe(false);
});
