// The simulated cloud of a campaign, and a folder for the server that speaks to it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../bench/sandbox.mjs';

/** Room for a campaign, and changes that are done at once: what is tested is not the waiting. */
const ROOMY = {
  'platform.pace': 'instant',
  'platform.quotas': {
    ...{ gateways: 10_000, customer_gateways: 10_000, connections_per_gateway: 10_000, routes_per_gateway: 10_000 },
    ...{ policy_routes_per_gateway: 10_000, cidrs_per_side: 5, ssl_servers_per_gateway: 1, ssl_certs: 10_000 },
  },
};

/** A kept connection may be closed by the other side in the moment in which it is used again. */
async function patiently(ask) {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries > 3) throw error;
    }
  }
}

/** Clouds that run: a campaign that is broken off leaves none behind. */
const running = new Set();
process.once('exit', () => {
  for (const stop of running) stop();
});

export async function startCloud(world = 'office') {
  const { facts, ...sandbox } = await startSandbox(world);
  running.add(sandbox.stop);
  const stop = () => {
    running.delete(sandbox.stop);
    sandbox.stop();
  };
  const control = async (path, body) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await patiently(() => fetch(`${facts.controlEndpoint}/${path}`, init));
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
  await control('reset', { world, patch: ROOMY });
  return {
    facts,
    stop,
    state: () => control('state'),
    requests: () => control('requests'),
    setFaults: (faults) => control('faults', faults),
    advance: (ms) => control('clock', { advanceMs: ms }),
    reset: () => control('reset', { world, patch: ROOMY }),
  };
}

/** A folder of one server's own; `remove` takes it away. */
export function ownFolder() {
  const path = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-torture-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** What makes a server speak to the cloud, with waits as short as a campaign can bear. */
export const environment = (facts, folder, more = {}) => ({
  ...{ HOME: folder, XDG_CONFIG_HOME: join(folder, 'config'), XDG_STATE_HOME: join(folder, 'state') },
  ...{ VPN_MCP_ENDPOINT: facts.endpoint, VPN_MCP_STS_ENDPOINT: facts.stsEndpoint, VPN_MCP_REGION: facts.regionId },
  ...{ ALIBABA_CLOUD_ACCESS_KEY_ID: facts.accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: facts.accessKeySecret },
  ...{ VPN_MCP_STATE_DIR: join(folder, 'audit'), VPN_MCP_BREAKER_DELETES: '1000', VPN_MCP_READ_TIMEOUT_MS: '600' },
  ...more,
});

/** The entries of the audit in a folder, oldest file first; a last line that was cut by a kill is left out. */
export function auditOf(folder) {
  const place = join(folder, 'audit');
  let names = [];
  try {
    names = readdirSync(place).filter((name) => name.endsWith('.jsonl'));
  } catch {
    return [];
  }
  return names.sort().flatMap((name) => {
    const lines = readFileSync(join(place, name), 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line));
  });
}
