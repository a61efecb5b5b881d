import { describe, expect, it } from 'vitest';
import { startPublic } from './start-public.ts';

const world = startPublic();
const vpcs = async (parameters: Record<string, string> = {}): Promise<string[]> =>
  (await world.ask('DescribeVpcs', parameters)).Vpcs.Vpc.map((one: { VpcName: string }) => one.VpcName);
const vswitches = async (parameters: Record<string, string> = {}): Promise<string[]> =>
  (await world.ask('DescribeVSwitches', parameters)).VSwitches.VSwitch.map(
    (one: { VSwitchId: string }) => one.VSwitchId,
  );

describe('VPCs', () => {
  it('have their blocks, vSwitches and tables', async () => {
    const [data] = (await world.ask('DescribeVpcs', { VpcId: 'vpc-data0001' })).Vpcs.Vpc;
    expect(data).toMatchObject({
      ...{ CidrBlock: '10.20.0.0/16', SecondaryCidrBlocks: { SecondaryCidrBlock: ['10.21.0.0/16'] } },
      ...{ VSwitchIds: { VSwitchId: ['vsw-data000h', 'vsw-data000i'] } },
      RouterTableIds: { RouterTableIds: ['vtb-data0001'] },
    });
  });

  it('are found by several IDs at once, by name, tag, group, default and owner', async () => {
    expect(await vpcs({ VpcId: 'vpc-lab00001,vpc-old00001' })).toEqual(['lab', 'old']);
    expect(await vpcs({ VpcName: 'shop' })).toEqual(['shop']);
    expect(await vpcs({ 'Tag.1.Key': 'env' })).toEqual(['shop']);
    expect(await vpcs({ ResourceGroupId: 'rg-shop000000001' })).toEqual(['shop']);
    expect(await vpcs({ IsDefault: 'true' })).toEqual(['lab']);
    expect(await vpcs({ EnableIpv6: 'true' })).toEqual([]);
    expect(await vpcs({ VpcOwnerId: '5' })).toEqual([]);
    expect(await vpcs({ DhcpOptionsSetId: 'dopt-1' })).toEqual([]);
    expect(await vpcs({ RegionId: 'eu-central-1' })).toEqual([]);
  });

  it('are not shown in a dry run', async () => {
    expect((await world.ask('DescribeVpcs', { DryRun: 'true' })).Code).toBe('DryRunOperation');
  });
});

describe('vSwitches', () => {
  it('have their zone, what is free, and the table that they go by', async () => {
    const [one] = (await world.ask('DescribeVSwitches', { VSwitchId: 'vsw-shopdb0h' })).VSwitches.VSwitch;
    expect(one).toMatchObject({
      ...{ CidrBlock: '10.0.10.0/24', ZoneId: 'cn-hangzhou-h', AvailableIpAddressCount: 252 },
      RouteTable: { RouteTableId: 'vtb-shopdb01', RouteTableType: 'Custom' },
    });
  });

  it('are found by VPC, zone, table and name', async () => {
    expect(await vswitches({ VpcId: 'vpc-data0001' })).toEqual(['vsw-data000h', 'vsw-data000i']);
    expect(await vswitches({ ZoneId: 'cn-hangzhou-i' })).toEqual(['vsw-shop000i', 'vsw-data000i']);
    expect(await vswitches({ RouteTableId: 'vtb-shop0001' })).toEqual(['vsw-shop000h', 'vsw-shop000i']);
    expect(await vswitches({ VSwitchName: 'old00001' })).toEqual(['vsw-old00001']);
  });

  it('need a region or a VPC, and the VPC is enough', async () => {
    expect(await vswitches({ RegionId: '', VpcId: 'vpc-lab00001' })).toHaveLength(2);
    expect((await world.ask('DescribeVSwitches', { RegionId: '' })).Code).toBe('MissingRegionId');
    expect(await vswitches({ RegionId: 'eu-central-1', VpcId: 'vpc-lab00001' })).toEqual([]);
  });
});
