import { describe, expect, it } from 'vitest';
import type { Route } from '../../../src/network/routes.ts';
import { pathsOf, readPaths } from '../../../src/tools/keys/other-path.ts';
import { fakeInvoke, testCall } from '../../support/call.ts';

const route = (NextHop: string, Weight: number, RouteDest = '10.1.0.0/16'): Route => ({
  ...{ RouteType: 'dbr' as const, RouteDest, NextHop, Weight, State: 'published' },
});
const line = (VpnConnectionId: string, isUp: boolean) => ({
  VpnConnectionId,
  Status: isUp ? 'ipsec_sa_established' : 'ike_sa_not_established',
});
const none = { alone: [], movable: [], standbys: [], elsewhere: [], carriers: [] };

describe('what a connection carries', () => {
  it.each([
    ['alone', [route('a', 100)], [line('a', true)], { alone: ['10.1.0.0/16'] }],
    [
      'with a standby that is up',
      [route('a', 100), route('b', 0)],
      [line('a', true), line('b', true)],
      { movable: ['10.1.0.0/16'], standbys: ['b'] },
    ],
    [
      'with a standby that is down',
      [route('a', 100), route('b', 0)],
      [line('a', true), line('b', false)],
      { alone: ['10.1.0.0/16'] },
    ],
    [
      'nothing, as the standby',
      [route('b', 100), route('a', 0)],
      [line('a', true), line('b', true)],
      { elsewhere: ['10.1.0.0/16'], carriers: ['b'] },
    ],
    [
      'all, as the standby of one that is down',
      [route('b', 100), route('a', 0)],
      [line('a', true), line('b', false)],
      { alone: ['10.1.0.0/16'] },
    ],
    ['nothing without routes', [], [line('a', true)], {}],
  ])('%s', (_, routes, lines, paths) => {
    expect(pathsOf('a', routes, lines)).toEqual({ ...none, ...paths });
  });
});

it('what could not be read is said', async () => {
  const call = testCall();
  const { invoke } = fakeInvoke(() => ({}));
  expect(await readPaths(invoke, call, 'cn-1', { VpnConnectionId: 'a' })).toEqual({
    unread: 'it hangs on a transit router, whose routes are not read here',
  });
  expect(await readPaths(invoke, call, 'cn-1', { VpnConnectionId: 'a', VpnGatewayId: 'vpn-1' })).toHaveProperty(
    'unread',
  );
});
