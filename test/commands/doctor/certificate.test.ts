import { expect, test } from 'vitest';
import { judgeCertificate, type PresentedCertificate } from '../../../src/commands/doctor/certificate.ts';

const day = 86_400_000;
const now = Date.parse('2026-03-01T00:00:00Z');
const shown: PresentedCertificate = {
  host: 'api.example',
  subject: 'api.example',
  issuer: 'Example CA',
  names: 'DNS:api.example',
  validFromMs: now - 10 * day,
  validToMs: now + 100 * day,
  protocol: 'TLSv1.3',
};

const judge = (rest: Partial<PresentedCertificate>) => judgeCertificate('TLS', { ...shown, ...rest }, now);

test('a trusted certificate is told with its issuer and its last day', () => {
  expect(judge({})).toEqual({
    check: 'TLS',
    state: 'good',
    found: 'TLSv1.3, certificate by "Example CA", good until 2026-06-09',
  });
});

test('one that ends within 30 days is noted', () => {
  expect(judge({ validToMs: now + 29 * day })).toMatchObject({ state: 'note', remedy: expect.any(String) });
});

test.each([
  ['SELF_SIGNED_CERT_IN_CHAIN', 'Example CA', '--ca-file'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'signed by itself', '--ca-file'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'Example CA', '--ca-file'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'no certificate between', '--ca-file'],
  ['CERT_HAS_EXPIRED', '2026-06-09', 'renew'],
  ['CERT_NOT_YET_VALID', '2026-02-19', 'clock'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'DNS:api.example, not for api.example', 'name that the certificate has'],
  ['SOMETHING_NEW', 'not trusted', '--ca-file'],
])('%s is told in words, with what to do', (fault, words, remedy) => {
  const finding = judge({ fault });
  expect(finding.state).toBe('bad');
  expect(finding.found).toContain(words);
  expect(finding.found).toContain(fault);
  expect(finding.remedy).toContain(remedy);
});
