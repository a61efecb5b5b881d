// Load on the built program over HTTP: callers of both eras that read, plan and list, with rude clients beside them. Fails where
// an answer is wrong, the server ends, or its memory grows. The server and the simulated cloud are processes of their own.
// usage: npm run load [-- --seconds N] [--callers N] [--lanes N] [--keep]    --keep: writes the numbers to docs/reliability.md
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { median, quantile } from './bench/figures.mjs';
import { server, startSandbox } from './bench/sandbox.mjs';
import { root } from './bundle.mjs';
import { Caller, ERAS } from './http/caller.mjs';
import { startListening } from './http/server.mjs';
import { beRude } from './load/rude.mjs';
import { cpuMs, watch } from './load/watch.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    callers: { type: 'string', default: '6' },
    lanes: { type: 'string', default: '2' },
    keep: { type: 'boolean', default: false },
  },
});

const connection = { VpnConnectionId: 'vco-wh0001' };
const tool = (name, args = {}) => ['tools/call', { name, arguments: args }];

/** What a caller asks for, each in turn. */
const REQUESTS = {
  'tools/list': ['tools/list', {}],
  DescribeVpnConnections: tool('DescribeVpnConnections'),
  'PlanChange of a delete': tool('PlanChange', { Tool: 'DeleteVpnConnection', Arguments: connection }),
  Overview: tool('Overview'),
};

/**
 * A client that never reads is cut off within half a minute, once there is more for it than the kernels hold; and a heap has
 * found its size by then. Shorter runs are not judged by either.
 */
const ENOUGH_SECONDS = 45;

const tokenOf = (name) => `made-up-token-of-${name}-0123456789abcdef`;

