import { XMLValidator } from 'fast-xml-parser';
import { expect, it, test } from 'vitest';
import { readPfsense } from '../../../src/vendors/pfsense/config.ts';
import { pfsenseWriter } from '../../../src/vendors/pfsense/write.ts';
import { LINKS, matchesGolden, readsBack } from '../../support/handoff-cases.ts';
import { allText, inFile, inText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { holdsNothingHostile, keepsKeysAway } from '../../support/writers.ts';

const { ike } = sampleTunnel();

test('a connection of each kind looks so, and no identity can add to it', async () => {
  await matchesGolden(pfsenseWriter);
  holdsNothingHostile(pfsenseWriter, readPfsense);
  keepsKeysAway(pfsenseWriter);
});

it('is read back as the connection that was written', () => {
  readsBack(pfsenseWriter, readPfsense, { lacks: ['local_addr'] });
});

it.each(Object.entries(LINKS))('is well-formed for %s', (_name, link) => {
  for (const places of [inText, inFile])
    expect(XMLValidator.validate(pfsenseWriter.write(link, places).files[0].text)).toBe(true);
});

it.each(['des', '3des'])('refuses %s, which it no longer has', (encryption) => {
  const link = sampleLink({ tunnels: [sampleTunnel({ ike: { ...ike, encryption } })] });
  expect(() => allText(pfsenseWriter, link)).toThrow(`IkeEncAlg ${encryption} cannot be written for pfSense`);
});

it('finds a key by the identity of the cloud alone, which is warned of', () => {
  const tunnels = [sampleTunnel(), sampleTunnel({ order: 2, remoteAddress: '198.51.100.2', key: 'ffff0000' })] as const;
  expect(pfsenseWriter.write(sampleLink({ tunnels }), inText).warnings.join()).toContain('that identity alone');
});
