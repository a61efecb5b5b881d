import { overlapCidr } from 'cidr-tools';
import { Refusal } from '../state/refusal.ts';
import { connectionsOf, dropSessions } from '../state/ssl-sessions.ts';
import type { SslLogLine, SslVpnServer, World } from '../state/world.ts';
import {
  findGateway,
  flagOf,
  gatewayOf,
  mustBePaidAndFree,
  mustFitQuota,
  own,
  ownAsked,
  ownership,
  ownershipShown,
  pick,
  regionRow,
  sent,
  tokenRow,
} from './checks.ts';
import { type Handlers, type Kind, may, must, type Reply, type Request } from './handler.ts';
import { cidr, cidrList, flag, integer, invalid, name, oneOf, text } from './kinds.ts';
import { windowOf, writeLine } from './log-window.ts';
import { page, pageRows } from './page.ts';

/** Ports that the guide takes away from SSL-VPN servers. */
const forbiddenPorts = [22, 2222, 22222, 9000, 9001, 9002, 7505, 80, 443, 53, 68, 123, 4510, 4560, 500, 4500];

const port: Kind = (value, parameter) => {
  integer(1, 65535)(value, parameter);
  if (forbiddenPorts.includes(Number(value))) throw invalid(parameter);
};

/** The caller's server that a request names in this parameter. */
export const findServer = (world: World, request: Request, parameter = 'SslVpnServerId'): SslVpnServer =>
  pick(own(world.data.ssl_servers, request), 'SslVpnServerId', request.input[parameter]);

const shown = (server: SslVpnServer, world: World): Reply => {
  const { RegionId, SslVpnServerId, VpnGatewayId, Name, ClientIpPool, LocalSubnet, Proto, Port } = server;
  const { Cipher, Compress, CreateTime, MaxConnections, InternetIp } = server;
  return {
    ...{ RegionId, SslVpnServerId, VpnGatewayId, Name, ClientIpPool, LocalSubnet, Proto, Port, Cipher, Compress },
    ...{ CreateTime, Connections: connectionsOf(world.data, server), MaxConnections, InternetIp },
    ...ownershipShown(server),
  };
};

const mustNotOverlap = ({ ClientIpPool, LocalSubnet }: Pick<SslVpnServer, 'ClientIpPool' | 'LocalSubnet'>): void => {
  if (overlapCidr(ClientIpPool, LocalSubnet.split(','))) throw invalid('ClientIpPool', 'IllegalParam.ClientIpPool');
};

const defaults = { Proto: 'UDP', Cipher: 'AES-128-CBC', Port: 1194, Compress: false };

/** The settings that a request brings, as the fields they become. */
const settings = (request: Request, before: Pick<SslVpnServer, keyof typeof defaults>) => ({
  ...sent(request, 'Name', 'ClientIpPool', 'LocalSubnet'),
  Proto: request.input['Proto'] || before.Proto,
  Cipher: request.input['Cipher'] || before.Cipher,
  Port: Number(request.input['Port'] || before.Port),
  Compress: flagOf(request, 'Compress', before.Compress),
});

const create = (request: Request, world: World): Reply => {
  const { input } = request;
  const gateway = findGateway(world, request);
  mustBePaidAndFree(world, gateway);
  // The guide names no code for a gateway without SSL-VPN; the official providers know this one.
  if (gateway.SslVpn !== 'enable')
    throw new Refusal(400, 'OperationFailed.SslNotSupport', 'The VPN gateway has no SSL-VPN.');
  const here = world.data.ssl_servers.filter((one) => one.VpnGatewayId === gateway.VpnGatewayId);
  mustFitQuota(here.length, world.platform.quotas.ssl_servers_per_gateway);
  const id = world.newId('vss');
  const server: SslVpnServer = {
    ...ownership(request, world),
    SslVpnServerId: id,
    VpnGatewayId: gateway.VpnGatewayId,
    Name: '',
    ClientIpPool: input['ClientIpPool'] ?? '',
    LocalSubnet: input['LocalSubnet'] ?? '',
    ...settings(request, defaults),
    MaxConnections: gateway.SslMaxConnections,
    InternetIp: gateway.SslVpnInternetIp ?? gateway.InternetIp,
    CreateTime: Math.floor(world.clock.now()),
  };
  mustNotOverlap(server);
  world.data.ssl_servers.push(server);
  world.begin(gateway, 'updating');
  return { SslVpnServerId: id, Name: server.Name };
};

