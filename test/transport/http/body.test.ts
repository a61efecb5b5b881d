import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readMessage } from '../../../src/transport/http/body.ts';

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
