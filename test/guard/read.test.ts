import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actions } from '../../src/catalogue/index.ts';
import { agreeable, region, startBench } from './bench.ts';

const { DescribeSslVpnClientCert, DescribeVpnConnection, DownloadVpnConnectionConfig } = actions;
const certificate = { RegionId: region, SslVpnClientCertId: 'vsc-omarlaptop' };

test('a private key that was asked for goes to a private file, and the reply says where', async () => {
  const { invoke, call } = await startBench();
  const seen = await invoke(DescribeSslVpnClientCert, certificate, call({ tool: 'DescribeSslVpnClientCert' }));
  const key = Object(seen.ClientKey);
  expect(key).toMatchObject({ Fingerprint: expect.any(String), File: expect.stringMatching(/vsc-omarlaptop\.key$/) });
  expect(readFileSync(key.File, 'utf8')).toContain('PRIVATE KEY');
  expect(statSync(key.File).mode & 0o777).toBe(0o600);
  expect(JSON.stringify(seen)).not.toContain('PRIVATE KEY');
  const again = await invoke(DescribeSslVpnClientCert, certificate, call({ tool: 'DescribeSslVpnClientCert' }));
  expect(Object(again.ClientKey).File).toBe(key.File);
});

test('a pre-shared key is written only where the configuration is downloaded', async () => {
  const { invoke, call, secrets } = await startBench();
  const id = { RegionId: region, VpnConnectionId: 'vco-wh0001' };
  await invoke(DescribeVpnConnection, id, call({ tool: 'DescribeVpnConnection' }));
  expect(secrets()).toEqual([]);
  const seen = await invoke(DownloadVpnConnectionConfig, id, call({ tool: 'DownloadVpnConnectionConfig' }));
  expect(Object(seen.VpnConnectionConfig?.IkeConfig?.Psk).File).toMatch(/psk-vco-wh0001-[0-9a-f]{8}\.txt$/);
});

test.each(['as-today', 'absent', 'empty', 'first-tunnel'])(
  'the key of each tunnel goes to a file of its own, with %s beside the tunnels',
  async (top) => {
    const { invoke, call, secrets } = await startBench({ world: 'public', patch: { 'platform.top_level': top } });
    const id = { RegionId: 'cn-hangzhou', VpnConnectionId: 'vco-paris001' };
    const seen = await invoke(DownloadVpnConnectionConfig, id, call({ tool: 'DownloadVpnConnectionConfig' }));
    const tunnels = seen.VpnConnectionConfig?.TunnelsConfig ?? [];
    const files = tunnels.map((one) => String(Object(one.IkeConfig?.Psk).File));
    const named = expect.stringMatching(/\/psk-vco-paris001-[0-9a-f]{8}\.txt$/);
    expect(files).toEqual([named, named]);
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual([
      ...['FAKE-public-psk-paris001a\n', 'FAKE-public-psk-paris001b\n'],
    ]);
    expect(secrets()).toHaveLength(2);
    expect(JSON.stringify(seen)).not.toContain('FAKE-public');
  },
);

test('one key is one file: what a create wrote is what a download names', async () => {
  const { invoke, call, secrets } = await startBench();
  const made = await invoke(
    actions.CreateVpnConnection,
    {
      ...{ RegionId: region, VpnGatewayId: 'vpn-hq0001', CustomerGatewayId: 'cgw-old0001', Name: 'branch' },
      ...{ LocalSubnet: '10.10.0.0/16', RemoteSubnet: '172.30.0.0/16', IkeConfig: { Psk: { generate: true } } },
    },
    call({ ask: agreeable().ask }),
  );
  const [file, ...others] = secrets();
  expect([file, others]).toEqual([expect.stringMatching(/^psk-branch-[0-9a-f]{8}\.txt$/), []]);
  const id = { RegionId: region, VpnConnectionId: String(made.VpnConnectionId) };
  const seen = await invoke(DownloadVpnConnectionConfig, id, call({ tool: 'DownloadVpnConnectionConfig' }));
  expect(String(Object(seen.VpnConnectionConfig?.IkeConfig?.Psk).File).endsWith(`/${file}`)).toBe(true);
  expect(secrets()).toEqual([file]);
});

test('a certificate that is made and read again has one file for its key and one for its client', async () => {
  const { invoke, call, secrets } = await startBench();
  const made = await invoke(
    actions.CreateSslVpnClientCert,
    { RegionId: region, SslVpnServerId: 'vss-hq0001', Name: 'zed' },
    call({ tool: 'CreateSslVpnClientCert' }),
  );
  const id = { RegionId: region, SslVpnClientCertId: String(made.SslVpnClientCertId) };
  for (let time = 0; time < 2; time += 1)
    await invoke(DescribeSslVpnClientCert, id, call({ tool: 'DescribeSslVpnClientCert' }));
  expect(secrets()).toEqual([`${id.SslVpnClientCertId}.key`, `${id.SslVpnClientCertId}.ovpn`]);
});

const handle = { Fingerprint: expect.any(String), Length: expect.any(Number) };

test.each([
  ['a tool that only looks at it on its way', { tool: 'DiagnoseSslClient' }, {}, handle],
  [
    'a server without a folder',
    { tool: 'DescribeSslVpnClientCert' },
    { secretsDir: undefined },
    { ...handle, Hint: expect.stringContaining('--secrets-dir') },
  ],
  [
    'a server on HTTP',
    { tool: 'DescribeSslVpnClientCert' },
    { transport: 'http' as const },
    { ...handle, Hint: expect.stringContaining('console') },
  ],
])('%s writes no file, and says what to do instead', async (_, call, guard, expected) => {
  const bench = await startBench({ guard });
  const seen = await bench.invoke(DescribeSslVpnClientCert, certificate, bench.call(call));
  expect(seen.ClientKey).toEqual(expected);
  expect(bench.secrets()).toEqual([]);
});

test('what two ends with different keys are told apart by is not shown, whatever the cloud puts there', async () => {
  const values = { MismatchLocalParam: 'FAKE-key-local', MismatchRemoteParam: 'FAKE-key-remote' };
  const bench = await startBench({
    world: 'public',
    bend: (action, reply) =>
      action === 'DiagnoseVpnConnections'
        ? { ...reply, VpnConnections: (reply['VpnConnections'] as object[]).map((row) => ({ ...row, ...values })) }
        : undefined,
  });
  const asked = { RegionId: 'cn-hangzhou', VpnConnectionIds: ['vco-paris001', 'vco-madrid01'] };
  const { VpnConnections = [] } = await bench.invoke(actions.DiagnoseVpnConnections, asked, bench.call());
  const shown = (code: string) =>
    VpnConnections.filter(({ FailedReasonCode }) => FailedReasonCode === code).map((row) => row.MismatchLocalParam);
  expect(shown('PskMismatch')).toEqual(['(not shown: it may be the key)']);
  expect(shown('DhGroupMismatch')).toEqual(['FAKE-key-local']);
});
