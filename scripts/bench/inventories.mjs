// Large inventories: the longest wait of a ping beside each tool, and how the processor time of a tool grows with the inventory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../bundle.mjs';
import { Asked } from './figures.mjs';
import { server } from './sandbox.mjs';

const SIZES = [500, 5_000];
const PING_MS = 10;

const gateway = 'vpn-inventory000000';
const planned = (tool, args) => ({ name: 'PlanChange', arguments: { Tool: tool, Arguments: args } });

/** What is asked: every tool that reads a whole inventory, and plans at the gateway with the policy routes. */
export const CALLS = {
  Overview: { name: 'Overview', arguments: {} },
  AuditVpn: { name: 'AuditVpn', arguments: {} },
  'AuditVpn, all': { name: 'AuditVpn', arguments: { All: true } },
  'AuditVpn, SARIF': { name: 'AuditVpn', arguments: { Format: 'sarif' } },
  MapTopology: { name: 'MapTopology', arguments: {} },
  'MapTopology, all': { name: 'MapTopology', arguments: { All: true } },
  FindResource: { name: 'FindResource', arguments: { Query: '172.16.3.9' } },
  'FindResource, nothing': { name: 'FindResource', arguments: { Query: 'no-such-nme' } },
  DiagnoseTunnel: { name: 'DiagnoseTunnel', arguments: { VpnConnectionId: 'vco-inventory000005' } },
  DiagnoseSslClient: { name: 'DiagnoseSslClient', arguments: { RegionId: 'cn-hangzhou' } },
  'plan of a route': planned('CreateVpnRouteEntry', {
    ...{ VpnGatewayId: gateway, RouteDest: '172.16.0.0/12', NextHop: 'vco-inventory000001' },
    ...{ Weight: 100, PublishVpc: true },
  }),
  'plan of a policy route': planned('CreateVpnPbrRouteEntry', {
    ...{
      VpnGatewayId: gateway,
      RouteDest: '172.16.0.0/12',
      RouteSource: '10.0.0.0/16',
      NextHop: 'vco-inventory000001',
    },
    ...{ Weight: 100, PublishVpc: true },
  }),
  'plan of a deletion': planned('DeleteVpnConnection', { VpnConnectionId: 'vco-inventory000001' }),
  'plan of a gateway deletion': planned('DeleteVpnGateway', { VpnGatewayId: gateway }),
};

/** Processor time of a process in milliseconds; NaN where the system does not tell. */
function cpuMs(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

export async function startCloud(connections, kind = 'single') {
  const file = join(root, 'scripts/bench/inventory-cloud.mjs');
  const child = spawn(process.execPath, [file, String(connections), kind], { stdio: ['pipe', 'pipe', 'ignore'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { ...JSON.parse(line), stop: () => child.kill() };
}

/** Asks, and pings all the while: the longest wait for an answer to a ping, and what the call cost. */
async function beside(asked, call) {
  const before = cpuMs(asked.child.pid);
  const from = performance.now();
  let longest = 0;
  let isOver = false;
  const pinging = (async () => {
    while (!isOver) {
      const sent = performance.now();
      await asked.ask('ping');
      longest = Math.max(longest, performance.now() - sent);
      await new Promise((resolve) => setTimeout(resolve, PING_MS));
    }
  })();
  const result = await asked.ask('tools/call', call);
  const ms = performance.now() - from;
  isOver = true;
  await pinging;
  if (result.isError || result.error) throw new Error(`${call.name}: ${JSON.stringify(result).slice(0, 300)}`);
  const bytes = JSON.stringify(result).length;
  return { ms, longest, cpu: cpuMs(asked.child.pid) - before, bytes };
}

async function open(cloud, env = {}) {
  const asked = new Asked([server], {
    VPN_MCP_ENDPOINT: `http://127.0.0.1:${cloud.port}`,
    VPN_MCP_REGION: cloud.region,
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'BENCH-KEY',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'bench-secret-not-a-real-one',
    ...env,
  });
  await asked.open();
  return asked;
}

/** By call and by size; `only` names calls. */
export async function inventories(rounds, only = Object.keys(CALLS)) {
  const found = Object.fromEntries(only.map((name) => [name, []]));
  for (const size of SIZES) {
    const cloud = await startCloud(size);
    const asked = await open(cloud);
    for (const name of only) {
      const runs = [];
      for (let round = 0; round <= rounds; round++) {
        const run = await beside(asked, CALLS[name]);
        // The first run compiles.
        if (round > 0) runs.push(run);
      }
      const least = (of) => Math.min(...runs.map((run) => run[of]));
      found[name].push({ size, ms: least('ms'), longest: least('longest'), cpu: least('cpu'), bytes: runs[0].bytes });
    }
    await asked.close();
    cloud.stop();
  }
  return found;
}

const DUAL = 1_000;

/** How much more an overview costs where every connection has two tunnels. */
export async function dualFactor(rounds) {
  const costs = { single: [], dual: [] };
  for (const kind of Object.keys(costs)) {
    const cloud = await startCloud(DUAL, kind);
    const asked = await open(cloud, { VPN_MCP_PLATFORM: 'public' });
    for (let round = 0; round <= rounds; round++) {
      const run = await beside(asked, CALLS.Overview);
      if (round > 0) costs[kind].push(run.cpu);
    }
    await asked.close();
    cloud.stop();
  }
  return Math.min(...costs.dual) / Math.min(...costs.single);
}

/** The power of the size with which the cost grows; 1 is linear. */
export const exponent = ([small, large]) => Math.log(large.cpu / small.cpu) / Math.log(large.size / small.size);
