import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/catalogue/action.ts';
import { fetchVpcNetwork } from '../../../src/tools/cloud-evidence/network-evidence.ts';

const hop = (NextHopType: string, NextHopId = '') => ({ NextHops: [{ NextHopType, NextHopId }] });

const replies: Readonly<Record<string, Fields>> = {
  DescribeVpcs: { Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', SecondaryCidrBlocks: ['10.1.0.0/16'] }] },
  DescribeRouteTableList: {
    RouterTableList: [
      { RouteTableId: 'vtb-own', RouteTableType: 'Custom', VSwitchIds: ['vsw-1'] },
      { RouteTableId: 'vtb-1', RouteTableType: 'System', VSwitchIds: [] },
      { RouteTableId: 'vtb-2', RouteTableType: 'Custom' },
    ],
  },
  'vtb-1': { RouteEntrys: [{ DestinationCidrBlock: '172.20.0.0/16', ...hop('VpnGateway', 'vpn-1') }] },
  'vtb-own': { RouteEntrys: [{ DestinationCidrBlock: '10.0.0.0/16', ...hop('local') }] },
};

const networkWith = (change: Readonly<Record<string, Fields | undefined>> = {}) => {
  const asked: string[] = [];
  const read = async (action: { readonly name: string }, input: Fields) => {
    const key = String(input['RouteTableId'] ?? action.name);
    asked.push(key);
    return { ...replies, ...change }[key] as never;
  };
  return fetchVpcNetwork({ read, unread: [] }, 'cn-a', 'vpc-1').then((network) => ({ network, asked }));
};

describe('the network around a gateway', () => {
  it("is the VPC's blocks and its first two tables, its own one first", async () => {
    const { network, asked } = await networkWith();
    expect(network).toEqual({
      vpcId: 'vpc-1',
      blocks: ['10.0.0.0/16', '10.1.0.0/16'],
      tables: [
        {
          ...{ id: 'vtb-1', isSystem: true, vSwitches: [] },
          entries: [{ dest: '172.20.0.0/16', hopType: 'VpnGateway', hopId: 'vpn-1' }],
        },
        {
          ...{ id: 'vtb-own', isSystem: false, vSwitches: ['vsw-1'] },
          entries: [{ dest: '10.0.0.0/16', hopType: 'local', hopId: '' }],
        },
      ],
    });
    expect(asked).toEqual(['DescribeVpcs', 'DescribeRouteTableList', 'vtb-1', 'vtb-own']);
  });

  it('has no table of which there is more, or that was not read', async () => {
    const { network } = await networkWith({
      'vtb-1': { ...replies['vtb-1'], NextToken: 'more' },
      'vtb-own': undefined,
    });
    expect(network.tables).toEqual([]);
  });

  it('has no blocks where the VPC was not read', async () => {
    expect((await networkWith({ DescribeVpcs: undefined })).network.blocks).toBeUndefined();
    expect((await networkWith({ DescribeVpcs: { Vpcs: [{ VpcId: 'vpc-2' }] } })).network.blocks).toBeUndefined();
  });
});
