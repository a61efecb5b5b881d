import { z } from 'zod';
import { defineAction } from '../action.ts';
import { disruptUnlessOnly, writeUnlessTrafficMoves } from '../risk.ts';
import { cidr, cidrList } from '../schema/addresses.ts';
import {
  bgpConfig,
  caCertificate,
  changedAttachmentTunnels,
  healthCheckConfig,
  ikeConfigInWords,
  inTheirPlace,
  ipsecConfig,
  newAttachmentTunnels,
} from '../schema/connection-settings.ts';
import {
  clientToken,
  customerGatewayId,
  flag,
  name,
  newTags,
  nextHop,
  oneOf,
  page,
  regionId,
  request,
  text,
  vpnConnectionId,
  weight,
} from '../schema/fields.ts';
import { boolean, epochMs, list, number, pages, reply, string, tags } from '../schema/reply-fields.ts';

export const DescribeVpnAttachments = defineAction({
  name: 'DescribeVpnAttachments',
  verb: 'describe',
  resource: 'attachment',
  summary: 'List IPsec connections that hang on a transit router and have no VPN gateway.',
  risk: 'read',
  platform: 'public',
  input: request({
    RegionId: regionId,
    VpnConnectionId: vpnConnectionId.optional(),
    AttachType: oneOf('CEN').optional(),
    ...page,
  }),
  output: reply({
    VpnAttachments: list(
      'VpnAttachment',
      z.looseObject({
        // The ID of the connection itself.
        InstanceId: string,
        Name: string,
        Description: string,
        AttachType: string,
        TransitRouterId: string,
        TransitRouterName: string,
        CrossAccountAuthorized: boolean,
        TunnelBandwidth: string,
        Tag: string,
        Tags: tags,
      }),
    ),
    ...pages,
  }),
});

/** Routes of a connection without a gateway; those that BGP brought are told only where they are asked for. */
export const DescribeVcoRouteEntries = defineAction({
  name: 'DescribeVcoRouteEntries',
  verb: 'describe',
  resource: 'connection-route',
  summary: 'List routes of an IPsec connection on a transit router.',
  risk: 'read',
  platform: 'public',
  input: request({
    RegionId: regionId,
    VpnConnectionId: vpnConnectionId,
    RouteEntryType: oneOf('custom', 'bgp').optional(),
    ...page,
  }),
  output: reply({
    VcoRouteEntries: list(
      'VcoRouteEntry',
      z.looseObject({
        VpnConnectionId: string,
        RouteDest: string,
        NextHop: string,
        NextHopTunnelIdList: list('NextHopTunnelId', z.string()),
        Weight: number,
        State: string,
        RouteEntryType: string,
        Source: string,
        AsPath: string,
        Community: string,
        CreateTime: epochMs,
        CreateTimeIso: string,
      }),
    ),
    VpnRouteCounts: z.unknown().optional(),
    ...pages,
  }),
});

/** What create and modify share; a connection of one tunnel has its settings here, one of two inside. */
const settings = {
  CustomerGatewayId: customerGatewayId.optional(),
  Name: name.optional(),
  EffectImmediately: flag.optional(),
  AutoConfigRoute: flag.optional(),
  IkeConfig: ikeConfigInWords.optional().describe('ikev2 aes256 sha256 group14'),
  IpsecConfig: ipsecConfig.optional(),
  HealthCheckConfig: healthCheckConfig.optional(),
  BgpConfig: bgpConfig.optional(),
  EnableDpd: flag.optional(),
  EnableNatTraversal: flag.optional(),
  EnableTunnelsBgp: flag.optional(),
  NetworkType: oneOf('public', 'private').optional(),
  RemoteCaCert: caCertificate.optional(),
  ClientToken: clientToken,
};

