import { expect, test } from 'vitest';
import { comwareBgp } from '../../../src/vendors/handoff/comware-bgp.ts';
import { sampleLink } from '../../support/peer-link.ts';
import { WORLDS } from '../../support/writer-worlds.ts';

test('the first tunnel is preferred, and networks are announced where they are known', () => {
  const link = { ...sampleLink(), ...WORLDS['BGP'], localSubnets: ['10.20.0.0/24'] as const };
  const lines = comwareBgp(link, 'ipv4-family unicast');
  expect(lines).toContain(' peer 169.254.10.1 as-number 45104');
  expect(lines).toContain(' apply local-preference 200');
  expect(lines).toContain('  network 10.20.0.0 255.255.255.0');
  expect(comwareBgp(sampleLink(), 'ipv4-family unicast')).toBeUndefined();
});
