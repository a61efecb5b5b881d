import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { loadWorld } from '../../src/sandbox/worlds/load-world.ts';
import { sendRequest } from '../sandbox/send-request.ts';
import { readInitialState, taskIds } from './initial-state.ts';

const load = (id: string) => {
  const { world, patch } = readInitialState(id);
  return loadWorld(world, { nowMs: Date.now(), patch });
};

describe('the initial state of a task', () => {
  it.each(taskIds)('%s loads', async (id) => {
    const { gateways, ssl_certs, platform } = await load(id);
    expect([gateways.length, ssl_certs.length, platform.polls]).toEqual([3, 62, 2]);
  });

  it.each([
    ['E01', async () => (await load('E01')).gateways[1]?.BusinessStatus, 'FinancialLocked'],
    ['E06', async () => (await load('E06')).connections[0]?.VcoHealthCheck.Dip, '172.30.0.1'],
    ['E20', async () => (await load('E20')).gateways[0]?.Status, 'updating for 3 polls'],
    ['E24', async () => (await load('E24')).ssl_servers[0]?.ClientIpPool, '10.10.200.0/24'],
    ['E26', async () => (await load('E26')).platform.psk_masking, 'masked'],
    ['E28', async () => (await load('E28')).ssl_servers[0]?.Connections, 20],
    ['E32', async () => (await load('E32')).platform.download_orientation, 'on-prem'],
    ['E35', async () => (await load('E35')).routes_dbr.at(-1)?.RouteDest, '192.168.60.0/24'],
    ['E40', async () => readInitialState('E40').readOnly, true],
    ['E38', async () => readInitialState('E38').faults.map((one) => one.kind), ['expired-token', 'forbidden']],
  ])('%s has what its patch says', async (_id, read, expected) => {
    expect(await read()).toEqual(expected);
  });
});

describe('the world of the tasks over HTTP', () => {
  let cloud: Sandbox;
  const { world, patch } = readInitialState('E27');
  beforeEach(async () => {
    cloud = await startSandbox({ world, patch });
  });
  afterEach(() => cloud.close());

  const call = async (action: string, parameters: Record<string, string> = {}) =>
    (await sendRequest(cloud.endpoint, cloud, action, { RegionId: cloud.regionId, ...parameters })).body;

  it('has two pages of certificates, Bob and Alice on the second, with the statuses of the file', async () => {
    const second = await call('DescribeSslVpnClientCerts', { PageSize: '50', PageNumber: '2' });
    const items = second.SslVpnClientCertKeys.SslVpnClientCertKey;
    const named = items.slice(-5).map((one: { Name: string; Status: string }) => [one.Name, one.Status]);
    expect([second.TotalCount, items.length]).toEqual([62, 12]);
    expect(named).toEqual([
      ['alice-mac', 'expiring-soon'],
      ['bob-laptop', 'normal'],
      ['bob-phone', 'expired'],
      ['carol-win', 'normal'],
      ['dave-linux', 'normal'],
    ]);
  });

  it('has the log lines of the patch within the last ten minutes', async () => {
    const { Data } = await call('DescribeVpnSslServerLogs', { VpnSslServerId: 'vss-qd0001', MinutePeriod: '10' });
    expect(Data.Logs).toMatchObject([
      expect.stringContaining('VERIFY ERROR: depth=0, error=certificate has expired: CN=vsc-bob2'),
      expect.stringContaining('TLS Error: TLS handshake failed'),
    ]);
  });

  it('takes new certificates although there are sixty-two, and then keeps the gateway busy for two polls', async () => {
    const made = await call('CreateSslVpnClientCert', { SslVpnServerId: 'vss-qd0001', Name: 'bob-2' });
    expect(made.SslVpnClientCertId).toMatch(/^vsc-/);
    const status = async () => (await call('DescribeVpnGateway', { VpnGatewayId: 'vpn-qd0001' })).Status;
    expect([await status(), await status(), await status()]).toEqual(['updating', 'updating', 'active']);
  });
});
