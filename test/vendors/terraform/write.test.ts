import { expect, it, test } from 'vitest';
import type { End } from '../../../src/vendors/end.ts';
import { readTerraform } from '../../../src/vendors/terraform/config.ts';
import { terraformWriter } from '../../../src/vendors/terraform/write.ts';
import { LINKS, matchesGolden, readsBack } from '../../support/handoff-cases.ts';
import { allText, inFile, sampleLink, sampleTunnel } from '../../support/peer-link.ts';
import { holdsNothingHostile, keepsKeysAway } from '../../support/writers.ts';

/** As the other end sees it: the code is the cloud's side. */
const read = (lines: readonly string[]): readonly End[] =>
  readTerraform(lines).map((end) => ({
    ...end,
    ...{ local_id: end.remote_id, remote_id: end.local_id },
    ...{ selectors_local: end.selectors_remote, selectors_remote: end.selectors_local },
  }));

test('a connection of each kind looks so, and no identity can add to it', async () => {
  await matchesGolden(terraformWriter);
  holdsNothingHostile(terraformWriter, read);
  keepsKeysAway(terraformWriter);
});

it('is read back as the connection that was written, its addresses aside', () => {
  readsBack(terraformWriter, read, { lacks: ['local_addr', 'peer_addr'] });
});

it('keeps the keys out of the code', () => {
  const [code, keys] = terraformWriter.write(sampleLink(), inFile).files;
  expect(code.text).not.toContain('{{');
  expect(keys?.text).toContain('psk_1 = "{{ab12cd34|hcl}}"');
});

it('two tunnels to one customer gateway make one of it', () => {
  const text = allText(terraformWriter, LINKS['two-tunnels'] ?? sampleLink());
  expect(text.match(/^resource "alicloud_vpn_customer_gateway"/gm)).toHaveLength(1);
  const apart = [sampleTunnel(), sampleTunnel({ order: 2, customerGatewayId: 'cgw-2' })] as const;
  const two = allText(terraformWriter, sampleLink({ tunnels: apart }));
  expect(two.match(/^resource "alicloud_vpn_customer_gateway"/gm)).toHaveLength(2);
});

it('a name that looks like an expression is the text that it is', () => {
  const tunnels = [sampleTunnel({ localId: 'data.example', remoteId: 'my_site.example' })] as const;
  expect(read(allText(terraformWriter, sampleLink({ tunnels })).split('\n'))).toMatchObject([
    { local_id: 'data.example', remote_id: 'my_site.example' },
  ]);
});
