// usage: inventory-cloud.mjs CONNECTIONS [dual]. A cloud that only answers lists, of an inventory of any size made by rule: what is
// measured is the asking. A hundred connections and two hundred routes a gateway; the first has 1,000 policy routes too. With `dual`
// every connection has two tunnels, as on today's public cloud.
import { createServer } from 'node:http';

const [, , asked, kind] = process.argv;
const CONNECTIONS = Number(asked);
const A_GATEWAY = 100;
const POLICIES = 1_000;
const REGION = 'cn-hangzhou';

const many = (count, make) => Array.from({ length: count }, (_, n) => make(n));
const gatewayOf = (n) => Math.floor(n / A_GATEWAY);
const id = (kind, n) => `${kind}-inventory${String(n).padStart(6, '0')}`;
/** The site of a connection: a block of its own, two of which are routed. */
const block = (n) => `172.${16 + (n >> 8)}.${n & 255}`;

const gateways = many(Math.ceil(CONNECTIONS / A_GATEWAY), (n) => ({
  VpnGatewayId: id('vpn', n),
  Name: `gw-${n}`,
  // Ten gateways share a VPC, so that what others publish counts.
  VpcId: id('vpc', Math.floor(n / 10)),
  Status: 'active',
  BusinessStatus: 'Normal',
  InternetIp: `203.0.${n >> 8}.${n & 255}`,
  IpsecVpn: 'enable',
  SslVpn: 'enable',
  SslMaxConnections: 20,
  CreateTime: 1492753580000,
  EndTime: 1892753580000,
}));
const customers = many(CONNECTIONS, (n) => ({
  CustomerGatewayId: id('cgw', n),
  Name: `router-${n}`,
  IpAddress: `198.${18 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`,
  CreateTime: 1492753580000,
}));
/** A connection of two tunnels: its settings stand in each of them, and the second goes to the next site's router. */
const asDual = (row, n) => {
  const { CustomerGatewayId, Status, IkeConfig, IpsecConfig, VcoHealthCheck: _, ...rest } = row;
  const tunnel = (at) => ({
    ...{
      TunnelId: id(`tun-${at}`, n),
      Role: at === 0 ? 'master' : 'slave',
      ZoneNo: `${REGION}-${at === 0 ? 'h' : 'i'}`,
    },
    ...{ CustomerGatewayId: at === 0 ? CustomerGatewayId : id('cgw', (n + 1) % CONNECTIONS), Status, State: 'active' },
    ...{ InternetIp: `203.0.113.${(n + at) & 255}`, TunnelIkeConfig: IkeConfig, TunnelIpsecConfig: IpsecConfig },
  });
  return { ...rest, Status, TunnelOptionsSpecification: { TunnelOptions: [tunnel(0), tunnel(1)] } };
};

const single = many(CONNECTIONS, (n) => ({
  VpnConnectionId: id('vco', n),
  Name: `site-${n}`,
  VpnGatewayId: id('vpn', gatewayOf(n)),
  CustomerGatewayId: id('cgw', n),
  LocalSubnet: `10.${gatewayOf(n)}.0.0/16`,
  RemoteSubnet: `${block(n)}.0/24`,
  Status: n % 5 === 0 ? 'ike_sa_not_established' : 'ipsec_sa_established',
  EffectImmediately: true,
  CreateTime: 1492753580000,
  IkeConfig: {
    Psk: `FAKE-inventory-psk-${n}`,
    IkeVersion: n % 7 === 0 ? 'ikev1' : 'ikev2',
    IkeMode: 'main',
    IkeEncAlg: 'aes256',
    IkeAuthAlg: 'sha1',
    IkePfs: 'group14',
    IkeLifetime: 86400,
    LocalId: `203.0.113.${n & 255}`,
    RemoteId: `198.18.${(n >> 8) & 255}.${n & 255}`,
  },
  IpsecConfig: { IpsecEncAlg: 'aes256', IpsecAuthAlg: 'sha1', IpsecPfs: 'group14', IpsecLifetime: 28800 },
  VcoHealthCheck: { Enable: n % 4 === 0 ? 'false' : 'true', Dip: `${block(n)}.1`, Sip: `10.${gatewayOf(n)}.0.5` },
}));
const connections = kind === 'dual' ? single.map(asDual) : single;
const routes = many(2 * CONNECTIONS, (n) => ({
  VpnInstanceId: id('vpn', gatewayOf(n >> 1)),
  RouteDest: `${block(n >> 1)}.${128 * (n & 1)}/25`,
  NextHop: id('vco', n >> 1),
  Weight: n % 50 === 0 ? 0 : 100,
  State: n % 10 === 9 ? 'normal' : 'published',
}));
const policies = many(POLICIES, (n) => ({
  VpnInstanceId: id('vpn', 0),
  RouteSource: `10.0.${n % 32}.0/24`,
  RouteDest: `172.16.${Math.floor(n / 32) * 4}.0/22`,
  NextHop: id('vco', n % A_GATEWAY),
  Weight: 100,
  State: 'published',
}));
const servers = gateways
  .filter((_, n) => n % 4 === 0)
  .map((gateway, n) => ({
    SslVpnServerId: id('vss', n),
    Name: `staff-${n}`,
    VpnGatewayId: gateway.VpnGatewayId,
    ClientIpPool: `192.168.${n}.0/24`,
    LocalSubnet: '10.0.0.0/8',
    Cipher: 'AES-256-CBC',
    Proto: 'UDP',
    Port: 1194,
    Connections: 3,
    MaxConnections: 20,
    InternetIp: gateway.InternetIp,
  }));
