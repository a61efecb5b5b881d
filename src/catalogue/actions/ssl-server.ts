import { z } from 'zod';
import { defineAction, type Fields } from '../action.ts';
import { disruptUnlessOnly } from '../risk.ts';
import { cidr, cidrList, ipv4, overlap } from '../schema/addresses.ts';
import { must } from '../schema/explain.ts';
import {
  clientToken,
  count,
  flag,
  logServerId,
  name,
  oneOf,
  page,
  regionId,
  request,
  sslPort,
  sslVpnServerId,
  text,
  vpnGatewayId,
} from '../schema/fields.ts';
import { logLimits, ofLogWindow } from '../schema/log-window.ts';
import { onPublic } from '../schema/platform-rows.ts';
import { boolean, epochMs, flatReply, list, logReply, number, pages, reply, string } from '../schema/reply-fields.ts';

const dnsServers = text.refine(
  ...must(
    (given: string) => given.split(',').every((one) => ipv4.safeParse(one).success),
    'is IPv4 addresses joined by commas, such as 100.100.2.136,100.100.2.138',
  ),
);

const idaasRegion = text.refine(
  ...must((given: string) => /^[a-z]{2}-[a-z0-9-]{2,40}$/.test(given), 'is a region ID such as cn-hangzhou'),
);

const settings = {
  Name: name.optional(),
  Proto: oneOf('UDP', 'TCP').optional(),
  Cipher: oneOf('AES-128-CBC', 'AES-192-CBC', 'AES-256-CBC', 'none').optional(),
  Port: sslPort.optional().describe('default 1194; not 443, 80, 53 and other service ports'),
  Compress: flag.optional(),
  DnsServers: onPublic(dnsServers.optional()),
  EnableMultiFactorAuth: onPublic(flag.optional()),
  IDaaSInstanceId: onPublic(text.optional()),
  IDaaSRegionId: onPublic(idaasRegion.optional()),
  IDaaSApplicationId: onPublic(text.optional()),
  ClientToken: clientToken,
};
const clientIpPool = cidr.describe('CIDR handed out to clients, outside LocalSubnet');
const localSubnet = cidrList.describe('CIDRs the clients reach');

const apart = (input: { ClientIpPool?: string | undefined; LocalSubnet?: string | undefined }) =>
  !overlap(input.ClientIpPool ?? '', input.LocalSubnet ?? '');
const mustBeApart = {
  path: ['ClientIpPool'],
  error: 'ClientIpPool overlaps LocalSubnet: choose a private block outside it, such as 192.168.254.0/24',
};

/** Who has a second factor checked is asked where: the cloud knows no default. */
const hasChecker = ({ EnableMultiFactorAuth, IDaaSInstanceId, IDaaSRegionId }: Fields): boolean =>
  EnableMultiFactorAuth !== true || (IDaaSInstanceId !== undefined && IDaaSRegionId !== undefined);
const needsChecker = {
  path: ['EnableMultiFactorAuth'],
  error: 'EnableMultiFactorAuth needs IDaaSInstanceId and IDaaSRegionId: the instance that checks the second factor',
};

const server = {
  SslVpnServerId: string,
  VpnGatewayId: string,
  RegionId: string,
  Name: string,
  ClientIpPool: string,
  LocalSubnet: string,
  Proto: string,
  Port: number,
  Cipher: string,
  Compress: boolean,
  Connections: number,
  MaxConnections: number,
  InternetIp: string,
  CreateTime: epochMs,
  CreateTimeIso: string,
};

export const CreateSslVpnServer = defineAction({
  name: 'CreateSslVpnServer',
  verb: 'create',
  resource: 'ssl-server',
  summary: 'Create an SSL-VPN server on a VPN gateway.',
  dryRun: true,
  risk: 'write',
  input: request({
    RegionId: regionId,
    VpnGatewayId: vpnGatewayId,
    ClientIpPool: clientIpPool,
    LocalSubnet: localSubnet,
    ...settings,
  })
    .refine(apart, mustBeApart)
    .refine(hasChecker, needsChecker),
  output: reply({ SslVpnServerId: string, Name: string }),
});

export const ModifySslVpnServer = defineAction({
  name: 'ModifySslVpnServer',
  verb: 'modify',
  resource: 'ssl-server',
  summary: 'Change an SSL-VPN server; anything but the name drops its clients.',
  dryRun: true,
  risk: disruptUnlessOnly('RegionId', 'SslVpnServerId', 'Name', 'ClientToken'),
  input: request({
    RegionId: regionId,
    SslVpnServerId: sslVpnServerId,
    ClientIpPool: clientIpPool.optional(),
    LocalSubnet: localSubnet.optional(),
    ...settings,
  }).refine(apart, mustBeApart),
  // The table is flat, the sample a list of one.
  output: flatReply('SslVpnServers', server),
});

export const DescribeSslVpnServers = defineAction({
  name: 'DescribeSslVpnServers',
  verb: 'describe',
  resource: 'ssl-server',
  summary: 'List SSL-VPN servers with settings and client counts.',
  risk: 'read',
  input: request({
    RegionId: regionId,
    SslVpnServerId: sslVpnServerId.optional(),
    VpnGatewayId: vpnGatewayId.optional(),
    Name: text.optional(),
    ...page,
  }),
  output: reply({ SslVpnServers: list('SslVpnServer', z.looseObject(server)), ...pages }),
});

export const DescribeVpnSslServerLogs = defineAction({
  name: 'DescribeVpnSslServerLogs',
  verb: 'describe',
  resource: 'ssl-server',
  summary: 'Read the log of an SSL-VPN server; incomplete while IsCompleted is false.',
  risk: 'read',
  input: ofLogWindow(
    request({
      RegionId: regionId,
      // Spelled differently from SslVpnServerId everywhere else; an ID, although the guide calls it a name.
      VpnSslServerId: logServerId,
      ...logLimits,
      MinutePeriod: count(1).optional().describe('minutes; required without From and To'),
      ...page,
    }),
  ),
  output: logReply,
});

export const DeleteSslVpnServer = defineAction({
  name: 'DeleteSslVpnServer',
  verb: 'delete',
  resource: 'ssl-server',
  summary: 'Delete an SSL-VPN server with all its client certificates; all clients drop.',
  risk: 'destroy',
  input: request({ RegionId: regionId, SslVpnServerId: sslVpnServerId, ClientToken: clientToken }),
  output: reply({}),
});
