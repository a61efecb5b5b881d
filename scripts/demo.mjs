// A short story on the terminal: a real MCP client, the built server on stdio, its embedded sandbox. No account, no
// network. The client plays the human too, so that the server's questions and their answers can be seen.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const server = fileURLToPath(new URL('../dist/vpn-gateway-mcp.cjs', import.meta.url));
const UP = 'ipsec_sa_established';
const BRANCH = '192.0.2.120';
const STRONG = { IkeVersion: 'ikev2', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' };
const STRONG_ESP = { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14' };

/** The warehouse router's swanctl.conf: it wants group 14 (modp2048), which the cloud does not offer. */
const ROUTER = `connections {
  cloud {
    version = 2
    local_addrs = 198.51.100.20
    remote_addrs = 203.0.113.20
    proposals = aes256-sha1-modp2048
    children {
      lan {
        local_ts = 172.31.40.0/22
        remote_ts = 10.20.0.0/16
        esp_proposals = aes256-sha1-modp2048
      }
    }
  }
}`;

const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
const [bold, dim, green, yellow] = [1, 2, 32, 33].map(paint);

const say = (text = '') => console.log(text);
const chapter = (title) => say(`\n${bold(title)}`);
const did = (tool, what) => say(`  ${tool.padEnd(29)} ${what}`);
const note = (text) => say(`  ${dim(text)}`);
const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;
const status = (word) => (word === UP ? green(word) : yellow(word));

/** What the human answers when the server asks; shown, because that is the point of asking. */
function answer({ params: { message, requestedSchema } }) {
  say(`  ${yellow('The server asks the human:')}`);
  for (const line of message.trim().split('\n')) say(`  ${yellow('|')} ${line}`.trimEnd());
  say(`  ${yellow('The human says:')} yes`);
  const fields = Object.entries(requestedSchema.properties);
  // A delete wants the name of what goes.
  const typed = /^To confirm, type: (.+)$/m.exec(message)?.[1];
  return { action: 'accept', content: Object.fromEntries(fields.map(([name]) => [name, typed ?? true])) };
}

async function connect(home) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [server, '--sandbox', '--state-dir', home],
    stderr: 'pipe',
  });
  const heard = [];
  transport.stderr.on('data', (chunk) => heard.push(chunk));
  const client = new Client({ name: 'demo', version: '1.0.0' }, { capabilities: { elicitation: {} } });
  client.setRequestHandler('elicitation/create', answer);
  await client.connect(transport);
  return { client, heard };
}

/** One tool call; a tool that fails ends the story. */
async function call(client, name, args) {
  const result = await client.callTool({ name, arguments: args });
  if (!result.isError) return result.structuredContent;
  throw new Error(`${name}: ${result.content.map(({ text }) => text).join('\n')}`);
}

/** Looks again until it is so; the sandbox takes its time as the cloud does, only less of it. */
async function until(look, isSo) {
  for (let tries = 0; tries < 60; tries++) {
    const seen = await look();
    if (isSo(seen)) return seen;
    await sleep(200);
  }
  throw new Error('it did not come to pass in time');
}

async function meetTools(client) {
  chapter('1  What an agent sees');
  const { tools } = await client.listTools();
  const reading = tools.filter(({ annotations }) => annotations.readOnlyHint).length;
  const destroying = tools.filter(({ annotations }) => annotations.destructiveHint).length;
  did(
    'tools/list',
    `${tools.length} tools: ${reading} only read, ${destroying} may stop traffic, destroy or cost money`,
  );
  const { VpnConnections } = await call(client, 'DescribeVpnConnections', {});
  did('DescribeVpnConnections', `${VpnConnections.length} tunnels in the office world:`);
  for (const { Name, RemoteSubnet, Status } of VpnConnections)
    say(`    ${Name.padEnd(14)} to ${RemoteSubnet.padEnd(18)} ${status(Status)}`);
}

