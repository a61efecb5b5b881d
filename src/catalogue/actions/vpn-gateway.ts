import { z } from 'zod';
import { defineAction } from '../action.ts';
import {
  clientToken,
  flag,
  letteredDescription,
  name,
  newGatewayName,
  oneOf,
  page,
  regionId,
  request,
  vpcId,
  vpnGatewayId,
  vSwitchId,
} from '../schema/fields.ts';
import { onPublic } from '../schema/platform-rows.ts';
import { boolean, epochMs, list, number, pages, reply, string, tags } from '../schema/reply-fields.ts';

export const CreateVpnGateway = defineAction({
  name: 'CreateVpnGateway',
  verb: 'create',
  resource: 'vpn-gateway',
  summary: 'Create a VPN gateway (billed, takes minutes); its features cannot be switched on later.',
  billed: true,
  // Money that a human pays: it waits for a yes as what may stop traffic does.
  risk: 'disrupt',
  // No ClientToken: the guide's table has none for this action, unlike every other create.
  input: request({
    RegionId: regionId,
    VpcId: vpcId,
    VSwitchId: vSwitchId.optional(),
    Name: newGatewayName.optional(),
    Bandwidth: oneOf(5, 10, 20, 50, 100).describe('Mbit/s'),
    EnableIpsec: flag.optional().describe('default false'),
    EnableSsl: flag.optional().describe('default false'),
    SslConnections: oneOf(5, 10, 20).optional().describe('concurrent clients; needs EnableSsl'),
  }).refine(({ EnableSsl, SslConnections }) => SslConnections === undefined || EnableSsl === true, {
    path: ['SslConnections'],
    error: 'SslConnections needs EnableSsl: true; leave it out for a gateway without SSL-VPN',
  }),
  output: reply({ VpnGatewayId: string, Name: string }),
});

export const ModifyVpnGatewayAttribute = defineAction({
  name: 'ModifyVpnGatewayAttribute',
  verb: 'modify',
  resource: 'vpn-gateway',
  summary: 'Rename or redescribe a VPN gateway; traffic is not touched.',
  risk: 'write',
  input: request({
    RegionId: regionId,
    VpnGatewayId: vpnGatewayId,
    Name: name.optional(),
    Description: letteredDescription.optional(),
    ClientToken: clientToken,
  }),
  output: reply({
    VpnGatewayId: string,
    VpcId: string,
    VSwitchId: string,
    InternetIp: string,
    IntranetIp: string,
    CreateTime: epochMs,
    CreateTimeIso: string,
    EndTime: epochMs,
    EndTimeIso: string,
    Spec: string,
    Name: string,
    Description: string,
    Status: string,
  }),
});

const gateway = {
  VpnGatewayId: string,
  VpcId: string,
  VSwitchId: string,
  InternetIp: string,
  CreateTime: epochMs,
  CreateTimeIso: string,
  EndTime: epochMs,
  EndTimeIso: string,
  // Text, not a number: samples say `5M`, the tables `5 Mbps`.
  Spec: string,
  Name: string,
  Description: string,
  Status: string,
  BusinessStatus: string,
  ChargeType: string,
  // `enable` or `disable`, although the same choice goes in as a boolean.
  IpsecVpn: string,
  SslVpn: string,
  SslMaxConnections: number,
  Tag: string,
  // The second of two addresses, in another zone.
  DisasterRecoveryInternetIp: onPublic(string),
  DisasterRecoveryVSwitchId: onPublic(string),
  SslVpnInternetIp: onPublic(string),
  EnableBgp: onPublic(boolean),
  AutoPropagate: onPublic(boolean),
  GatewayType: onPublic(string),
  NetworkType: onPublic(string),
  VpnType: onPublic(string),
  ResourceGroupId: onPublic(string),
  Tags: tags,
};

export const DescribeVpnGateways = defineAction({
  name: 'DescribeVpnGateways',
  verb: 'describe',
  resource: 'vpn-gateway',
  summary: 'List VPN gateways with status, addresses and features.',
  risk: 'read',
  input: request({
    RegionId: regionId,
    VpcId: vpcId.optional(),
    VpnGatewayId: vpnGatewayId.optional(),
    // The guide capitalises Deleting, the vendor's SDKs do not; both are taken and sent as given.
    Status: oneOf('init', 'provisioning', 'active', 'updating', 'deleting', 'Deleting').optional(),
    BusinessStatus: oneOf('Normal', 'FinancialLocked').optional(),
    ...page,
  }),
  output: reply({ VpnGateways: list('VpnGateway', z.looseObject(gateway)), ...pages }),
});

export const DescribeVpnGateway = defineAction({
  name: 'DescribeVpnGateway',
  verb: 'describe',
  resource: 'vpn-gateway',
  summary: 'Show one VPN gateway.',
  risk: 'read',
  input: request({ RegionId: regionId, VpnGatewayId: vpnGatewayId }),
  output: reply(gateway),
});

export const DeleteVpnGateway = defineAction({
  name: 'DeleteVpnGateway',
  verb: 'delete',
  resource: 'vpn-gateway',
  summary: 'Delete a VPN gateway for good; refused while IPsec connections or SSL servers hang on it.',
  risk: 'destroy',
  input: request({ RegionId: regionId, VpnGatewayId: vpnGatewayId, ClientToken: clientToken }),
  output: reply({}),
});
