import { expect, it } from 'vitest';
import { BadSettings } from '../../../src/errors.ts';
import { openListener } from '../../../src/transport/http/listener.ts';

it('a listener has limits for whoever connects', () => {
  const { server, scheme } = openListener({ onerror: () => {} });
  expect(scheme).toBe('http');
  expect([server.headersTimeout, server.requestTimeout, server.maxConnections]).toEqual([10_000, 20_000, 2_000]);
});

it('a certificate that cannot be used is refused', () => {
  const tls = { certFile: '/nowhere/cert.pem', keyFile: '/nowhere/key.pem' };
  expect(() => openListener({ tls, onerror: () => {} })).toThrow(BadSettings);
});
