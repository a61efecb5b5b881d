// How long one tool call takes over stdio, beside the same trip through the SDK's own server that only echoes.

import { join } from 'node:path';
import { build } from 'esbuild';
import { cache, root } from '../bundle.mjs';
import { Asked, inRounds, median } from './figures.mjs';

const ECHO = `
import { Server } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
serveStdio(() => {
  const server = new Server({ name: 'echo', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/call', ({ params }) => ({ content: [{ type: 'text', text: params.arguments.text }] }));
  return server;
});
process.stdin.on('end', () => process.exit(0));`;

async function echoServer() {
  const outfile = join(cache, 'echo.cjs');
  const stdin = { contents: ECHO, resolveDir: root };
  await build({ stdin, outfile, bundle: true, minify: true, platform: 'node', format: 'cjs', logLevel: 'error' });
  return outfile;
}

const CALLS = 300;

async function p50(asked, params) {
  const took = [];
  for (let call = 0; call < CALLS; call++) {
    const from = performance.now();
    const { isError, error } = await asked.ask('tools/call', params);
    if (isError || error) throw new Error(`the call ${params.name} failed`);
    took.push(performance.now() - from);
  }
  return median(took.slice(CALLS / 3));
}

/** Our call goes all the way: guard, signature, HTTP to the sandbox in another process, reply, redaction. */
export async function calls(server, sandbox, rounds) {
  const { endpoint, accessKeyId, accessKeySecret, regionId } = sandbox;
  const ours = new Asked([server], {
    VPN_MCP_ENDPOINT: endpoint,
    VPN_MCP_REGION: regionId,
    ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
  });
  const echo = new Asked([await echoServer()]);
  await Promise.all([ours.open(), echo.open()]);
  try {
    const taken = await inRounds(rounds, {
      ours: () => p50(ours, { name: 'DescribeRegions', arguments: {} }),
      echo: () => p50(echo, { name: 'echo', arguments: { text: 'x'.repeat(200) } }),
    });
    const [oursMs, echoMs] = [median(taken.ours), median(taken.echo)];
    return { ratio: oursMs / echoMs, oursMs, echoMs };
  } finally {
    await Promise.all([ours.close(), echo.close()]);
  }
}
