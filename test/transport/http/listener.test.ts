import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
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

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

const certify = (folder: string, name: string) => {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', `/CN=${name}`, '-days', '30', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'ignore' });
  return { certFile: cert, keyFile: key };
};

it.runIf(hasOpenssl)('a renewed certificate is taken over while the server runs', { timeout: 40_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vpn-mcp-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const tls = certify(folder, 'first.example');
  const { server, scheme, stopWatching } = openListener({ tls, onerror: () => {} });
  onTestFinished(stopWatching);
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const nameSeen = async (): Promise<unknown> => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const { subject } = socket.getPeerCertificate();
    socket.destroy();
    return subject.CN;
  };
  expect([scheme, await nameSeen()]).toEqual(['https', 'first.example']);
  certify(folder, 'second.example');
  await expect.poll(nameSeen, { timeout: 30_000 }).toBe('second.example');
});
