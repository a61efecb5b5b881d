import { describe, expect, it, test } from 'vitest';
import { KEY_FORMS, maskKeys, VENDORS } from '../../src/vendors/index.ts';
import type { KeyForm } from '../../src/vendors/key-form.ts';
import { createKeyMasker } from '../../src/vendors/mask-keys.ts';
import { KEY, keySamples } from '../support/key-samples.ts';

const mask = (text: string): string => maskKeys(text, () => '#');

/** A line of a sample without its key. A private key goes with the lines around it, and prefixes of a base stay in it. */
const masked = (line: string): string =>
  line
    .replace(/(?<=<tls-auth>)[\s\S]*(?=<\/)|-----BEGIN[\s\S]*-----END[^-]+-----/, '#')
    .replace(`0s${KEY}`, '#')
    .replace(`0x${KEY}`, '#')
    .replace(KEY, '#');

/** A text inside of JSON, and that inside of JSON again. */
const inJson = (text: string): string => JSON.stringify({ Log: `before\n${text}\nafter`, Other: 1 });

describe.each(keySamples)('$vendor: $line', ({ line, text, canary }) => {
  it('loses its key and keeps the rest', () => {
    expect(mask(text)).toBe(masked(line));
    expect(mask(`before\n${text}\nafter`)).toBe(`before\n${masked(line)}\nafter`);
    expect(mask(`before\r\n${text}\r\nafter`)).toBe(`before\r\n${masked(line)}\r\nafter`);
  });

  it('loses it inside of JSON, which stays JSON', () => {
    for (const json of [inJson(text), JSON.stringify({ Reply: inJson(text) })]) {
      const left = mask(json);
      expect(left).not.toContain(canary);
      expect(JSON.parse(left)).toBeTypeOf('object');
      expect(left).toContain('after');
    }
  });
});

test('every vendor that has forms of keys has samples, and every form finds a key in one', () => {
  const sampled = new Set(keySamples.map(({ vendor }) => vendor));
  expect(VENDORS.filter(({ name, keyForms }) => keyForms && !sampled.has(name))).toEqual([]);
  const texts = keySamples.flatMap(({ text }) => [text, inJson(text)]);
  const finds = (form: KeyForm): boolean =>
    texts.some((text) => createKeyMasker([form])(text, (key) => `${key}!`) !== text);
  expect(KEY_FORMS.filter((form) => !finds(form)).map(({ words }) => words)).toEqual([]);
});

// Characters that delimit something in one format or the other, inside of a key.
test.each([
  'FAKE"two',
  "FAKE'two",
  'FAKE,two',
  'FAKE;two',
  'FAKE#two',
  'FAKE}two',
  'FAKE\\two',
  '(FAKE)two',
  '<FAKEtwo',
])('a key with a sign in it is masked whole: %s', (key) => {
  const lines = ['secret = ', ' ikev1 pre-shared-key ', 'set psksecret ', ': PSK ', 'psk=', 'PSK: '];
  for (const line of lines) {
    expect(mask(`a\n${line}${key}\nb`)).toBe(`a\n${line}#\nb`);
    expect(mask(inJson(line + key))).not.toMatch(/FAKE|two/);
  }
});

test.each(['secret = ', ' pre-shared-key remote ', ': PSK '])(
  'blanks belong to a key that ends its line: %s',
  (line) => {
    expect(mask(`a\n${line}FAKE key of words\nb`)).toBe(`a\n${line}#\nb`);
  },
);

