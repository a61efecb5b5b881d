// What the audit and the map cost over hundreds of tunnels, beside the same reads made bare with the same parallelism.
import { loadSource, root } from '../bundle.mjs';
import { inRounds, median } from './figures.mjs';

const PARTS = `
  export { createClient } from './src/client/client.ts';
  export { openPipeline } from './src/server/pipeline.ts';
  export { actions } from './src/catalogue/index.ts';
  export { limitConcurrency } from './src/tools/inventory/inventory.ts';
  export { everyPage } from './src/tools/every-page.ts';
`;

const LISTS = ['DescribeCustomerGateways', 'DescribeVpnConnections', 'DescribeSslVpnServers'];
const CERTIFICATES = 'DescribeSslVpnClientCerts';
const ROUTES = ['DescribeVpnRouteEntries', 'DescribeVpnPbrRouteEntries'];
/** As wide as the tools read. */
const AT_ONCE = 12;

const silent = () => {};
const newCall = () => ({
  signal: new AbortController().signal,
  progress: silent,
  log: silent,
  caller: { requestId: '1', session: 'bench', transport: 'shell' },
});

/** Every page of every list that the tool reads, and nothing done with it. */
const bareReads =
  ({ actions, limitConcurrency, everyPage }, invoke, lists) =>
  async () => {
    const enter = limitConcurrency(AT_ONCE);
    const call = newCall();
    const read = (name, input) => enter(() => everyPage(invoke, actions[name], input, call));
    const { Regions } = await invoke(actions.DescribeRegions, {}, call);
    await Promise.all(
      Regions.flatMap(({ RegionId }) => [
        ...lists.map((name) => read(name, { RegionId })),
        read('DescribeVpnGateways', { RegionId }).then(({ VpnGateways }) =>
          Promise.all(
            VpnGateways.flatMap(({ VpnGatewayId }) => ROUTES.map((name) => read(name, { RegionId, VpnGatewayId }))),
          ),
        ),
      ]),
    );
  };

const timed = (work) => async () => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

const guardOptions = (client) => ({
  platform: 'stack',
  fetchLogs: false,
  allowBilled: false,
  readOnly: true,
  confirm: 'ask',
  protect: [],
  deleteLimit: { deletes: 5, minutes: 10 },
  transport: 'shell',
  identity: (_action, input) => client.identity(input),
  log: silent,
});

const tool = (pipeline, name) => async () => {
  const { isError, content } = await pipeline.run(name, {}, newCall());
  if (isError) throw new Error(content[0].text);
};

/** Ratios of the tools' time to that of their reads alone, over the world `fleet`. */
export async function fleet({ endpoint, accessKeyId, accessKeySecret, regionId: region }, rounds) {
  const parts = await loadSource({ stdin: { contents: PARTS, resolveDir: root, loader: 'ts' }, packages: 'external' });
  const client = parts.createClient({ endpoint, accessKeyId, accessKeySecret, region, log: silent });
  const pipeline = parts.openPipeline(client.invoke, guardOptions(client), silent, []);
  try {
    const taken = await inRounds(rounds, {
      auditReads: timed(bareReads(parts, client.invoke, [...LISTS, CERTIFICATES])),
      audit: timed(tool(pipeline, 'AuditVpn')),
      mapReads: timed(bareReads(parts, client.invoke, LISTS)),
      map: timed(tool(pipeline, 'MapTopology')),
    });
    const over = (name) => median(taken[name].map((ms, round) => ms / taken[`${name}Reads`][round]));
    return { audit: over('audit'), auditMs: median(taken.audit), map: over('map'), mapMs: median(taken.map) };
  } finally {
    await pipeline.close();
    await client.close();
  }
}