async function buildLink(client) {
  chapter('2  A link to a new branch');
  const from = performance.now();
  const { VpnGatewayId } = await call(client, 'CreateVpnGateway', {
    VpcId: 'vpc-demo0001',
    Name: 'demo-hub',
    Bandwidth: 10,
    EnableIpsec: true,
  });
  did('CreateVpnGateway', `${VpnGatewayId}, being built`);
  const built = await until(
    () => call(client, 'DescribeVpnGateway', { VpnGatewayId }),
    (it) => it.Status === 'active',
  );
  did('DescribeVpnGateway', `${built.Status} at ${built.InternetIp} after ${seconds(from)}`);
  const site = { IpAddress: BRANCH, Name: 'demo-branch' };
  const { CustomerGatewayId } = await call(client, 'CreateCustomerGateway', site);
  did('CreateCustomerGateway', `${CustomerGatewayId}, the branch router at ${BRANCH}`);
  const { VpnConnectionId } = await call(client, 'CreateVpnConnection', {
    VpnGatewayId,
    CustomerGatewayId,
    Name: 'demo-link',
    LocalSubnet: '10.40.0.0/16',
    RemoteSubnet: '172.31.0.0/20',
    EffectImmediately: true,
    IkeConfig: { ...STRONG, Psk: { generate: true } },
    IpsecConfig: STRONG_ESP,
  });
  did('CreateVpnConnection', `${VpnConnectionId}, with a key that no model has seen`);
  await watch(client, VpnConnectionId);
  await settled(client, VpnGatewayId);
  const route = { VpnGatewayId, RouteDest: '172.31.0.0/20', NextHop: VpnConnectionId, Weight: 100, PublishVpc: true };
  await call(client, 'CreateVpnRouteEntry', route);
  did('CreateVpnRouteEntry', `${route.RouteDest} goes through it`);
}

const settled = (client, VpnGatewayId) =>
  until(
    () => call(client, 'DescribeVpnGateway', { VpnGatewayId }),
    ({ Status }) => Status === 'active',
  );

/** Tells how the status of a tunnel turns, until it is up. */
async function watch(client, VpnConnectionId, before) {
  const from = performance.now();
  let last = before;
  await until(
    () => call(client, 'DescribeVpnConnection', { VpnConnectionId }),
    ({ Status }) => {
      const turned = last ? `${status(last)} turned to ` : '';
      if (Status !== last) did('DescribeVpnConnection', `${turned}${status(Status)} after ${seconds(from)}`);
      last = Status;
      return Status === UP;
    },
  );
}

async function mendTunnel(client) {
  chapter('3  A broken tunnel');
  const { Lines } = await call(client, 'Overview', {});
  const { Id: VpnConnectionId, Name, State } = Lines.find(({ Kind, Health }) => Kind === 'tunnel' && Health === 'down');
  const before = State.split(',')[0];
  did('Overview', `worst of all: ${Name} ${status(before)}`);
  note('Somebody pastes the configuration of the router at the other end and asks: why is it down?');
  const { Causes } = await call(client, 'DiagnoseTunnel', { VpnConnectionId: Name, PeerConfig: ROUTER });
  const [{ Id, Confidence, Evidence, Fix }] = Causes;
  did('DiagnoseTunnel', `${bold(Id)}, ${Confidence * 100} % sure: ${Evidence[0]}`);
  did('', `the fix is ready: ${Fix.Tool}`);
  await call(client, Fix.Tool, Fix.Arguments);
  did(Fix.Tool, 'done, and read back');
  await watch(client, VpnConnectionId, before);
}

/** Which tunnel carries each destination of the plant, by the table of its gateway. */
async function tellRoutes(client, tunnels) {
  const { VpnRouteEntries } = await call(client, 'DescribeVpnRouteEntries', { VpnGatewayId: 'vpn-hq0001' });
  for (const { RouteDest, NextHop, Weight } of VpnRouteEntries)
    say(`    ${RouteDest.padEnd(18)} over ${tunnels.get(NextHop).padEnd(14)} weight ${Weight}`);
}

async function failOver(client) {
  chapter('4  A failover');
  note(
    'The plant’s first firewall is to be taken down tonight: its traffic goes over the second, and back afterwards.',
  );
  const { VpnConnections } = await call(client, 'DescribeVpnConnections', {});
  const tunnels = new Map(VpnConnections.map(({ VpnConnectionId, Name }) => [VpnConnectionId, Name]));
  for (const To of ['plant-backup', 'plant-main']) {
    const { State, Steps, Board } = await call(client, 'SwitchRoutes', { To });
    did('SwitchRoutes', `${State} in ${Steps.length} steps, each read back: ${green(Board[0].What)}`);
    await tellRoutes(client, tunnels);
  }
}

async function main() {
  if (!existsSync(server)) throw new Error('dist/ is not there: run npm run build first');
  const from = performance.now();
  const home = mkdtempSync(join(tmpdir(), 'vpn-gateway-mcp-demo-'));
  say(`${bold('vpn-gateway-mcp')} on its sandbox, under Node.js ${process.version}`);
  const { client, heard } = await connect(home);
  try {
    await meetTools(client);
    await buildLink(client);
    await mendTunnel(client);
    await failOver(client);
    say(
      `\nThe tunnels are up, and the plant is back on its own. ${seconds(from)}; nothing outside this machine was touched.`,
    );
  } catch (error) {
    say(`\nThe story broke off: ${error.message}`);
    say(Buffer.concat(heard).toString().trimEnd());
    process.exitCode = 1;
  } finally {
    await client.close();
    rmSync(home, { recursive: true, force: true });
  }
}

await main();
