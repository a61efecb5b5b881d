import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { Fault } from '../../../src/transport/fault.ts';
import { startFixture } from '../../support/conformance/fixture.ts';
import { jsonHeaders, modernRequest, startHttp } from '../../support/http-server.ts';
import { hello } from '../../support/process.ts';
import { startCloud } from '../../support/world.ts';

/** `fetch` does not let a client lie about its Host. */
const statusWith = async (url: string, headers: Record<string, string>): Promise<number | undefined> => {
  const [response] = await once(request(url, { headers, agent: false }).end(), 'response');
  response.resume();
  return response.statusCode;
};

it.each(['/mcp', '/', '/anything'])(
  '%s answers nobody who calls the server by another name, and no foreign page',
  async (path) => {
    const { origin } = await startHttp();
    const url = `${origin}${path}`;
    for (const headers of [
      { host: 'evil.example' },
      { host: 'localhost.evil.example:80' },
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:1' },
    ])
      expect([headers, await statusWith(url, headers)]).toEqual([headers, 403]);
    expect(await statusWith(url, { origin })).not.toBe(403);
  },
);

it('a request with two Host headers is refused, whichever of them is ours', async () => {
  const { origin } = await startHttp();
  const { host, port } = new URL(origin);
  const socket = connect(Number(port), '127.0.0.1');
  socket.end(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
  let answer = '';
  for await (const part of socket) answer += String(part);
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
});

it('no answer opens the server to other sites', async () => {
  const { url, origin } = await startHttp();
  const { headers } = await fetch(url, modernRequest('tools/list', {}, { origin }));
  expect(headers.get('access-control-allow-origin')).toBeNull();
  const preflight = await fetch(url, { method: 'OPTIONS', headers: { origin: 'http://evil.example' } });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});

it.each([
  ['too large a body', { body: `"${'a'.repeat(5 << 20)}"` }, 413],
  ['no JSON', { body: '{' }, 400],
  ['another type', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
  ['another method', { method: 'PUT', body: '{}' }, 405],
])('%s is refused, and nothing of the inside is told', async (_, init, status) => {
  const { url } = await startHttp();
  const response = await fetch(url, { method: 'POST', headers: jsonHeaders, ...init });
  expect(response.status).toBe(status);
  expect(await response.text()).not.toMatch(/\bat .*:\d+|node:|\.ts\b|\.cjs/);
});

it('what goes wrong inside is answered as such and can be found in the log; half an answer is cut', async () => {
  const faults: Fault[] = [];
  const connection = await startFixture({
    frontPage: (request, response) => {
      if (request.url === '/?half') response.writeHead(200, { 'content-length': 100 }).write('half');
      throw new Error('of the inside');
    },
    onfault: (fault) => faults.push(fault),
  });
  onTestFinished(connection.end);
  const whole = await fetch(connection.origin);
  const text = await whole.text();
  expect([whole.status, text]).toEqual([500, expect.stringContaining('Internal error.')]);
  expect(text).not.toContain('of the inside');
  await expect(fetch(`${connection.origin}/?half`).then((half) => half.text())).rejects.toThrow();
  expect(faults.map(({ error }) => error.message)).toEqual(['of the inside', 'of the inside']);
  expect(text).toContain(faults[0]?.reference);
});

it.each([
  ['2026', modernRequest('tools/list')],
  ['2025', { method: 'POST', headers: jsonHeaders, body: JSON.stringify({ jsonrpc: '2.0', ...hello[0] }) }],
])('a server that cannot be made for a request of the %s era is a fault that names the request', async (_, init) => {
  const faults: Fault[] = [];
  const connection = await startFixture({
    createServer: () => {
      throw new TypeError('of the inside');
    },
    onfault: (fault) => faults.push(fault),
  });
  onTestFinished(connection.end);
  const response = await fetch(connection.url, init);
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(text).not.toContain('of the inside');
  expect(faults).toHaveLength(1);
  const [fault] = faults;
  expect(text).toContain(fault?.reference);
  expect(fault?.error.message).toBe('of the inside');
  const { method, id } = JSON.parse(String(init.body));
  expect(fault?.request).toEqual({ method: 'POST', route: '/mcp', call: method, requestId: id });
});

it('too large a header is refused', async () => {
  const { url } = await startHttp();
  expect(await statusWith(url, { 'x-long': 'a'.repeat(20_000) })).toBe(431);
});

it('a body that never ends is cut off', { timeout: 60_000 }, async () => {
  const { origin } = await startHttp();
  const { port } = new URL(origin);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => {});
  socket.resume();
  socket.write(
    `POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
  );
  const timer = setInterval(() => socket.write(' '), 2_000);
  await once(socket, 'close');
  clearInterval(timer);
});

it('more requests than a caller may make are turned away, with the time to wait', async () => {
  const { url } = await startHttp(['--rate-limit', '1']);
  const statuses: number[] = [];
  let last: Response | undefined;
  for (let n = 0; n < 12; n += 1) {
    last = await fetch(url, modernRequest('tools/list'));
    statuses.push(last.status);
  }
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200));
  expect(last?.status).toBe(429);
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
});

it('more calls at once than a caller may have are turned away', async () => {
  const cloud = await startCloud();
  const { url } = await startHttp(['--concurrency', '1'], cloud.env);
  await cloud.break({ kind: 'delay', action: 'DescribeRegions', ms: 600_000, times: 9 });
  const abort = new AbortController();
  const call = fetch(url, {
    ...modernRequest('tools/call', { name: 'DescribeRegions', arguments: {} }),
    signal: abort.signal,
  });
  const failed = expect(call).rejects.toThrow();
  await expect.poll(() => cloud.requests('DescribeRegions'), { timeout: 15_000 }).toHaveLength(1);
  expect((await fetch(url, modernRequest('tools/list'))).status).toBe(429);
  abort.abort();
  await failed;
  await expect.poll(async () => (await fetch(url, modernRequest('tools/list'))).status, { timeout: 15_000 }).toBe(200);
});

/** What the server says to a client that promises a long body, sends its beginning, and whether it hangs up then. */
const answerToLongBody = async (origin: string): Promise<string> => {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.on('error', () => {});
  let said = '';
  socket.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const head = 'Content-Type: application/json\r\nContent-Length: 4000000';
  socket.write(`POST /mcp HTTP/1.1\r\nHost: localhost\r\n${head}\r\n\r\n{"id":1,`);
  await once(socket, 'close');
  return said;
};

it('of a caller beyond its limit no body is read, and its connection ends', async () => {
  const { origin, url } = await startHttp(['--rate-limit', '1']);
  for (let n = 0; n < 10; n += 1) expect((await fetch(url, modernRequest('tools/list'))).status).toBe(200);
  expect(await answerToLongBody(origin)).toMatch(/^HTTP\/1.1 429 [\s\S]*connection: close/i);
});

it('a body that is still on its way is one of the calls that a caller has at once', async () => {
  const { origin, url } = await startHttp(['--concurrency', '1']);
  const { port } = new URL(origin);
  const slow = connect(Number(port), '127.0.0.1');
  slow.on('error', () => {});
  const head = 'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n';
  slow.write(`${head}{`);
  const status = async (): Promise<number> => (await fetch(url, modernRequest('tools/list'))).status;
  await expect.poll(status, { timeout: 15_000 }).toBe(429);
  slow.destroy();
  await expect.poll(status, { timeout: 15_000 }).toBe(200);
});
