import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Action } from '../../../src/catalogue/action.ts';
import { DescribeVpnConnection } from '../../../src/catalogue/actions/vpn-connection.ts';
import { actions, isActionName } from '../../../src/catalogue/index.ts';
import type { Invoke } from '../../../src/catalogue/invoke.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { tunnelVerdict } from '../../../src/sandbox/tunnels/state.ts';
import { DiagnoseTunnel } from '../../../src/tools/diagnosis/diagnose-tunnel.ts';
import { testCall } from '../../support/call.ts';
import { startCloud } from '../../support/cloud.ts';
import { startWorld } from '../../support/world.ts';

const region = 'cn-test-env1-d01';
const ike = {
  ...{ IkeVersion: 'ikev2', IkeMode: 'main', IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' },
  Psk: 'FAKE-psk-of-the-cloud-1',
};
const ipsec = { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28800 };
const tunnel = {
  ...{ VpnConnectionId: 'vco-a', Name: 'plant', VpnGatewayId: 'vpn-a', CustomerGatewayId: 'cgw-a' },
  ...{ LocalSubnet: '10.10.0.0/16', RemoteSubnet: '172.20.0.0/16', EffectImmediately: true },
  ...{ IkeConfig: ike, IpsecConfig: ipsec, peer: {} as object },
};
const gateway = { VpnGatewayId: 'vpn-a', Name: 'hq', VpcId: 'vpc-a', InternetIp: '203.0.113.10' };
const route = { VpnInstanceId: 'vpn-a', RouteDest: '172.20.0.0/16', NextHop: 'vco-a', Weight: 100, State: 'published' };

const worldWith = (change: object = {}, around: object = {}) => ({
  clock: '2026-11-23T09:00:00Z',
  default_region: region,
  regions: [
    { RegionId: region, LocalName: 'Test' },
    { RegionId: 'cn-other-env2-d01', LocalName: 'Other' },
  ],
  gateways: [gateway],
  customer_gateways: [{ CustomerGatewayId: 'cgw-a', Name: 'plant-fw', IpAddress: '198.51.100.1' }],
  connections: [{ ...tunnel, ...change }],
  routes_dbr: [route],
  ...around,
});

type Report = z.infer<typeof DiagnoseTunnel.output>;
type Asked = z.input<typeof DiagnoseTunnel.input>;

const diagnose = (invoke: Invoke, asked: Asked = {}): Promise<Report> =>
  DiagnoseTunnel.run({ VpnConnectionId: 'plant', ...asked }, testCall(), invoke);

const connectionIn = ({ world }: Sandbox) => {
  const [connection] = world.data.connections;
  if (!connection) throw new Error('the world of this test has a connection');
  return connection;
};

const logsOf = (sandbox: Sandbox) => {
  const verdict = tunnelVerdict(sandbox.world, connectionIn(sandbox));
  return { cloud: verdict?.log.cloud.join('\n') ?? '', peer: verdict?.log.peer.join('\n') ?? '' };
};

/** The simulated device's settings as a person would write them down. */
const settingsOf = (sandbox: Sandbox): string => {
  const { peer } = connectionIn(sandbox);
  const { IkeConfig: one = {}, IpsecConfig: two = {}, LocalSubnet, RemoteSubnet, Address, RemoteAddress } = peer ?? {};
  const { Psk: _psk, ...shown } = one;
  const all = { ...shown, ...two, LocalSubnet, RemoteSubnet, LocalAddress: Address, PeerAddress: RemoteAddress };
  return Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
};

const fixSchema = z.object({ Tool: z.string(), Arguments: z.record(z.string(), z.unknown()) });

/** Makes the offered call; where it asks for a key, the one that the device has. */
const apply = async (invoke: Invoke, report: Report, deviceKey?: string): Promise<void> => {
  const { Tool, Arguments } = fixSchema.parse(report.Causes[0]?.Fix);
  if (!isActionName(Tool)) throw new Error(`${Tool} is no action`);
  const action: Action = actions[Tool];
  const settings = z.looseObject({ IkeConfig: z.looseObject({}).optional() }).parse(Arguments);
  const input =
    deviceKey === undefined ? settings : { ...settings, IkeConfig: { ...settings.IkeConfig, Psk: deviceKey } };
  await invoke(action, action.input.parse(input), testCall());
};

const statusNow = async (invoke: Invoke): Promise<string | undefined> =>
  (await invoke(DescribeVpnConnection, { VpnConnectionId: 'vco-a' }, testCall())).Status;

const v1 = { ...ike, IkeVersion: 'ikev1' };

const broken: readonly {
  readonly name: string;
  readonly change: object;
  readonly cause: string;
}[] = [
  { name: 'phase 1 encryption', change: { peer: { IkeConfig: { IkeEncAlg: 'aes' } } }, cause: 'ike-proposal-mismatch' },
  { name: 'phase 1 hash', change: { peer: { IkeConfig: { IkeAuthAlg: 'md5' } } }, cause: 'ike-proposal-mismatch' },
  { name: 'phase 1 group', change: { peer: { IkeConfig: { IkePfs: 'group5' } } }, cause: 'ike-proposal-mismatch' },
  {
    name: 'IKE version',
    change: { IkeConfig: v1, peer: { IkeConfig: { IkeVersion: 'ikev2' } } },
    cause: 'ike-version-mismatch',
  },
  {
    name: 'IKEv1 mode',
    change: { IkeConfig: v1, peer: { IkeConfig: { IkeMode: 'aggressive' } } },
    cause: 'ike-mode-mismatch',
  },
  {
    name: "device's identity",
    change: { peer: { IkeConfig: { LocalId: 'plant.example.com' } } },
    cause: 'identity-mismatch',
  },
  {
    name: 'identity that the device expects',
    change: { peer: { IkeConfig: { RemoteId: 'hq.example.com' } } },
    cause: 'identity-mismatch',
  },
  {
    name: "device's identity in main mode",
    change: { IkeConfig: v1, peer: { IkeConfig: { LocalId: 'plant.example.com' } } },
    cause: 'identity-mismatch',
  },
  {
    name: 'identity that the device expects in main mode',
    change: { IkeConfig: v1, peer: { IkeConfig: { RemoteId: 'hq.example.com' } } },
    cause: 'identity-mismatch',
  },
  {
    name: 'phase 2 encryption',
    change: { peer: { IpsecConfig: { IpsecEncAlg: '3des' } } },
    cause: 'ipsec-proposal-mismatch',
  },
  {
    name: 'phase 2 hash',
    change: { IkeConfig: v1, peer: { IpsecConfig: { IpsecAuthAlg: 'md5' } } },
    cause: 'ipsec-proposal-mismatch',
  },
  { name: 'PFS group', change: { peer: { IpsecConfig: { IpsecPfs: 'group5' } } }, cause: 'pfs-mismatch' },
  {
    name: 'PFS group with IKEv1',
    change: { IkeConfig: v1, peer: { IpsecConfig: { IpsecPfs: 'group5' } } },
    cause: 'pfs-mismatch',
  },
  { name: 'subnets', change: { peer: { LocalSubnet: '172.20.0.0/17' } }, cause: 'traffic-selector-mismatch' },
  {
    name: 'subnets with IKEv1',
    change: { IkeConfig: v1, peer: { LocalSubnet: '172.20.4.0/22' } },
    cause: 'traffic-selector-mismatch',
  },
];

describe('a device with one setting that differs', () => {
  it.each(broken)('$name: both logs name the cause, and the fix brings the tunnel up', async ({ change, cause }) => {
    const { invoke, sandbox } = await startCloud({ world: worldWith(change) });
    expect(await statusNow(invoke)).not.toBe('ipsec_sa_established');
    const { cloud, peer } = logsOf(sandbox);
    const report = await diagnose(invoke, { Log: `${cloud}\n${peer}` });
    expect(report.Causes[0]).toMatchObject({ Id: cause });
    await apply(invoke, report);
    expect(await statusNow(invoke)).toBe('ipsec_sa_established');
  });

  it.each(broken)('$name: its configuration names the cause, and the fix brings it up', async ({ change, cause }) => {
    const { invoke, sandbox } = await startCloud({ world: worldWith(change) });
    const report = await diagnose(invoke, { PeerConfig: settingsOf(sandbox) });
    expect(report.Causes[0]).toMatchObject({ Id: cause });
    expect(report.Causes[0]?.Confidence).toBeGreaterThanOrEqual(0.9);
    await apply(invoke, report);
    expect(await statusNow(invoke)).toBe('ipsec_sa_established');
  });

  it.each(broken)('$name: the log of the device alone has the cause among the first three', async (row) => {
    const { invoke, sandbox } = await startCloud({ world: worldWith(row.change) });
    const report = await diagnose(invoke, { Log: logsOf(sandbox).peer });
    expect(report.Causes.slice(0, 3).map(({ Id }) => Id)).toContain(row.cause);
  });
});

describe('a key that differs', () => {
  it.each([
    { name: 'IKEv2', IkeConfig: ike },
    { name: 'main mode', IkeConfig: v1 },
    { name: 'aggressive mode', IkeConfig: { ...v1, IkeMode: 'aggressive' } },
  ])('$name: is named first from both logs, and the same key mends it', async ({ IkeConfig }) => {
    const Psk = 'FAKE-psk-of-the-device-2';
    const { invoke, sandbox } = await startCloud({ world: worldWith({ IkeConfig, peer: { IkeConfig: { Psk } } }) });
    const { cloud, peer } = logsOf(sandbox);
    const report = await diagnose(invoke, { Log: `${peer}\n${cloud}` });
    expect(report.Causes[0]).toMatchObject({
      Id: 'psk-mismatch',
      Fix: { Arguments: { IkeConfig: { Psk: { generate: true } } } },
    });
    await apply(invoke, report, Psk);
    expect(await statusNow(invoke)).toBe('ipsec_sa_established');
  });

  it('is the first candidate when every field of the configuration agrees', async () => {
    const { invoke, sandbox } = await startCloud({
      world: worldWith({ peer: { IkeConfig: { Psk: 'FAKE-other-3' } } }),
    });
    const report = await diagnose(invoke, { PeerConfig: settingsOf(sandbox) });
    expect(report.Causes[0]).toMatchObject({ Id: 'psk-mismatch' });
    expect(report.Causes[0]?.Confidence).toBeLessThan(0.9);
  });
});

describe('a way that does not lead there', () => {
  it('is found when the device is down: the cloud asks and nobody answers', async () => {
    const { invoke, sandbox } = await startCloud({ world: worldWith({ peer: { Up: false } }) });
    const report = await diagnose(invoke, { Log: logsOf(sandbox).cloud });
    expect(report.Causes[0]).toMatchObject({ Id: 'peer-unreachable' });
    expect((await diagnose(invoke)).Causes[0]).toMatchObject({ Id: 'peer-unreachable' });
  });

  it('is found when the device sends from another address, and the fix registers that address', async () => {
    const { invoke, sandbox } = await startCloud({ world: worldWith({ peer: { Address: '198.51.100.9' } }) });
    const report = await diagnose(invoke, { PeerConfig: settingsOf(sandbox) });
    expect(report.Causes[0]).toMatchObject({
      Id: 'peer-unreachable',
      Fix: { Tool: 'CreateCustomerGateway', Arguments: { IpAddress: '198.51.100.9' } },
    });
  });

  it.each([
    { name: 'UDP 4500 is blocked', peer: { BehindNat: true, BlockedPorts: [4500] }, IkeConfig: ike },
    {
      name: 'main mode meets a NAT',
      peer: { BehindNat: true },
      IkeConfig: { ...v1, RemoteId: '10.0.0.2' },
    },
  ])('is called a NAT matter when $name', async ({ peer, IkeConfig }) => {
    const { invoke, sandbox } = await startCloud({ world: worldWith({ peer, IkeConfig }) });
    const logs = logsOf(sandbox);
    const report = await diagnose(invoke, { Log: `${logs.cloud}\n${logs.peer}` });
    expect(report.Causes[0]).toMatchObject({ Id: 'nat-traversal' });
  });

  it('starts nothing by itself when both ends wait, and the fix starts it', async () => {
    const world = worldWith(
      { EffectImmediately: false, peer: { Initiates: false } },
      { routes_dbr: [{ ...route, State: 'normal' }] },
    );
    const { invoke } = await startCloud({ world });
    const report = await diagnose(invoke);
    expect(report.Causes[0]).toMatchObject({ Id: 'not-initiated' });
    expect(report.Causes[0]?.Confidence).toBeLessThan(0.9);
    await apply(invoke, report);
    expect(await statusNow(invoke)).toBe('ipsec_sa_established');
  });

  it('is a candidate in IKEv1 with several subnets', async () => {
    const world = worldWith({ IkeConfig: v1, RemoteSubnet: '172.20.0.0/16,172.21.0.0/16' });
    const { invoke } = await startCloud({ world });
    expect((await diagnose(invoke)).Causes[0]).toMatchObject({
      Id: 'multi-subnet-ikev1',
      Fix: { Arguments: { IkeConfig: { IkeVersion: 'ikev2' } } },
    });
  });
});

describe('the gateway', () => {
  it.each([
    { change: { BusinessStatus: 'FinancialLocked' }, cause: 'financial-locked' },
    { change: { IpsecVpn: 'disable' }, cause: 'ipsec-disabled' },
    { change: { Status: 'provisioning' }, cause: 'gateway-not-ready' },
  ])('is blamed first for $change', async ({ change, cause }) => {
    const world = worldWith(
      { peer: undefined, Status: 'ike_sa_not_established' },
      { gateways: [{ ...gateway, ...change }] },
    );
    const { invoke } = await startCloud({ world });
    expect((await diagnose(invoke)).Causes[0]).toMatchObject({ Id: cause });
  });
});

describe('a tunnel that is up', () => {
  const probe = { Enable: 'true', Dip: '172.20.0.1', Sip: '10.10.0.5', Interval: 3, Retry: 3 };
  const another = {
    ...tunnel,
    ...{
      VpnConnectionId: 'vco-b',
      Name: 'plant-2',
      CustomerGatewayId: 'cgw-b',
      VcoHealthCheck: { ...probe, Sip: '10.10.0.6' },
    },
    ...{ IkeConfig: { ...ike, Psk: 'FAKE-psk-b' }, peer: { Answers: ['172.20.0.1'] } },
  };
  const two = {
    customer_gateways: [
      { CustomerGatewayId: 'cgw-a', Name: 'plant-fw', IpAddress: '198.51.100.1' },
      { CustomerGatewayId: 'cgw-b', Name: 'plant-fw-b', IpAddress: '198.51.100.2' },
    ],
  };

  it('has nothing wrong when nothing is', async () => {
    const { invoke } = await startCloud({
      world: worldWith({ VcoHealthCheck: probe, peer: { Answers: ['172.20.0.1'] } }),
    });
    const report = await diagnose(invoke);
    expect(report.Causes).toEqual([]);
    expect(report.Verdict).toContain('established');
    expect(report.NotVisible?.join()).toContain('security groups');
  });

  it('is not broken when its health check probes an address outside; a proven target of its twin is offered', async () => {
    const own = { ...tunnel, VcoHealthCheck: { ...probe, Dip: '172.30.0.1' } };
    const { invoke } = await startCloud({ world: worldWith({}, { ...two, connections: [own, another] }) });
    const report = await diagnose(invoke);
    expect(report.Causes[0]).toMatchObject({ Id: 'health-check-misconfigured' });
    expect(report.Causes[0]?.['Advice']).toMatch(/^Which host in 172\.20\.0\.0\/16/);
    await apply(invoke, report);
    expect((await diagnose(invoke)).Causes).toEqual([]);
  });

  it('offers no invented address when no target is proven', async () => {
    const { invoke } = await startCloud({ world: worldWith({ VcoHealthCheck: { ...probe, Dip: '172.30.0.1' } }) });
    const [cause] = (await diagnose(invoke)).Causes;
    expect(cause).toMatchObject({ Id: 'health-check-misconfigured' });
    expect(cause?.Fix).toBeUndefined();
  });

  it('tells a host that does not answer from a wrong address', async () => {
    const { invoke } = await startCloud({ world: worldWith({ VcoHealthCheck: probe, peer: { Answers: false } }) });
    expect((await diagnose(invoke)).Causes[0]).toMatchObject({ Id: 'health-check-failing' });
  });

  it.each([
    { cause: 'route-missing', routes: {} },
    { cause: 'route-not-published', routes: { routes_dbr: [{ ...route, State: 'normal' }] } },
    { cause: 'route-inactive', routes: { routes_dbr: [{ ...route, Weight: 0 }] } },
    {
      cause: 'route-stale',
      routes: {
        routes_dbr: [
          { ...route, NextHop: 'vco-gone' },
          { ...route, Weight: 0 },
        ],
      },
    },
    {
      cause: 'route-shadowed',
      routes: {
        routes_dbr: [route],
        routes_pbr: [{ ...route, NextHop: 'vco-b', RouteSource: '10.10.0.0/16' }],
      },
    },
    {
      cause: 'route-shadowed',
      routes: { routes_dbr: [route, { ...route, RouteDest: '172.20.8.0/24', NextHop: 'vco-b' }] },
    },
  ])('carries nothing for $cause, and the fix leaves no such cause', async ({ cause, routes }) => {
    const { invoke } = await startCloud({
      world: worldWith({}, { ...two, connections: [tunnel, another], routes_dbr: [], ...routes }),
    });
    const report = await diagnose(invoke);
    expect(report.Causes[0]).toMatchObject({ Id: cause });
    await apply(invoke, report);
    expect((await diagnose(invoke)).Causes.map(({ Id }) => Id)).not.toContain(cause);
  });

  it('shares its remote network with another tunnel only when that is told', async () => {
    const rival = { ...another, RemoteSubnet: '172.20.64.0/18' };
    const { invoke } = await startCloud({ world: worldWith({}, { ...two, connections: [tunnel, rival] }) });
    expect((await diagnose(invoke)).Causes[0]).toMatchObject({ Id: 'overlap' });
  });
});

describe('what the settings alone show', () => {
  const probe = { Enable: 'true', Dip: '172.20.0.1', Sip: '10.10.0.5', Interval: 3, Retry: 3 };
  const away = { RegionId: 'cn-other-env2-d01' };
  const fixedDown = { peer: undefined, Status: 'ike_sa_not_established' };
  const standby = { ...tunnel, VpnConnectionId: 'vco-b', Name: 'plant-2', CustomerGatewayId: 'cgw-b' };
  const pair = (change: object = {}, other: object = {}) =>
    worldWith(change, {
      connections: [
        { ...tunnel, ...change },
        { ...standby, ...other },
      ],
      customer_gateways: ['a', 'b'].map((x, i) => ({
        CustomerGatewayId: `cgw-${x}`,
        IpAddress: `198.51.100.${i + 1}`,
      })),
      routes_dbr: [route, { ...route, NextHop: 'vco-b', Weight: 0 }],
    });
  const reportOn = async (world: ReturnType<typeof worldWith>) =>
    diagnose((await startCloud({ world })).invoke, { VpnConnectionId: 'vco-a' });

  it('a health check at an address outside is a cause of a tunnel that is down too, below what may keep it down', async () => {
    const { Causes, NotVisible } = await reportOn(
      worldWith({ ...fixedDown, VcoHealthCheck: { ...probe, Dip: '172.30.0.1', Status: 'failed' } }),
    );
    const own = Causes.find(({ Id }) => Id === 'health-check-misconfigured');
    expect(own).toMatchObject({ Advice: expect.stringMatching(/^Which host in 172\.20\.0\.0\/16/) });
    expect(own?.Evidence[0]).toContain('172.30.0.1 lies outside RemoteSubnet');
    expect(Causes[0]?.Id).not.toBe('health-check-misconfigured');
    expect(NotVisible?.join()).not.toContain('172.30.0.1');
  });

  it('a health check that is switched off is never called failed', async () => {
    const report = await reportOn(worldWith({ VcoHealthCheck: { ...probe, Enable: 'false', Status: 'failed' } }));
    expect(report).toMatchObject({ Causes: [], Observed: { HealthCheck: 'off' } });
    expect(JSON.stringify(report)).not.toContain('failed');
  });

  it('a LocalId of another public address is the likeliest cause, and goes back to the address', async () => {
    const { invoke } = await startCloud({
      world: worldWith({
        IkeConfig: { ...ike, LocalId: '203.0.113.99' },
        peer: { IkeConfig: { RemoteId: gateway.InternetIp } },
      }),
    });
    const report = await diagnose(invoke);
    expect(report.Causes[0]).toMatchObject({ Id: 'identity-mismatch', Confidence: 0.6 });
    expect(report.Causes[0]?.Evidence[0]).toContain('203.0.113.99 is a public address');
    await apply(invoke, report);
    expect(await statusNow(invoke)).toBe('ipsec_sa_established');
  });

  it('a LocalId that is a name is a hint, and is not taken away', async () => {
    const { Causes } = await reportOn(
      worldWith({ IkeConfig: { ...ike, LocalId: 'hq.example.com' }, peer: { Up: false } }),
    );
    const own = Causes.find(({ Id }) => Id === 'identity-mismatch');
    expect(own?.Confidence).toBeLessThan(0.5);
    expect(own?.Fix).toBeUndefined();
  });

  it('a LocalId with which the tunnel is up is right', async () => {
    expect((await reportOn(worldWith({ IkeConfig: { ...ike, LocalId: '203.0.113.99' } }))).Causes).toEqual([]);
  });

  it('a customer gateway of another region is the cause, and is offered in the right one', async () => {
    const { invoke } = await startCloud({
      world: worldWith(fixedDown, {
        customer_gateways: [{ ...away, CustomerGatewayId: 'cgw-a', IpAddress: '198.51.100.1' }],
      }),
    });
    const report = await diagnose(invoke);
    expect(report.Causes).toMatchObject([
      {
        ...{ Id: 'customer-gateway-missing', Confidence: 0.95 },
        Fix: { Tool: 'CreateCustomerGateway', Arguments: { IpAddress: '198.51.100.1' } },
      },
    ]);
    expect(report.Causes[0]?.Evidence[0]).toContain('cgw-a is in cn-other-env2-d01');
    expect(`${report.Verdict}${report.NotVisible?.join()}`).not.toContain('DescribeCustomerGateway');
    await apply(invoke, report);
    expect((await diagnose(invoke)).Causes[0]?.['Advice']).toMatch(/^cgw-.* in the region of the connection/);
  });

  it('a customer gateway that is gone is a cause, and no address is invented for it', async () => {
    const { invoke, sandbox } = await startCloud({ world: worldWith(fixedDown) });
    sandbox.world.data.customer_gateways = [];
    const { Causes, NextTest } = await diagnose(invoke);
    expect(Causes[0]).toMatchObject({ Id: 'customer-gateway-missing', Confidence: 0.8 });
    expect(Causes[0]?.Fix).toBeUndefined();
    expect(Causes[0]?.['Advice']).toContain('Ask first whether cgw-a belongs to another department');
    expect(NextTest).toContain('hidden');
  });

  it('a customer gateway that may not be read is no cause', async () => {
    const { agent, ...cloud } = await startWorld({ world: worldWith(fixedDown) });
    await cloud.break({ action: 'DescribeCustomerGateway', kind: 'forbidden', times: 1 });
    const { data } = await agent.call('DiagnoseTunnel', { VpnConnectionId: 'plant' });
    expect(JSON.stringify(data['Causes'])).not.toContain('customer-gateway-missing');
    expect(String(data['NotVisible'])).toContain('DescribeCustomerGateway');
  });

  it.each([
    {
      name: 'stands by',
      change: {},
      other: {},
      verdict: 'is up and stands by',
      observed: 'weight 0 published; stands by',
    },
    {
      name: 'stands in',
      change: { peer: { Up: false } },
      other: {},
      verdict: 'is up and carries the traffic',
      observed: 'carries 172.20.0.0/16 now',
    },
    {
      name: 'is down as well',
      change: { peer: { Up: false } },
      other: { peer: { Up: false } },
      verdict: 'is down too',
      observed: 'ike_sa_not_established, same networks',
    },
  ])('the other tunnel of the pair is named when it $name', async ({ change, other, verdict, observed }) => {
    const report = await reportOn(pair(change, other));
    expect(report.Verdict).toContain(`plant-2 (vco-b) to the same network ${verdict}`);
    expect(JSON.stringify(report['Observed'])).toContain(observed);
  });

  it('a route of weight 0 to a lost connection is a leftover: no traffic is called lost', async () => {
    const report = await reportOn(worldWith({}, { routes_dbr: [route, { ...route, NextHop: 'vco-gone', Weight: 0 }] }));
    expect(report.Causes).toMatchObject([{ Id: 'route-leftover', Fix: { Tool: 'DeleteVpnRouteEntry' } }]);
    expect(report.Causes[0]?.Confidence).toBeLessThan(0.5);
    expect(JSON.stringify(report)).not.toContain('the traffic is lost');
  });

  it('a policy route that takes all of the traffic first is proven', async () => {
    const report = await reportOn({
      ...pair({}, { RemoteSubnet: '172.28.0.0/16' }),
      ...{ routes_dbr: [route], routes_pbr: [{ ...route, NextHop: 'vco-b', RouteSource: '10.10.0.0/16' }] },
    });
    expect(report.Causes[0]).toMatchObject({ Id: 'route-shadowed', Confidence: 0.95 });
    expect(report.NextTest).toMatch(/^None is needed to know why/);
  });

  it('where a route is only likely, the next test is no change', async () => {
    const { NextTest } = await reportOn(worldWith({}, { routes_dbr: [{ ...route, State: 'normal' }] }));
    expect(NextTest).toMatch(/^Ping a remote host from a VPC host and capture/);
  });

  it('a healthy pair with checks, routes and names of its own has none of these causes', async () => {
    const named = { IkeConfig: { ...ike, LocalId: 'hq.example.com', RemoteId: '10.0.0.2' } };
    const well = { VcoHealthCheck: probe, peer: { Answers: ['172.20.0.1'] } };
    const report = await reportOn(
      pair({ ...named, ...well }, { ...well, VcoHealthCheck: { ...probe, Sip: '10.10.0.6' } }),
    );
    expect(report.Causes).toEqual([]);
  });
});

describe('looking for the tunnel', () => {
  it('finds it by name in another region and puts that region into the fix', async () => {
    const away = { RegionId: 'cn-other-env2-d01' };
    const world = worldWith(
      { ...away, peer: { IkeConfig: { IkeEncAlg: 'aes' } } },
      {
        gateways: [{ ...gateway, ...away }],
        customer_gateways: [{ ...away, CustomerGatewayId: 'cgw-a', IpAddress: '198.51.100.1' }],
      },
    );
    const { invoke, sandbox } = await startCloud({ world });
    const report = await diagnose(invoke, { PeerConfig: settingsOf(sandbox) });
    expect(report.Causes[0]).toMatchObject({ Fix: { Arguments: { RegionId: 'cn-other-env2-d01' } } });
  });

  it('says in which regions it was not found and where to look next, and lists several of one name', async () => {
    const twin = { ...tunnel, VpnConnectionId: 'vco-b', CustomerGatewayId: 'cgw-b' };
    const customers = ['a', 'b'].map((x, i) => ({ CustomerGatewayId: `cgw-${x}`, IpAddress: `198.51.100.${i + 1}` }));
    const { invoke } = await startCloud({
      world: worldWith({}, { customer_gateways: customers, connections: [tunnel, twin] }),
    });
    const verdict = async (VpnConnectionId: string) => (await diagnose(invoke, { VpnConnectionId })).Verdict;
    const among = 'was not found among IPsec connections and their ends in cn-test-env1-d01, cn-other-env2-d01.';
    const next = 'FindResource looks in every region, by ID, address or part of a name.';
    expect(await verdict('nobody')).toBe(`“nobody” ${among} ${next}`);
    expect(await verdict('palnt')).toBe(`“palnt” ${among} Did you mean plant? ${next}`);
    expect(await verdict('  ')).toBe('Give VpnConnectionId (ID or name), or paste a Log.');
    const many = await diagnose(invoke);
    expect(many['Candidates']).toMatchObject([{ VpnConnectionId: 'vco-a' }, { VpnConnectionId: 'vco-b' }]);
    expect(many.Causes).toEqual([]);
  });

  it('goes on when a read is refused, and tells which', async () => {
    const { agent, ...world } = await startWorld({ world: worldWith({ peer: { IkeConfig: { IkeEncAlg: 'aes' } } }) });
    await world.break({ action: 'DescribeVpnPbrRouteEntries', kind: 'forbidden', times: 1 });
    const { data, isError } = await agent.call('DiagnoseTunnel', { VpnConnectionId: 'plant' });
    expect(isError).toBe(false);
    expect(String(data['NotVisible'])).toContain('DescribeVpnPbrRouteEntries');
  });
});

interface Task {
  readonly id: string;
  readonly attachment?: string;
  readonly initial_state: { readonly patch?: readonly Readonly<Record<string, unknown>>[] };
}
const tasks = JSON.parse(readFileSync(new URL('../../evals/tasks.json', import.meta.url), 'utf8'));
const taskOf = (id: string): Task => tasks.tasks.find((task: Task) => task.id === id);

/** Puts the question of a task to a server of its own, on the task's world. */
const ask = async (id: string, asked: Record<string, unknown>) => {
  const patch = Object.assign({}, ...(taskOf(id).initial_state.patch ?? []));
  const { agent, requests } = await startWorld({ world: tasks.worlds.base, patch });
  const outcome = await agent.call('DiagnoseTunnel', asked);
  const writes = (await requests()).filter(({ action }) => !action.startsWith('Describe'));
  for (const secret of tasks.worlds.base.secrets ?? tasks.worlds.secrets ?? [])
    expect(outcome.text).not.toContain(secret);
  expect(writes).toEqual([]);
  const { Verdict = '', Causes = [] } = DiagnoseTunnel.output.partial().parse(outcome.data);
  return { ...outcome, Verdict, Causes };
};

describe('the questions people ask', () => {
  it('a log of the machine room: IKE_AUTH fails, the key before the identity, the backup carries', async () => {
    const Log = taskOf('E02').attachment;
    const { Verdict, Causes } = await ask('E02', { VpnConnectionId: 'factory-main', Log, Language: 'zh' });
    expect(Verdict).toContain('IKE_AUTH');
    expect(Verdict).toContain('factory-backup (vco-qd0002) 正常，并承载流量');
    expect(Causes.slice(0, 2).map(({ Id }) => Id)).toEqual(['psk-mismatch', 'identity-mismatch']);
  });

  it('a branch that never came up: ranked guesses, and what would decide', async () => {
    const { Causes, data, text } = await ask('E03', { VpnConnectionId: 'legacy-branch', All: true });
    expect(Causes[0]?.Id).toBe('not-initiated');
    expect(Causes.map(({ Id }) => Id)).toEqual(
      expect.arrayContaining(['ike-proposal-mismatch', 'peer-unreachable', 'identity-mismatch']),
    );
    for (const { Confidence } of Causes) expect(Confidence).toBeLessThan(0.9);
    expect(text).toContain('IkeEncAlg des, IkeAuthAlg md5, IkePfs group1');
    expect(data['NextTest']).toMatch(/log or configuration.*capture UDP 500\/4500/);
  });

  it('an access list of an ASA: /17 against /16, both sides offered', async () => {
    const PeerConfig = 'access-list ALI extended permit ip 172.20.0.0 255.255.128.0 10.10.0.0 255.255.0.0';
    const { Causes } = await ask('E05', { VpnConnectionId: 'factory-main', PeerConfig });
    expect(Causes[0]).toMatchObject({
      ...{ Id: 'traffic-selector-mismatch', Fix: { Arguments: { RemoteSubnet: '172.20.0.0/17' } } },
      PeerChange: expect.stringContaining('172.20.0.0/16'),
      Evidence: expect.arrayContaining(['selectors_remote: cloud 172.20.0.0/16, peer 172.20.0.0/17']),
    });
  });

  it('a failing health check over an established tunnel: the target lies outside, the failover is told', async () => {
    const { Verdict, Causes, text } = await ask('E06', { VpnConnectionId: 'vco-qd0001' });
    expect(Causes[0]).toMatchObject({ Id: 'health-check-misconfigured' });
    expect(Verdict).toMatch(/established.*the active route yields to the standby/);
    expect(text).toContain('Which host in 172.20.0.0/16 answers ICMP');
  });

  it('an established branch that nobody reaches: its route is published, not created again', async () => {
    const { Causes, text } = await ask('E07', { VpnConnectionId: 'legacy-branch' });
    expect(Causes[0]).toMatchObject({ Fix: { Tool: 'PublishVpnRouteEntry', Arguments: { RouteType: 'dbr' } } });
    expect(text).toContain('security groups');
  });

  it('a Juniper behind a NAT: the identity first, the proposal second', async () => {
    const Log = [
      'IKE negotiation failed with error: Peer proposed phase1 proposal did not match ...',
      'KMD_VPN_PV_PHASE1: IKE Phase-1 Failure: ID mismatch [spi=(null), src_ip=203.0.113.10, dst_ip=10.0.0.2]',
    ].join('\n');
    const { Causes, text } = await ask('E33', { VpnConnectionId: 'factory-main', Log });
    expect(Causes.slice(0, 2).map(({ Id }) => Id)).toEqual(['identity-mismatch', 'ike-proposal-mismatch']);
    expect(Causes[0]).toMatchObject({ Fix: { Arguments: { IkeConfig: { RemoteId: '10.0.0.2' } } } });
    expect(text).toContain('behind a NAT');
  });
});

describe('without a tunnel', () => {
  it('a pasted log is explained alone, and nothing is asked of the cloud', async () => {
    const { agent, requests } = await startWorld();
    const { data } = await agent.call('DiagnoseTunnel', { Log: 'ike 0:ali:12: probable pre-shared secret mismatch' });
    expect(data).toMatchObject({ Causes: [{ Id: 'psk-mismatch', Confidence: 0.95 }] });
    expect(await requests()).toEqual([]);
  });

  it('and without a paste it says what it needs', async () => {
    const { agent } = await startWorld();
    expect((await agent.call('DiagnoseTunnel', {})).data['Verdict']).toContain('Give VpnConnectionId');
  });

  it('of a long paste a part is read, and the answer says how much', async () => {
    const { agent } = await startWorld();
    const line = 'ike 0:ali:12: probable pre-shared secret mismatch\n';
    const { data } = await agent.call('DiagnoseTunnel', {
      Log: line + '\n'.repeat(30_000),
      PeerConfig: `PFS: group2\n${' '.repeat(500_000)}`,
    });
    expect(data).toMatchObject({ Causes: [{ Id: 'psk-mismatch' }] });
    const summary = String(data['NotVisible']);
    expect(summary).toContain('Log: read the first 20000 lines');
    expect(summary).toContain('PeerConfig: read the first ');
    expect(summary).toContain(' of 500012 characters');
  });

  it('a paste of more than 1 MB is refused with the next step', async () => {
    const { agent } = await startWorld();
    const { isError, text } = await agent.call('DiagnoseTunnel', { Log: 'x'.repeat(1_048_577) });
    expect(isError).toBe(true);
    expect(text).toContain('paste the part about this tunnel only');
  });

  it('no key of a pasted configuration comes back', async () => {
    const { agent } = await startWorld();
    const PeerConfig =
      'conn a\n right=203.0.113.20\n keyexchange=ikev2\n# 1.2.3.4 : PSK "FAKE-never-told"\nsecret = FAKE-never-told';
    const { text } = await agent.call('DiagnoseTunnel', { VpnConnectionId: 'warehouse', PeerConfig });
    expect(text).not.toContain('FAKE-never-told');
    expect(text).toContain('ipsec.conf');
  });
});
