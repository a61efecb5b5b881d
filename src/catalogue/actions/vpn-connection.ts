import { z } from 'zod';
import { defineAction, type Fields } from '../action.ts';
import { disruptUnlessOnly, writeUnlessTrafficMoves } from '../risk.ts';
import { cidrList } from '../schema/addresses.ts';
import {
  bgpConfig,
  caCertificate,
  changedTunnel,
  changedTunnels,
  healthCheckConfig,
  ikeConfig,
  ikeConfigInWords,
  inTheirPlace,
  ipsecConfig,
  newTunnels,
} from '../schema/connection-settings.ts';
import {
  clientToken,
  customerGatewayId,
  flag,
  name,
  newTags,
  page,
  regionId,
  request,
  tunnelId,
  vpnConnectionId,
  vpnGatewayId,
} from '../schema/fields.ts';
import { byPlatform, onPublic } from '../schema/platform-rows.ts';
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
import { secretText } from '../schema/secret.ts';

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

/** What today's public cloud takes beside, for a connection of one tunnel or of two. */
const settingsToday = {
  EnableTunnelsBgp: onPublic(flag.optional()),
  BgpConfig: onPublic(bgpConfig.optional()),
  EnableDpd: onPublic(flag.optional()),
  EnableNatTraversal: onPublic(flag.optional()),
  RemoteCaCertificate: onPublic(caCertificate.optional()),
};

/** A connection has one tunnel, or two. */
const hasPeer = ({ CustomerGatewayId, TunnelOptionsSpecification }: Fields): boolean =>
  CustomerGatewayId !== undefined || TunnelOptionsSpecification !== undefined;
const needsPeer = {
  path: ['CustomerGatewayId'],
  error:
    'CustomerGatewayId is required for a connection of one tunnel; a gateway of two addresses takes TunnelOptionsSpecification with both tunnels instead',
};

const localSubnet = cidrList.describe('VPC-side CIDRs, comma-joined');
const remoteSubnet = cidrList.describe('peer-side CIDRs');

export const CreateVpnConnection = defineAction({
  name: 'CreateVpnConnection',
  verb: 'create',
  resource: 'connection',
  summary: 'Create an IPsec connection; one for each pair of gateways.',
  dryRun: true,
  risk: writeUnlessTrafficMoves,
  input: request({
    RegionId: regionId,
    VpnGatewayId: vpnGatewayId,
    CustomerGatewayId: byPlatform(customerGatewayId.optional(), {
      stack: customerGatewayId,
      public: customerGatewayId.optional().describe('one tunnel'),
    }),
    LocalSubnet: localSubnet,
    RemoteSubnet: remoteSubnet,
    ...settings,
    AutoConfigRoute: byPlatform(flag.optional(), {
      stack: flag.optional(),
      public: flag.optional().describe('default true'),
    }),
    // What the cloud takes where nothing is named is weak, so a model has to know it.
    IkeConfig: ikeConfig.optional().describe('default ikev1 aes md5 group2'),
    TunnelOptionsSpecification: onPublic(newTunnels.optional()),
    ...settingsToday,
    Tags: onPublic(newTags.optional()),
  })
    .refine(...inTheirPlace)
    .refine(hasPeer, needsPeer),
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
    IkeConfig: byPlatform(ikeConfig.optional(), {
      stack: ikeConfig.optional(),
      public: ikeConfigInWords.optional().describe('values as in CreateVpnConnection'),
    }),
    TunnelOptionsSpecification: onPublic(changedTunnels.optional()),
    ...settingsToday,
  }).refine(...inTheirPlace),
  output: reply({ ...connection, Description: string, VcoHealthCheck: struct(healthCheck) }),
});

export const ModifyTunnelAttribute = defineAction({
  name: 'ModifyTunnelAttribute',
  verb: 'modify',
  resource: 'tunnel',
  summary: 'Change one tunnel of a connection of two; it may drop. Unnamed settings are kept.',
  risk: 'disrupt',
  platform: 'public',
  input: request({
    RegionId: regionId,
    VpnConnectionId: vpnConnectionId,
    TunnelId: tunnelId,
    TunnelOptionsSpecification: changedTunnel.optional(),
    ClientToken: clientToken,
  }),
  output: reply({
    TunnelId: string,
    CustomerGatewayId: string,
    Role: string,
    State: string,
    InternetIp: string,
    ZoneNo: string,
    EnableDpd: boolean,
    EnableNatTraversal: boolean,
    RemoteCaCertificate: string,
    TunnelIkeConfig: ikeReply,
    TunnelIpsecConfig: ipsecReply,
    TunnelBgpConfig: struct({ ...bgp, LocalAsn: number, PeerAsn: number }),
  }),
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
