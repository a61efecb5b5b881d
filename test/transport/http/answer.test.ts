import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { refuseAndClose, refuseRequest } from '../../../src/transport/http/answer.ts';

const fake = (headersSent: boolean) => {
  const end = vi.fn();
  const writeHead = vi.fn(() => ({ end }));
  // As much of a response as is used.
  return { end, writeHead, response: { headersSent, destroyed: false, writeHead } as unknown as ServerResponse };
};

it('a refusal is an error of JSON-RPC that nobody may keep', () => {
  const { end, writeHead, response } = fake(false);
  refuseRequest(response, { status: 429, message: 'Wait.', headers: { 'retry-after': '1' } });
  expect(writeHead).toHaveBeenCalledWith(
    429,
    expect.objectContaining({ 'cache-control': 'no-store', 'retry-after': '1' }),
  );
  expect(JSON.parse(String(end.mock.calls[0]?.[0]))).toEqual({
    jsonrpc: '2.0',
    error: { code: -32_000, message: 'Wait.' },
    id: null,
  });
});

it('an answer that has begun is left alone', () => {
  const { writeHead, response } = fake(true);
  refuseRequest(response, { status: 500, message: 'Internal error.' });
  expect(writeHead).not.toHaveBeenCalled();
});

/** What a client reads that sends a body of so many bytes and only then looks, and how many of them it got rid of. */
const sendLong = async (bytes: number) => {
  let seen = 0;
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => {
      seen += chunk.length;
    });
    refuseAndClose(request, response, { status: 413, message: 'Too long.', headers: { 'retry-after': '5' } });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = Object(server.address());
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${bytes}\r\n\r\n`);
  const part = Buffer.alloc(1 << 20, 'a');
  const send = (left: number): void => {
    if (left > 0 && socket.writable) socket.write(part.subarray(0, left), () => send(left - part.length));
  };
  send(bytes);
  let said = '';
  socket.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return { said, seen };
};

it('who has sent a long body reads why it was refused', async () => {
  const { said, seen } = await sendLong(6 << 20);
  expect(said).toMatch(/^HTTP\/1\.1 413 [\s\S]*retry-after: 5[\s\S]*"message":"Too long\."/i);
  expect(seen).toBe(6 << 20);
});

it('of an endless body only so much is read away', async () => {
  const { said, seen } = await sendLong(1 << 30);
  expect(said).toMatch(/^HTTP\/1\.1 413 /);
  expect(seen).toBeLessThan(16 << 20);
});
