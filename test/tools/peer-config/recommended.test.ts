import { expect, it, test } from 'vitest';
import { Refused } from '../../../src/errors.ts';
import { refuseWeak } from '../../../src/tools/peer-config/recommended.ts';
import { sampleLink, sampleTunnel } from '../../support/peer-link.ts';

const { ike, ipsec } = sampleTunnel();

const refusalOf = (...tunnels: Parameters<typeof sampleTunnel>): Refused => {
  try {
    refuseWeak(sampleLink({ tunnels: [sampleTunnel(tunnels[0])] }));
  } catch (error) {
    if (error instanceof Refused) return error;
  }
  throw new Error('nothing was refused');
};

test('strong settings pass', () => {
  expect(() => refuseWeak(sampleLink())).not.toThrow();
});

it.each([
  [{ ike: { ...ike, version: 'ikev1' } }, 'IkeVersion ikev1', '"IkeConfig":{"IkeVersion":"ikev2"}'],
  [{ ike: { ...ike, version: 'ikev1', mode: 'aggressive' } }, 'aggressive mode', '"IkeVersion":"ikev2"'],
  [{ ike: { ...ike, encryption: 'des' } }, 'IkeEncAlg des', '"IkeEncAlg":"aes256"'],
  [{ ike: { ...ike, encryption: '3des' } }, 'IkeEncAlg 3des', '"IkeEncAlg":"aes256"'],
  [{ ike: { ...ike, authentication: 'md5' } }, 'IkeAuthAlg md5', '"IkeAuthAlg":"sha256"'],
  [{ ike: { ...ike, group: 'group1' } }, 'IkePfs group1', '"IkePfs":"group14"'],
  [{ ike: { ...ike, group: 'group5' } }, 'IkePfs group5', '"IkePfs":"group14"'],
  [{ ipsec: { ...ipsec, authentication: 'sha1' } }, 'IpsecAuthAlg sha1', '"IpsecConfig":{"IpsecAuthAlg":"sha256"}'],
  [{ ipsec: { ...ipsec, pfs: 'group2' } }, 'IpsecPfs group2', '"IpsecPfs":"group14"'],
  [{ ipsec: { ...ipsec, pfs: 'disabled' } }, 'IpsecPfs disabled', '"IpsecPfs":"group14"'],
] as const)('%o is refused with the call that mends it', (part, what, change) => {
  const { message, remedy } = refusalOf(part);
  expect(message).toContain(what);
  expect(remedy).toContain('ModifyVpnConnectionAttribute {"VpnConnectionId":"vco-sample1"');
  expect(remedy).toContain(change);
});

test('two tunnels are changed in the console', () => {
  const weak = { ike: { ...ike, group: 'group2' } };
  const tunnels = [sampleTunnel(weak), sampleTunnel({ ...weak, order: 2 })] as const;
  expect(() => refuseWeak(sampleLink({ tunnels }))).toThrow('has IkePfs group2.');
});
