import { z } from 'zod';
import { defineAction } from '../action.ts';
import { disruptUnlessOnly, writeUnlessTrafficMoves } from '../risk.ts';
import { cidrList, ipv4 } from '../schema/addresses.ts';
import {
  clientToken,
  count,
  customerGatewayId,
  flag,
  name,
  oneOf,
  page,
  regionId,
  request,
  sized,
  vpnConnectionId,
  vpnGatewayId,
} from '../schema/fields.ts';
import { onPublic } from '../schema/platform-rows.ts';
import {
  boolean,
  epochMs,
  flatReply,
  list,
  number,
  pages,
  reply,
  string,
  struct,
  tags,
} from '../schema/reply-fields.ts';
import { psk, secretText } from '../schema/secret.ts';

const encryption = oneOf('aes', 'aes192', 'aes256', 'des', '3des').optional();

/**
 * The guide offers md5 and sha1 only, newer builds of the same API also the SHA-2 family. All are let through: a
 * build that knows less says so, while a list that is too short would force the weakest choice on everybody.
 */
const authentication = oneOf('md5', 'sha1', 'sha256', 'sha384', 'sha512').optional();

const lifetime = count(0, 86400).optional().describe('seconds');
const identity = sized(1, 100).optional();

/**
 * A JSON text on the wire. The guide's request tables call the local identity LocalIdIPsec, its replies and all the
 * vendor's SDKs LocalId: LocalId is sent, the other taken as an alias. Defaults are not written here: the guide has
 * md5 for a new connection and sha1 for a changed one, and none of them is ever filled in.
 */
const ikeConfig = request({
  Psk: psk.optional().describe('generate makes one; file, env name one'),
  IkeVersion: oneOf('ikev1', 'ikev2').optional(),
  IkeMode: oneOf('main', 'aggressive').optional(),
  IkeEncAlg: encryption,
  IkeAuthAlg: authentication,
  IkePfs: oneOf('group1', 'group2', 'group5', 'group14', 'group24').optional(),
  IkeLifetime: lifetime,
  LocalId: identity,
  LocalIdIPsec: identity.describe('old name of LocalId'),
  RemoteId: identity,
}).refine(({ LocalId, LocalIdIPsec }) => !LocalId || !LocalIdIPsec || LocalId === LocalIdIPsec, {
  path: ['LocalIdIPsec'],
  error: 'IkeConfig.LocalIdIPsec is an older name of LocalId: give LocalId alone',
});

/** A JSON text on the wire. `disabled` (no PFS) is a newer value that both Terraform providers know. */
const ipsecConfig = request({
  IpsecEncAlg: encryption,
  IpsecAuthAlg: authentication,
  IpsecPfs: oneOf('group1', 'group2', 'group5', 'group14', 'group24', 'disabled').optional(),
  IpsecLifetime: lifetime,
});

/** A JSON text on the wire, with the wire's own lower-case keys; replies call it VcoHealthCheck, capitalised. */
const healthCheckConfig = request({
  enable: flag.optional(),
  dip: ipv4.optional().describe('peer-side target'),
  sip: ipv4.optional().describe('VPC-side source'),
  interval: count(1).optional().describe('seconds'),
  retry: count(1).optional(),
});

/**
 * What create and modify share. That the two subnets overlap is not refused: both may be 0.0.0.0/0 (routed mode), and
 * a remote block may summarise the local one; whether it makes sense is for a check to judge.
 */
const settings = {
  Name: name.optional(),
  EffectImmediately: flag.optional().describe('negotiate now, not at first traffic'),
  AutoConfigRoute: flag.optional(),
  IkeConfig: ikeConfig.optional(),
  IpsecConfig: ipsecConfig.optional(),
  HealthCheckConfig: healthCheckConfig.optional(),
  ClientToken: clientToken,
};
const localSubnet = cidrList.describe('VPC-side CIDRs, comma-joined');
const remoteSubnet = cidrList.describe('peer-side CIDRs');

export const CreateVpnConnection = defineAction({
  name: 'CreateVpnConnection',
  verb: 'create',
  resource: 'connection',
  summary: 'Create an IPsec connection; one for each pair of gateways.',
  risk: writeUnlessTrafficMoves,
  input: request({
    RegionId: regionId,
    VpnGatewayId: vpnGatewayId,
    CustomerGatewayId: customerGatewayId,
    LocalSubnet: localSubnet,
    RemoteSubnet: remoteSubnet,
    ...settings,
    // What the cloud takes where nothing is named is weak, so a model has to know it.
    IkeConfig: ikeConfig.optional().describe('default ikev1 aes md5 group2'),
  }),
  output: reply({ VpnConnectionId: string, Name: string, CreateTime: epochMs, CreateTimeIso: string }),
});

const ikeReply = struct({
  IkeVersion: string,
  IkeMode: string,
  IkeEncAlg: string,
  IkeAuthAlg: string,
  IkePfs: string,
  IkeLifetime: number,
  LocalId: string,
  RemoteId: string,
  Psk: secretText.optional(),
});
const ipsecReply = struct({ IpsecEncAlg: string, IpsecAuthAlg: string, IpsecPfs: string, IpsecLifetime: number });

