import { describe, expect, test } from 'vitest';
import { headersWith, jsonHeaders, modernRequest, startHttp } from '../support/http-server.ts';
import { serve } from '../support/identity-server.ts';
import { canBeSignalled } from '../support/process.ts';
import { startCloud } from '../support/world.ts';

interface Seen {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code?: number };
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
}

/** A receiver of OTLP over HTTP, and a server that sends there. */
const start = async (delayMs = 50) => {
  const texts: string[] = [];
  const receiver = await serve((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    request.on('end', () => {
      if (request.url === '/v1/traces') texts.push(text);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  const cloud = await startCloud();
  const env = { ...cloud.env, OTEL_EXPORTER_OTLP_ENDPOINT: receiver, OTEL_BSP_SCHEDULE_DELAY: String(delayMs) };
  const server = await startHttp([], env);
  const spans = (): Seen[] =>
    texts.flatMap((text) =>
      JSON.parse(text).resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: readonly { spans: Seen[] }[] }) =>
        scopeSpans.flatMap((scope) => scope.spans),
      ),
    );
  const spanOf = async (name: string): Promise<Seen> => {
    await expect.poll(() => spans().map((span) => span.name), { timeout: 10_000 }).toContain(name);
    return spans().find((span) => span.name === name) ?? expect.fail(name);
  };
  return { cloud, server, spanOf, text: () => texts.join('\n') };
};

const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
const traceparent = `00-${traceId}-${spanId}-01`;
const call = { name: 'DescribeVpnConnections', arguments: { VpnConnectionId: 'vco-wh0001' } };

describe('with the standard variables', () => {
  test('a call and its requests to the cloud are parts of the caller’s trace, without what they are about', async () => {
    const { server, spanOf, text } = await start();
    await (await fetch(server.url, modernRequest('tools/call', call, { traceparent }))).text();
    const tool = await spanOf('tools/call DescribeVpnConnections');
    const cloud = await spanOf('DescribeVpnConnections');
    expect([tool.traceId, tool.parentSpanId]).toEqual([traceId, spanId]);
    expect([cloud.traceId, cloud.parentSpanId]).toEqual([traceId, tool.spanId]);
    const facts = Object.fromEntries(cloud.attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
    expect(facts).toMatchObject({ 'rpc.method': 'DescribeVpnConnections', 'http.response.status_code': 200 });
    expect(text()).toContain('"vpn-gateway-mcp"');
    expect(text()).not.toMatch(/vco-wh0001|warehouse|Psk|FAKE/);
  });

  test('a session of the 2025 era names the trace in the message', async () => {
    const { server, spanOf } = await start();
    const post = (message: object, session = {}) =>
      fetch(server.url, { method: 'POST', headers: { ...jsonHeaders, ...session }, body: JSON.stringify(message) });
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    const opened = await post({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    const session = { 'mcp-session-id': opened.headers.get('mcp-session-id') ?? '' };
    await opened.text();
    const message = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { ...call, _meta: { traceparent } } };
    await (await post(message, session)).text();
    expect((await spanOf('tools/call DescribeVpnConnections')).traceId).toBe(traceId);
  });

  test.runIf(canBeSignalled)('a failure has its code and no text; what is left is sent before the end', async () => {
    const { server, cloud, spanOf, text } = await start(60_000);
    await cloud.break({ kind: 'forbidden', action: 'DescribeVpnConnections', times: 9 });
    await (await fetch(server.url, modernRequest('tools/call', call))).text();
    server.running.child.kill('SIGTERM');
    expect((await server.running.ended).code).toBe(0);
    const tool = await spanOf('tools/call DescribeVpnConnections');
    expect(tool.status.code).toBe(2);
    expect(tool.parentSpanId ?? '').toBe('');
    expect(JSON.stringify(tool.attributes)).toMatch(/"error.type","value":\{"stringValue":"Forbidden/);
    expect(text()).not.toContain('not authorized');
  });
});

test.runIf(canBeSignalled)(
  'a receiver that is down holds no call up, and does not keep the server from stopping',
  async () => {
    const cloud = await startCloud();
    const server = await startHttp([], { ...cloud.env, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    const answer = await fetch(server.url, modernRequest('tools/call', call, headersWith(undefined)));
    expect(answer.status).toBe(200);
    server.running.child.kill('SIGTERM');
    expect((await server.running.ended).code).toBe(0);
  },
);
