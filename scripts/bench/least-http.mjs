// usage: least-http TOOLS PORT. The least server of the SDK: a finished list, and calls that ask the cloud at PORT once, signed.
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import { Pool } from 'undici';

const [, , file, port] = process.argv;
const tools = JSON.parse(readFileSync(file, 'utf8'));
const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 16 });
const headers = { 'content-type': 'application/x-www-form-urlencoded' };

function signed(input) {
  const fixed = { Action: 'DescribeVpnGateways', Version: '2016-04-28', Format: 'JSON', AccessKeyId: 'BENCH-KEY' };
  const method = { SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', SignatureNonce: randomUUID() };
  const all = Object.entries({ ...fixed, ...method, Timestamp: new Date().toISOString(), ...input });
  const text = all
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const signature = createHmac('sha1', 'bench-secret-not-a-real-one&')
    .update(`POST&%2F&${encodeURIComponent(text)}`)
    .digest('base64');
  return `${text}&Signature=${encodeURIComponent(signature)}`;
}

const handler = createMcpHandler(() => {
  const server = new Server({ name: 'least', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools }));
  server.setRequestHandler('tools/call', async ({ params }) => {
    const { body } = await pool.request({ method: 'POST', path: '/', headers, body: signed(params.arguments) });
    const reply = await body.json();
    return { content: [{ type: 'text', text: JSON.stringify(reply) }], structuredContent: reply };
  });
  return server;
});
const server = createServer(toNodeHandler(handler));
server.listen(0, '127.0.0.1', () => console.error(`listening url=http://127.0.0.1:${server.address().port}/mcp`));
