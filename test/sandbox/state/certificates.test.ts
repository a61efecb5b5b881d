import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clientLifetimeMs, createAuthority, issueClient } from '../../../src/sandbox/state/certificates.ts';

const created = Date.UTC(2026, 10, 23, 9);
const authority = createAuthority('vss-test', created);
const client = issueClient(authority, 'vss-test', 'vsc-test', created, created + clientLifetimeMs);
const ca = new X509Certificate(authority.ca.cert);
const server = new X509Certificate(authority.server.cert);
const own = new X509Certificate(client.cert);

describe('an authority', () => {
  it('signs itself, its server and its clients', () => {
    for (const one of [ca, server, own]) {
      expect(one.checkIssued(ca)).toBe(true);
      expect(one.verify(ca.publicKey)).toBe(true);
    }
    expect([ca.ca, server.ca, own.ca]).toEqual([true, false, false]);
  });

  it('differs from server to server', () => {
    const other = new X509Certificate(createAuthority('vss-other', created).ca.cert);
    expect(own.verify(other.publicKey)).toBe(false);
  });

  it('gives servers and clients the purposes that OpenVPN asks for', () => {
    expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(own.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
  });
});

describe('a client certificate', () => {
  it('is named as its ID', () => {
    expect(own.subject).toBe('CN=vsc-test');
    expect(own.issuer).toBe('CN=vss-test CA');
  });

  it('lasts from its creation for 1095 days', () => {
    expect(Date.parse(own.validFrom)).toBe(created);
    expect(Date.parse(own.validTo) - created).toBe(1095 * 86_400_000);
  });

  it('belongs to its key', () => {
    expect(own.checkPrivateKey(createPrivateKey(client.key))).toBe(true);
    expect(own.checkPrivateKey(createPrivateKey(authority.ca.key))).toBe(false);
  });

  it('has a serial number of its own', () => {
    const again = issueClient(authority, 'vss-test', 'vsc-test', created, created + 1000);
    expect(new X509Certificate(again.cert).serialNumber).not.toBe(own.serialNumber);
  });
});
