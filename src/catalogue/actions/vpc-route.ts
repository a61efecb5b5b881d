import { z } from 'zod';
import { defineAction } from '../action.ts';
import { cidr } from '../schema/addresses.ts';
import { count, listOf, oneOf, page, regionId, request, tagFilter, text, vpcId } from '../schema/fields.ts';
import { list, number, pages, reply, string, struct, tags } from '../schema/reply-fields.ts';

export const DescribeRouteTableList = defineAction({
  name: 'DescribeRouteTableList',
  verb: 'describe',
  resource: 'route-table',
  summary: 'List route tables of VPCs.',
  risk: 'read',
  input: request({
    RegionId: regionId,
    VpcId: vpcId.optional(),
    RouteTableId: text.optional(),
    RouteTableName: text.optional(),
    RouteTableType: oneOf('System', 'Custom').optional(),
    RouterId: text.optional(),
    RouterType: oneOf('VRouter', 'VBR').optional(),
    ResourceGroupId: text.optional(),
    Tag: tagFilter,
    ...page,
  }),
  output: reply({
    RouterTableList: list(
      'RouterTableListType',
      z.looseObject({
        RouteTableId: string,
        RouteTableName: string,
        RouteTableType: string,
        VpcId: string,
        VSwitchIds: list('VSwitchId', z.string()),
        RouterId: string,
        RouterType: string,
        AssociateType: string,
        GatewayIds: list('GatewayIds', z.string()),
        Status: string,
        ResourceGroupId: string,
        Description: string,
        CreationTime: string,
        Tags: tags,
      }),
    ),
    ...pages,
  }),
});

const nextHop = z.looseObject({
  NextHopType: string,
  NextHopId: string,
  NextHopRegionId: string,
  Enabled: number,
  Weight: number,
  NextHopRelatedInfo: struct({ InstanceId: string, InstanceType: string, RegionId: string }),
});

/** The one list here that goes on by a token. */
export const DescribeRouteEntryList = defineAction({
  name: 'DescribeRouteEntryList',
  verb: 'describe',
  resource: 'vpc-route',
  summary: 'List the entries of a VPC route table.',
  risk: 'read',
  input: request({
    RegionId: regionId,
    RouteTableId: text,
    RouteEntryId: text.optional(),
    RouteEntryName: text.optional(),
    RouteEntryType: oneOf('Custom', 'System', 'BGP', 'CEN', 'ECR').optional(),
    DestinationCidrBlock: cidr.optional(),
    DestCidrBlockList: listOf(cidr, 20).optional(),
    NextHopType: text.optional(),
    NextHopId: text.optional(),
    IpVersion: oneOf('ipv4', 'ipv6').optional(),
    ServiceType: oneOf('TR').optional(),
    MaxResult: count(1, 100).optional(),
    NextToken: text.optional(),
  }),
  output: reply({
    RouteEntrys: list(
      'RouteEntry',
      z.looseObject({
        DestinationCidrBlock: string,
        Type: string,
        NextHops: list('NextHop', nextHop),
        Status: string,
        RouteEntryId: string,
        RouteEntryName: string,
        RouteTableId: string,
        Origin: string,
        IpVersion: string,
        ServiceType: string,
        Description: string,
        GmtModified: string,
      }),
    ),
    NextToken: string,
    TotalCount: number,
    Scanned: number,
  }),
});
