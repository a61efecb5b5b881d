import { expect, test } from 'vitest';
import { IOS_V1 } from '../../../src/vendors/cisco-ios/words.ts';
import { IOS, iosV1, iosV1Policy, iosV2 } from '../../../src/vendors/cisco-ios/write-phase1.ts';
import { spell } from '../../../src/vendors/handoff/spelling.ts';
import { inText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';

const { ike } = sampleTunnel();
const one = (mode: 'main' | 'aggressive', localId = '203.0.113.10') => {
  const tunnel = sampleTunnel({ localId, ike: { ...ike, version: 'ikev1', mode } });
  return { link: sampleLink(), tunnel, words: spell(tunnel, IOS_V1, IOS).ike, places: inText };
};

test('in aggressive mode the identity is given to the router, in main mode it has one', () => {
  expect(iosV1('x', [one('aggressive', 'plant.example.com')])).toContain(
    ' set aggressive-mode client-endpoint fqdn plant.example.com',
  );
  expect(iosV1('x', [one('main')])).toContain(' self-identity address');
  expect(iosV1Policy(one('main'))).toContain(' lifetime 86400');
});

test('IKEv2 has one keyring for all peers', () => {
  expect(iosV2('x', [one('main'), one('main')]).filter((line) => line.startsWith('  address '))).toHaveLength(2);
});
