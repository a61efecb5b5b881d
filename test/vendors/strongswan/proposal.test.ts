import { expect, it } from 'vitest';
import { espProposal, ikeProposal, lifetimeOf } from '../../../src/vendors/strongswan/proposal.ts';
import { sampleTunnel } from '../../support/peer-link.ts';

const { ike, ipsec } = sampleTunnel();

it.each([
  ['aes', 'md5', 'group1', 'aes128-md5-modp768'],
  ['aes192', 'sha1', 'group2', 'aes192-sha1-modp1024'],
  ['3des', 'sha384', 'group5', '3des-sha384-modp1536'],
  ['des', 'sha512', 'group24', 'des-sha512-modp2048s256'],
])('%s, %s and %s are %s', (encryption, authentication, group, written) => {
  expect(ikeProposal({ ...ike, encryption, authentication, group })).toBe(written);
  expect(espProposal({ ...ipsec, encryption, authentication, pfs: group })).toBe(written);
});

it('leaves the group of phase 2 out where there is none', () => {
  expect(espProposal({ ...ipsec, pfs: 'disabled' })).toBe('aes256-sha256');
});

it.each([0, 1, 9, 10, 86_400])(
  'what is left of %i seconds for the change of keys is never more than all',
  (seconds) => {
    const { rekey, over } = lifetimeOf(seconds);
    expect([rekey + over, rekey >= over]).toEqual([seconds, true]);
  },
);
