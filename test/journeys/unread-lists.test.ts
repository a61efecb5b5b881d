import { describe, expect, it } from 'vitest';
import { type Bend, faults, faulty, startBentCloud } from '../support/bent-cloud.ts';
import { hello, startProgram } from '../support/process.ts';
import { startCloud } from '../support/world.ts';

type Data = Readonly<Record<string, unknown>>;

/** The built program before a cloud whose replies are bent, spoken to in plain JSON-RPC. */
const startBent = async (bend: Bend) => {
  const cloud = await startCloud({ pace: 'instant' });
  const endpoint = await startBentCloud(cloud.sandbox.endpoint, bend);
  const program = startProgram([], { env: { ...cloud.env, VPN_MCP_ENDPOINT: endpoint } });
  program.send(...hello);
  await program.line();
  let id = 1;
  const call = async (name: string, args: Data = {}): Promise<Data> => {
    id += 1;
    program.send({ id, method: 'tools/call', params: { name, arguments: args } });
    for (;;) {
      const message = JSON.parse(await program.line());
      if (message.id !== id) continue;
      expect([name, message.error ?? message.result.content[0]?.text.split('\n')[0]]).toEqual([
        name,
        expect.not.stringMatching(/^(?:refused|bad_)/),
      ]);
      return message.result.structuredContent;
    }
  };
  return { call, requests: cloud.requests };
};

const connections = 'DescribeVpnConnections';
const everyList = [
  ...['DescribeVpnGateways', 'DescribeCustomerGateways', connections, 'DescribeVpnRouteEntries'],
  ...['DescribeVpnPbrRouteEntries', 'DescribeSslVpnServers', 'DescribeSslVpnClientCerts'],
];

/** What a person or a model would take for the news that all is well. */
const allIsWell =
  /Nothing is down|tunnels: 0|gateways: 0|servers: 0|certificates: 0|resources: 0|regions: 0|No finding;|No gateway in scope|^Not found in [^w]|nothing wrong can be seen from here|0 of 0 up/i;

const tools: readonly (readonly [string, Data, RegExp])[] = [
  ['Overview', {}, /^NOT complete: /],
  ['AuditVpn', {}, /^NOT complete: /],
  ['MapTopology', {}, /^NOT complete: /],
  ['FindResource', { Query: 'nowhere-at-all' }, /^NOT complete: /],
  ['DiagnoseTunnel', { VpnConnectionId: 'vco-plant0001' }, /^Not known: /],
  ['DiagnoseTunnel', { VpnConnectionId: 'nowhere-at-all' }, /^NOT complete: /],
  ['DiagnoseSslClient', {}, /^Not known: /],
  ['DiagnoseSslClient', { Who: 'nobody-at-all' }, /^Not known: /],
];

describe('a cloud whose lists cannot be believed', () => {
  it.each(Object.keys(faults))('%s: every tool says so first, and none that all is well', async (fault) => {
    const { call } = await startBent(faulty(fault, ...everyList));
    for (const [name, args, first] of tools) {
      const data = await call(name, args);
      expect([name, data['Verdict']]).toEqual([name, expect.stringMatching(first)]);
      expect([name, JSON.stringify(data)]).toEqual([name, expect.not.stringMatching(allIsWell)]);
    }
  });

  it('counts what it could not read as not known, and keeps the rest', async () => {
    const { call } = await startBent(faulty('missing', connections));
    const { Verdict, Lines, NotSeen, Unused } = await call('Overview');
    expect(Verdict).toMatch(/^NOT complete: 2 reads failed, see NotSeen\. Gateways: 3; tunnels: not known; /);
    expect(JSON.stringify(Lines)).toContain('tunnels: not read');
    expect(Unused).toBeUndefined();
    expect(NotSeen).toContainEqual({
      RegionId: expect.any(String),
      Action: connections,
      Reason: 'its reply has no list VpnConnections: whether there are any is not known',
    });
  });

  it('shows the rows that came, and that there may be others', async () => {
    const bend: Bend = (action, reply) => (action === connections ? { ...reply, TotalCount: 9 } : undefined);
    const { Verdict, Lines } = await (await startBent(bend)).call('Overview');
    expect(Verdict).toMatch(/tunnels: at least 3 \(1 down, 2 up\)/);
    expect(JSON.stringify(Lines)).toContain('tunnels: at least 2 up');
  });

  it.each(Object.keys(faults))('%s: no region is no empty cloud', async (fault) => {
    const { call } = await startBent(faulty(fault, 'DescribeRegions'));
    for (const name of ['Overview', 'AuditVpn', 'MapTopology']) {
      const data = await call(name);
      expect([name, data['Verdict']]).toEqual([name, expect.stringMatching(/^NOT complete: 1 reads failed/)]);
      expect([name, data['Verdict']]).toEqual([name, expect.not.stringMatching(allIsWell)]);
    }
  });

  it('a single list says first that it is none, and a healthy one says nothing', async () => {
    const { call } = await startBent(faulty('missing', connections));
    const data = await call(connections);
    expect([Object.keys(data)[0], data[connections]]).toEqual(['NotComplete', undefined]);
    expect(await call(connections, { All: true })).toMatchObject({ NotComplete: expect.any(String), Scanned: 0 });
    expect(await call('DescribeVpnGateways')).not.toHaveProperty('NotComplete');
  });

  it('a plan begins with what was not read', async () => {
    const { call } = await startBent(faulty('empty beside a count', connections));
    const plan = await call('PlanChange', { Tool: 'DeleteVpnGateway', Arguments: { VpnGatewayId: 'vpn-hq0001' } });
    expect(Object(plan['BlastRadius'])[0]).toBe(
      'Not known: the IPsec connections could not be read (its TotalCount is 2, 0 came).',
    );
  });
});

it('a healthy cloud is told as before, word for word', async () => {
  const { call } = await startBent(() => undefined);
  const { Verdict, NotSeen } = await call('Overview');
  expect([Verdict, NotSeen]).toEqual([expect.stringMatching(/^Gateways: 3; tunnels: 3 \(1 down, 2 up\);/), undefined]);
});

it('a connection of no gateway is told as such, and no request goes out with an empty ID', async () => {
  const bend: Bend = (action, reply) =>
    /^DescribeVpnConnections?$/.test(action)
      ? JSON.parse(JSON.stringify(reply).replaceAll(/"(VpnGatewayId|CustomerGatewayId)":"\w+-wh0001"/g, '"$1":""'))
      : undefined;
  const { call, requests } = await startBent(bend);
  const diagnosis = await call('DiagnoseTunnel', { VpnConnectionId: 'vco-wh0001' });
  expect(diagnosis['Verdict']).toMatch(/^Not known: DescribeVpnGateway, DescribeVpnRouteEntries/);
  expect(JSON.stringify(diagnosis['NotVisible'])).toContain('attached to no VPN gateway that can be seen');
  expect(JSON.stringify(diagnosis['Causes'])).not.toContain('route-missing');
  expect(JSON.stringify((await call('Overview'))['Lines'])).toContain('on no VPN gateway that can be seen');
  await call('MapTopology');
  await call('AuditVpn');
  const empty = (await requests()).filter(({ parameters }) =>
    Object.entries(parameters).some(([name, value]) => name.endsWith('Id') && value === ''),
  );
  expect(empty.map(({ action }) => action)).toEqual([]);
});
