import { expect, test } from 'vitest';
import { placeName, proofOf } from '../../../src/tools/switch/sentences.ts';
import { oddTunnels, twoTunnels } from '../../support/two-tunnels.ts';

const up = { VpnConnectionId: 'vco-1', Status: 'ipsec_sa_established' };
const check = (Enable: string, Status: string) => ({ ...up, VcoHealthCheck: { Enable, Status } });

test.each([
  ['a health check that passes', check('true', 'success'), 'proven'],
  ['a health check that fails', check('true', 'failed'), 'down'],
  ['no health check', check('false', ''), 'no check'],
  ['a phase that is missing', { ...up, Status: 'ike_sa_established' }, 'down'],
  ['a status that nobody knows', { ...up, Status: 'odd' }, 'no status'],
  ['one of two tunnels up', twoTunnels(), 'proven'],
  ['tunnels that are not understood', oddTunnels, 'no status'],
])('%s', (_, connection, expected) => {
  expect(proofOf(connection)).toBe(expected);
});

test('a policy route is called by its source too', () => {
  expect(placeName({ RouteDest: '10.1.0.0/16', RouteSource: '10.0.0.0/8' })).toBe('10.0.0.0/8 to 10.1.0.0/16');
});
