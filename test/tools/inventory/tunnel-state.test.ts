import { describe, expect, it } from 'vitest';
import { healthOfConnection, healthOfGateway, tally, worse } from '../../../src/tools/inventory/tunnel-state.ts';

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
