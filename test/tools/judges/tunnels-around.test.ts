import { expect, it } from 'vitest';
import { readTunnels } from '../../../src/network/tunnels.ts';
import { isCarrying } from '../../../src/tools/inventory/tunnel-state.ts';
import { asWhole, hasTunnels, tunnelRows } from '../../../src/tools/judges/tunnels-around.ts';
import { connectionWith } from '../../support/tunnel.ts';

const [UP, DOWN] = ['ipsec_sa_established', 'ike_sa_not_established'];
const two = (a: string, b: string) =>
  connectionWith({
    TunnelOptionsSpecification: [
      { TunnelId: 'tun-a', Role: 'master', Status: a, CustomerGatewayId: 'cgw-x' },
      { TunnelId: 'tun-b', Role: 'slave', Status: b, CustomerGatewayId: 'cgw-y' },
    ],
  });

it.each([
  [UP, DOWN, UP, true],
  [DOWN, 'ike_sa_established', 'ike_sa_established', false],
  [DOWN, 'new', undefined, undefined],
])('a connection of the tunnels %s and %s is as a whole %s', (a, b, status, serving) => {
  const whole = asWhole(two(a, b));
  expect(whole.Status).toBe(status);
  expect(whole).not.toHaveProperty('IkeConfig');
  expect(isCarrying(two(a, b))).toBe(serving);
});

it('a connection that is its own tunnel stays as it is', () => {
  const row = connectionWith();
  expect([hasTunnels(row), asWhole(row) === row, tunnelRows(row)[0] === row]).toEqual([false, true, true]);
});

it('its tunnels name themselves, and are read once', () => {
  const row = two(UP, DOWN);
  expect(tunnelRows(row)).toMatchObject([{ TunnelId: 'tun-a' }, { TunnelId: 'tun-b', CustomerGatewayId: 'cgw-y' }]);
  expect(readTunnels(row)).toBe(readTunnels(row));
});
