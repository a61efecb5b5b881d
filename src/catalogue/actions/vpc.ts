import { z } from 'zod';
import { defineAction } from '../action.ts';
import { flag, page, regionId, request, tagFilter, text, vpcId, vSwitchId } from '../schema/fields.ts';
import { boolean, list, number, pages, reply, string, struct, tags } from '../schema/reply-fields.ts';

/** What narrows both lists beside IDs and names. */
const narrowing = {
  IsDefault: flag.optional(),
  EnableIpv6: flag.optional(),
  ResourceGroupId: text.optional(),
  Tag: tagFilter,
};

export const DescribeVpcs = defineAction({
  name: 'DescribeVpcs',
  verb: 'describe',
  resource: 'vpc',
  summary: 'List VPCs with their blocks.',
  risk: 'read',
  input: request({
    RegionId: regionId,
    VpcId: vpcId.optional(),
    VpcName: text.optional(),
    VpcOwnerId: text.optional(),
    DhcpOptionsSetId: text.optional(),
    ...narrowing,
    ...page,
  }),
  output: reply({
    Vpcs: list(
      'Vpc',
      z.looseObject({
        VpcId: string,
        VpcName: string,
        RegionId: string,
        Status: string,
        CidrBlock: string,
        SecondaryCidrBlocks: list('SecondaryCidrBlock', z.string()),
        UserCidrs: list('UserCidr', z.string()),
        VSwitchIds: list('VSwitchId', z.string()),
        RouterTableIds: list('RouterTableIds', z.string()),
        NatGatewayIds: list('NatGatewayIds', z.string()),
        VRouterId: string,
        IsDefault: boolean,
        CenStatus: string,
        EnabledIpv6: boolean,
        Ipv6CidrBlock: string,
        ResourceGroupId: string,
        Description: string,
        CreationTime: string,
        Tags: tags,
      }),
    ),
    ...pages,
  }),
});

export const DescribeVSwitches = defineAction({
  name: 'DescribeVSwitches',
  verb: 'describe',
  resource: 'vswitch',
  summary: 'List vSwitches with block, zone and free addresses.',
  risk: 'read',
  input: request({
    RegionId: regionId,
    VpcId: vpcId.optional(),
    VSwitchId: vSwitchId.optional(),
    VSwitchName: text.optional(),
    ZoneId: text.optional(),
    RouteTableId: text.optional(),
    VSwitchOwnerId: text.optional(),
    ...narrowing,
    ...page,
  }),
  output: reply({
    VSwitches: list(
      'VSwitch',
      z.looseObject({
        VSwitchId: string,
        VSwitchName: string,
        VpcId: string,
        ZoneId: string,
        Status: string,
        CidrBlock: string,
        Ipv6CidrBlock: string,
        AvailableIpAddressCount: number,
        IsDefault: boolean,
        RouteTable: struct({ RouteTableId: string, RouteTableType: string }),
        ResourceGroupId: string,
        Description: string,
        CreationTime: string,
        Tags: tags,
      }),
    ),
    ...pages,
  }),
});