test.each([
  'looking for pre-shared key peer configs matching 203.0.113.10...198.51.100.1[plant]',
  'set security ike proposal P1 authentication-method pre-shared-keys',
  'Cause: PSK mismatch',
  'authby=secret',
  '"password": null, "psk": true',
  'psk: none',
  'Psk: 16 characters, at most 105 bits',
  'IkeConfig: Psk=****************|IkeVersion=ikev2|IkePfs=group14',
  'Check that the pre-shared-key is the same',
  'tunnel-group 203.0.113.10 type ipsec-l2l',
  'psk mismatch',
  'Pre-shared key: not the same',
  'pre-shared key: the same at both ends',
  'key = 100',
  'key_mgr: 12 of 13',
  'rekey_time = 4h',
  'keyexchange=ikev2',
  'PSKs: 2 of 5 differ',
  'PSKs differ: 3',
  'Passwords: 0',
  'Secret: file site.txt',
  "tried 1 shared key for '203.0.113.10' - '198.51.100.1', but MAC mismatched",
  "no shared key found for '%any' - 'x'",
  "loaded IKE shared key with id 'ike-1' for: '203.0.113.10'",
  "loaded 1 shared key from '/etc/swanctl/swanctl.conf'",
  "authentication of '198.51.100.1' (myself) with pre-shared key successful",
  'generating IKE_AUTH response 1 [ IDr AUTH ]',
  'peer requested pre-shared-key authentication, but certificate is configured',
  'auth method: pre-shared key',
  'authentication-method pre-share',
  'Control Channel: TLSv1.3, cipher TLSv1.3 TLS_AES_256_GCM_SHA384, peer certificate: 2048 bit RSA',
  "Outgoing Control Channel Authentication: Using 256 bit message hash 'SHA256' for HMAC authentication",
  "Outgoing Data Channel: Cipher 'AES-256-GCM' initialized with 256 bit key",
  "Data Channel Encrypt: Using 160 bit message hash 'SHA1' for HMAC authentication",
  'TLS: soft reset sec=3600 bytes=12/-1 pkts=3/0',
  'ike 0:hq:12: probable pre-shared secret mismatch',
  '%ASA-4-713903: Group = 1.2.3.4, IP = 1.2.3.4, Received encrypted packet with no matching SA, dropping',
  'password policy: strict',
  'password-policy = strict',
  'secret_name: vpn-key',
  'secretName: vpn-key',
  'PskFingerprint: 0a1b2c3d',
  'psk_identity = hub',
  'AccessKeyId: LTAI5tExample00000000',
  'access_key_id=LTAI5tExample00000000',
  'NextToken: abcdefgh12345678',
  'ClientToken: 3f2b8c1a-0000-4000-8000-000000000000',
  'PageToken: abc123def456',
  'secretary: Bob',
  '预共享密钥不一致',
  '预共享密钥：两端不一致',
  '密钥长度：16',
  '认证方式：预共享密钥',
  '统一两端的预共享密钥。',
  '| Psk | IkeVersion |',
  'The secret is out of date',
  'Set the same pre-shared key at both ends; let UDP 4500 through.',
  'Check both IDs first, then set the same key at both ends.',
  'Psk must be given as {"file": "name.txt"}',
  'Psk: {"file": "hq.txt"}',
  'Psk is 1 to 100 characters',
  'pre-shared key changed 3 days ago',
  'the psk is 32 characters long',
  'the pre-shared key is the same on both sides',
  'Tie the key to both IDs in the secrets section.',
  'username bob privilege 15',
  'crypto isakmp policy 10',
  'tunnel-group 203.0.113.10 ipsec-attributes',
  'key id = 12',
  'public key: 2048 bits',
  'Psk: ********',
  'password: •••••••',
  'secret = <your secret>',
  'psk = <psk>',
])('a line that speaks of keys and has none stays as it is: %s', (line) => {
  expect(mask(line)).toBe(line);
});

test('formats of keys are known by the dozen', () => {
  expect(keySamples.length).toBeGreaterThan(120);
});

test('a key in a row of settings ends where the next setting begins', () => {
  expect(mask('IkeConfig: Psk=FAKEkey1|IkeVersion=ikev2|IkePfs=group14')).toBe(
    'IkeConfig: Psk=#|IkeVersion=ikev2|IkePfs=group14',
  );
});

test('a key that an export of RouterOS cuts in two is masked on both lines', () => {
  expect(mask('add peer=hq secret=Fake1-begin\\\n    Fake2-end remote-id=auto')).toBe(
    'add peer=hq secret=# remote-id=auto',
  );
  expect(mask('add peer=hq secret="Fake1-begin\\\n    Fake2-end"')).toBe('add peer=hq secret="#"');
  expect(mask('add peer=hq secret=Fake1-begin \\\n    remote-id=auto')).toBe(
    'add peer=hq secret=# \\\n    remote-id=auto',
  );
});
