import type { Source } from '../../src/resources/source.ts';

type Row = Readonly<Record<string, unknown>>;

/** Two regions with a gateway, a connection, an SSL server and a certificate in the first; replies can be changed. */
export const fakeSource = (replies: Readonly<Record<string, (args: Row) => Row>> = {}) => {
  const asked: (readonly [string, Row])[] = [];
  const inFirst =
    (field: string, row: Row) =>
    ({ RegionId }: Row): Row => ({ [field]: RegionId === 'cn-a' ? [row] : [] });
  const standard: Readonly<Record<string, (args: Row) => Row>> = {
    DescribeRegions: () => ({ Regions: [{ RegionId: 'cn-a' }, { RegionId: 'cn-b' }] }),
    DescribeVpnGateways: inFirst('VpnGateways', { VpnGatewayId: 'vpn-1', Name: 'hq', Status: 'active' }),
    DescribeVpnConnections: inFirst('VpnConnections', {
      VpnConnectionId: 'vco-1',
      Name: 'site a',
      Status: 'ipsec_sa_established',
    }),
    DescribeSslVpnServers: inFirst('SslVpnServers', { SslVpnServerId: 'vss-1', Name: 'staff' }),
    DescribeSslVpnClientCerts: inFirst('SslVpnClientCertKeys', { SslVpnClientCertId: 'vsc-1', Name: 'alice' }),
    DescribeCustomerGateways: inFirst('CustomerGateways', { CustomerGatewayId: 'cgw-1', Name: 'site-fw' }),
    ...replies,
  };
  const source: Source = async (tool, args) => {
    asked.push([tool, args]);
    const reply = standard[tool];
    if (!reply) throw new Error(`nobody answers ${tool}`);
    return reply(args);
  };
  return { source, asked };
};
