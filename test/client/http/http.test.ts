import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, createServer as createTcpServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { HttpRequest } from '../../../src/client/http/exchange.ts';
import { openHttp } from '../../../src/client/http/http.ts';
import type { NetworkOptions } from '../../../src/client/options.ts';
import { BadSettings, Unreachable } from '../../../src/errors.ts';
import { createAuthority } from '../../../src/sandbox/state/certificates.ts';
import { type Answer, startRecorder } from '../recorder.ts';

let folder = '';
// The certificate's common name is what the client must be told to reach.
const authority = createAuthority('localhost', Date.now());
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-http-'));
  await writeFile(join(folder, 'ca.pem'), authority.ca.cert);
});
afterAll(() => rm(folder, { recursive: true }));

const open = (options: NetworkOptions = {}) => {
  const warnings: string[] = [];
  const http = openHttp(options, (text) => warnings.push(text));
  onTestFinished(() => http.close());
  return { ...http, warnings };
};
const start = async (answer: Answer, ...more: never[]) => {
  const server = await startRecorder(answer, ...more);
  onTestFinished(() => server.close());
  return server;
};
const startTls = async (identity = authority) => {
  const server = await startRecorder(
    () => ({ body: { ok: 1 } }),
    (listener) => createTlsServer(identity.server, listener),
  );
  onTestFinished(() => server.close());
  return { ...server, url: `https://localhost:${new URL(server.url).port}` };
};
const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const get = (origin: string): HttpRequest => ({ method: 'GET', origin, path: '/?Secret=x', headers: {} });
const failure = async (work: Promise<unknown>): Promise<Unreachable> => {
  const problem = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(problem).toBeInstanceOf(Unreachable);
  expect((problem as Unreachable).message).not.toContain('Secret');
  return problem as Unreachable;
};

test('an answer is read with its status and headers, and connections are kept', async () => {
  const server = await start(() => ({ status: 418, headers: { 'x-a': 'b' }, body: { ok: 1 } }));
  const { send } = open();
  const answer = await send(get(server.url));
  expect(answer).toMatchObject({ status: 418, text: '{"ok":1}' });
  expect(answer.headers['x-a']).toBe('b');
  for (let i = 0; i < 9; i += 1) await send(get(server.url));
  // A connection rests for one turn of the event loop, so two take turns.
  expect(new Set(server.requests.map(({ port }) => port)).size).toBeLessThanOrEqual(2);
  expect(server.requests).toHaveLength(10);
});

test('a redirect is not followed', async () => {
  const server = await start(() => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }));
  expect((await open().send(get(server.url))).status).toBe(302);
});

test('a name that does not resolve is told as such', async () => {
  expect(await failure(open().send(get('http://no-such-host.invalid')))).toMatchObject({
    phase: 'name',
    outcomeKnown: true,
    host: 'no-such-host.invalid',
  });
});

test('a closed port is a failed connection', async () => {
  const server = await startRecorder(() => ({}));
  await server.close();
  expect(await failure(open().send(get(server.url)))).toMatchObject({ phase: 'connect', outcomeKnown: true });
});

test('a connection cut before the answer leaves the outcome open', async () => {
  const server = await start(() => 'cut');
  expect(await failure(open().send(get(server.url)))).toMatchObject({ phase: 'read', outcomeKnown: false });
});

test('a silent server ends in a time-out', async () => {
  const server = await start(() => 'silent');
  const problem = await failure(open({ readTimeoutMs: 50 }).send(get(server.url)));
  expect(problem).toMatchObject({ phase: 'read', outcomeKnown: false });
});

test('an answer cut in its middle is a broken body', async () => {
  const server = await start(() => (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setImmediate(() => response.destroy());
  });
  expect(await failure(open().send(get(server.url)))).toMatchObject({ phase: 'body', outcomeKnown: false });
});

