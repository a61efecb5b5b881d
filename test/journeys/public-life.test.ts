import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Human } from '../support/agent.ts';
import { startWorld } from '../support/world.ts';

// A link of two tunnels on the public cloud, from nothing to traffic to retirement: what waits for a person, and what does not.

/** Reads each plan and says yes; a name is typed as the plan asks for it. */
const agreeing =
  (seen: string[]): Human =>
  async ({ message, requestedSchema }) => {
    seen.push(message);
    const [[field, schema] = ['', {}]] = Object.entries(requestedSchema.properties ?? {});
    const [, name = ''] = /To confirm, type: (.+)$/m.exec(message) ?? [];
    return { action: 'accept', content: { [field]: Object(schema).type === 'boolean' ? true : name } };
  };

const NETWORK = { VpcId: 'vpc-data0001', VSwitchId: 'vsw-data000h', DisasterRecoveryVSwitchId: 'vsw-data000i' };

it('a link of two tunnels is built, used, changed and retired, each write asked about or not as it should be', async () => {
  const seen: string[] = [];
  const secrets = await mkdtemp(join(tmpdir(), 'vpn-mcp-keys-'));
  onTestFinished(() => rm(secrets, { recursive: true, force: true }));
  const { agent, sandbox, requests } = await startWorld({
    world: 'public',
    human: agreeing(seen),
    args: ['--secrets-dir', secrets],
  });
  /** Calls a tool that has to succeed, with so many questions to the person. */
  const call = async (tool: string, args: Record<string, unknown>, questions: number) => {
    const before = seen.length;
    const { isError, text, data } = await agent.call(tool, args);
    expect([tool, isError, seen.length - before, isError ? text : ''], seen.slice(before).join('\n')).toEqual([
      tool,
      false,
      questions,
      '',
    ]);
    return data;
  };
  const last = (): string => seen.at(-1) ?? '';

  const ordered = { ...NETWORK, Name: 'life', Bandwidth: 10, EnableIpsec: true, InstanceChargeType: 'POSTPAY' };
  const VpnGatewayId = String((await call('CreateVpnGateway', ordered, 1))['VpnGatewayId']);
  expect(last()).toMatch(/POSTPAY/);
  expect(last()).toMatch(/price/i);
  await call('WaitForStatus', { Id: VpnGatewayId, TimeoutSeconds: 30 }, 0);

  const peer = async (Name: string, IpAddress: string): Promise<string> => {
    const id = String((await call('CreateCustomerGateway', { Name, IpAddress, Asn: '65030' }, 0))['CustomerGatewayId']);
    const device = sandbox.world.data.customer_gateways.find(({ CustomerGatewayId }) => CustomerGatewayId === id);
    if (device) device.device = {};
    return id;
  };
  const [first, second] = [await peer('life-1', '192.0.2.51'), await peer('life-2', '192.0.2.52')];
  const tunnel = {
    TunnelIkeConfig: {
      Psk: { generate: true },
      IkeVersion: 'ikev2',
      IkeEncAlg: 'aes256',
      IkeAuthAlg: 'sha256',
      IkePfs: 'group14',
    },
    TunnelIpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha256', IpsecPfs: 'group14' },
  };
  const connection = {
    ...{ VpnGatewayId, Name: 'life', LocalSubnet: '10.20.0.0/16', RemoteSubnet: '172.29.0.0/16' },
    ...{ EffectImmediately: true, AutoConfigRoute: false, Tags: [{ Key: 'site', Value: 'life' }] },
    TunnelOptionsSpecification: [
      { Role: 'master', CustomerGatewayId: first, ...tunnel },
      { Role: 'slave', CustomerGatewayId: second, ...tunnel },
    ],
  };
  const VpnConnectionId = String((await call('CreateVpnConnection', connection, 0))['VpnConnectionId']);
  const keys = await readdir(secrets);
  expect(keys).toHaveLength(2);
  for (const key of keys) expect((await stat(join(secrets, key))).mode & 0o777).toBe(0o600);
  await call('WaitForStatus', { Id: VpnGatewayId, TimeoutSeconds: 30 }, 0);

  const route = { VpnGatewayId, RouteDest: '172.29.0.0/16', NextHop: VpnConnectionId, Weight: 100 };
  await call('CreateVpnRouteEntry', { ...route, PublishVpc: true }, 1);
  expect((await call('WaitForStatus', { Id: VpnConnectionId, TimeoutSeconds: 30 }, 0))['Outcome']).toBe('done');

  const shown = await call('DescribeVpnConnection', { VpnConnectionId }, 0);
  const tunnels = Object(shown['TunnelOptionsSpecification']).TunnelOptions;
  expect(tunnels.map(({ Status }: { Status: string }) => Status)).toEqual([
    'ipsec_sa_established',
    'ipsec_sa_established',
  ]);
  const slave = tunnels.find(({ Role }: { Role: string }) => Role === 'slave');
  const dpd = { VpnConnectionId, TunnelId: slave.TunnelId, TunnelOptionsSpecification: { EnableDpd: false } };
  await call('ModifyTunnelAttribute', dpd, 1);
  expect(last()).toMatch(/other tunnel/i);
  await call('ModifyTunnelAttribute', dpd, 0);

  const tagged = { ResourceType: 'VPNGATEWAY', ResourceId: [VpnGatewayId] };
  await call('TagResources', { ...tagged, Tag: [{ Key: 'site', Value: 'life' }] }, 0);
  await call('UnTagResources', { ...tagged, TagKey: ['site'] }, 0);

  await call('WaitForStatus', { Id: VpnGatewayId, TimeoutSeconds: 30 }, 0);
  await call('DeleteVpnRouteEntry', route, 1);
  await call('DeleteVpnConnection', { VpnConnectionId }, 1);
  await call('WaitForStatus', { Id: VpnGatewayId, TimeoutSeconds: 30 }, 0);
  for (const CustomerGatewayId of [first, second]) await call('DeleteCustomerGateway', { CustomerGatewayId }, 1);
  await call('DeleteVpnGateway', { VpnGatewayId }, 1);

  const trials = (await requests()).filter(({ parameters }) => parameters['DryRun'] === 'true');
  expect(trials.map(({ action }) => action)).toEqual(['CreateVpnConnection', 'CreateVpnRouteEntry']);
  expect(await requests('CreateVpnConnection')).toHaveLength(2);
  for (const key of sandbox.world.data.connections.flatMap(({ IkeConfig }) => IkeConfig?.Psk ?? []))
    expect(seen.join('\n')).not.toContain(key);
});
