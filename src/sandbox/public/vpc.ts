import { own, regionRow } from '../handlers/checks.ts';
import { type Caller, may, type Parameters, type Reply, type Request } from '../handlers/handler.ts';
import { flag, text } from '../handlers/kinds.ts';
import { page, pageRows } from '../handlers/page.ts';
import { missing, Refusal } from '../state/refusal.ts';
import type { Vpc, VSwitch, World } from '../state/world.ts';
import { dryRunRow, labelled, labelRows, labels, type PublicHandlers } from './action.ts';
import { stampOf, systemTableOf, tableOf } from './vpc-route.ts';

/** A list without its list: what a dry run answers when all is well. */
const mustBeReal = (input: Parameters): void => {
  if (/^true$/i.test(input['DryRun'] ?? ''))
    throw new Refusal(400, 'DryRunOperation', 'Request validation has been passed with DryRun flag set.');
};

/** Whether a flag narrows the list, and to what. Nothing here has IPv6. */
const fits = (input: Parameters, isDefault: boolean | undefined): boolean =>
  !/^true$/i.test(input['EnableIpv6'] ?? '') &&
  (!input['IsDefault'] || String(isDefault ?? false) === input['IsDefault']?.toLowerCase());

const shownVpc = (vpc: Vpc, world: World, { accountId }: Caller): Reply => {
  const { RegionId, VpcId, VpcName, Description = '', CidrBlock, SecondaryCidrBlocks = [], UserCidrs = [] } = vpc;
  const { IsDefault = false, CenStatus = 'Detached' } = vpc;
  const here = world.data.vswitches.filter((one) => one.VpcId === VpcId);
  const tables = world.data.route_tables.filter((one) => one.VpcId === VpcId).map((one) => one.RouteTableId);
  return {
    ...{ RegionId, VpcId, VpcName, Description, CidrBlock, IsDefault, CenStatus, Status: 'Available' },
    ...{
      OwnerId: Number(accountId),
      CreationTime: stampOf(vpc),
      VRouterId: VpcId.replace('vpc-', 'vrt-'),
      EnabledIpv6: false,
      ...labels(vpc),
    },
    SecondaryCidrBlocks: { SecondaryCidrBlock: SecondaryCidrBlocks },
    UserCidrs: { UserCidr: UserCidrs },
    VSwitchIds: { VSwitchId: here.map((one) => one.VSwitchId) },
    RouterTableIds: { RouterTableIds: [systemTableOf(vpc), ...tables] },
    NatGatewayIds: { NatGatewayIds: [] },
  };
};

/** Several VPCs can be named at once, joined by commas. */
const listVpcs = (request: Request, world: World): Reply => {
  const { input, caller } = request;
  mustBeReal(input);
  const { VpcId, VpcName, VpcOwnerId, DhcpOptionsSetId } = input;
  const found = labelled(own(world.data.vpcs, request), input).filter(
    (one) =>
      (!VpcId || VpcId.split(',').includes(one.VpcId)) &&
      (!VpcName || one.VpcName === VpcName) &&
      (!VpcOwnerId || VpcOwnerId === caller.accountId) &&
      !DhcpOptionsSetId &&
      fits(input, one.IsDefault),
  );
  return page(found, input, ['Vpcs', 'Vpc'], (one) => shownVpc(one, world, caller));
};

/** The cloud keeps the first address of a block and its last three. */
const freeAddresses = ({ CidrBlock }: VSwitch): number =>
  Math.max(0, 2 ** (32 - Number(CidrBlock.split('/')[1] ?? 32)) - 4);

const shownVSwitch = (vswitch: VSwitch, world: World, { accountId }: Caller): Reply => {
  const { VSwitchId, VSwitchName, VpcId, CidrBlock, ZoneId, IsDefault = false } = vswitch;
  const table = tableOf(world, vswitch);
  return {
    ...{ VSwitchId, VSwitchName, VpcId, CidrBlock, ZoneId, IsDefault, Status: 'Available', Description: '' },
    ...{ CreationTime: stampOf(vswitch), AvailableIpAddressCount: freeAddresses(vswitch), EnabledIpv6: false },
    ...{ OwnerId: Number(accountId), ShareType: '', RouteTable: table, ...labels(vswitch) },
  };
};

/** One of RegionId and VpcId is enough; a VPC is found in whatever region it is. */
const listVSwitches = (request: Request, world: World): Reply => {
  const { input, caller } = request;
  const { RegionId, VpcId, VSwitchId, VSwitchName, ZoneId, RouteTableId, VSwitchOwnerId } = input;
  if (!RegionId && !VpcId) throw missing('RegionId');
  mustBeReal(input);
  const places = world.data.vpcs.filter((one) => !RegionId || one.RegionId === RegionId).map((one) => one.VpcId);
  const found = labelled(world.data.vswitches, input).filter(
    (one) =>
      places.includes(one.VpcId) &&
      (!VpcId || one.VpcId === VpcId) &&
      (!VSwitchId || one.VSwitchId === VSwitchId) &&
      (!VSwitchName || one.VSwitchName === VSwitchName) &&
      (!ZoneId || one.ZoneId === ZoneId) &&
      (!VSwitchOwnerId || VSwitchOwnerId === caller.accountId) &&
      (!RouteTableId || tableOf(world, one).RouteTableId === RouteTableId) &&
      fits(input, one.IsDefault),
  );
  return page(found, input, ['VSwitches', 'VSwitch'], (one) => shownVSwitch(one, world, caller));
};

const listRows = { ...pageRows, ...labelRows, ...dryRunRow, EnableIpv6: may(flag), IsDefault: may(flag) };

export const vpcHandlers = {
  DescribeVpcs: {
    effect: 'read',
    takes: {
      ...{ ...regionRow, ...listRows, VpcId: may(text), VpcName: may(text) },
      ...{ VpcOwnerId: may(text), DhcpOptionsSetId: may(text) },
    },
    run: listVpcs,
  },
  DescribeVSwitches: {
    effect: 'read',
    takes: {
      ...{ ...listRows, RegionId: may(text), VpcId: may(text), VSwitchId: may(text), VSwitchName: may(text) },
      ...{ ZoneId: may(text), RouteTableId: may(text), VSwitchOwnerId: may(text) },
    },
    run: listVSwitches,
  },
} satisfies PublicHandlers;
