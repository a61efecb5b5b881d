import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isKeyOf, linesIn, privateKeyIn } from '../../../src/guard/secrets/private-key.ts';
import { createAuthority } from '../../../src/sandbox/state/certificates.ts';

const pem = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

describe('privateKeyIn', () => {
  it('takes the one block out of whatever stands around it, with the line ends of a profile', () => {
    const key = pem();
    expect(privateKeyIn(`Bag Attributes\nup /bin/evil\n${key.replaceAll('\n', '\r\n')}\n</key>\nup x`)).toBe(
      key.trim(),
    );
  });

  it.each(['', '********', 'FAKE-key', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
    'refuses %j without repeating it',
    (text) => {
      expect(() => privateKeyIn(text)).toThrow('not one in PEM');
    },
  );
});

describe('isKeyOf', () => {
  const { server, ca } = createAuthority('vss-1', Date.now());

  it('tells the key of a certificate from another one, and what cannot be told', () => {
    expect(isKeyOf(server.key, server.cert)).toBe(true);
    expect(isKeyOf(`client\n<key>\n${server.key}</key>\n`, server.cert)).toBe(true);
    expect(isKeyOf(ca.key, server.cert)).toBe(false);
    expect([isKeyOf('FAKE', server.cert), isKeyOf(server.key, 'FAKE')]).toEqual([undefined, undefined]);
    const odd = '-----BEGIN PRIVATE KEY-----\nFAKE\n-----END PRIVATE KEY-----';
    expect(isKeyOf(odd, server.cert)).toBe(undefined);
  });
});

describe('linesIn', () => {
  it('gives short plain lines of the options asked for, and never a line of a key', () => {
    const profile = `auth  SHA256 # digest\n comp-lzo\nauth ${'k'.repeat(60)}\nauth "a b"\nremote 1.2.3.4\n${pem()}<tls-auth>\nx`;
    expect(linesIn(profile, ['auth', 'comp-lzo', '<tls-auth>'])).toEqual(['auth SHA256', 'comp-lzo', '<tls-auth>']);
  });
});
