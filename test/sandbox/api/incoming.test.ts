import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Incoming, readIncoming } from '../../../src/sandbox/api/incoming.ts';
import { stringToSign } from '../../../src/sandbox/api/signature.ts';
import { Refusal } from '../../../src/sandbox/state/refusal.ts';

let read: Incoming | Refusal | undefined;
const server = createServer((request, response) => {
  readIncoming(request, request.url?.startsWith('/asapi') ? 'asapi' : 'pop').then(
    (incoming) => {
      read = incoming;
      response.end();
    },
    (error: unknown) => {
      read = error instanceof Refusal ? error : undefined;
      response.end();
    },
  );
});
let root = '';
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const send = async (path: string, body: string | null = null, type = 'application/x-www-form-urlencoded') => {
  await fetch(root + path, {
    method: body === null ? 'GET' : 'POST',
    body,
    headers: body === null ? {} : { 'content-type': type },
  });
  if (read === undefined || read instanceof Refusal) throw new Error(`not read: ${read}`);
  return read;
};

test('query and form are one set of parameters, and what stood in the URL is known', async () => {
  const incoming = await send('/?Action=DescribeRegions&Empty=', 'Psk=a%2Bb+c%26&Action2=x');
  expect(incoming.parameters).toEqual({ Action: 'DescribeRegions', Empty: '', Psk: 'a+b c&', Action2: 'x' });
  expect(incoming.inUrl).toEqual(['Action', 'Empty']);
});

test('a body of another type is no parameters', async () => {
  expect((await send('/?A=1', '{"B":"2"}', 'application/json')).parameters).toEqual({ A: '1' });
  expect((await send('/?A=1', 'B=2', 'text/plain')).parameters).toEqual({ A: '1' });
  expect((await send('/asapi/v3?A=1', '[1', 'application/json')).parameters).toEqual({ A: '1' });
});

test('slashes too many before the query, or question marks in it, do no harm', async () => {
  expect((await send('/asapi/v3//?A=1?2&B=%zz')).parameters).toEqual({ A: '1?2', B: '%zz' });
});

test('header names are lower case', async () => {
  expect((await send('/')).headers['host']).toBe(root.slice(7));
});

test('a body of more than a megabyte is refused', async () => {
  await fetch(`${root}/`, {
    method: 'POST',
    body: 'A='.padEnd(1_100_000, 'x'),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(read).toMatchObject({ status: 413 });
});

interface Vector {
  description: string;
  method: string;
  params: Record<string, unknown>;
  stringToSign: string;
}
const vectors: Vector[] = JSON.parse(readFileSync(new URL('../../support/golden/asapi.json', import.meta.url), 'utf8'));

for (const { description, params, stringToSign: text } of vectors.filter((one) => one.method === 'POST'))
  test(`a JSON body is flattened as the official ASAPI client signs it: ${description.slice(0, 40)}`, async () => {
    const incoming = await send('/asapi/v3/', JSON.stringify(params), 'application/json');
    expect(stringToSign('POST', incoming.parameters)).toBe(text);
  });
