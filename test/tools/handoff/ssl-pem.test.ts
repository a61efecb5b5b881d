import { describe, expect, it } from 'vitest';
import { createAuthority, issueClient } from '../../../src/sandbox/state/certificates.ts';
import { certificatesIn, readCertificate } from '../../../src/tools/handoff/ssl-pem.ts';

const from = Date.parse('2026-01-01T00:00:00Z');
const until = Date.parse('2027-01-01T00:00:00Z');
const authority = createAuthority('vss-1', from);
const ana = issueClient(authority, 'vss-1', 'vsc-ana', from, until);

describe('certificatesIn', () => {
  it('takes all certificates and nothing else', () => {
    const text = `Certificate:\n  Data\n${ana.cert}\nup /bin/evil\n${authority.ca.cert}`;
    expect(certificatesIn(text, 'ClientCert', 'x')).toBe(`${ana.cert.trim()}\n${authority.ca.cert.trim()}`);
  });

  it.each([undefined, '', 'FAKE', ana.key, { Fingerprint: '0' }])('refuses what holds none by its name', (text) => {
    expect(() => certificatesIn(text, 'CaCert', 'certificate vsc-ana')).toThrow(
      'CaCert of certificate vsc-ana is no PEM certificate',
    );
  });
});

describe('readCertificate', () => {
  it('tells how long it is valid and whether an authority signed it', () => {
    expect(readCertificate(ana.cert, authority.ca.cert)).toEqual({ fromMs: from, untilMs: until, isIssued: true });
    const other = createAuthority('vss-1', from).ca.cert;
    expect(readCertificate(ana.cert, other)?.isIssued).toBe(false);
    expect(readCertificate(ana.cert, `${other}\n${authority.ca.cert}`)?.isIssued).toBe(true);
  });

  it('knows nothing of one that cannot be read', () => {
    const odd = '-----BEGIN CERTIFICATE-----\nRkFLRQ==\n-----END CERTIFICATE-----';
    expect(readCertificate(odd, authority.ca.cert)).toBe(undefined);
    expect(readCertificate(ana.cert, odd)?.isIssued).toBe(false);
  });
});
