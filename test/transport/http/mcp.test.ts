import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, it } from 'vitest';
import { clientKinds, type Human } from '../../support/agent.ts';
import { modernRequest, startHttp } from '../../support/http-server.ts';
import { canBeSignalled } from '../../support/process.ts';
import { startCloud } from '../../support/world.ts';

const target = { VpnConnectionId: 'vco-wh0001' };

const typing =
  (name: string): Human =>
  async ({ requestedSchema }) => {
    const [field = ''] = Object.keys(requestedSchema.properties ?? {});
    return { action: 'accept', content: { [field]: name } };
  };

describe.each(clientKinds)('through the %s client', (kind) => {
  it('a delete happens once the human has typed the name, and not before', async () => {
    const cloud = await startCloud();
    const server = await startHttp([], cloud.env);
    const careless = await server.connect({ kind, human: typing('yes') });
    expect((await careless.call('DeleteVpnConnection', target)).isError).toBe(true);
    expect(await cloud.requests('DeleteVpnConnection')).toEqual([]);
    const careful = await server.connect({ kind, human: typing('warehouse') });
    expect((await careful.call('DeleteVpnConnection', target)).text).toContain('RequestId');
    expect(await cloud.requests('DeleteVpnConnection')).toHaveLength(1);
  });

  it.runIf(canBeSignalled)('a call that its client gives up ends at the cloud', async () => {
    const cloud = await startCloud();
    const server = await startHttp([], cloud.env);
    await cloud.break({ kind: 'delay', action: 'DescribeRegions', ms: 600_000, times: 9 });
    const agent = await server.connect({ kind });
    const abort = new AbortController();
    const call = agent.call('DescribeRegions', {}, { signal: abort.signal });
    const failed = expect(call).rejects.toThrow();
    await expect.poll(() => cloud.requests('DescribeRegions'), { timeout: 15_000 }).toHaveLength(1);
    abort.abort();
    await failed;
    // Nothing is under way any more: the server need not wait for it.
    server.running.child.kill('SIGTERM');
    expect((await server.running.ended).code).toBe(0);
  });

  it('progress arrives while a call runs', async () => {
    const cloud = await startCloud();
    const server = await startHttp([], cloud.env);
    const agent = await server.connect({ kind });
    const heard: string[] = [];
    await agent.call('Overview', {}, { onprogress: ({ message = '' }) => heard.push(message) });
    expect(heard.length).toBeGreaterThan(0);
  });
});

it('the identity is nobody’s to change, and no keys are written to files for who is elsewhere', async () => {
  const cloud = await startCloud();
  const server = await startHttp(['--secrets-dir', cloud.folder], cloud.env);
  const agent = await server.connect({ human: typing('warehouse') });
  const names = (await agent.list()).map(({ name }) => name);
  expect(names).toContain('DeleteVpnConnection');
  expect(names).not.toContain('AssumeRole');
  await expect(agent.call('AssumeRole', {})).rejects.toThrow(/not offered on HTTP/);
  const { text } = await agent.call('DescribeVpnConnection', target);
  expect(text).not.toContain(cloud.folder);
});

it('an answer of the 2026 era goes out whole, with its length', async () => {
  const server = await startHttp();
  const { headers, status, body } = await fetch(server.url, modernRequest('tools/list')).then(async (answer) => ({
    headers: answer.headers,
    status: answer.status,
    body: await answer.arrayBuffer(),
  }));
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('transfer-encoding')).toBeNull();
  expect(Number(headers.get('content-length'))).toBe(body.byteLength);
  expect(body.byteLength).toBeGreaterThan(10_000);
});

it('a subscription of the 2026 era hears that a thing is gone', async () => {
  const cloud = await startCloud();
  const server = await startHttp(['--watch-seconds', '1'], cloud.env);
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url)));
  const uri = `vpn://${cloud.sandbox.regionId}/connections/${target.VpnConnectionId}`;
  const heard = new Promise<string>((resolve) => {
    client.setNotificationHandler('notifications/resources/updated', ({ params }) => resolve(params.uri));
  });
  const listening = await client.listen({ resourceSubscriptions: [uri] });
  await expect.poll(() => cloud.requests('DescribeVpnConnections'), { timeout: 15_000 }).not.toEqual([]);
  const editor = await server.connect({ human: typing('warehouse') });
  await editor.call('DeleteVpnConnection', target);
  expect(await heard).toBe(uri);
  await listening.close();
  await client.close();
});

it.runIf(canBeSignalled).each(['SIGTERM', 'SIGINT'] as const)(
  'on %s a call under way is answered, and the end is 0',
  async (signal) => {
    const cloud = await startCloud();
    const server = await startHttp([], cloud.env);
    await cloud.break({ kind: 'delay', action: 'DescribeRegions', ms: 500, times: 1 });
    const agent = await server.connect();
    const call = agent.call('DescribeRegions');
    await expect.poll(() => cloud.requests('DescribeRegions'), { timeout: 15_000 }).toHaveLength(1);
    server.running.child.kill(signal);
    expect((await call).isError).toBe(false);
    expect((await server.running.ended).code).toBe(0);
    await expect(fetch(server.url)).rejects.toThrow();
  },
);

it.runIf(canBeSignalled)('a call that takes too long does not hold the end', async () => {
  const cloud = await startCloud();
  const server = await startHttp(['--drain-seconds', '0'], cloud.env);
  await cloud.break({ kind: 'delay', action: 'DescribeRegions', ms: 600_000, times: 9 });
  const agent = await server.connect();
  const failed = expect(agent.call('DescribeRegions')).rejects.toThrow();
  await expect.poll(() => cloud.requests('DescribeRegions'), { timeout: 15_000 }).toHaveLength(1);
  server.running.child.kill('SIGTERM');
  expect((await server.running.ended).code).toBe(0);
  await failed;
});

it.each(['initialize', 'ping', 'resources/subscribe', 'made/up'])(
  '%s, which the 2026 era does not know, is not found',
  async (method) => {
    const { url } = await startHttp();
    const response = await fetch(url, modernRequest(method));
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ id: 1, error: { code: -32_601 } });
  },
);
