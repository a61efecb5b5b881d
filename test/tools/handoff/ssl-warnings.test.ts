import { describe, expect, it } from 'vitest';
import { readCloudOptions } from '../../../src/tools/handoff/ssl-profile.ts';
import { endOf, warningsOf } from '../../../src/tools/handoff/ssl-warnings.ts';
import { client, endpoint, NOW } from './ssl-facts.ts';

const DAY = 86_400_000;
const facts = { fromMs: NOW - DAY, untilMs: NOW + 400 * DAY, isIssued: true };
const server = { SslVpnServerId: 'vss-a1', Connections: 2, MaxConnections: 5 };

describe('warningsOf', () => {
  it('has nothing to say of a sound client', () => {
    expect(warningsOf(client(), true, NOW, 'en')).toEqual([]);
  });

  it.each([
    ['expired on 2026-11-22', { facts: { ...facts, untilMs: NOW - DAY } }],
    ['expired on 2026-11-22', { endMs: NOW - DAY }],
    ['valid only from 2026-11-24', { facts: { ...facts, fromMs: NOW + DAY } }],
    ['expires on 2026-12-03', { facts: { ...facts, untilMs: NOW + 10 * DAY } }],
    ['expires is not known', { facts: { ...facts, untilMs: Number.NaN }, endMs: undefined }],
    ['could not be read here', { facts: undefined }],
    ['not signed by the CA', { facts: { ...facts, isIssued: false } }],
    ['no private key', { key: undefined }],
    ['no cipher (none)', { endpoint: endpoint({ cipher: 'none' }) }],
    ['VORACLE', { endpoint: endpoint({ isCompressed: true }) }],
    ['speaks TCP', { endpoint: endpoint({ proto: 'tcp' }) }],
    ['remote-cert-tls', { cloud: readCloudOptions([]) }],
    ['203.0.113.1, its gateway says', { endpoint: endpoint({ otherAddress: '203.0.113.1' }) }],
    ['was not read (Forbidden)', { gateway: undefined, gatewayUnread: 'Forbidden' }],
    ['is updating, not active', { gateway: { Status: 'updating' } }],
    ['locked (FinancialLocked)', { gateway: { BusinessStatus: 'FinancialLocked' } }],
    ['SSL-VPN is off', { gateway: { SslVpn: 'disable' } }],
    ['full (5 of 5', { server: { ...server, Connections: 5 } }],
    ['too small for 100', { server: { ...server, MaxConnections: 100 } }],
    ['overlaps LocalSubnet', { endpoint: endpoint({ pool: '10.20.5.0/24' }) }],
    ['192.168.1.0/24, which many routers', { endpoint: endpoint({ subnets: ['192.168.1.0/26'] }) }],
    ['LocalSubnet could not be read', { endpoint: endpoint({ subnets: [] }) }],
  ])('warns alone: %s', (words, more) => {
    const warnings = warningsOf(client(more), true, NOW, 'en');
    expect(warnings).toEqual([expect.stringContaining(words)]);
    expect(warningsOf(client(more), true, NOW, 'zh')).toEqual([expect.stringMatching(/[一-鿿]/)]);
  });

  it('says first that the certificate has expired, and that the key is another one', () => {
    const worst = client({ endMs: NOW - DAY, endpoint: endpoint({ proto: 'tcp' }) });
    expect(warningsOf(worst, false, NOW, 'en')).toEqual([
      ...[
        expect.stringContaining('expired'),
        expect.stringContaining('does not belong'),
        expect.stringContaining('TCP'),
      ],
    ]);
  });
});

describe('endOf', () => {
  it('takes the earlier one of what the list and the certificate say', () => {
    expect(endOf({ facts, endMs: NOW + DAY })).toBe(NOW + DAY);
    expect(endOf({ facts, endMs: undefined })).toBe(facts.untilMs);
    expect(endOf({ facts: undefined, endMs: undefined })).toBe(undefined);
  });
});
