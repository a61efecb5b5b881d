import type { IncomingMessage } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { createMessageReader, isLongBody } from '../../../src/transport/http/body.ts';

const readMessage = createMessageReader();

const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
  Object.assign(Readable.from([Buffer.from(body)]), {
    headers: { 'content-type': 'application/json', ...headers },
    // A stream with headers is all that is read of a request.
  }) as unknown as IncomingMessage;

it.each([
  ['{"id":1}', {}],
  ['{"id":1}', { 'content-type': 'application/json; charset=utf-8' }],
])('%s with %j is a message', async (body, headers) => {
  expect(await readMessage(post(body, headers))).toEqual({ message: { id: 1 } });
});

it.each([
  ['{"id":', {}, 400, -32_700],
  ['[{"id":1}]', {}, 400, -32_600],
  ['"x"', {}, 400, -32_600],
  ['null', {}, 400, -32_600],
  ['{}', { 'content-type': 'text/plain' }, 415, undefined],
  ['{}', { 'content-type': 'application/jsonp' }, 415, undefined],
  ['{}', { 'content-encoding': 'gzip' }, 415, undefined],
  ['{}', { 'content-length': String((4 << 20) + 1) }, 413, undefined],
])('%s with %j is refused with %i', async (body, headers, status, code) => {
  expect(await readMessage(post(body, headers))).toMatchObject({ refusal: { status, ...(code && { code }) } });
});

it('a body that is longer than it said is read no further than the limit', async () => {
  const block = Buffer.alloc(1 << 20, ' ');
  const request = Object.assign(Readable.from(Array(50).fill(block)), {
    headers: { 'content-type': 'application/json' },
  });
  expect(await readMessage(request as unknown as IncomingMessage)).toMatchObject({ refusal: { status: 413 } });
});

it('a body that breaks off is refused', async () => {
  const request = Object.assign(new PassThrough(), { headers: { 'content-type': 'application/json' } });
  const read = readMessage(request as unknown as IncomingMessage);
  request.write('{');
  request.destroy();
  expect(await read).toMatchObject({ refusal: { status: 400 } });
});

it('long bodies share what may be read at once, short ones always have room, and a body that ended leaves its room', async () => {
  const read = createMessageReader(100_000);
  const open = () => {
    const stream = Object.assign(new PassThrough({ highWaterMark: 1 << 20 }), {
      headers: { 'content-type': 'application/json' },
    });
    return { stream, answer: read(stream as unknown as IncomingMessage) };
  };
  const long = JSON.stringify({ text: 'x'.repeat(90_000) });
  const [first, second] = [open(), open()];
  first.stream.write(long);
  second.stream.write(long);
  expect(await second.answer).toMatchObject({ refusal: { status: 503, headers: { connection: 'close' } } });
  const short = open();
  short.stream.end('{"id":2}');
  expect(await short.answer).toEqual({ message: { id: 2 } });
  first.stream.end();
  expect(await first.answer).toHaveProperty('message');
  const third = open();
  third.stream.end(long);
  expect(await third.answer).toHaveProperty('message');
});

it.each([
  [{ 'content-length': '100' }, false, false],
  [{ 'content-length': '4000000' }, false, true],
  [{ 'content-length': '4000000' }, true, false],
  [{ 'transfer-encoding': 'chunked' }, false, true],
  [{}, false, false],
])('what is left of a body with %j, complete: %s, is long: %s', (headers, complete, isLong) => {
  expect(isLongBody({ headers, complete })).toBe(isLong);
});