async function startServer(facts, names) {
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  const tokens = names.map((name) => ({
    name,
    token: tokenOf(name),
    scopes: ['vpn:read', 'vpn:write', 'vpn:destroy'],
  }));
  writeFileSync(join(folder, 'tokens.json'), JSON.stringify({ tokens }));
  const args = ['--http', '0', '--tokens-file', join(folder, 'tokens.json'), '--rate-limit', '1000000'];
  const started = await startListening([server, ...args, '--state-dir', folder], {
    VPN_MCP_ENDPOINT: facts.endpoint,
    VPN_MCP_REGION: facts.regionId,
    VPN_MCP_PLATFORM: facts.platform ?? 'stack',
    ALIBABA_CLOUD_ACCESS_KEY_ID: facts.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: facts.accessKeySecret,
  });
  return { ...started, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** One caller, with so many requests under way at once. */
async function call(url, name, era, signal, took, wrong) {
  const caller = await new Caller(url, era, tokenOf(name)).open();
  const kinds = Object.keys(REQUESTS);
  let next = 0;
  const lane = async () => {
    while (!signal.aborted) {
      const kind = kinds[next++ % kinds.length];
      const from = performance.now();
      await caller.ask(...REQUESTS[kind]).catch((error) => wrong.push(`${era}, ${kind}: ${error.message}`));
      took[era][kind].push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: Number(values.lanes) }, lane));
}

const ms = (value) => value.toFixed(value < 10 ? 1 : 0);

function rowsOf(took) {
  const row = ([era, kind, all]) =>
    `| ${[kind, era, all.length, ...[0.5, 0.95, 0.99, 1].map((q) => ms(quantile(all, q)))].join(' | ')} |`;
  return Object.keys(REQUESTS).flatMap((kind) => ERAS.map((era) => row([era, kind, took[era][kind]])));
}

/** Memory grows until garbage is collected for the first time; from a quarter of the run on it has to stay where it is. */
function growthOf(memory) {
  const part = (from, to) => median(memory.slice(Math.floor(memory.length * from), Math.ceil(memory.length * to)));
  return { before: part(0.25, 0.5), after: part(0.75, 1), most: Math.max(...memory) };
}

function report({ took, seen, rude, cpu, seconds }) {
  const calls = ERAS.flatMap((era) => Object.values(took[era])).reduce((sum, { length }) => sum + length, 0);
  const { before, after, most } = growthOf(seen.memory);
  const [middle, high, longest] = [0.5, 0.99, 1].map((q) => ms(quantile(seen.health, q)));
  return `${values.callers} callers, half of each era, with ${values.lanes} requests under way each, ${seconds} s, Node.js ${process.version}, on a machine with others' work:

| request | era | calls | p50, ms | p95 | p99 | longest |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
${rowsOf(took).join('\n')}

${calls} calls, ${Math.round(calls / seconds)} a second; ${(cpu / calls).toFixed(2)} ms of the server's processor time a call. A free event loop, asked ten
times a second by \`/healthz\`: p50 ${middle} ms, p99 ${high} ms, longest ${longest} ms. Resident memory: median ${Math.round(before)} MB in the second quarter,
${Math.round(after)} MB in the last, ${Math.round(most)} MB at most. Beside them a rude client: ${rude.gone} calls that it gave up, ${rude.sessions} sessions that it left open,
${rude.unread} connections that it did not read and ${rude.unended} requests that it did not end until the server cut them off.
`;
}

const [BEGIN, END] = ['<!-- written by npm run load -- --keep -->', '<!-- end -->'];

function keep(text) {
  const path = join(root, 'docs/reliability.md');
  const page = readFileSync(path, 'utf8');
  const [before, rest] = page.split(BEGIN);
  writeFileSync(path, `${before}${BEGIN}\n\n${text}\n${END}${rest.split(END)[1]}`);
}

async function run(url, names, seconds, started) {
  const stop = new AbortController();
  const took = Object.fromEntries(
    ERAS.map((era) => [era, Object.fromEntries(Object.keys(REQUESTS).map((kind) => [kind, []]))]),
  );
  const wrong = [];
  // The first answers load what is loaded once.
  for (const era of ERAS)
    for (const request of Object.values(REQUESTS))
      await (await new Caller(url, era, tokenOf('rude')).open()).ask(...request);
  const cpuBefore = cpuMs(started.pid);
  const rude = await beRude(url, tokenOf('rude'), stop.signal);
  const watched = watch(started, stop.signal);
  const callers = names.map((name, at) => call(url, name, ERAS[at % ERAS.length], stop.signal, took, wrong));
  await Promise.race([sleep(seconds * 1000), Promise.all(callers)]);
  const cpu = cpuMs(started.pid) - cpuBefore;
  stop.abort();
  await Promise.all([...callers, rude.over]);
  return { took, wrong, rude: rude.counts, cpu, seen: await watched, seconds };
}

if (!existsSync(server)) {
  console.error('dist/ is not there: run npm run build first');
  process.exit(1);
}
const names = Array.from({ length: Number(values.callers) }, (_, at) => `caller-${at}`);
const sandbox = await startSandbox('office');
const started = await startServer(sandbox.facts, [...names, 'rude']);
const result = await run(started.url, names, Number(values.seconds), started);
const hasEnded = started.hasEnded();
const code = await started.stop();
sandbox.stop();
started.remove();
const text = report(result);
console.log(text);
const { before, after } = growthOf(result.seen.memory);
const faults = [
  ...result.wrong.slice(0, 10),
  ...(result.wrong.length > 10 ? [`${result.wrong.length} wrong answers altogether`] : []),
  ...(hasEnded || code !== 0 ? [`the server ended with ${code}`] : []),
  ...(result.seconds >= ENOUGH_SECONDS && after > before * 1.2 + 10 ? ['its memory grows'] : []),
  ...(result.seconds >= ENOUGH_SECONDS && result.rude.unread === 0 ? ['a client that never reads is not cut off'] : []),
];
for (const fault of faults) console.error(`load: ${fault}`);
if (values.keep && faults.length === 0) keep(text);
process.exitCode = faults.length > 0 ? 1 : 0;
