import { expect, test } from 'vitest';
import { junosBgp } from '../../../src/vendors/juniper/write-bgp.ts';
import { sampleLink } from '../../support/peer-link.ts';
import { WORLDS } from '../../support/writer-worlds.ts';

test('BGP is written where the tunnels speak it, and announces the networks that are known', () => {
  const link = { ...sampleLink(), ...WORLDS['BGP'], localSubnets: ['10.20.0.0/24'] as const };
  expect(junosBgp(link)).toEqual(
    expect.arrayContaining([
      'set protocols bgp group cloud neighbor 169.254.10.1 peer-as 45104',
      'set policy-options policy-statement to-cloud-1 term networks from route-filter 10.20.0.0/24 exact',
    ]),
  );
  expect(junosBgp(sampleLink())).toBeUndefined();
});
