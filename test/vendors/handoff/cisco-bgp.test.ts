import { expect, test } from 'vitest';
import { ciscoBgp } from '../../../src/vendors/handoff/cisco-bgp.ts';
import { sampleLink } from '../../support/peer-link.ts';
import { WORLDS } from '../../support/writer-worlds.ts';

test('a router names a neighbour before its address family, an ASA inside of it', () => {
  const link = { ...sampleLink(), ...WORLDS['BGP'] };
  expect(ciscoBgp(link, 'ios')).toContain(' neighbor 169.254.10.1 remote-as 45104');
  expect(ciscoBgp(link, 'asa')).toContain('  neighbor 169.254.10.1 remote-as 45104');
  expect(ciscoBgp({ ...link, localSubnets: ['10.20.0.0/24'] }, 'ios')).toContain(
    '  network 10.20.0.0 mask 255.255.255.0',
  );
  expect(ciscoBgp(sampleLink(), 'ios')).toBeUndefined();
});
