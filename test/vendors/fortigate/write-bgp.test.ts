import { expect, test } from 'vitest';
import { fortiBgp } from '../../../src/vendors/fortigate/write-bgp.ts';
import { sampleLink } from '../../support/peer-link.ts';
import { WORLDS } from '../../support/writer-worlds.ts';

test('BGP is written where the tunnels speak it, and announces the networks that are known', () => {
  const link = { ...sampleLink(), ...WORLDS['BGP'], localSubnets: ['10.20.0.0/24'] as const };
  expect(fortiBgp(link)).toEqual(
    expect.arrayContaining(['            set remote-as 45104', '            set prefix 10.20.0.0 255.255.255.0']),
  );
  expect(fortiBgp(sampleLink())).toBeUndefined();
});
