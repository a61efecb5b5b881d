import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Human } from '../../support/agent.ts';
import { headersWith, jsonHeaders, modernRequest, startHttp } from '../../support/http-server.ts';
import { hello } from '../../support/process.ts';
import { startCloud } from '../../support/world.ts';

const tokenOf = (name: string): string => `made-up-token-of-${name}-0123456789abcdef`;
const row = (name: string, ...scopes: string[]) => ({
  name,
  token: tokenOf(name),
  scopes: scopes.map((s) => `vpn:${s}`),
});
const target = { VpnConnectionId: 'vco-wh0001' };

const saying =
  (seen: string[] = []): Human =>
  async ({ message, requestedSchema }) => {
    seen.push(message);
    const [field = ''] = Object.keys(requestedSchema.properties ?? {});
    return { action: 'accept', content: { [field]: 'warehouse' } };
  };

const start = async (...tokens: object[]) => {
  const cloud = await startCloud();
  const file = join(cloud.folder, 'tokens.json');
  const give = (...given: object[]): void => writeFileSync(file, JSON.stringify({ tokens: given }));
  give(...tokens);
  const server = await startHttp(['--tokens-file', file, '--state-dir', join(cloud.folder, 'kept')], cloud.env);
  return { cloud, server, give };
};

const everything = ['read', 'write', 'destroy', 'approve'];

it.each([
  ['no token', {}, undefined],
  ['a wrong token', headersWith(tokenOf('eve')), 'invalid_token'],
  ['a token in another scheme', { authorization: `Basic ${tokenOf('ana')}` }, 'invalid_token'],
])('%s is answered with 401, whatever is asked', async (_, headers, error) => {
  const { server } = await start(row('ana', 'read'));
  for (const init of [modernRequest('tools/list', {}, headers), { headers }, { method: 'DELETE', headers }]) {
    const response = await fetch(server.url, init);
    expect(response.status).toBe(401);
    const challenge = response.headers.get('www-authenticate') ?? '';
    expect(challenge).toMatch(/^Bearer realm=/);
    expect(challenge.includes('error=')).toBe(error !== undefined);
  }
  const inAddress = await fetch(`${server.url}?access_token=${tokenOf('ana')}`, modernRequest('tools/list'));
  expect(inAddress.status).toBe(401);
});

it('who has no token does not get to send a long body', async () => {
  const { server } = await start(row('ana', 'read'));
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
  socket.on('error', () => {});
  const answer = once(socket.setEncoding('utf8'), 'data');
  const ended = once(socket, 'close');
  const type = 'Content-Type: application/json\r\nTransfer-Encoding: chunked';
  socket.write(`POST /mcp HTTP/1.1\r\nHost: localhost\r\n${type}\r\n\r\n1\r\n{\r\n`);
  expect(String(await answer)).toMatch(/^HTTP\/1.1 401 [\s\S]*connection: close/i);
  await ended;
});

