// Processor time of the server for a call and for tools/list over HTTP, beside the least that the same SDK can do with as many tools:
// a server whose list is finished JSON, and whose calls ask the same cloud once through undici, signed. All in one run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { cache, root } from '../bundle.mjs';
import { Caller, ERAS } from '../http/caller.mjs';
import { startListening } from '../http/server.mjs';
import { cpuMs } from '../load/watch.mjs';
import { answering } from './client.mjs';
import { inRounds, median } from './figures.mjs';

const ASKED = 400;
const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'BENCH-KEY',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'bench-secret-not-a-real-one',
};

/** The least server, with the tools of ours. */
async function startLeast(tools, port) {
  const outfile = join(cache, 'least-http.cjs');
  writeFileSync(join(cache, 'least-tools.json'), JSON.stringify(tools));
  await build({
    entryPoints: [join(root, 'scripts/bench/least-http.mjs')],
    outfile,
    ...{ bundle: true, minify: true, platform: 'node', format: 'cjs', logLevel: 'error' },
  });
  return startListening([outfile, join(cache, 'least-tools.json'), String(port)]);
}

const startOurs = (server, port, folder) =>
  startListening([server, '--http', '0', '--rate-limit', '1000000', '--state-dir', folder], {
    ...KEYS,
    VPN_MCP_ENDPOINT: `http://127.0.0.1:${port}`,
    VPN_MCP_REGION: 'cn-hangzhou',
  });

/** Milliseconds of processor time for one request, the answers read to their ends. */
async function cost({ pid }, caller, request) {
  for (let n = 0; n < ASKED / 8; n++) await caller.ask(...request);
  const from = cpuMs(pid);
  for (let n = 0; n < ASKED; n++) await caller.ask(...request);
  return (cpuMs(pid) - from) / ASKED;
}

const REQUESTS = {
  call: ['tools/call', { name: 'DescribeVpnGateways', arguments: { RegionId: 'cn-hangzhou' } }],
  list: ['tools/list', {}],
};

/** For a call and for tools/list: our milliseconds, those of the least server, and what ours is of that. */
export async function http(server, rounds) {
  const cloud = await answering();
  const { port } = cloud.address();
  const folder = mkdtempSync(join(tmpdir(), 'bench-http-'));
  const ours = await startOurs(server, port, folder);
  const { tools } = await new Caller(ours.url, ERAS[1]).ask('tools/list');
  const least = await startLeast(tools, port);
  const servers = { ours, least };
  const measures = {};
  for (const [who, started] of Object.entries(servers))
    for (const [what, request] of Object.entries(REQUESTS)) {
      const caller = await new Caller(started.url, ERAS[1]).open();
      measures[`${who} ${what}`] = () => cost(started, caller, request);
    }
  try {
    const taken = await inRounds(rounds, measures);
    const row = (what) => {
      const [mine, theirs] = [taken[`ours ${what}`], taken[`least ${what}`]];
      return { ratio: median(mine) / median(theirs), ms: median(mine), leastMs: median(theirs) };
    };
    return { call: row('call'), list: row('list'), tools: tools.length };
  } finally {
    await Promise.all([ours.stop(), least.stop()]);
    cloud.close();
    cloud.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
}
