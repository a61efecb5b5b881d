import { expect, it } from 'vitest';
import { jsonHeaders, startHttp } from '../../support/http-server.ts';
import { hello } from '../../support/process.ts';

const [initialize] = hello;

const post = (url: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { ...jsonHeaders, ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', ...body }),
  });

it('a session begins with initialize and ends with DELETE', async () => {
  const { url } = await startHttp();
  const opened = await post(url, initialize);
  const session = {
    'mcp-session-id': opened.headers.get('mcp-session-id') ?? '',
    'mcp-protocol-version': '2025-11-25',
  };
  const list = { id: 2, method: 'tools/list', params: {} };
  expect((await post(url, list, session)).status).toBe(200);
  expect((await fetch(url, { method: 'DELETE', headers: session })).status).toBe(200);
  expect((await post(url, list, session)).status).toBe(404);
});

it.each([
  ['no session', {}, 400],
  ['a session that never was', { 'mcp-session-id': 'made-up' }, 404],
])('a request of the 2025 era with %s is refused', async (_, headers, status) => {
  const { url } = await startHttp();
  expect((await post(url, { id: 1, method: 'tools/list', params: {} }, headers)).status).toBe(status);
  expect((await fetch(url, { headers: { accept: 'text/event-stream', ...headers } })).status).toBe(status);
});

it('of more than a hundred sessions of one caller the one that was idle for longest makes room', async () => {
  const { url } = await startHttp();
  const open = async (): Promise<string> => (await post(url, initialize)).headers.get('mcp-session-id') ?? '';
  const first = await open();
  for (let n = 0; n < 99; n += 1) await open();
  const last = await open();
  const statusOf = async (session: string): Promise<number> =>
    (await post(url, { id: 2, method: 'ping' }, { 'mcp-session-id': session })).status;
  expect([await statusOf(first), await statusOf(last)]).toEqual([404, 200]);
});
