import { createPrivateKey, X509Certificate } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { sslParts } from '../ssl-world.ts';
import { startTiny } from '../start-tiny.ts';

const tiny = startTiny({}, sslParts());
beforeEach(() => tiny.reset({}, sslParts()));

const create = (more: Record<string, string> = {}) =>
  tiny.call('CreateSslVpnClientCert', { SslVpnServerId: 'vss-1', ...more });
const describeOne = async (SslVpnClientCertId: string) =>
  (await tiny.call('DescribeSslVpnClientCert', { SslVpnClientCertId })).body;
const remove = (SslVpnClientCertId: string) => tiny.call('DeleteSslVpnClientCert', { SslVpnClientCertId });
const list = async (more: Record<string, string> = {}) =>
  (await tiny.call('DescribeSslVpnClientCerts', more)).body.SslVpnClientCertKeys.SslVpnClientCertKey;
const server = async () => (await tiny.call('DescribeSslVpnServers')).body.SslVpnServers.SslVpnServer[0];

describe('a new certificate', () => {
  test('is normal and lasts three years', async () => {
    const before = Date.now();
    const { body } = await create({ Name: 'priya' });
    expect(body).toMatchObject({ Name: 'priya', SslVpnClientCertId: expect.stringMatching(/^vsc-/) });
    const one = await describeOne(body.SslVpnClientCertId);
    expect(one).toMatchObject({ Name: 'priya', Status: 'normal', SslVpnServerId: 'vss-1', RegionId: 'cn-test-1' });
    expect(one.EndTime - one.CreateTime).toBe(1095 * 86_400_000);
    // The cloud tells whole seconds.
    expect(one.CreateTime).toBeGreaterThan(before - 1000);
    expect(one.CreateTime).toBeLessThanOrEqual(Date.now());
  });

  test('comes with an authority, a certificate of its name, its key and a profile', async () => {
    const { body } = await create();
    const { CaCert, ClientCert, ClientKey, ClientConfig, EndTime } = await describeOne(body.SslVpnClientCertId);
    const cert = new X509Certificate(ClientCert);
    expect(cert.subject).toBe(`CN=${body.SslVpnClientCertId}`);
    expect(cert.verify(new X509Certificate(CaCert).publicKey)).toBe(true);
    expect(cert.checkPrivateKey(createPrivateKey(ClientKey))).toBe(true);
    expect(Date.parse(cert.validTo)).toBe(EndTime);
    expect(ClientConfig).toContain('remote 203.0.113.10 1194');
  });

  test('has the same key at every look, and the profile of the server as it is then', async () => {
    const first = await describeOne('vsc-lin');
    await tiny.call('ModifySslVpnServer', { SslVpnServerId: 'vss-1', Port: '8443' });
    const second = await describeOne('vsc-lin');
    expect(second.ClientKey).toBe(first.ClientKey);
    expect(second.ClientConfig).toContain('remote 203.0.113.10 8443');
  });

  test('is signed by the authority that the witness sees', async () => {
    const { ClientCert } = await describeOne('vsc-lin');
    const { body } = await tiny.control('state');
    const { ca, server: own } = body.ssl_servers[0].authority;
    expect(new X509Certificate(ClientCert).verify(new X509Certificate(ca.cert).publicKey)).toBe(true);
    expect(new X509Certificate(own.cert).checkPrivateKey(createPrivateKey(own.key))).toBe(true);
  });

  test.each([
    ['InvalidSslVpnServerId.NotFound', { SslVpnServerId: 'vss-404' }],
    ['InvalidName', { Name: 'http://x' }],
    ['MissingSslVpnServerId', { SslVpnServerId: '' }],
  ])('is refused with %s', async (code, more) => {
    expect((await create(more)).body.Code).toBe(code);
  });

  test('is refused over the quota, by a busy gateway and by an unpaid one', async () => {
    await tiny.reset({ quotas: { ssl_certs: 4 }, pace: 'real' }, sslParts());
    expect((await create()).status).toBe(200);
    expect((await create()).body.Code).toBe('VpnGateway.Configuring');
    await tiny.reset({ quotas: { ssl_certs: 3 } }, sslParts());
    expect((await create()).body.Code).toBe('Resource.QuotaFull');
    await tiny.control('patch', { 'vpn-1.BusinessStatus': 'FinancialLocked' });
    expect((await create()).body.Code).toBe('VpnGateway.FinancialLocked');
  });
});

describe('certificates in a list', () => {
  test('show their status by the clock and never a key', async () => {
    const items = await list();
    expect(items.map((one: { Name: string; Status: string }) => [one.Name, one.Status])).toEqual([
      ['lin', 'normal'],
      ['omar', 'expiring-soon'],
      ['old', 'expired'],
    ]);
    await describeOne('vsc-lin');
    expect(JSON.stringify(await list())).not.toMatch(/PRIVATE KEY|BEGIN CERTIFICATE/);
    await tiny.control('clock', { advanceMs: 5 * 86_400_000 });
    expect(await list({ Name: 'omar' })).toMatchObject([{ Status: 'expired' }]);
  });

  test('are found by server, ID and name', async () => {
    expect(await list({ SslVpnServerId: 'vss-404' })).toEqual([]);
    expect(await list({ SslVpnClientCertId: 'vsc-omar' })).toHaveLength(1);
    expect(await list({ SslVpnServerId: 'vss-1', Name: 'lin' })).toHaveLength(1);
  });
});

test('a certificate is renamed at once, busy gateway or not', async () => {
  await tiny.reset({ pace: 'real' }, sslParts());
  await create();
  const { status, body } = await tiny.call('ModifySslVpnClientCert', { SslVpnClientCertId: 'vsc-lin', Name: 'lin-2' });
  expect([status, body.Name, body.SslVpnClientCertId]).toEqual([200, 'lin-2', 'vsc-lin']);
  expect(await list({ Name: 'lin-2' })).toHaveLength(1);
});

describe('a deleted certificate', () => {
  test('cuts off every client of the server, not only its holder', async () => {
    expect((await server()).Connections).toBe(2);
    expect((await remove('vsc-old')).status).toBe(200);
    expect((await server()).Connections).toBe(0);
    expect(await list({ SslVpnClientCertId: 'vsc-old' })).toEqual([]);
  });

  test('cuts off those whom the world only counts, too', async () => {
    await tiny.control('patch', { 'vss-1.Connections': 7 });
    expect((await server()).Connections).toBe(7);
    await remove('vsc-old');
    expect((await server()).Connections).toBe(0);
  });

  test('is gone', async () => {
    await remove('vsc-lin');
    expect(await describeOne('vsc-lin')).toMatchObject({ Code: 'InvalidSslVpnClientCertId.NotFound' });
    expect((await remove('vsc-lin')).status).toBe(404);
  });

  test('waits for a busy gateway', async () => {
    await tiny.reset({ pace: 'real' }, sslParts());
    await remove('vsc-old');
    expect((await remove('vsc-lin')).body.Code).toBe('VpnGateway.Configuring');
  });
});
