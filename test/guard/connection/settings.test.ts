import { expect, test } from 'vitest';
import { connectionState, readSurroundings } from '../../../src/guard/connection/settings.ts';
import { createSecrets } from '../../../src/guard/secrets/store.ts';

const secrets = createSecrets(() => Buffer.alloc(32, 9));
const plant = {
  VpnConnectionId: 'vco-1',
  Name: 'plant',
  Status: 'ipsec_sa_established',
  IkeConfig: { Psk: 'FAKE-psk-0001', IkePfs: 'group14' },
  CreateTime: 1,
};
const route = { RouteType: 'dbr', RouteDest: '10.0.0.0/8', NextHop: 'vco-1', Weight: 100, State: 'published' } as const;
const around = (routes: readonly (typeof route)[]) =>
  ({
    gatewayId: 'vpn-1',
    gateway: { missing: true },
    routes: { found: routes },
    connections: { missing: true },
  }) as const;

const state = (more: object = {}, routes: readonly (typeof route)[] = [route]) =>
  JSON.stringify(connectionState({ ...plant, ...more }, around(routes), secrets));

test.each([
  ['its key', { IkeConfig: { Psk: 'FAKE-psk-0002', IkePfs: 'group14' } }],
  ['a setting', { IkeConfig: { Psk: 'FAKE-psk-0001', IkePfs: 'group2' } }],
  ['its name', { Name: 'other' }],
  ['its blocks', { RemoteSubnet: '10.0.0.0/8' }],
  ['its gateway', { VpnGatewayId: 'vpn-2' }],
  ['its health', { Status: 'ike_sa_not_established' }],
])('an approval is sealed to %s', (_, change) => {
  expect(state(change)).not.toBe(state());
});

test('and to the routes through it, but to nothing that says nothing; no key stands in it', () => {
  expect(state({}, [])).not.toBe(state());
  expect(state({ CreateTime: 2 })).toBe(state());
  expect(state()).not.toContain('FAKE');
});

test('a connection whose reply names no gateway has no surroundings', async () => {
  expect(await readSurroundings(plant, {} as never)).toBeUndefined();
});
