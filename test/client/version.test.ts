import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../src/client/client.ts';

/** A gateway that answers as told; the requests that came. */
const ask = async (listener: RequestListener) => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(JSON.stringify([request.method, request.url, request.headers]));
    listener(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => new Promise<void>((closed) => void server.close(() => closed())));
  const client = createClient({
    gateway: 'asapi',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/asapi/v3`,
    ...{ accessKeyId: 'fake-id', accessKeySecret: 'fake-secret', readTimeoutMs: 150, log: () => {} },
  });
  onTestFinished(() => client.close());
  return { seen, answer: await client.version().catch((problem: unknown) => problem) };
};

const text =
  (body: string, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
  };

test('one request is sent, with no key and no signature', async () => {
  const { seen, answer } = await ask(text('{"version":"v4"}'));
  expect(answer).toEqual({ status: 200, text: '{"version":"v4"}', isPage: false });
  expect(seen).toEqual([expect.stringContaining('"GET","/api/version"')]);
  expect(seen.join()).not.toMatch(/fake-|signature|authorization|organization/i);
});

test.each([
  ['a page', text('<html>login</html>'), { status: 200, text: '', isPage: true }],
  ['nothing', text('', 404), { status: 404, text: '', isPage: false }],
  ['hidden characters', text('v4\u202E\u0007 fine'), { status: 200, text: 'v4 fine', isPage: false }],
])('%s is given on as what it is', async (_, listener, expected) => {
  expect((await ask(listener)).answer).toEqual(expected);
});

test('a long text is cut for a screen', async () => {
  expect((await ask(text('v'.repeat(9_000)))).answer).toMatchObject({ text: expect.stringMatching(/^v{159}…$/) });
});

test('an answer without an end, and none, are errors', async () => {
  expect((await ask(text('v'.repeat(20_000)))).answer).toMatchObject({ phase: 'body' });
  expect((await ask(() => {})).answer).toMatchObject({ phase: 'read' });
});
