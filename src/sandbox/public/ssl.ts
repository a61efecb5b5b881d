import { findGateway, ownAsked, regionRow } from '../handlers/checks.ts';
import { may, must, type Reply, type Request } from '../handlers/handler.ts';
import { text } from '../handlers/kinds.ts';
import { page, pageRows } from '../handlers/page.ts';
import { sslClientCertHandlers } from '../handlers/ssl-client-cert.ts';
import { readLog, sslServerHandlers } from '../handlers/ssl-server.ts';
import { certStatus, connectionsOf } from '../state/ssl-sessions.ts';
import type { SslSession, SslVpnClientCert, SslVpnServer, World } from '../state/world.ts';
import { groupOf, groupRow, labelled, type PublicHandlers, pageOf } from './action.ts';

/** A server as the list has it. */
export const shownServer = (server: SslVpnServer, world: World): Reply => {
  const { RegionId, SslVpnServerId, VpnGatewayId, Name, ClientIpPool, LocalSubnet, Proto, Port } = server;
  const { Cipher, Compress, CreateTime, MaxConnections, InternetIp } = server;
  const { DnsServers = '', EnableMultiFactorAuth = false } = server;
  const { IDaaSInstanceId, IDaaSRegionId, IDaaSApplicationId } = server;
  return {
    ...{ RegionId, SslVpnServerId, VpnGatewayId, Name, ClientIpPool, LocalSubnet, Proto, Port, Cipher, Compress },
    ...{ CreateTime, Connections: connectionsOf(world.data, server), MaxConnections, InternetIp },
    ...{ DnsServers, EnableMultiFactorAuth, ResourceGroupId: groupOf(server) },
    ...(IDaaSInstanceId && { IDaaSInstanceId, IDaaSInstanceVersion: IDaaSApplicationId ? 'EIAM 2.0' : 'EIAM' }),
    ...(IDaaSRegionId && { IDaaSRegionId }),
    ...(IDaaSApplicationId && { IDaaSApplicationId }),
  };
};

const listServers = (request: Request, world: World): Reply => {
  const asked = ownAsked(world.data.ssl_servers, request, 'SslVpnServerId', 'VpnGatewayId', 'Name');
  const found = labelled(asked, request.input);
  return page(found, request.input, ['SslVpnServers', 'SslVpnServer'], (one) => shownServer(one, world));
};

const listCerts = (request: Request, world: World): Reply => {
  const asked = ownAsked(world.data.ssl_certs, request, 'SslVpnServerId', 'SslVpnClientCertId', 'Name');
  const shown = (cert: SslVpnClientCert): Reply => {
    const { RegionId, SslVpnServerId, SslVpnClientCertId, Name, CreateTime, EndTime } = cert;
    const Status = certStatus(cert, world.clock.now());
    const shownFields = { RegionId, SslVpnServerId, SslVpnClientCertId, Name, CreateTime, EndTime, Status };
    return { ...shownFields, ResourceGroupId: groupOf(cert) };
  };
  const found = labelled(asked, request.input);
  return page(found, request.input, ['SslVpnClientCertKeys', 'SslVpnClientCertKey'], shown);
};

const describeCert = async (request: Request, world: World): Promise<Reply> => {
  const reply = await sslClientCertHandlers.DescribeSslVpnClientCert.run(request, world);
  const cert = world.data.ssl_certs.find((one) => one.SslVpnClientCertId === request.input['SslVpnClientCertId']);
  return { ...reply, ResourceGroupId: groupOf(cert ?? {}) };
};

/** A steady flow of its own for every client, so that the figures grow as one looks again. */
const bytesPerSecond = ({ SslVpnClientCertId: id }: SslSession): number =>
  [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 50_000, 7) + 100;

const shownClient = (session: SslSession, world: World): Reply => {
  const [Ip = '', Port = ''] = session.RemoteAddress.split(':');
  const seconds = Math.max(0, Math.floor((world.clock.now() - session.ConnectedSince) / 1000));
  const SendBytes = seconds * bytesPerSecond(session);
  return {
    ...{ CommonName: `CN=${session.SslVpnClientCertId}`, Ip, Port, PrivateIp: session.ClientIp, Status: 'online' },
    ...{ ConnectedTime: session.ConnectedSince, SendBytes, ReceiveBytes: Math.floor(SendBytes / 8) },
  };
};

const listClients = (request: Request, world: World): Reply => {
  const { VpnGatewayId, RegionId } = findGateway(world, request);
  const servers = world.data.ssl_servers.filter((one) => one.VpnGatewayId === VpnGatewayId);
  const ids = new Set(servers.map((one) => one.SslVpnServerId));
  const here = world.data.ssl_sessions.filter((one) => ids.has(one.SslVpnServerId));
  return { RegionId, VpnGatewayId, ...pageOf(here, request.input, 'ClientInfoList', (one) => shownClient(one, world)) };
};

const { DescribeSslVpnServers, DescribeVpnSslServerLogs } = sslServerHandlers;
const { DescribeSslVpnClientCerts, DescribeSslVpnClientCert } = sslClientCertHandlers;

/** A client's lines before its certificate is known name its address only, and are left out. */
const readClientLog = (request: Request, world: World): Reply => {
  const id = request.input['SslVpnClientCertId'] ?? '';
  return readLog(request, world, ({ Line }) => Line.includes(id));
};

export const sslHandlers = {
  DescribeSslVpnServers: { effect: 'read', takes: { ...DescribeSslVpnServers.takes, ...groupRow }, run: listServers },
  DescribeSslVpnClientCerts: {
    effect: 'read',
    takes: { ...DescribeSslVpnClientCerts.takes, ...groupRow },
    run: listCerts,
  },
  DescribeSslVpnClientCert: { ...DescribeSslVpnClientCert, run: describeCert },
  DescribeVpnSslServerLogs: {
    effect: 'read',
    takes: { ...DescribeVpnSslServerLogs.takes, SslVpnClientCertId: may(text) },
    run: readClientLog,
  },
  DescribeSslVpnClients: {
    effect: 'read',
    takes: { ...regionRow, ...pageRows, VpnGatewayId: must(text) },
    run: listClients,
  },
} satisfies PublicHandlers;
