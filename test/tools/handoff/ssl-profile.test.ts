import { describe, expect, it } from 'vitest';
import { KEY_PLACE, readCloudOptions, writeProfile } from '../../../src/tools/handoff/ssl-profile.ts';
import { client, endpoint } from './ssl-facts.ts';

const linesOf = (more: Parameters<typeof client>[0] = {}): readonly string[] =>
  writeProfile({ ...client(more), key: '{{0123abcd|private-key}}' }).split('\n');

describe('writeProfile', () => {
  it('writes one file with everything inline, the same each time', () => {
    expect(linesOf()).toEqual(linesOf());
    expect(linesOf()).toEqual([
      expect.stringMatching(/^# vsc-ana on vss-a1\. /),
      ...['client', 'dev tun', 'proto udp', 'remote 203.0.113.10 1194', 'resolv-retry infinite', 'nobind'],
      ...['persist-key', 'persist-tun', 'explicit-exit-notify 1', 'remote-cert-tls server', 'tls-version-min 1.2'],
      'ignore-unknown-option data-ciphers data-ciphers-fallback allow-compression',
      ...['cipher AES-128-CBC', 'data-ciphers AES-256-GCM:AES-128-GCM:AES-128-CBC'],
      ...['data-ciphers-fallback AES-128-CBC', 'auth SHA1', 'auth-nocache', 'verb 3'],
      ...['<ca>', 'CA', '</ca>', '<cert>', 'CERT', '</cert>', '<key>', '{{0123abcd|private-key}}', '</key>', ''],
    ]);
  });

  it.each([
    ['TCP has no farewell', { endpoint: endpoint({ proto: 'tcp' }) }, ['proto tcp'], ['explicit-exit-notify 1']],
    [
      'a server that compresses is understood, and nothing is compressed for it',
      { endpoint: endpoint({ isCompressed: true }) },
      ['allow-compression asym', 'comp-lzo'],
      [],
    ],
    [
      'the form of compression is that of the profile of the cloud',
      { endpoint: endpoint({ isCompressed: true }), cloud: readCloudOptions(['compress  lz4-v2']) },
      ['compress lz4-v2'],
      ['comp-lzo', 'remote-cert-tls server'],
    ],
    [
      'a server that does not compress gets no word of it, whatever the profile of the cloud says',
      { cloud: readCloudOptions(['comp-lzo yes', 'auth sha256']) },
      ['auth SHA256'],
      ['allow-compression asym', 'comp-lzo yes'],
    ],
    [
      'a login in two steps asks for the password once',
      { endpoint: endpoint({ hasTwoFactor: true }) },
      ['auth-user-pass'],
      ['auth-nocache'],
    ],
    [
      'a cipher that is negotiated anyway stands once',
      { endpoint: endpoint({ cipher: 'AES-128-GCM' }) },
      ['data-ciphers AES-256-GCM:AES-128-GCM'],
      [],
    ],
  ])('%s', (_, more, there, absent) => {
    const lines = linesOf(more);
    expect(lines).toEqual(expect.arrayContaining(there));
    for (const line of absent) expect(lines).not.toContain(line);
  });

  it('says where the key belongs when it is not to be shown', () => {
    const text = writeProfile({ ...client(), key: undefined });
    expect(text).toContain(KEY_PLACE);
    expect(text).not.toContain('<key>');
  });
});

describe('readCloudOptions', () => {
  it('knows nothing of a profile that was not seen, and takes no line that it does not understand', () => {
    const nothing = { isServerChecked: false, digest: 'SHA1', compression: undefined, hasPassword: false };
    expect(readCloudOptions([])).toEqual({ ...nothing, hasSharedKey: false });
    expect(readCloudOptions(['auth FOO', 'compress evil x', 'remote-cert-tls client', '# tls-auth ta.key'])).toEqual({
      ...nothing,
      hasSharedKey: false,
    });
  });

  it.each(['<tls-auth>', 'tls-crypt ta.key', '<tls-crypt-v2>', 'tls-auth ta.key 1'])(
    'sees the shared key of %s',
    (line) => expect(readCloudOptions([line]).hasSharedKey).toBe(true),
  );
});
