import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  algorithmOf,
  allOf,
  encryptionOf,
  groupOf,
  hashOf,
  isWeak,
  offerOf,
  offersOf,
  strengthOf,
} from '../../src/vendors/crypto-names.ts';

describe('one algorithm has many names', () => {
  it.each([
    ['aes', ['aes', 'aes128', 'aes-128', 'AES_CBC_128', 'aes-128-cbc', 'aes-cbc-128', 'esp-aes', 'AES']],
    ['aes192', ['aes192', 'aes-192', 'AES_CBC_192', 'aes-192-cbc', 'esp-aes-192']],
    ['aes256', ['aes256', 'aes-256', 'AES_CBC_256', 'aes-256-cbc', 'aes-cbc-256', 'esp-aes-256']],
    ['3des', ['3des', '3DES_CBC', '3des-cbc', 'esp-3des']],
    ['des', ['des', 'DES_CBC', 'des-cbc', 'esp-des']],
    ['aes256gcm', ['aes256gcm16', 'AES_GCM_16_256', 'aes-gcm-256', 'aes-256-gcm', 'aes256gcm']],
  ])('encryption %s', (name, words) => {
    for (const word of words) expect([word, encryptionOf(word)]).toEqual([word, name]);
  });

  it.each([
    ['sha1', ['sha', 'sha1', 'sha-1', 'HMAC_SHA1_96', 'hmac-sha1-96', 'esp-sha-hmac', 'SHA']],
    ['md5', ['md5', 'HMAC_MD5_96', 'hmac-md5-96', 'esp-md5-hmac']],
    ['sha256', ['sha256', 'sha2-256', 'HMAC_SHA2_256_128', 'hmac-sha-256-128', 'esp-sha256-hmac', 'hmac-sha2-256']],
    ['sha512', ['sha512', 'HMAC_SHA2_512_256', 'sha2_512']],
  ])('hash %s', (name, words) => {
    for (const word of words) expect([word, hashOf(word)]).toEqual([word, name]);
  });

  it.each([
    ['group2', ['2', 'group2', 'modp1024', 'MODP_1024', 'dh-group2']],
    ['group14', ['14', 'group14', 'modp2048', 'MODP_2048', 'group 14']],
    ['group24', ['24', 'MODP_2048_256', 'modp2048s256']],
    ['group19', ['ecp256', 'ECP_256', '19']],
    ['disabled', ['none', 'disabled', 'no']],
  ])('group %s', (name, words) => {
    for (const word of words) expect([word, groupOf(word)]).toEqual([word, name]);
  });

  it('and a word that nobody knows is unknown', () => {
    for (const word of ['camellia256', 'x', '', 'NO_EXT_SEQ', '14']) expect(algorithmOf(word)).toBeUndefined();
  });
});

describe('a proposal', () => {
  it('of a log and one of a configuration are the same', () => {
    expect(offerOf('AES_CBC_256/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048'.split('/'))).toEqual(
      offersOf('aes256-sha1-prfsha1-modp2048!')[0],
    );
  });

  it('list becomes an offer each, and what has no encryption none', () => {
    const offers = offersOf('aes256-sha1-modp2048,3des-md5-modp1024,default');
    expect(offers).toHaveLength(2);
    expect(allOf(offers, 'dh')).toEqual(['group14', 'group2']);
  });

  it('of any text is read without a failure', () => {
    fc.assert(fc.property(fc.string(), (text) => void offersOf(text)));
  });
});

it('strength grows as people expect', () => {
  const ranks = ['des', '3des', 'aes', 'aes192', 'aes256'].map((name) => strengthOf(name) ?? -1);
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(['des', 'md5', 'group2', 'aes', 'sha1', 'group14'].map(isWeak)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
