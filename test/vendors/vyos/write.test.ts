import { expect, it, test } from 'vitest';
import { readVyos } from '../../../src/vendors/vyos/config.ts';
import { vyosWriter } from '../../../src/vendors/vyos/write.ts';
import { LINKS, matchesGolden, readsBack } from '../../support/handoff-cases.ts';
import { allText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { holdsNothingHostile, keepsKeysAway } from '../../support/writers.ts';

const { ike } = sampleTunnel();

test('a connection of each kind looks so, and no identity can add to it', async () => {
  await matchesGolden(vyosWriter);
  holdsNothingHostile(vyosWriter, readVyos);
  keepsKeysAway(vyosWriter);
});

it('is read back as the connection that was written', () => {
  readsBack(vyosWriter, readVyos);
});

it('refuses by its name what the device does not have', () => {
  const link = sampleLink({ tunnels: [sampleTunnel({ ike: { ...ike, encryption: 'des' } })] });
  expect(() => allText(vyosWriter, link)).toThrow(/IkeEncAlg des cannot be written for VyOS.*aes256/);
});

it('has both tunnels in their order', () => {
  const text = allText(vyosWriter, LINKS['two-tunnels'] ?? sampleLink());
  expect(text.match(/priority '\d+'/g)).toEqual(["priority '1001'", "priority '1002'"]);
});
