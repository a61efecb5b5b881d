import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { cutSlowClients } from '../../../src/transport/http/slow-clients.ts';

/** More than the kernels of both ends hold for a connection. */
const LONG = 'a'.repeat(64 << 20);
const PATIENCE_MS = 100;
const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

const listen = async (server: Server, answer: RequestListener): Promise<number> => {
  cutSlowClients(server, PATIENCE_MS);
  server.on('request', answer);
  server.listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

/** Asks, and reads nothing until the server has ended the connection. Gives what then came. */
const readLate = async (server: Server, socket: Socket): Promise<number> => {
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  socket.pause();
  socket.write(GET);
  const [request] = await once(server, 'request');
  await once(request.socket, 'close');
  socket.resume();
  await once(socket, 'close');
  return socket.bytesRead;
};

it('who asks and never reads is cut off, and the rest of the answer forgotten', async () => {
  const server = createServer();
  const port = await listen(server, (_, response) => response.end(LONG));
  expect(await readLate(server, connect(port, '127.0.0.1'))).toBeLessThan(LONG.length);
});

it.runIf(spawnSync('openssl', ['version']).status === 0)('so it is over TLS', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vpn-mcp-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=made.example', '-days', '30', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'ignore' });
  const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
  const port = await listen(server, (_, response) => response.end(LONG));
  const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
  expect(await readLate(server, socket)).toBeLessThan(LONG.length);
});

it('a call may take longer than a client may leave its answer unread', async () => {
  const server = createServer();
  const port = await listen(server, (_, response) => void server.once('timeout', () => response.end('late')));
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('late');
});

it('a connection on which nothing is asked is ended', async () => {
  const server = createServer();
  const port = await listen(server, (_, response) => response.end());
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'close');
});
