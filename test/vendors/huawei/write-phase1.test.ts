import { expect, test } from 'vitest';
import { spell } from '../../../src/vendors/handoff/spelling.ts';
import { HUAWEI, HUAWEI_WORDS, huaweiNumber, huaweiPhase1 } from '../../../src/vendors/huawei/write-phase1.ts';
import { inText, sampleLink, sampleTunnel } from '../../support/peer-link.ts';

test('a name is written out, an address is that of the interface', () => {
  const tunnel = sampleTunnel({ localId: 'ops@example.com' });
  const lines = huaweiPhase1(sampleLink(), tunnel, spell(tunnel, HUAWEI_WORDS, HUAWEI).ike, inText);
  expect(lines).toEqual(
    expect.arrayContaining([' local-id-type user-fqdn', ' local-id ops@example.com', ' remote-id-type ip']),
  );
  expect(lines[0]).toBe(`ike proposal ${huaweiNumber(tunnel)}`);
});