const certificates = many(CONNECTIONS, (n) => ({
  SslVpnClientCertId: id('vsc', n),
  Name: `person-${n}`,
  SslVpnServerId: id('vss', n % servers.length),
  Status: 'normal',
  CreateTime: 1492753580000,
  EndTime: 1892753580000 - n * 86_400_000,
}));

const byGateway = (rows) => Map.groupBy?.(rows, (row) => row.VpnInstanceId) ?? groupedBy(rows);
function groupedBy(rows) {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(row.VpnInstanceId)) groups.set(row.VpnInstanceId, []);
    groups.get(row.VpnInstanceId).push(row);
  }
  return groups;
}
const [routesOf, policiesOf] = [byGateway(routes), byGateway(policies)];

/** Each list: its field, the item in it, and its rows for a question. */
const LISTS = {
  DescribeVpnGateways: ['VpnGateways', 'VpnGateway', () => gateways],
  DescribeCustomerGateways: ['CustomerGateways', 'CustomerGateway', () => customers],
  DescribeVpnConnections: [
    'VpnConnections',
    'VpnConnection',
    ({ VpnGatewayId }) => (VpnGatewayId ? connections.filter((one) => one.VpnGatewayId === VpnGatewayId) : connections),
  ],
  DescribeVpnRouteEntries: ['VpnRouteEntries', 'VpnRouteEntry', (q) => routesOf.get(q.VpnGatewayId) ?? []],
  DescribeVpnPbrRouteEntries: ['VpnPbrRouteEntries', 'VpnPbrRouteEntry', (q) => policiesOf.get(q.VpnGatewayId) ?? []],
  DescribeSslVpnServers: ['SslVpnServers', 'SslVpnServer', () => servers],
  DescribeSslVpnClientCerts: ['SslVpnClientCertKeys', 'SslVpnClientCertKey', () => certificates],
};

const ONE = {
  DescribeVpnGateway: (q) => gateways.find((one) => one.VpnGatewayId === q.VpnGatewayId),
  DescribeVpnConnection: (q) => connections.find((one) => one.VpnConnectionId === q.VpnConnectionId),
  DescribeCustomerGateway: (q) => customers.find((one) => one.CustomerGatewayId === q.CustomerGatewayId),
  DescribeRegions: () => ({ Regions: { Region: [{ RegionId: REGION, LocalName: 'Hangzhou' }] } }),
  DescribeVpnConnectionLogs: () => ({ Count: 0, IsCompleted: true, Data: { Logs: [] } }),
  DescribeVpnSslServerLogs: () => ({ Count: 0, IsCompleted: true, Data: { Logs: [] } }),
};

const answer = (q) => {
  const list = LISTS[q.Action];
  if (list) {
    const [field, item, rowsFor] = list;
    const rows = rowsFor(q);
    const [number, size] = [Number(q.PageNumber ?? 1), Number(q.PageSize ?? 10)];
    return {
      TotalCount: rows.length,
      PageNumber: number,
      PageSize: size,
      [field]: { [item]: rows.slice((number - 1) * size, number * size) },
    };
  }
  return ONE[q.Action]?.(q);
};

const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => {
    text += chunk;
  });
  request.on('end', () => {
    const found = answer(Object.fromEntries(new URLSearchParams(text)));
    const body = found ? { RequestId: 'R', ...found } : { RequestId: 'R', Code: 'InvalidAction', Message: 'not here' };
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
});
// Gone with whoever started it.
process.stdin.on('end', () => process.exit()).resume();
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port, region: REGION })));