/** What clients have in their files; they are cut off when it changes. */
const inFiles = ({ ClientIpPool, LocalSubnet, Proto, Port, Cipher, Compress }: SslVpnServer): string =>
  JSON.stringify([ClientIpPool, LocalSubnet, Proto, Port, Cipher, Compress]);

const modify = (request: Request, world: World): Reply => {
  const server = findServer(world, request);
  const gateway = gatewayOf(world, server);
  mustBePaidAndFree(world, gateway);
  const changed: SslVpnServer = { ...server, ...settings(request, server) };
  mustNotOverlap(changed);
  const isRenamedOnly = inFiles(changed) === inFiles(server);
  Object.assign(server, changed);
  // The public documents: a change of the name alone is done at once, all else keeps the gateway busy.
  if (!isRenamedOnly) {
    dropSessions(world, server);
    world.begin(gateway, 'updating');
  }
  return shown(server, world);
};

const list = (request: Request, world: World): Reply => {
  const found = ownAsked(world.data.ssl_servers, request, 'SslVpnServerId', 'VpnGatewayId', 'Name');
  return page(found, request.input, ['SslVpnServers', 'SslVpnServer'], (one) => shown(one, world));
};

/** Its certificates, sessions and log go with it. */
const remove = (request: Request, world: World): Reply => {
  const server = findServer(world, request);
  const gateway = gatewayOf(world, server);
  mustBePaidAndFree(world, gateway);
  const isOther = (one: { SslVpnServerId: string }): boolean => one.SslVpnServerId !== server.SslVpnServerId;
  const { data } = world;
  data.ssl_servers = data.ssl_servers.filter(isOther);
  data.ssl_certs = data.ssl_certs.filter(isOther);
  data.ssl_sessions = data.ssl_sessions.filter(isOther);
  data.ssl_logs = data.ssl_logs.filter(isOther);
  world.begin(gateway, 'updating');
  return {};
};

/** The lines of the server that are wanted; `Count` is that of the whole range, not of the page. */
export const readLog = (
  request: Request,
  world: World,
  isWanted: (line: SslLogLine) => boolean = () => true,
): Reply => {
  const { input } = request;
  const server = findServer(world, request, 'VpnSslServerId');
  const { from, to } = windowOf(input, world.clock.now());
  const lines = world.data.ssl_logs
    .filter(({ SslVpnServerId, Time }) => SslVpnServerId === server.SslVpnServerId && Time >= from && Time <= to)
    .filter(isWanted);
  const { TotalCount, ...rest } = page(lines, input, ['Data', 'Logs'], writeLine);
  return { ...rest, Count: TotalCount, IsCompleted: world.platform.log_complete };
};

const settingRows = {
  Name: may(name),
  Proto: may(oneOf('UDP', 'TCP')),
  Cipher: may(oneOf('AES-128-CBC', 'AES-192-CBC', 'AES-256-CBC', 'none')),
  Port: may(port),
  Compress: may(flag),
};

export const sslServerHandlers = {
  CreateSslVpnServer: {
    effect: 'write',
    takes: {
      ...{ ...regionRow, ...tokenRow, VpnGatewayId: must(text) },
      ...{ ClientIpPool: must(cidr), LocalSubnet: must(cidrList), ...settingRows },
    },
    run: create,
  },
  ModifySslVpnServer: {
    effect: 'write',
    takes: {
      ...{ ...regionRow, ...tokenRow, SslVpnServerId: must(text) },
      ...{ ClientIpPool: may(cidr), LocalSubnet: may(cidrList), ...settingRows },
    },
    run: modify,
  },
  DescribeSslVpnServers: {
    effect: 'read',
    takes: { ...regionRow, ...pageRows, SslVpnServerId: may(text), VpnGatewayId: may(text), Name: may(text) },
    run: list,
  },
  DescribeVpnSslServerLogs: {
    effect: 'read',
    takes: {
      ...{ ...regionRow, ...pageRows, VpnSslServerId: must(text) },
      ...{ From: may(text), To: may(text), MinutePeriod: may(integer(1, 525_600)) },
    },
    run: (request, world) => readLog(request, world),
  },
  DeleteSslVpnServer: {
    effect: 'write',
    takes: { ...regionRow, ...tokenRow, SslVpnServerId: must(text) },
    run: remove,
  },
} satisfies Handlers;
