import { describe, expect, it } from 'vitest';
import {
  hashWarnings,
  identityWarnings,
  poolWarnings,
  sharedPoolWarnings,
} from '../../../src/guard/impact/platform-messages.ts';
import { tunnels } from '../../../src/guard/plan/impact.ts';
import { format } from '../../../src/guard/text/message.ts';
import type { Route } from '../../../src/network/routes.ts';

const english = (notes: ReturnType<typeof poolWarnings>): string => notes.map((note) => format(note, 'en')).join(' ');

describe('a pool for clients', () => {
  it('that is too small is told with the arithmetic and what would do', () => {
    expect(english(poolWarnings('10.88.0.0/27', 20))).toMatch(
      /10\.88\.0\.0\/27 .*four addresses.*20 sessions.*\/25 or larger/,
    );
  });

  it.each([
    ['10.88.0.0/25', 20],
    ['10.88.0.0/27', undefined],
    [undefined, 20],
  ])('%s for %s sessions is nothing to tell', (pool, sessions) => {
    expect(poolWarnings(pool, sessions)).toEqual([]);
  });
});

describe('a hash of the SHA-2 family', () => {
  it('is told to be unknown at many sites, in either phase', () => {
    expect(english(hashWarnings({ IkeConfig: { IkeAuthAlg: 'sha256' } }))).toMatch(/^sha256: many.*sha1/);
    expect(english(hashWarnings({ IpsecConfig: { IpsecAuthAlg: 'sha512' } }))).toContain('sha512');
  });

  it('is nothing to tell where the connection has it already, nor are md5 and sha1', () => {
    const live = { IkeConfig: { IkeAuthAlg: 'sha256' } };
    expect(hashWarnings({ IkeConfig: { IkeAuthAlg: 'sha256' } }, live)).toEqual([]);
    expect(hashWarnings({ IkeConfig: { IkeAuthAlg: 'sha1' }, IpsecConfig: { IpsecAuthAlg: 'md5' } })).toEqual([]);
    expect(hashWarnings({})).toEqual([]);
  });
});

describe('two tunnels for one load', () => {
  const known = tunnels({ found: [{ VpnConnectionId: 'vco-a', Name: 'main' }, { VpnConnectionId: 'vco-b' }] });
  const route = (RouteDest: string): Route => ({
    RouteType: 'dbr',
    RouteDest,
    NextHop: 'vco-a',
    Weight: 100,
    State: 'published',
  });

  it('take half of the block each', () => {
    expect(english(sharedPoolWarnings(route('172.20.0.0/16'), 'vco-b', known))).toMatch(
      /172\.20\.0\.0\/17 through main \(vco-a\) and 172\.20\.128\.0\/17 through vco-b/,
    );
    expect(english(sharedPoolWarnings(route('10.0.0.0/31'), 'vco-b', known))).toMatch(
      /10\.0\.0\.0\/32 .*10\.0\.0\.1\/32/,
    );
  });

  it.each(['10.0.0.1/32', 'somewhere'])('cannot share %s', (dest) => {
    expect(sharedPoolWarnings(route(dest), 'vco-b', known)).toEqual([]);
  });

  it('is nothing to tell where no route is in the way', () => {
    expect(sharedPoolWarnings(undefined, 'vco-b', known)).toEqual([]);
  });
});

describe('the identity of the cloud end', () => {
  it.each([
    [{ IkeConfig: { LocalId: 'hq.example', IkeLifetime: 3600 } }, 1],
    [{ IkeConfig: { LocalId: '203.0.113.10' } }, 0],
    [{ IkeConfig: { IkeLifetime: 3600 } }, 0],
    [{ RemoteSubnet: '10.0.0.0/8' }, 0],
  ])('of %j that a site may know by its older name only is told %d times', (input, times) => {
    expect(identityWarnings(input, '203.0.113.10')).toHaveLength(times);
  });
});
