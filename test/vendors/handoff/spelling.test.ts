import { expect, it, test } from 'vitest';
import { type Dictionary, groupWords, spell } from '../../../src/vendors/handoff/spelling.ts';
import { sampleTunnel } from '../../support/peer-link.ts';

const phase = { encryption: { aes256: 'AES' }, authentication: { sha256: 'SHA' }, group: groupWords('dh', [14]) };
const words: Dictionary = { ike: phase, ipsec: phase };
const { ike, ipsec } = sampleTunnel();

test('every algorithm gets its word, and no group where there is no perfect forward secrecy', () => {
  expect(spell(sampleTunnel(), words, 'X').ipsec).toEqual({ encryption: 'AES', authentication: 'SHA', pfs: 'dh14' });
  expect(spell(sampleTunnel({ ipsec: { ...ipsec, pfs: 'disabled' } }), words, 'X').ipsec.pfs).toBeUndefined();
});

it.each([
  [{ ike: { ...ike, encryption: 'des' } }, 'IkeConfig.IkeEncAlg des'],
  [{ ike: { ...ike, authentication: 'md5' } }, 'IkeConfig.IkeAuthAlg md5'],
  [{ ike: { ...ike, group: 'group1' } }, 'IkeConfig.IkePfs group1'],
  [{ ipsec: { ...ipsec, encryption: 'constructor' } }, 'IpsecConfig.IpsecEncAlg constructor'],
  [{ ipsec: { ...ipsec, authentication: 'md5' } }, 'IpsecConfig.IpsecAuthAlg md5'],
  [{ ipsec: { ...ipsec, pfs: 'group24' } }, 'IpsecConfig.IpsecPfs group24'],
])('what has no word is refused by its field: %j', (part, name) => {
  expect(() => spell(sampleTunnel(part), words, 'X')).toThrow(`${name} cannot be written for X`);
});
