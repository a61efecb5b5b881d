// Mutated replies: every tool is asked of a cloud that answers strangely.
import { Agent, HANG } from './agent.mjs';
import { environment, ownFolder, startCloud } from './cloud.mjs';
import { startMutator } from './mutations.mjs';
import { judgeAudit, judgeWish, textOf } from './witness.mjs';
import { nextWrite } from './writes.mjs';

const CALLS = 30;
const LIMIT_MS = 45_000;
/** One answer, with what JSON-RPC and the text beside the structure add. */
const MOST_BYTES = 3_000_000;
const MOST_MB = 600;

/** Reads: every describing action and every tool that calls many. */
function readFor(state, dice) {
  const some = (list, field) => (state[list].length > 0 ? dice.pick(state[list])[field] : 'none');
  const vpn = { VpnGatewayId: some('gateways', 'VpnGatewayId') };
  const vco = { VpnConnectionId: some('connections', 'VpnConnectionId') };
  return dice.pick([
    ['DescribeRegions', {}],
    ['DescribeVpnGateways', { All: dice.chance(0.5) }],
    ['DescribeVpnGateway', vpn],
    ['DescribeCustomerGateways', { All: true }],
    ['DescribeVpnRouteEntries', { ...vpn, All: true }],
    ['DescribeVpnPbrRouteEntries', vpn],
    ['DescribeVpnConnections', { All: true }],
    ['DescribeVpnConnection', vco],
    ['DownloadVpnConnectionConfig', vco],
    ['DescribeSslVpnServers', {}],
    [
      'DescribeVpnSslServerLogs',
      { VpnSslServerId: some('ssl_servers', 'SslVpnServerId'), MinutePeriod: 10, All: true },
    ],
    ['DescribeSslVpnClientCerts', { All: true }],
    ['DescribeSslVpnClientCert', { SslVpnClientCertId: some('ssl_certs', 'SslVpnClientCertId') }],
    ['Overview', {}],
    ['DiagnoseTunnel', { ...vco, All: dice.chance(0.5) }],
    ['DiagnoseSslClient', {}],
    ['FindResource', { Query: dice.pick(['10.10', 'plant', '172.20.0.9', 'no such']) }],
    ['AuditVpn', { All: dice.chance(0.5) }],
    ['AuditVpn', { Format: 'sarif' }],
    ['MapTopology', { All: dice.chance(0.5), Mermaid: dice.chance(0.5) }],
    ['PlanChange', { Tool: 'DeleteVpnConnection', Arguments: vco }],
    ['PlanChange', { Tool: 'DeleteVpnGateway', Arguments: vpn }],
  ]);
}

export async function round(n, dice, tally, isOver) {
  const report = (column, what) => tally.defect(column, n, what);
  const [cloud, folder] = [await startCloud(), ownFolder()];
  const between = await startMutator(cloud.facts.endpoint, dice, dice.pick([0.1, 0.4, 0.9]));
  const agent = await new Agent(environment({ ...cloud.facts, endpoint: between.endpoint }, folder.path)).open();
  try {
    const state = await cloud.state();
    for (let count = 0, seen = 0; count < CALLS && !isOver(); count++) {
      const isWriting = dice.chance(0.25);
      const { action, args } = isWriting ? nextWrite(await cloud.state(), count, dice) : {};
      const [name, input] = isWriting ? [action, args] : readFor(state, dice);
      const before = agent.largest;
      const answer = await agent.call(name, input, { limitMs: LIMIT_MS });
      if (agent.largest > Math.max(before, MOST_BYTES))
        report('other', `${name} ${JSON.stringify(input)}: an answer of ${agent.largest} bytes`);
      tally.count('calls');
      if (answer === HANG) report('hangs', `${name}: no answer in ${LIMIT_MS} ms`);
      if (answer.gone) report('other', `${name}: the process ended: ${agent.stderr.slice(-300)}`);
      if (/^internal/.test(textOf(answer)))
        report('other', `${name} ${JSON.stringify(input)}: an internal fault: ${faultOf(agent)}`);
      if (isWriting) {
        const requests = await cloud.requests();
        judgeWish({ action, args }, [answer], requests.slice(seen), report);
        seen = requests.length;
        tally.count('writes');
      }
      if (answer === HANG || answer.gone) break;
    }
    tally.count('faults', between.changed());
    if ((await agent.end()).isHung) report('hangs', 'the process did not end when its input did');
    judgeAudit(folder.path, await cloud.requests(), report, { isOrderly: true });
    if (agent.peakMb > MOST_MB) report('other', `${Math.round(agent.peakMb)} MB of memory`);
  } finally {
    tally.addAgent(agent, n);
    agent.child.kill('SIGKILL');
    cloud.stop();
    await between.close();
    folder.remove();
  }
}

/** The trace that the server logged. */
const faultOf = ({ stderr }) => stderr.slice(stderr.lastIndexOf('internal fault')).slice(0, 500);
