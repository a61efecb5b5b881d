import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { office } from '../../../src/sandbox/worlds/office.ts';
import { sendRequest } from '../send-request.ts';

let cloud: Sandbox;
beforeEach(async () => {
  cloud = await startSandbox({ pace: 'instant' });
});
afterEach(() => cloud.close());

const call = async (action: string, parameters: Record<string, string> = {}) =>
  (await sendRequest(cloud.endpoint, cloud, action, { RegionId: cloud.regionId, ...parameters })).body;
const tunnel = (VpnConnectionId: string) => call('DescribeVpnConnection', { VpnConnectionId });
const modify = (VpnConnectionId: string, IkeConfig: object) =>
  call('ModifyVpnConnectionAttribute', { VpnConnectionId, IkeConfig: JSON.stringify(IkeConfig) });

describe('the office', () => {
  it('has a named, healthy pair on the gateway listed first, with routes at 100 and 0', async () => {
    const [first] = (await call('DescribeVpnGateways')).VpnGateways.VpnGateway;
    const { VpnConnections } = await call('DescribeVpnConnections', { VpnGatewayId: first.VpnGatewayId });
    const pair = VpnConnections.VpnConnection;
    expect(pair).toHaveLength(2);
    for (const one of pair)
      expect(one).toMatchObject({
        Name: expect.stringMatching(/^plant-/),
        Status: 'ipsec_sa_established',
        VcoHealthCheck: { Enable: 'true', Status: 'success' },
      });
    const { VpnRouteEntries } = await call('DescribeVpnRouteEntries', { VpnGatewayId: first.VpnGatewayId });
    expect(VpnRouteEntries.VpnRouteEntry).toMatchObject([
      { RouteDest: '172.20.0.0/16', NextHop: pair[0].VpnConnectionId, Weight: 100, State: 'published' },
      { RouteDest: '172.20.0.0/16', NextHop: pair[1].VpnConnectionId, Weight: 0, State: 'published' },
    ]);
  });

  it('has one broken tunnel, whose device tells why and which one change mends', async () => {
    expect(await tunnel('vco-wh0001')).toMatchObject({
      Status: 'ike_sa_not_established',
      VcoHealthCheck: { Status: 'failed' },
    });
    const state = JSON.parse(await (await fetch(`${cloud.controlEndpoint}/state`)).text());
    const summary = state.tunnels.find((one: { VpnConnectionId: string }) => one.VpnConnectionId === 'vco-wh0001');
    expect(summary.cause).toBe('ike-proposal-mismatch');
    expect(summary.log.peer.join('\n')).toContain('MODP_2048');
    expect(summary.log.cloud.join('\n')).toContain('no acceptable KEY_EXCHANGE_METHOD found');
    await modify('vco-wh0001', { IkePfs: 'group14' });
    expect(await tunnel('vco-wh0001')).toMatchObject({
      Status: 'ipsec_sa_established',
      VcoHealthCheck: { Status: 'success' },
    });
  });

  it('is mended by the device as well', async () => {
    expect((await tunnel('vco-wh0001')).Status).toBe('ike_sa_not_established');
    const body = JSON.stringify({ 'vco-wh0001.peer.IkeConfig.IkePfs': 'group2' });
    await fetch(`${cloud.controlEndpoint}/patch`, { method: 'POST', body });
    expect((await tunnel('vco-wh0001')).Status).toBe('ipsec_sa_established');
  });

  it('loses a tunnel whose key is changed on one side only', async () => {
    await modify('vco-plant0002', { Psk: 'FAKE-another-key' });
    expect((await tunnel('vco-plant0002')).Status).toBe('ike_sa_not_established');
    await modify('vco-plant0002', { Psk: office.secrets?.[1] });
    expect((await tunnel('vco-plant0002')).Status).toBe('ipsec_sa_established');
  });

  it('has a branch waiting, which comes up once it is connected with strong algorithms', async () => {
    const customer = await call('CreateCustomerGateway', { IpAddress: '192.0.2.120', Name: 'branch' });
    const { VpnConnectionId } = await call('CreateVpnConnection', {
      ...{ CustomerGatewayId: customer.CustomerGatewayId, VpnGatewayId: 'vpn-wh0001' },
      ...{ LocalSubnet: '10.20.0.0/16', RemoteSubnet: '172.31.0.0/20', EffectImmediately: 'true' },
    });
    expect((await tunnel(VpnConnectionId)).Status).toBe('ike_sa_not_established');
    const strong = { IkeEncAlg: 'aes256', IkeAuthAlg: 'sha1', IkePfs: 'group14' };
    const IpsecConfig = JSON.stringify({ IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14' });
    await call('ModifyVpnConnectionAttribute', { VpnConnectionId, IkeConfig: JSON.stringify(strong), IpsecConfig });
    expect((await tunnel(VpnConnectionId)).Status).toBe('ipsec_sa_established');
  });

  it('has an unused customer gateway', async () => {
    const { VpnConnections } = await call('DescribeVpnConnections', { CustomerGatewayId: 'cgw-old0001' });
    expect(VpnConnections.VpnConnection).toEqual([]);
  });

  it('has staff with certificates, one near its end and one past it, and clients online', async () => {
    const certs = (await call('DescribeSslVpnClientCerts')).SslVpnClientCertKeys.SslVpnClientCertKey;
    const status = Object.fromEntries(certs.map((one: { Name: string; Status: string }) => [one.Name, one.Status]));
    expect(status).toMatchObject({ 'omar-laptop': 'expiring-soon', 'lin-phone': 'expired', 'lin-macbook': 'normal' });
    const [server] = (await call('DescribeSslVpnServers')).SslVpnServers.SslVpnServer;
    expect(server).toMatchObject({ Name: 'staff-vpn', Connections: 4, MaxConnections: 20 });
    const { Data } = await call('DescribeVpnSslServerLogs', {
      ...{ VpnSslServerId: server.SslVpnServerId, MinutePeriod: '10', PageSize: '50' },
    });
    expect(Data.Logs.join('\n')).toContain('certificate has expired: CN=vsc-linphone');
  });

  it('has keys that are made up and all different, and tells them to its witness', () => {
    const keys = office.connections?.map((one) => one.IkeConfig?.Psk);
    expect(new Set(keys).size).toBe(keys?.length);
    expect(office.secrets).toEqual(keys);
    expect(keys?.every((one) => one?.startsWith('FAKE-'))).toBe(true);
  });
});