test('an answer beyond the limit is not read to its end', async () => {
  const server = await start(() => ({ body: 'x'.repeat(5_000) }));
  const problem = await failure(open({ maxResponseBytes: 1_000 }).send(get(server.url)));
  expect(problem).toMatchObject({ phase: 'body' });
  expect(problem.message).toContain('1000 bytes');
});

test('an answer that trickles without end is given up', async () => {
  const server = await start(() => (response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('x'), 5);
    response.on('close', () => clearInterval(drip));
  });
  const problem = await failure(open({ readTimeoutMs: 50 }).send(get(server.url)));
  expect(problem).toMatchObject({ phase: 'body' });
  expect(problem.message).toContain('200 ms');
});

test('an abort ends the request at once, with the caller’s reason', async () => {
  const server = await start(() => 'silent');
  const aborter = new AbortController();
  const reason = new Error('the caller went away');
  const work = open().send(get(server.url), aborter.signal);
  while (server.requests.length === 0) await new Promise(setImmediate);
  aborter.abort(reason);
  await expect(work).rejects.toBe(reason);
});

test('an abort before the start sends nothing', async () => {
  const server = await start(() => ({}));
  await expect(open().send(get(server.url), AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  expect(server.requests).toEqual([]);
});

test('an unknown authority is a TLS failure, a named one is trusted', async () => {
  const server = await startTls();
  expect(await failure(open().send(get(server.url)))).toMatchObject({ phase: 'tls', outcomeKnown: true });
  const trusting = open({ caFile: join(folder, 'ca.pem') });
  expect((await trusting.send(get(server.url))).status).toBe(200);
  expect(trusting.warnings).toEqual([]);
});

test('a switched-off check is told once, loudly', async () => {
  const server = await startTls();
  const http = open({ insecure: true });
  expect((await http.send(get(server.url))).status).toBe(200);
  await http.send(get(server.url));
  expect(http.warnings).toHaveLength(1);
  expect(http.warnings[0]).toMatch(/not checked/);
});

test('a plain server spoken to in TLS is a TLS failure, with a remedy of its own', async () => {
  const server = await start(() => ({}));
  const problem = await failure(open().send(get(server.url.replace('http:', 'https:'))));
  expect(problem).toMatchObject({ phase: 'tls', retryable: false });
  expect(problem.remedy).toMatch(/does not speak TLS.*http:\/\//);
});

test('a TLS server spoken to in plain HTTP is told as such', async () => {
  const server = await startTls();
  const problem = await failure(open().send(get(server.url.replace('https:', 'http:'))));
  expect(problem.remedy).toMatch(/write https:\/\//);
});

test('an expired certificate is told as such, and no CA file is advised', async () => {
  const longAgo = createAuthority('localhost', Date.UTC(1990, 0, 1));
  const server = await startTls(longAgo);
  await writeFile(join(folder, 'old.pem'), longAgo.ca.cert);
  const problem = await failure(open({ caFile: join(folder, 'old.pem') }).send(get(server.url)));
  expect(problem).toMatchObject({ phase: 'tls', outcomeKnown: true, retryable: false });
  expect(problem.remedy).toMatch(/has expired/);
});

test.each([false, true])('a certificate for another host is told as such (through a proxy: %s)', async (isProxied) => {
  const server = await startTls();
  const options = { caFile: join(folder, 'ca.pem'), ...(isProxied && { proxy: (await startProxy()).proxy }) };
  const problem = await failure(open(options).send(get(server.url.replace('localhost', '127.0.0.1'))));
  expect(problem).toMatchObject({ phase: 'tls', outcomeKnown: true, retryable: false });
  expect(problem.remedy).toMatch(/for another host/);
});

test.each([
  ['missing.pem', undefined],
  ['empty.pem', 'nothing here'],
])('the CA file %s is refused by name', async (name, content) => {
  const path = join(folder, name);
  if (content !== undefined) await writeFile(path, content);
  const work = open({ caFile: path }).send(get('https://127.0.0.1:1'));
  await expect(work).rejects.toThrow(BadSettings);
  await expect(work).rejects.toThrow(name);
});

/** A forward proxy: absolute-form requests and CONNECT tunnels. */
const startProxy = async (verdict: (url: string) => number = () => 200) => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url?.replace(/\?.*/, '')}`);
    const status = verdict(request.url ?? '');
    if (status !== 200) {
      response.writeHead(status).end();
      return;
    }
    const onward = httpRequest(
      request.url ?? '',
      { method: request.method ?? 'GET', headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    const status = verdict(request.url ?? '');
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const [host, port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  return { proxy: `http://${await listen(server)}`, seen };
};

test('plain HTTP goes through a proxy without a tunnel', async () => {
  const server = await start(() => ({ body: { ok: 1 } }));
  const { proxy, seen } = await startProxy();
  expect((await open({ proxy }).send(get(server.url))).status).toBe(200);
  expect(seen).toEqual([`GET ${server.url}/`]);
});

test('TLS goes through a tunnel, checked end to end', async () => {
  const server = await startTls();
  const { proxy, seen } = await startProxy();
  const { send } = open({ proxy, caFile: join(folder, 'ca.pem') });
  expect((await send(get(server.url))).status).toBe(200);
  expect(seen).toEqual([`CONNECT ${server.url.replace('https://', '')}`]);
  expect((await failure(open({ proxy }).send(get(server.url)))).phase).toBe('tls');
});

test.each([407, 502])('a proxy that answers %s to a tunnel is told as the proxy’s fault', async (status) => {
  const { proxy } = await startProxy(() => status);
  const problem = await failure(open({ proxy }).send(get('https://gateway.invalid')));
  expect(problem).toMatchObject({ phase: 'proxy', outcomeKnown: true, host: 'gateway.invalid' });
});

test('a proxy that wants credentials for plain HTTP is told as the proxy’s fault', async () => {
  const { proxy } = await startProxy(() => 407);
  expect(await failure(open({ proxy }).send(get('http://gateway.invalid')))).toMatchObject({ phase: 'proxy' });
});

test('a proxy that is not there is told as the proxy’s fault', async () => {
  const server = createTcpServer();
  const proxy = `http://${await listen(server)}`;
  await new Promise((closed) => server.close(closed));
  expect(await failure(open({ proxy }).send(get('https://gateway.invalid')))).toMatchObject({ phase: 'proxy' });
});

/** Takes connections and says nothing; with `greeting`, nothing more than that. */
const startSilentProxy = async (greeting = ''): Promise<string> => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => greeting !== '' && socket.write(greeting));
    onTestFinished(() => {
      socket.destroy();
    });
  });
  return `http://${await listen(server)}`;
};