// `Enable` is the text true or false here, although EffectImmediately beside it is a boolean.
const healthCheck = { Enable: string, Dip: string, Sip: string, Interval: number, Retry: number };

const bgp = { LocalAsn: string, LocalBgpIp: string, PeerAsn: string, PeerBgpIp: string, TunnelCidr: string };
/** The settings of one tunnel, as the peer has to have them. */
const tunnelConfig = z.looseObject({
  TunnelId: string,
  Local: string,
  Remote: string,
  IkeConfig: ikeReply,
  IpsecConfig: ipsecReply,
});

/** What today's public cloud tells beside. */
const connectionToday = {
  // As it came: `readTunnels` tells a list from what only looks like one.
  TunnelOptionsSpecification: onPublic(z.unknown().optional()),
  InternetIp: onPublic(string),
  State: onPublic(string),
  EnableDpd: onPublic(boolean),
  EnableNatTraversal: onPublic(boolean),
  EnableTunnelsBgp: onPublic(boolean),
  VpnBgpConfig: onPublic(struct({ ...bgp, Status: string, AuthKey: secretText.optional() })),
  AttachType: onPublic(string),
  AttachInstanceId: onPublic(string),
  TransitRouterId: onPublic(string),
  TransitRouterName: onPublic(string),
  NetworkType: onPublic(string),
  Spec: onPublic(string),
  ResourceGroupId: onPublic(string),
  Tag: tags,
  Tags: tags,
  RemoteCaCertificate: onPublic(string),
};

const connection = {
  VpnConnectionId: string,
  CustomerGatewayId: string,
  VpnGatewayId: string,
  Name: string,
  LocalSubnet: string,
  RemoteSubnet: string,
  CreateTime: epochMs,
  CreateTimeIso: string,
  EffectImmediately: boolean,
  IkeConfig: ikeReply,
  IpsecConfig: ipsecReply,
};
const liveConnection = {
  ...connection,
  Status: string,
  VcoHealthCheck: struct({ ...healthCheck, Status: string }),
  ...connectionToday,
};

export const ModifyVpnConnectionAttribute = defineAction({
  name: 'ModifyVpnConnectionAttribute',
  verb: 'modify',
  resource: 'connection',
  summary: 'Change an IPsec connection; anything but the name may drop the tunnel. Unnamed settings are kept.',
  risk: disruptUnlessOnly('RegionId', 'VpnConnectionId', 'Name', 'ClientToken'),
  input: request({
    RegionId: regionId,
    VpnConnectionId: vpnConnectionId,
    LocalSubnet: localSubnet.optional(),
    RemoteSubnet: remoteSubnet.optional(),
    ...settings,
  }),
  output: reply({ ...connection, Description: string, VcoHealthCheck: struct(healthCheck) }),
});

export const DescribeVpnConnections = defineAction({
  name: 'DescribeVpnConnections',
  verb: 'describe',
  resource: 'connection',
  summary: 'List IPsec connections with tunnel status and settings.',
  risk: 'read',
  input: request({
    RegionId: regionId,
    VpnGatewayId: vpnGatewayId.optional(),
    CustomerGatewayId: customerGatewayId.optional(),
    VpnConnectionId: vpnConnectionId.optional(),
    ...page,
  }),
  output: reply({ VpnConnections: list('VpnConnection', z.looseObject(liveConnection)), ...pages }),
});

export const DescribeVpnConnection = defineAction({
  name: 'DescribeVpnConnection',
  verb: 'describe',
  resource: 'connection',
  summary: 'Show one IPsec connection with tunnel status and settings.',
  risk: 'read',
  input: request({ RegionId: regionId, VpnConnectionId: vpnConnectionId }),
  output: flatReply('VpnConnections', liveConnection),
});

export const DownloadVpnConnectionConfig = defineAction({
  name: 'DownloadVpnConnectionConfig',
  verb: 'download',
  resource: 'connection',
  summary: "Get the peer's side of an IPsec connection as settings.",
  risk: 'read',
  input: request({ RegionId: regionId, VpnConnectionId: vpnConnectionId }),
  output: reply({
    // Which end is Local here is told differently by the guide's table and by its sample: compare addresses.
    VpnConnectionConfig: struct({
      Local: string,
      Remote: string,
      LocalSubnet: string,
      RemoteSubnet: string,
      IkeConfig: ikeReply,
      IpsecConfig: ipsecReply,
      TunnelsConfig: onPublic(list('TunnelConfig', tunnelConfig)),
      BgpConfigs: onPublic(list('BgpConfig', z.looseObject({ TunnelId: string, ...bgp }))),
    }),
  }),
});

export const DeleteVpnConnection = defineAction({
  name: 'DeleteVpnConnection',
  verb: 'delete',
  resource: 'connection',
  summary: 'Delete an IPsec connection; its tunnel goes down at once.',
  risk: 'destroy',
  input: request({ RegionId: regionId, VpnConnectionId: vpnConnectionId, ClientToken: clientToken }),
  output: reply({}),
});
