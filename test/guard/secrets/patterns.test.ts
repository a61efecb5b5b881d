import { expect, test } from 'vitest';
import { maskText } from '../../../src/guard/secrets/patterns.ts';

const mask = (text: string): string => maskText(text, () => '#');

// Keys are made up; the shapes are those of the vendors' own configurations.
test.each([
  ['swanctl', 'secrets {\n  ike-a {\n    id = 192.0.2.1\n    secret = "FAKE one"\n  }\n}', 'secret = "#"'],
  ['swanctl, bare', '    secret = 0sRkFLRQ==', 'secret = #'],
  ['ipsec.secrets', '192.0.2.1 198.51.100.1 : PSK "FAKEkey1"', ': PSK "#"'],
  ['ipsec.secrets, bare', '%any : PSK 0x46414b45', ': PSK #'],
  ['IOS isakmp', 'crypto isakmp key FAKEkey1 address 192.0.2.1', 'crypto isakmp key # address 192.0.2.1'],
  ['IOS isakmp, typed', 'crypto isakmp key 6 FAKEkey1 address 192.0.2.1', 'crypto isakmp key 6 # address'],
  ['IOS keyring', ' pre-shared-key address 192.0.2.1 key FAKEkey1', 'key #'],
  ['IOS IKEv2 keyring', '  pre-shared-key local FAKEkey1\n  pre-shared-key remote FAKEkey2', 'remote #'],
  ['ASA IKEv1', ' ikev1 pre-shared-key FAKEkey1', 'ikev1 pre-shared-key #'],
  ['ASA IKEv2', ' ikev2 remote-authentication pre-shared-key FAKEkey1', 'pre-shared-key #'],
  ['Juniper set', 'set security ike policy p pre-shared-key ascii-text "$9$FAKEkey1"', 'ascii-text "#"'],
  ['Juniper curly', '  pre-shared-key ascii-text "$9$FAKEkey1"; ## SECRET-DATA', 'ascii-text "#"'],
  ['FortiGate', '        set psksecret ENC FAKEkey1/abc==', 'set psksecret ENC #'],
  ['FortiGate, plain', '        set psksecret FAKEkey1', 'set psksecret #'],
  ['Huawei', ' pre-shared-key cipher %^%#FAKEkey1%^%#', 'cipher #'],
  ['H3C', ' pre-shared-key address 192.0.2.1 key FAKEkey1', 'key #'],
  ['plain', 'PSK: FAKEkey1', 'PSK: #'],
  ['plain, quoted', 'pre-shared key = "FAKE key 1"', 'pre-shared key = "#"'],
  ['plain, indented list', '  - psk: FAKEkey1\n', '- psk: #\n'],
  ['environment', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET=FAKEkey1', 'ACCESS_KEY_SECRET=#'],
  ['JSON', '{"IkeConfig":{"Psk":"FAKEkey1","IkePfs":"group2"}}', '"Psk":"#","IkePfs"'],
  ['JSON, escaped', '{"Psk":"FAKE\\"key\\\\FAKE","A":"b"}', '{"Psk":"#","A":"b"}'],
  ['JSON in JSON', '{"IkeConfig":"{\\"Psk\\":\\"FAKEkey1\\"}"}', '\\"Psk\\":\\"#\\"'],
  ['escaped line breaks', '{"Log":"a\\npsk = FAKEkey1\\nb"}', 'psk = #\\nb'],
  ['encoded once', 'IkeConfig=%7B%22Psk%22%3A%22FAKEkey1%22%2C', '%22Psk%22%3A%22#%22'],
  ['encoded twice', '%257B%2522Psk%2522%253A%2522FAKEkey1%2522%252C', '%2522Psk%2522%253A%2522#%2522'],
  ['a token in a query', 'https://x.example/?SecurityToken=FAKEkey1&Action=a', 'SecurityToken=#&Action'],
  ['OpenVPN', 'client\n<key>\nFAKEkey1\n</key>\n<cert>c</cert>', '<key>#</key>'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nFAKEkey1\n-----END PRIVATE KEY-----\nafter', '#\nafter'],
  ['a private key, cut off', 'x -----BEGIN RSA PRIVATE KEY-----\nFAKEkey1', 'x #'],
  ['a private key in JSON', '"-----BEGIN PRIVATE KEY-----\\nFAKEkey1\\n-----END PRIVATE KEY-----\\n"', '"#\\n"'],
  ['a bearer', 'Authorization: Bearer FAKEkey1FAKEkey1FAKE', 'Bearer #'],
])('%s: the key goes, the rest stays', (_, text, expected) => {
  const left = mask(text);
  expect(left).toContain(expected);
  expect(left).not.toMatch(/FAKE/);
});

test('the string to sign that a cloud echoes is cut off whole', () => {
  const summary = mask('Specified signature is not matched. server string to sign is:POST&%2F&FAKE%3DFAKEkey1');
  expect(summary).toBe('Specified signature is not matched. server string to sign is:(hidden)');
});

test.each([
  'The pre-shared key differs between the two ends.',
  'Cause: psk-mismatch. Check the pre-shared-key on both sides.',
  'Psk: {"generate": true} makes a new one',
  'psk = <your key>',
  'authentication pre-share',
  ' authentication-method pre-share\n proposal 1',
  'PSK: [secret:0a1b2c3d:32]',
  '{"Psk":{"Fingerprint":"0a1b2c3d","Length":32}}',
  'received AUTHENTICATION_FAILED notify error',
  'secrets-dir is the folder for keys',
])('prose and marks stay as they are: %s', (text) => {
  expect(mask(text)).toBe(text);
});

test('masking twice changes nothing more', () => {
  const text = 'psk: FAKEkey1\ncrypto isakmp key FAKEkey2 address 192.0.2.1';
  const once = maskText(text, () => '[secret:0a1b2c3d:8]');
  expect(maskText(once, () => 'again')).toBe(once);
});
