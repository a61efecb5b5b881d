import { beforeEach, describe, expect, test } from 'vitest';
import { sslParts } from '../ssl-world.ts';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny({}, sslParts());
beforeEach(() => tiny.reset({}, sslParts()));

const asked = { VpnGatewayId: 'vpn-2', ClientIpPool: '10.88.0.0/24', LocalSubnet: '10.20.0.0/16' };
const create = (more: Record<string, string> = {}) => tiny.call('CreateSslVpnServer', { ...asked, ...more });
const modify = (more: Record<string, string>) => tiny.call('ModifySslVpnServer', { SslVpnServerId: 'vss-1', ...more });
const servers = async (more: Record<string, string> = {}) =>
  (await tiny.call('DescribeSslVpnServers', more)).body.SslVpnServers.SslVpnServer;
const logs = async (more: Record<string, string> = { MinutePeriod: '60', PageSize: '50' }) =>
  (await tiny.call('DescribeVpnSslServerLogs', { VpnSslServerId: 'vss-1', ...more })).body;

describe('a new server', () => {
  test('takes the documented defaults and its gateway address and limit', async () => {
    const { status, body } = await create({ Name: 'guests' });
    expect([status, body.Name, body.SslVpnServerId]).toEqual([200, 'guests', expect.stringMatching(/^vss-/)]);
    const [server] = await servers({ SslVpnServerId: body.SslVpnServerId });
    expect(server).toMatchObject({ Proto: 'UDP', Port: 1194, Cipher: 'AES-128-CBC', Compress: false, Connections: 0 });
    expect(server).toMatchObject({ ...asked, MaxConnections: 5, InternetIp: '203.0.113.11', RegionId: 'cn-test-1' });
  });

  test('keeps its gateway busy', async () => {
    await tiny.reset({ pace: 'real' }, sslParts());
    await create();
    expect((await tiny.call('DescribeVpnGateway', { VpnGatewayId: 'vpn-2' })).body.Status).toBe('updating');
    expect((await create()).body.Code).toBe('VpnGateway.Configuring');
  });

  test('is made once for one token', async () => {
    const [first, second] = [await create({ ClientToken: 'FAKE-1' }), await create({ ClientToken: 'FAKE-1' })];
    expect(second.body.SslVpnServerId).toBe(first.body.SslVpnServerId);
    expect(await servers()).toHaveLength(2);
  });

  test.each([22, 2222, 22222, 9000, 9001, 9002, 7505, 80, 443, 53, 68, 123, 4510, 4560, 500, 4500])(
    'may not use port %i',
    async (port) => {
      const { status, body } = await create({ Port: String(port) });
      expect([status, body.Code]).toEqual([400, 'InvalidPort']);
    },
  );

  test.each([
    ['InvalidPort', { Port: '70000' }],
    ['InvalidProto', { Proto: 'udp' }],
    ['InvalidCipher', { Cipher: 'AES-256-GCM' }],
    ['InvalidName', { Name: '1st' }],
    ['InvalidCompress', { Compress: 'maybe' }],
    ['IllegalParam.ClientIpPool', { ClientIpPool: '10.88.0.1' }],
    ['IllegalParam.ClientIpPool', { ClientIpPool: '10.20.3.0/24' }],
    ['IllegalParam.ClientIpPool', { ClientIpPool: '10.0.0.0/8' }],
    ['MissingClientIpPool', { ClientIpPool: '' }],
    ['MissingLocalSubnet', { LocalSubnet: '' }],
    ['InvalidVpnGatewayInstanceId.NotFound', { VpnGatewayId: 'vpn-404' }],
    ['Resource.QuotaFull', { VpnGatewayId: 'vpn-1' }],
  ])('is refused with %s for %o', async (code, more) => {
    expect((await create(more)).body.Code).toBe(code);
    expect(await servers()).toHaveLength(1);
  });

  test('needs a gateway with SSL-VPN that is paid for', async () => {
    await tiny.control('patch', { 'vpn-2.SslVpn': 'disable' });
    expect((await create()).body.Code).toBe('OperationFailed.SslNotSupport');
    await tiny.control('patch', { 'vpn-2.BusinessStatus': 'FinancialLocked' });
    expect((await create()).body.Code).toBe('VpnGateway.FinancialLocked');
  });
});

