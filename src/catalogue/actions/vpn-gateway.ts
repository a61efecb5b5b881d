import { z } from 'zod';
import { defineAction } from '../action.ts';
import { renameOnStackElse } from '../risk.ts';
import { must } from '../schema/explain.ts';
import {
  clientToken,
  count,
  flag,
  letteredDescription,
  name,
  newGatewayName,
  oneOf,
  page,
  regionId,
  request,
  text,
  vpcId,
  vpnGatewayId,
  vSwitchId,
} from '../schema/fields.ts';
import { byPlatform, onPublic, requiredOnPublic } from '../schema/platform-rows.ts';
import { boolean, epochMs, list, number, pages, reply, string, tags } from '../schema/reply-fields.ts';

const BANDWIDTHS = [5, 10, 20, 50, 100] as const;
const BANDWIDTHS_TODAY = [...BANDWIDTHS, 200, 500, 1000] as const;
const CLIENTS = [5, 10, 20] as const;
const CLIENTS_TODAY = [...CLIENTS, 50, 100, 200, 500, 1000] as const;

const period = count(1, 36).refine(
  ...must((months: number) => months < 10 || months % 12 === 0, 'is 1 to 9, 12, 24 or 36 months'),
);

export const CreateVpnGateway = defineAction({
  name: 'CreateVpnGateway',
  verb: 'create',
  resource: 'vpn-gateway',
  summary: 'Create a VPN gateway (billed, takes minutes); its features cannot be switched on later.',
  billed: true,
  // Money that a human pays: it waits for a yes as what may stop traffic does.
  risk: 'disrupt',
  // The guide's table has no ClientToken for this action, unlike every other create.
  input: request({
    RegionId: regionId,
    VpcId: vpcId,
    VSwitchId: vSwitchId.optional(),
    DisasterRecoveryVSwitchId: onPublic(vSwitchId.optional().describe('in another zone, for two tunnels')),
    Name: byPlatform(name.optional(), { stack: newGatewayName.optional(), public: name.optional() }),
    Bandwidth: byPlatform(oneOf(...BANDWIDTHS_TODAY), {
      stack: oneOf(...BANDWIDTHS).describe('Mbit/s'),
      public: oneOf(...BANDWIDTHS_TODAY).describe('Mbit/s'),
    }),
    EnableIpsec: byPlatform(flag.optional(), {
      stack: flag.optional().describe('default false'),
      public: flag.optional().describe('default true'),
    }),
    EnableSsl: flag.optional().describe('default false'),
    SslConnections: byPlatform(oneOf(...CLIENTS_TODAY).optional(), {
      stack: oneOf(...CLIENTS)
        .optional()
        .describe('concurrent clients; needs EnableSsl'),
      public: oneOf(...CLIENTS_TODAY)
        .optional()
        .describe('concurrent clients; needs EnableSsl'),
    }),
    InstanceChargeType: requiredOnPublic(oneOf('PREPAY', 'POSTPAY')),
    Period: onPublic(period.optional().describe('months, for PREPAY')),
    AutoPay: onPublic(flag.optional().describe('false: PREPAY waits unpaid')),
    NetworkType: onPublic(oneOf('public', 'private').optional()),
    VpnType: onPublic(oneOf('Normal', 'NationalStandard').optional()),
    ResourceGroupId: onPublic(text.optional()),
    ClientToken: onPublic(clientToken),
  })
    .refine(({ EnableSsl, SslConnections }) => SslConnections === undefined || EnableSsl === true, {
      path: ['SslConnections'],
      error: 'SslConnections needs EnableSsl: true; leave it out for a gateway without SSL-VPN',
    })
    .refine(({ InstanceChargeType, Period }) => InstanceChargeType !== 'PREPAY' || Period !== undefined, {
      path: ['Period'],
      error: 'Period is required with PREPAY, in months: ask the person for how long; nobody chooses it for them',
    })
    .refine(({ NetworkType, Bandwidth }) => NetworkType !== 'private' || Bandwidth === 200 || Bandwidth === 1000, {
      path: ['Bandwidth'],
      error: 'Bandwidth of a private gateway is 200 or 1000',
    }),
  output: reply({ VpnGatewayId: string, Name: string, OrderId: onPublic(number) }),
});

export const ModifyVpnGatewayAttribute = defineAction({
  name: 'ModifyVpnGatewayAttribute',
  verb: 'modify',
  resource: 'vpn-gateway',
  summary: 'Rename or redescribe a VPN gateway; traffic is not touched.',
  risk: renameOnStackElse('RegionId', 'VpnGatewayId', 'Name', 'Description', 'ClientToken'),
  input: request({
    RegionId: regionId,
    VpnGatewayId: vpnGatewayId,
    Name: name.optional(),
    Description: letteredDescription.optional(),
    AutoPropagate: onPublic(flag.optional().describe('enter BGP routes in the VPC')),
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
