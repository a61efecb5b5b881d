import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { networkChecks } from '../../../src/commands/doctor/network-checks.ts';
import { createAuthority } from '../../../src/sandbox/state/certificates.ts';

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

const folder = mkdtempSync(join(tmpdir(), 'vpn-mcp-network-'));
const fileWith = (text: string): string => {
  const path = join(mkdtempSync(join(folder, 'ca-')), 'ca.pem');
  writeFileSync(path, text);
  return path;
};

const states = async (...args: Parameters<typeof networkChecks>) =>
  (await networkChecks(...args)).map(({ check, state }) => [check, state]);

/** A TLS server whose certificate is for this name; its port and its authority's PEM. */
const secured = async (name: string, createdMs = Date.now()) => {
  const { ca, server } = createAuthority(name, createdMs);
  return { port: await listen(createTlsServer(server)), ca: ca.cert };
};

test('an address that listens is reached step by step', async () => {
  const port = await listen(createHttpServer());
  expect(await states(`http://localhost:${port}`, {})).toEqual([
    ['proxy', 'good'],
    ['name', 'good'],
    ['connection', 'good'],
  ]);
});

test('a name that nobody knows ends the way', async () => {
  const findings = await networkChecks('https://no-such-host.invalid', {});
  expect(findings.at(-1)).toMatchObject({ check: 'name', state: 'bad', remedy: expect.stringContaining('DNS') });
  expect(findings.at(-1)?.found).toContain('no-such-host.invalid');
});

test('a port where nobody listens ends the way', async () => {
  const port = await listen(createTcpServer());
  const [, , found] = await networkChecks(`http://127.0.0.1:${port === 9 ? 10 : 9}`, {});
  expect(found).toMatchObject({ check: 'connection', state: 'bad', found: expect.stringContaining('ECONNREFUSED') });
});

test('a private authority is the named problem until its file is given', async () => {
  const { port, ca } = await secured('localhost');
  const without = await networkChecks(`https://localhost:${port}`, {});
  expect(without.at(-1)).toMatchObject({ check: 'TLS', state: 'bad', remedy: expect.stringContaining('--ca-file') });
  expect(without.at(-1)?.found).toContain('localhost CA');
  const withFile = await networkChecks(`https://localhost:${port}`, { caFile: fileWith(ca) });
  expect(withFile.at(-1)).toMatchObject({ check: 'TLS', state: 'good' });
});

test('a certificate that is for another name is told with its name', async () => {
  const { port, ca } = await secured('somewhere.example');
  const findings = await networkChecks(`https://localhost:${port}`, { caFile: fileWith(ca) });
  expect(findings.at(-1)).toMatchObject({ check: 'TLS', state: 'bad' });
  expect(findings.at(-1)?.found).toContain('somewhere.example');
});

test('a certificate that has ended is told with its last day', async () => {
  const { port, ca } = await secured('localhost', Date.now() - 7400 * 86_400_000);
  const findings = await networkChecks(`https://localhost:${port}`, { caFile: fileWith(ca) });
  expect(findings.at(-1)).toMatchObject({ check: 'TLS', state: 'bad', found: expect.stringMatching(/20\d\d-/) });
});

test('a server that does not speak TLS is told so', async () => {
  const port = await listen(createHttpServer());
  const findings = await networkChecks(`https://127.0.0.1:${port}`, {});
  expect(findings.at(-1)).toMatchObject({ check: 'TLS', state: 'bad', remedy: expect.stringContaining('http://') });
});

test('a server that never answers the handshake is given up', async () => {
  const port = await listen(createTcpServer(() => {}));
  const findings = await networkChecks(`https://127.0.0.1:${port}`, { connectTimeoutMs: 150 });
  expect(findings.at(-1)).toMatchObject({ check: 'TLS', state: 'bad', found: expect.stringContaining('150 ms') });
});

test('a switched-off certificate check is not made here either', async () => {
  const { port } = await secured('localhost');
  expect(await states(`https://localhost:${port}`, { insecure: true })).not.toContainEqual(['TLS', 'bad']);
});

test('behind a proxy the way to the proxy is looked at, and its password is not shown', async () => {
  const port = await listen(createHttpServer());
  const findings = await networkChecks('https://api.example', { proxy: `http://me:fake@127.0.0.1:${port}` });
  expect(findings.map(({ check, state }) => [check, state])).toEqual([
    ['proxy', 'good'],
    ["proxy's name", 'good'],
    ["proxy's connection", 'good'],
  ]);
  expect(JSON.stringify(findings)).not.toContain('fake');
});

test('a proxy that is not there ends the way', async () => {
  const findings = await networkChecks('https://api.example', { httpsProxy: 'http://127.0.0.1:9' });
  expect(findings.at(-1)).toMatchObject({ check: "proxy's connection", state: 'bad' });
});

test('a CA file that cannot be read is told with the settings, and does not end the way', async () => {
  const { port } = await secured('localhost');
  const findings = await networkChecks(`https://localhost:${port}`, { caFile: join(folder, 'nowhere.pem') });
  expect(findings.at(-1)).toMatchObject({ check: 'TLS', state: 'bad' });
});
