import { expect, test } from 'vitest';
import { addGuideQuirks, quirkyRoots } from '../../../src/sandbox/api/guide-quirks.ts';
import { startTiny } from '../start-tiny.ts';

const RequestId = 'R';
const server = { SslVpnServerId: 'vss-1', ClientIpPool: '10.9.0.0/24', Port: 1194, Compress: true };

const table: { name: string; action: string; reply: Record<string, unknown>; expected: unknown }[] = [
  {
    name: 'CreateVpnGateway stands inside its XML root',
    action: 'CreateVpnGateway',
    reply: { VpnGatewayId: 'vpn-1', RequestId },
    expected: { CreateVpnGatewayResponse: { VpnGatewayId: 'vpn-1', RequestId } },
  },
  {
    name: 'a single region is an object',
    action: 'DescribeRegions',
    reply: { Regions: { Region: [{ RegionId: 'cn-1' }] }, RequestId },
    expected: { Regions: { RegionId: 'cn-1' }, RequestId },
  },
  {
    name: 'several regions stay a list',
    action: 'DescribeRegions',
    reply: { Regions: { Region: [{ RegionId: 'cn-1' }, { RegionId: 'cn-2' }] } },
    expected: { Regions: { Region: [{ RegionId: 'cn-1' }, { RegionId: 'cn-2' }] } },
  },
  {
    name: 'a created connection has no RequestId',
    action: 'CreateVpnConnection',
    reply: { VpnConnectionId: 'vco-1', RequestId },
    expected: { VpnConnectionId: 'vco-1' },
  },
  {
    name: 'a single connection is a page of one',
    action: 'DescribeVpnConnection',
    reply: { VpnConnectionId: 'vco-1', Status: 'x', RequestId },
    expected: {
      ...{ PageNumber: 1, TotalCount: 1, PageSize: 10, RequestId },
      VpnConnections: { VpnConnection: [{ VpnConnectionId: 'vco-1', Status: 'x' }] },
    },
  },
  {
    name: 'listed connections have a lower-case status',
    action: 'DescribeVpnConnections',
    reply: { VpnConnections: { VpnConnection: [{ VpnConnectionId: 'vco-1', Status: 'x' }] }, TotalCount: 1 },
    expected: { VpnConnections: { VpnConnection: [{ VpnConnectionId: 'vco-1', status: 'x' }] }, TotalCount: 1 },
  },
  {
    name: 'SSL servers are texts, misspelt, and one object where a list belongs',
    action: 'DescribeSslVpnServers',
    reply: { PageNumber: 1, SslVpnServers: { SslVpnServer: [server] } },
    expected: {
      PageNumber: '1',
      SslVpnServers: {
        SslVpnServer: { SslVpnServerId: 'vss-1', CLientIpPool: '10.9.0.0/24', Port: '1194', Compress: 'true' },
      },
    },
  },
  {
    name: 'a changed SSL server is a page of one, in texts',
    action: 'ModifySslVpnServer',
    reply: { ...server, RequestId },
    expected: {
      ...{ PageNumber: '1', TotalCount: '1', PageSize: '10', RequestId },
      SslVpnServers: {
        SslVpnServer: { SslVpnServerId: 'vss-1', CLientIpPool: '10.9.0.0/24', Port: '1194', Compress: 'true' },
      },
    },
  },
  {
    name: 'certificates stand inside the root of SSL servers',
    action: 'DescribeSslVpnClientCerts',
    reply: { TotalCount: 2, SslVpnClientCertKeys: { SslVpnClientCertKey: [{ EndTime: 5 }, { EndTime: 6 }] } },
    expected: {
      DescribeSslVpnServersResponse: {
        TotalCount: '2',
        SslVpnClientCertKeys: { SslVpnClientCertKey: [{ EndTime: '5' }, { EndTime: '6' }] },
      },
    },
  },
  {
    name: 'the rest is as it should be',
    action: 'DescribeVpnGateways',
    reply: { TotalCount: 1, VpnGateways: { VpnGateway: [{ Status: 'active' }] } },
    expected: { TotalCount: 1, VpnGateways: { VpnGateway: [{ Status: 'active' }] } },
  },
];
for (const { name, action, reply, expected } of table)
  test(name, () => expect(addGuideQuirks(action, reply, 'JSON')).toEqual(expected));

test('XML has its root already and is not wrapped again', () => {
  expect(addGuideQuirks('CreateVpnGateway', { VpnGatewayId: 'vpn-1' }, 'XML')).toEqual({ VpnGatewayId: 'vpn-1' });
});

const tiny = startTiny({ reply_shapes: 'guide' });

test('a world with crooked shapes answers so over HTTP, in XML with crooked roots', async () => {
  const { body } = await tiny.call('DescribeVpnConnection', { VpnConnectionId: 'vco-1' });
  expect(body.VpnConnections.VpnConnection[0].VpnConnectionId).toBe('vco-1');
  const { text } = await tiny.call('DescribeVpnConnections', {}, { common: { Format: 'XML' } });
  expect(text).toContain(`<${quirkyRoots['DescribeVpnConnections']}>`);
  expect(text).toContain('<status>');
});

test('failures are never crooked', async () => {
  const { status, body } = await tiny.call('CreateVpnGateway');
  expect([status, body.Code]).toEqual([400, 'MissingBandwidth']);
});