export const CreateVpnAttachment = defineAction({
  name: 'CreateVpnAttachment',
  verb: 'create',
  resource: 'attachment',
  summary: 'Create an IPsec connection for a transit router, billed.',
  platform: 'public',
  billed: true,
  dryRun: true,
  risk: 'disrupt',
  input: request({
    RegionId: regionId,
    LocalSubnet: cidrList.describe('cloud-side, comma-joined'),
    RemoteSubnet: cidrList.describe('peer-side'),
    ...settings,
    AutoConfigRoute: flag.optional().describe('default true'),
    TunnelOptionsSpecification: newAttachmentTunnels.optional(),
    TunnelBandwidth: oneOf('Standard', 'Large').optional(),
    ResourceGroupId: text.optional(),
    Tags: newTags.optional(),
  }).refine(...inTheirPlace),
  output: reply({ VpnConnectionId: string, Name: string, CreateTime: epochMs, CreateTimeIso: string }),
});

export const ModifyVpnAttachmentAttribute = defineAction({
  name: 'ModifyVpnAttachmentAttribute',
  verb: 'modify',
  resource: 'attachment',
  summary: 'Change an IPsec connection on a transit router; anything but the name may drop it.',
  platform: 'public',
  risk: disruptUnlessOnly('RegionId', 'VpnConnectionId', 'Name', 'ClientToken'),
  input: request({
    RegionId: regionId,
    VpnConnectionId: vpnConnectionId,
    LocalSubnet: cidrList.optional(),
    RemoteSubnet: cidrList.optional(),
    ...settings,
    TunnelOptionsSpecification: changedAttachmentTunnels.optional(),
  }).refine(...inTheirPlace),
  output: reply({ VpnConnectionId: string, Name: string, CreateTime: epochMs, CreateTimeIso: string, Status: string }),
});

export const DeleteVpnAttachment = defineAction({
  name: 'DeleteVpnAttachment',
  verb: 'delete',
  resource: 'attachment',
  summary: 'Delete an IPsec connection on a transit router; its tunnels go down at once.',
  platform: 'public',
  risk: 'destroy',
  input: request({ RegionId: regionId, VpnConnectionId: vpnConnectionId, ClientToken: clientToken }),
  output: reply({}),
});

/** Which entry is meant; the next hop is the connection itself. */
const entry = { RegionId: regionId, VpnConnectionId: vpnConnectionId, RouteDest: cidr, NextHop: nextHop };
const overlayMode = { OverlayMode: oneOf('Ipsec').optional() };
const token = { ClientToken: clientToken };
const currentWeight = { Weight: weight.describe('current') };

export const CreateVcoRouteEntry = defineAction({
  name: 'CreateVcoRouteEntry',
  verb: 'create',
  resource: 'connection-route',
  summary: 'Add a route of an IPsec connection on a transit router; may draw traffic.',
  platform: 'public',
  dryRun: true,
  risk: writeUnlessTrafficMoves,
  input: request({
    ...entry,
    Weight: weight.describe('100 active, 0 standby'),
    Description: text.optional(),
    ...overlayMode,
    ...token,
  }),
  output: reply({
    VpnConnectionId: string,
    RouteDest: string,
    NextHop: string,
    Weight: number,
    State: string,
    OverlayMode: string,
    Description: string,
    CreateTime: epochMs,
    CreateTimeIso: string,
  }),
});

export const ModifyVcoRouteEntryWeight = defineAction({
  name: 'ModifyVcoRouteEntryWeight',
  verb: 'modify',
  resource: 'connection-route',
  summary: 'Change the weight of a route of an IPsec connection on a transit router; traffic moves.',
  platform: 'public',
  risk: 'disrupt',
  input: request({
    ...entry,
    ...currentWeight,
    NewWeight: weight.describe('100 active, 0 standby'),
    ...overlayMode,
    ...token,
  }).refine(({ Weight, NewWeight }) => Weight !== NewWeight, {
    path: ['NewWeight'],
    error: 'NewWeight differs from Weight: one is 0, the other 100',
  }),
  output: reply({}),
});

export const DeleteVcoRouteEntry = defineAction({
  name: 'DeleteVcoRouteEntry',
  verb: 'delete',
  resource: 'connection-route',
  summary: 'Delete a route of an IPsec connection on a transit router; its traffic stops or moves.',
  platform: 'public',
  risk: 'destroy',
  input: request({ ...entry, ...currentWeight, ...overlayMode, ...token }),
  output: reply({}),
});
