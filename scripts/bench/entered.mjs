// How many files and functions of src one call goes through: a reader of the code has to do the same.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cache, root } from '../bundle.mjs';
import { buildByFile } from '../by-file.mjs';
import { Asked } from './figures.mjs';

/** What a person at the keyboard says: yes, and the name that is asked for. */
const agree = ({ requestedSchema: { properties }, message }) => {
  const content = Object.entries(properties ?? {}).map(([field, { type }]) => [
    field,
    type === 'boolean' ? true : (/vco-[\w-]+/.exec(message)?.[0] ?? ''),
  ]);
  return { action: 'accept', content: Object.fromEntries(content) };
};

/** Each with what is called before it and does not count: files are loaded and connections opened then. */
const CALLS = [
  { what: 'a read', name: 'DescribeVpnConnections', arguments: {} },
  { what: 'a guarded delete', name: 'DeleteVpnConnection', arguments: { VpnConnectionId: 'vco-plant0001' } },
  { what: 'DiagnoseTunnel', name: 'DiagnoseTunnel', arguments: { VpnConnectionId: 'vco-branch01' } },
];

async function enteredBy(server, { name, arguments: args }, env) {
  const asked = new Asked(
    ['--import', pathToFileURL(join(root, 'scripts/bench/coverage.mjs')).href, server],
    env,
    agree,
  );
  const take = async () => {
    asked.child.send('take');
    const [entered] = await once(asked.child, 'message');
    return entered;
  };
  try {
    await asked.open();
    await asked.ask('tools/call', { name: 'DescribeRegions', arguments: {} });
    await take();
    const reply = await asked.ask('tools/call', { name, arguments: args });
    if (reply.isError || reply.error) throw new Error(`${name} failed: ${JSON.stringify(reply).slice(0, 600)}`);
    return await take();
  } finally {
    await asked.close();
  }
}

/** For each call: its files and functions of src. The sandbox runs in another process, so nothing of it is among them. */
export async function entered({ endpoint, accessKeyId, accessKeySecret, regionId }, calls = CALLS) {
  const source = await buildByFile(join(cache, 'by-file'));
  const prefix = pathToFileURL(`${source}/`).href;
  const state = mkdtempSync(join(tmpdir(), 'entered-'));
  const env = {
    VPN_MCP_ENDPOINT: endpoint,
    VPN_MCP_REGION: regionId,
    VPN_MCP_STATE_DIR: state,
    ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
  };
  try {
    const seen = [];
    for (const call of calls) {
      const all = await enteredBy(join(source, 'main.mjs'), call, env);
      const functions = [...new Set(all)]
        .filter((each) => each.startsWith(prefix))
        .map((each) => each.slice(prefix.length));
      const files = [...new Set(functions.map((each) => each.split('#')[0].replace('.mjs', '.ts')))].sort();
      seen.push({ what: call.what, files, functions: functions.length });
    }
    return seen;
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}
