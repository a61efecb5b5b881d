import { describe, expect, it } from 'vitest';
import { isPoolTooSmall, poolPrefix } from '../../src/network/pool.ts';

describe('the pool for SSL-VPN clients', () => {
  // The pairs that the vendor's SDK names, and the ends of the range.
  it.each([
    [5, 27],
    [10, 26],
    [20, 25],
    [50, 24],
    [0, 29],
    [1, 29],
    [2, 29],
    [1000, 20],
  ])('for %i sessions needs /%i', (sessions, prefix) => {
    expect(poolPrefix(sessions)).toBe(prefix);
    expect(isPoolTooSmall(`10.0.0.0/${prefix}`, sessions)).toBe(false);
    expect(isPoolTooSmall(`10.0.0.0/${prefix + 1}`, sessions)).toBe(true);
  });

  it('is not judged where it is no block', () => {
    expect(isPoolTooSmall('a pool', 20)).toBe(false);
  });
});
