import { XMLValidator } from 'fast-xml-parser';
import { expect, it, test } from 'vitest';
import { readPfsense } from '../../../src/vendors/pfsense/config.ts';
import { opnsenseWriter } from '../../../src/vendors/pfsense/write-opnsense.ts';
import { LINKS, matchesGolden, readsBack } from '../../support/handoff-cases.ts';
import { allText, inFile, inText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { holdsNothingHostile, keepsKeysAway } from '../../support/writers.ts';

const { ipsec } = sampleTunnel();

test('a connection of each kind looks so, and no identity can add to it', async () => {
  await matchesGolden(opnsenseWriter);
  holdsNothingHostile(opnsenseWriter, readPfsense);
  keepsKeysAway(opnsenseWriter);
});

it('is read back as the connection that was written, the lifetime of phase 2 to the second', () => {
  readsBack(opnsenseWriter, readPfsense, { isSameLife: (read, wanted) => Math.abs(read - wanted) <= 1 });
});

it.each(Object.entries(LINKS))('is well-formed for %s', (_name, link) => {
  for (const places of [inText, inFile])
    expect(XMLValidator.validate(opnsenseWriter.write(link, places).files[0].text)).toBe(true);
});

it('refuses a proposal that its menu does not have', () => {
  const link = sampleLink({ tunnels: [sampleTunnel({ ipsec: { ...ipsec, encryption: 'aes', pfs: 'disabled' } })] });
  expect(() => allText(opnsenseWriter, link)).toThrow(/IpsecConfig \(aes128-sha256\) cannot be written for OPNsense/);
});