test('a proxy that never answers to a tunnel is given up after the connect time-out', async () => {
  const proxy = await startSilentProxy();
  const problem = await failure(open({ proxy, connectTimeoutMs: 50 }).send(get('https://gateway.invalid')));
  expect(problem).toMatchObject({ phase: 'proxy', outcomeKnown: true, retryable: true });
});

test('a tunnel in which no TLS comes up is given up after the connect time-out', async () => {
  const proxy = await startSilentProxy('HTTP/1.1 200 OK\r\n\r\n');
  const problem = await failure(open({ proxy, connectTimeoutMs: 50 }).send(get('https://gateway.invalid')));
  expect(problem).toMatchObject({ phase: 'proxy', outcomeKnown: true });
});

test('a proxy that never answers for plain HTTP is given up after the read time-out', async () => {
  const proxy = await startSilentProxy();
  const problem = await failure(open({ proxy, readTimeoutMs: 50 }).send(get('http://gateway.invalid')));
  expect(problem).toMatchObject({ phase: 'read', outcomeKnown: false });
});

test('a host on the bypass list does not meet the proxy', async () => {
  const server = await start(() => ({}));
  const { proxy, seen } = await startProxy();
  await open({ proxy, noProxy: ['127.0.0.1'] }).send(get(server.url));
  await open({ proxy }).send({ ...get(server.url), direct: true });
  expect(seen).toEqual([]);
});
