import { expect, test } from 'vitest';
import { H3C, H3C_V1, H3C_V2, h3cPhase1 } from '../../../src/vendors/h3c/write-phase1.ts';
import { spell } from '../../../src/vendors/handoff/spelling.ts';
import { inText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';

const { ike } = sampleTunnel();

test('a mail address has a word of its own in each version', () => {
  const of = (version: 'ikev1' | 'ikev2') => {
    const tunnel = sampleTunnel({ localId: 'ops@example.com', ike: { ...ike, version } });
    const words = spell(tunnel, version === 'ikev1' ? H3C_V1 : H3C_V2, H3C).ike;
    return h3cPhase1({ link: sampleLink(), tunnel, words, places: inText });
  };
  expect(of('ikev1')).toContain(' local-identity user-fqdn ops@example.com');
  expect(of('ikev2')).toContain(' identity local email ops@example.com');
});