describe.each(['old', 'modern'] as const)('through the %s client', (kind) => {
  it('a caller sees and may call what its permissions cover', async () => {
    const { cloud, server } = await start(
      row('reader', 'read'),
      row('writer', 'read', 'write'),
      row('all', ...everything),
    );
    const namesFor = async (name: string): Promise<readonly string[]> => {
      const agent = await server.connect({ kind, token: tokenOf(name) });
      return (await agent.list()).map((tool) => tool.name);
    };
    const [reader, writer, all] = [await namesFor('reader'), await namesFor('writer'), await namesFor('all')];
    expect(reader).toContain('DescribeRegions');
    expect(reader).not.toContain('CreateCustomerGateway');
    expect(writer).toContain('CreateCustomerGateway');
    expect(writer).not.toContain('DeleteVpnConnection');
    expect(all).toContain('DeleteVpnConnection');
    const agent = await server.connect({ kind, token: tokenOf('writer'), human: saying() });
    await expect(agent.call('DeleteVpnConnection', target)).rejects.toThrow();
    expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
  });

  it('who may write and destroy approves nothing by that', async () => {
    const seen: string[] = [];
    const { cloud, server } = await start(row('ana', 'read', 'write', 'destroy'));
    const agent = await server.connect({ kind, token: tokenOf('ana'), human: saying(seen) });
    const { meta } = await agent.call('DeleteVpnConnection', target);
    expect(meta['vpn-gateway-mcp/approval']).toMatchObject({ State: 'approval_required' });
    expect(seen).toEqual([]);
    expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
  });

  it('who may approve is asked, and the audit says who it was', async () => {
    const { cloud, server } = await start(row('ana', ...everything));
    const agent = await server.connect({ kind, token: tokenOf('ana'), human: saying() });
    expect((await agent.call('DeleteVpnConnection', target)).text).toContain('RequestId');
    const folder = join(cloud.folder, 'kept');
    const files = readdirSync(folder).filter((file) => file.startsWith('audit-'));
    const audit = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('');
    expect(audit).toContain('"Session":"principal ana"');
    expect(audit).toMatch(/"By":"a human at [^"]*, as ana"/);
    expect(audit + server.running.stderr()).not.toContain(tokenOf('ana'));
    expect(JSON.stringify(await cloud.requests())).not.toContain(tokenOf('ana'));
  });

  it('a token that is taken back while a human thinks ends the question, and a late yes does nothing', async () => {
    const { cloud, server, give } = await start(row('ana', ...everything), row('bo', 'read'));
    let answer = (): void => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const human: Human = async ({ requestedSchema }) => {
      answer();
      await server.says(/a token was taken back/);
      const [field = ''] = Object.keys(requestedSchema.properties ?? {});
      return { action: 'accept', content: { [field]: 'warehouse' } };
    };
    const agent = await server.connect({ kind, token: tokenOf('ana'), human });
    const failed = expect(agent.call('DeleteVpnConnection', target, { timeout: 10_000 })).rejects.toThrow();
    await asked;
    give(row('bo', 'read'));
    await failed;
    expect((await fetch(server.url, modernRequest('tools/list', {}, headersWith(tokenOf('ana'))))).status).toBe(401);
    expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
  });
});

it('what a token does not cover is answered with 403 and the permission', async () => {
  const { server } = await start(row('ana', 'read'), row('judge', 'approve'));
  const call = { name: 'DeleteVpnConnection', arguments: target };
  const response = await fetch(server.url, modernRequest('tools/call', call, headersWith(tokenOf('ana'))));
  expect(response.status).toBe(403);
  expect(response.headers.get('www-authenticate')).toContain('error="insufficient_scope", scope="vpn:destroy"');
  const read = modernRequest('resources/read', { uri: 'vpn://x/y/z' }, headersWith(tokenOf('judge')));
  expect((await fetch(server.url, read)).status).toBe(403);
});

it('a session serves nobody but who opened it', async () => {
  const { server } = await start(row('ana', 'read'), row('bo', 'read'));
  const post = (name: string, body: object, headers = {}): Promise<Response> =>
    fetch(server.url, {
      method: 'POST',
      headers: { ...jsonHeaders, ...headersWith(tokenOf(name)), ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', ...body }),
    });
  const session = { 'mcp-session-id': (await post('ana', hello[0])).headers.get('mcp-session-id') ?? '' };
  const list = { id: 2, method: 'tools/list', params: {} };
  expect((await post('ana', list, session)).status).toBe(200);
  expect((await post('bo', list, session)).status).toBe(404);
});

it('the approval of one caller serves no other', async () => {
  const seen: string[] = [];
  const { cloud, server } = await start(row('ana', ...everything), row('bo', ...everything));
  const meta = (name: string) => ({
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': { elicitation: {} },
    name,
  });
  const call = async (name: string, params: object): Promise<Record<string, unknown>> => {
    const init = modernRequest('tools/call', { name: 'DeleteVpnConnection' }, headersWith(tokenOf(name)));
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
    const response = await fetch(server.url, { ...init, body: JSON.stringify(body) });
    return Object(Object(await response.json()).result);
  };
  const request = { name: 'DeleteVpnConnection', arguments: target, _meta: meta('x') };
  const asked = await call('ana', request);
  seen.push(String(asked['requestState']));
  const [key = ''] = Object.keys(Object(asked['inputRequests']));
  const answered = {
    ...request,
    requestState: asked['requestState'],
    inputResponses: { [key]: { action: 'accept', content: { name: 'warehouse' } } },
  };
  expect((await call('bo', answered))['isError']).toBe(true);
  expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
  expect((await call('ana', answered))['isError']).not.toBe(true);
  expect((await call('ana', answered))['isError']).toBe(true);
  expect(await cloud.requests('DeleteVpnConnection')).toHaveLength(1);
});
