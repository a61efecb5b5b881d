import { expect, test } from 'vitest';
import { codeOf, isTlsPage, remedyFor } from '../../../src/client/http/remedies.ts';

const failed = (code: string, cause?: unknown): Error => Object.assign(new Error('x', { cause }), { code });

test.each([
  ['CERT_HAS_EXPIRED', /has expired.*a CA file does not help/],
  ['CERT_NOT_YET_VALID', /later day/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /another host/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /name its PEM file as CA file/],
])('%s has a remedy of its own', (code, remedy) => {
  expect(remedyFor('https://a.example', 'tls', failed(code))).toMatch(remedy);
});

test('the fault of a tunnel through a proxy is the fault inside it', () => {
  const inside = failed('ERR_TLS_CERT_ALTNAME_INVALID');
  expect(codeOf(failed('UND_ERR_PRX_TLS', inside))).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  expect(codeOf(failed('UND_ERR_PRX_TLS'))).toBe('UND_ERR_PRX_TLS');
  expect(codeOf('no error')).toBe('');
});

test('https is advised where plain HTTP met TLS, and only there', () => {
  expect(remedyFor('http://a.example', 'read', failed('HPE_INVALID_CONSTANT'))).toMatch(/^The port is one for HTTPS/);
  expect(remedyFor('http://a.example', 'read', failed('ECONNRESET'))).toMatch(/If the port is one for HTTPS/);
  expect(remedyFor('https://a.example', 'read', failed('ECONNRESET'))).not.toMatch(/HTTPS/);
  expect(isTlsPage('The plain HTTP request was sent to HTTPS port')).toBe(true);
  expect(isTlsPage('<html>another page</html>')).toBe(false);
});
