import type { ServerResponse } from 'node:http';
import { expect, it, vi } from 'vitest';
import { refuseRequest } from '../../../src/transport/http/answer.ts';

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
