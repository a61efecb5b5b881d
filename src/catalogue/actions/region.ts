import { z } from 'zod';
import { defineAction } from '../action.ts';
import { oneOf, regionId, request, text } from '../schema/fields.ts';
import { boolean, list, reply, string } from '../schema/reply-fields.ts';

export const DescribeRegions = defineAction({
  name: 'DescribeRegions',
  verb: 'describe',
  resource: 'region',
  summary: 'List the regions of this cloud.',
  risk: 'read',
  // The one action of the product without RegionId.
  input: request({
    ProductType: text.optional(),
    AcceptLanguage: oneOf('zh-CN', 'en-US').optional(),
  }),
  output: reply({
    // The guide's sample holds one region without the inner name; its table says a list.
    Regions: list('Region', z.looseObject({ RegionId: string, LocalName: string, RegionEndpoint: string })),
  }),
});

export const DescribeVpnGatewayAvailableZones = defineAction({
  name: 'DescribeVpnGatewayAvailableZones',
  verb: 'describe',
  resource: 'zone',
  summary: 'List the zones of a region in which a VPN gateway of a bandwidth can be made.',
  risk: 'read',
  platform: 'public',
  input: request({
    RegionId: regionId,
    Spec: oneOf('5M', '10M', '20M', '50M', '100M', '200M', '500M', '1000M'),
    GatewayType: oneOf('Traditional', 'Enhanced.SiteToSite').optional(),
    AcceptLanguage: oneOf('zh-CN', 'en-US').optional(),
  }),
  output: reply({
    RegionId: string,
    AvailableZoneIdList: list('AvailableZoneId', z.looseObject({ ZoneId: string, ZoneName: string })),
  }),
});

export const CheckVpnBgpEnabled = defineAction({
  name: 'CheckVpnBgpEnabled',
  verb: 'describe',
  resource: 'region',
  summary: 'Whether VPN gateways of a region can do BGP.',
  risk: 'read',
  platform: 'public',
  input: request({ RegionId: regionId }),
  output: reply({ BgpEnabled: boolean }),
});
