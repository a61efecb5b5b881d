import { describe, expect, it } from 'vitest';
import {
  healthOfConnection,
  healthOfGateway,
  isCarrying,
  tally,
  worse,
} from '../../../src/tools/inventory/tunnel-state.ts';

describe('the health of a tunnel', () => {
  it.each([
    [{ Status: 'ipsec_sa_established' }, 'up'],
    [{ Status: 'ipsec_sa_established', VcoHealthCheck: { Enable: 'true', Status: 'success' } }, 'up'],
    [{ Status: 'ipsec_sa_established', VcoHealthCheck: { Enable: 'true', Status: 'failed' } }, 'degraded'],
    [{ Status: 'ipsec_sa_established', VcoHealthCheck: { Enable: 'false', Status: 'failed' } }, 'up'],
    [{ Status: 'ike_sa_established' }, 'down'],
    [{ Status: 'ike_sa_not_established' }, 'down'],
    [{ Status: 'ipsec_sa_not_established' }, 'down'],
    [{ Status: 'a_status_of_tomorrow' }, 'unknown'],
    [{}, 'unknown'],
  ])('of %o is %s', (connection, health) => {
    expect(healthOfConnection(connection)).toBe(health);
  });
});

/** What the top level may hold beside two tunnels, each of which must say nothing. */
const beside = [
  {},
  { Status: '', CustomerGatewayId: '', IkeConfig: {}, VcoHealthCheck: {} },
  { Status: 'ipsec_sa_established', VcoHealthCheck: { Enable: 'true', Status: 'failed' } },
  { Status: 'ike_sa_not_established' },
];

describe.each(beside)('of two tunnels beside which stands %o', (top) => {
  it.each([
    ['ipsec_sa_established', 'ipsec_sa_established', 'up', true],
    ['ipsec_sa_established', 'ike_sa_not_established', 'degraded', true],
    ['ike_sa_established', 'ipsec_sa_established', 'degraded', true],
    ['ike_sa_established', 'ipsec_sa_not_established', 'down', false],
    ['ipsec_sa_established', 'a_status_of_tomorrow', 'unknown', true],
    ['ike_sa_established', undefined, 'degraded', undefined],
    [undefined, undefined, 'unknown', undefined],
  ])('%s and %s are %s, and traffic gets through: %s', (first, second, health, carries) => {
    const TunnelOptions = [
      { TunnelId: 'tun-1', Role: 'master', Status: first },
      { TunnelId: 'tun-2', Role: 'slave', Status: second },
    ];
    const connection = { ...top, TunnelOptionsSpecification: { TunnelOptions } };
    expect([healthOfConnection(connection), isCarrying(connection)]).toEqual([health, carries]);
  });

  it.each([[null], [{ TunnelOptions: { TunnelId: 'tun-1' } }], [[{}, {}, {}]]])('%j is unknown', (raw) => {
    const connection = { ...top, TunnelOptionsSpecification: raw };
    expect([healthOfConnection(connection), isCarrying(connection)]).toEqual(['unknown', undefined]);
  });
});

it.each([
  ['ipsec_sa_established', 'success', true],
  ['ipsec_sa_established', 'failed', false],
  ['ike_sa_established', 'success', false],
  ['a_status_of_tomorrow', 'success', undefined],
])('through a single tunnel that is %s, its check %s, traffic gets: %s', (Status, check, carries) => {
  expect(isCarrying({ Status, VcoHealthCheck: { Enable: 'true', Status: check } })).toBe(carries);
});

describe('the health of a gateway', () => {
  it.each([
    [{ Status: 'active', BusinessStatus: 'Normal' }, 'up'],
    [{ Status: 'active', BusinessStatus: 'FinancialLocked' }, 'down'],
    [{ Status: 'updating' }, 'changing'],
    [{}, 'unknown'],
  ])('of %o is %s', (gateway, health) => {
    expect(healthOfGateway(gateway)).toBe(health);
  });
});

it('what is worst comes first, and is counted first', () => {
  const healths = ['up', 'down', 'up', 'degraded'] as const;
  expect([...healths].sort(worse)).toEqual(['down', 'degraded', 'up', 'up']);
  expect(tally(healths)).toBe('1 down, 1 degraded, 2 up');
  expect(tally(['unknown', 'up', 'down'])).toBe('1 down, 1 not known, 1 up');
});
