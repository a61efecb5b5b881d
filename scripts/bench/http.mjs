// Processor time of the server for a call and for tools/list over HTTP, beside the least that the same SDK can do with as many tools:
// a server whose list is finished JSON, and whose calls ask the same cloud once through undici, signed. All in one run.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { cache, root } from '../bundle.mjs';
import { Caller, ERAS } from '../http/caller.mjs';
import { startListening } from '../http/server.mjs';
import { cpuMs } from '../load/watch.mjs';
import { answering } from './client.mjs';

/** Small blocks, ours and theirs in turns: what the machine does besides hits both alike. */
const BLOCK = 100;
/** What the first requests load is not counted; what V8 compiles for those after them is, and is most of their cost. */
const FIRST = 400;
const EARLY_BLOCKS = 27;
/** So many later it has compiled what it will, with both servers. */
const SETTLING = 3_000;
const SETTLED_BLOCKS_A_ROUND = 4;
const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'BENCH-KEY',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'bench-secret-not-a-real-one',
};

/** The least server, with the tools of ours. */
async function startLeast(tools, port) {
  const outfile = join(cache, 'least-http.cjs');
  mkdirSync(cache, { recursive: true });
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

const askTimes = async (times, caller, request) => {
  for (let n = 0; n < times; n++) await caller.ask(...request);
};

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of the middle half: what the machine did besides in some blocks does not count, and a step of the clock is averaged. */
const middle = (values) => {
  const quarter = Math.floor(values.length / 4);
  return mean([...values].sort((a, b) => a - b).slice(quarter, values.length - quarter));
};

/** Milliseconds of processor time for one request of each, the answers read to their ends; `of` makes one of those of all blocks. */
async function costs(asked, blocks, of) {
  const taken = asked.map(() => []);
  for (let n = 0; n < blocks; n++)
    for (const at of n % 2 ? [0, 1] : [1, 0]) {
      const { pid, ask } = asked[at];
      const from = cpuMs(pid);
      await ask(BLOCK);
      taken[at].push((cpuMs(pid) - from) / BLOCK);
    }
  const [mine, theirs] = taken.map(of);
  return { ratio: mine / theirs, ms: mine, leastMs: theirs };
}

/** The cost of a request beside the least: of the first three thousand, and once V8 has compiled. */
async function compared(servers, request, rounds) {
  const opened = servers.map(async ({ url, pid }) => {
    const caller = await new Caller(url, ERAS[1]).open();
    return { pid, ask: (times) => askTimes(times, caller, request) };
  });
  const asked = await Promise.all(opened);
  for (const { ask } of asked) await ask(FIRST);
  const early = await costs(asked, EARLY_BLOCKS, mean);
  for (const { ask } of asked) await ask(SETTLING);
  return { early, settled: await costs(asked, rounds * SETTLED_BLOCKS_A_ROUND, middle) };
}

const REQUESTS = {
  call: ['tools/call', { name: 'DescribeVpnGateways', arguments: { RegionId: 'cn-hangzhou' } }],
  list: ['tools/list', {}],
};

/** For a call and for tools/list, each from new servers: our milliseconds, those of the least server, and what ours is of that. */
export async function http(server, rounds) {
  const cloud = await answering();
  const { port } = cloud.address();
  const folder = mkdtempSync(join(tmpdir(), 'bench-http-'));
  let count = 0;
  const compare = async (what) => {
    const ours = await startOurs(server, port, folder);
    const { tools } = await new Caller(ours.url, ERAS[1]).ask('tools/list');
    count = tools.length;
    const least = await startLeast(tools, port);
    try {
      return await compared([ours, least], REQUESTS[what], rounds);
    } finally {
      await Promise.all([ours.stop(), least.stop()]);
    }
  };
  try {
    return { call: await compare('call'), list: await compare('list'), tools: count };
  } finally {
    cloud.close();
    cloud.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
}
