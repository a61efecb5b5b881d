// Processor time of our client for one signed request, beside undici's pool used bare. Each runs in its own process.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { cache, root } from '../bundle.mjs';
import { inRounds, median } from './figures.mjs';

const KINDS = ['bare', 'signed', 'ours'];

/** Answers everything with one gateway, at once: what is measured is the asking. */
export function answering() {
  const gateway = { VpnGatewayId: 'vpn-bench', Name: 'bench', Status: 'active', CreateTime: 1492753580000 };
  const body = JSON.stringify({
    RequestId: '6894B13B-6D71-4EF5-88FA-F32781734A7F',
    TotalCount: 1,
    PageNumber: 1,
    PageSize: 10,
    VpnGateways: { VpnGateway: [gateway] },
  });
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      response.end(body);
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function workerFile() {
  const outfile = join(cache, 'bench-worker.mjs');
  await build({
    entryPoints: [join(root, 'scripts/bench/client-worker.mjs')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}

/** Microseconds of processor time for one request. */
const cost = (file, kind, port) =>
  new Promise((resolve, reject) => {
    const worker = fork(file, [kind, String(port)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    worker.once('message', resolve);
    worker.once('exit', (code) => reject(new Error(`the worker "${kind}" ended with ${code}`)));
  });

export async function client(rounds) {
  const file = await workerFile();
  const server = await answering();
  const { port } = server.address();
  const measures = Object.fromEntries(KINDS.map((kind) => [kind, () => cost(file, kind, port)]));
  const taken = await inRounds(rounds, measures);
  server.close();
  const over = (kind) => median(taken.ours.map((us, round) => us / taken[kind][round]));
  return { overBare: over('bare'), overSigned: over('signed'), us: median(taken.ours), bareUs: median(taken.bare) };
}