describe('a changed server', () => {
  test('answers with all its settings and cuts its clients off', async () => {
    const { body } = await modify({ Cipher: 'AES-256-CBC', Port: '8443', Proto: 'TCP', Compress: 'true' });
    expect(body).toMatchObject({ Cipher: 'AES-256-CBC', Port: 8443, Proto: 'TCP', Compress: true, Name: 'staff' });
    expect(body.Connections).toBe(0);
    expect((await logs()).Data.Logs.at(-1)).toContain('Initialization Sequence Completed');
  });

  test('keeps its clients, and its gateway free, when only the name changes', async () => {
    await tiny.reset({ pace: 'real' }, sslParts());
    expect((await modify({ Name: 'people' })).body).toMatchObject({ Name: 'people', Connections: 2 });
    expect((await tiny.call('DescribeVpnGateway', { VpnGatewayId: 'vpn-1' })).body.Status).toBe('active');
    expect((await modify({ Port: '1195' })).status).toBe(200);
    expect((await modify({ Port: '1196' })).body.Code).toBe('VpnGateway.Configuring');
  });

  test('may not come to overlap with itself', async () => {
    expect((await modify({ LocalSubnet: '10.99.0.0/25' })).body.Code).toBe('IllegalParam.ClientIpPool');
    expect((await modify({ LocalSubnet: '10.98.0.0/16', ClientIpPool: '10.0.0.0/24' })).status).toBe(200);
  });

  test('must be there', async () => {
    const { status, body } = await modify({ SslVpnServerId: 'vss-404' });
    expect([status, body.Code]).toEqual([404, 'InvalidSslVpnServerId.NotFound']);
  });
});

test('servers are found by ID, gateway and name', async () => {
  await create({ Name: 'guests' });
  expect(await servers({ Name: 'guests' })).toHaveLength(1);
  expect(await servers({ VpnGatewayId: 'vpn-1' })).toMatchObject([{ SslVpnServerId: 'vss-1', Connections: 2 }]);
  expect(await servers({ SslVpnServerId: 'vss-404' })).toEqual([]);
});

test('a deleted server takes its certificates, sessions and log along', async () => {
  expect((await tiny.call('DeleteSslVpnServer', { SslVpnServerId: 'vss-1' })).status).toBe(200);
  const { body } = await tiny.control('state');
  expect([body.ssl_servers, body.ssl_certs, body.ssl_sessions, body.ssl_logs]).toEqual([[], [], [], []]);
  const again = await tiny.call('DeleteSslVpnServer', { SslVpnServerId: 'vss-1' });
  expect([again.status, again.body.Code]).toEqual([404, 'InvalidSslVpnServerId.NotFound']);
});

describe('the log', () => {
  test('has what the simulated clients made happen, and what the world brings', async () => {
    const { Data, Count, IsCompleted, ...rest } = await logs({ MinutePeriod: '60', PageSize: '50' });
    expect([Data.Logs.length, IsCompleted, rest.TotalCount]).toEqual([Count, true, undefined]);
    expect(Data.Logs[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d 192\.0\.2\.9:50100 TLS Error/);
    expect(Data.Logs.join('\n')).toContain('[vsc-omar] Peer Connection Initiated');
  });

  test('is read by period, by range and by page', async () => {
    const all = await logs();
    expect((await logs({ MinutePeriod: '10080' })).Count).toBe(all.Count); // a week: the guide sets no limit
    const recent = await logs({ MinutePeriod: '10' });
    expect(recent.Count).toBe(all.Count - 1);
    const second = await logs({ MinutePeriod: '60', PageSize: '4', PageNumber: '2' });
    expect([second.Count, second.PageSize, second.PageNumber]).toEqual([all.Count, 4, 2]);
    expect(second.Data.Logs).toEqual(all.Data.Logs.slice(4, 8));
    const seconds = Math.floor(Date.now() / 1000);
    const ranged = await logs({ From: String(seconds - 2400), To: String(seconds - 1200) });
    expect(ranged.Data.Logs).toHaveLength(1);
  });

  test('needs a range and a server', async () => {
    expect((await logs({})).Code).toBe('MissingMinutePeriod');
    expect((await logs({ From: '1795737600' })).Code).toBe('MissingTo');
    expect((await logs({ VpnSslServerId: 'vss-404', MinutePeriod: '1' })).Code).toBe('InvalidSslVpnServerId.NotFound');
  });

  test('says that it is not complete where the platform cannot tell', async () => {
    await tiny.reset({ log_complete: false }, sslParts());
    expect((await logs()).IsCompleted).toBe(false);
  });
});
