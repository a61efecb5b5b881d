import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/catalogue/action.ts';
import { fetchVpcNetwork } from '../../../src/tools/cloud-evidence/network-evidence.ts';

const hop = (NextHopType: string, NextHopId = '') => ({ NextHops: [{ NextHopType, NextHopId }] });

const replies: Readonly<Record<string, Fields>> = {
  DescribeVpcs: { Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', SecondaryCidrBlocks: ['10.1.0.0/16'] }] },
  DescribeRouteTableList: { RouterTableList: [{ RouteTableId: 'vtb-1', RouteTableType: 'System' }] },
  'vtb-1': { RouteEntrys: [{ DestinationCidrBlock: '172.20.0.0/16', ...hop('VpnGateway', 'vpn-1') }] },
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
  it("is the VPC's blocks and its own table", async () => {
    const { network, asked } = await networkWith();
    expect(network).toEqual({
      vpcId: 'vpc-1',
      blocks: ['10.0.0.0/16', '10.1.0.0/16'],
      table: { id: 'vtb-1', entries: [{ dest: '172.20.0.0/16', hopType: 'VpnGateway', hopId: 'vpn-1' }] },
      unread: [],
    });
    expect(asked).toEqual(['DescribeVpcs', 'DescribeRouteTableList', 'vtb-1']);
  });

  it('has no table that is longer than a reply, and says so', async () => {
    const { network } = await networkWith({ 'vtb-1': { ...replies['vtb-1'], NextToken: 'more' } });
    expect(network.table).toBeUndefined();
    expect(network.unread).toEqual([
      { Action: 'DescribeRouteEntryList', Reason: 'the route table has more than 100 entries: it was not judged' },
    ]);
  });

  it('has no table where it was not read', async () => {
    for (const missing of ['vtb-1', 'DescribeRouteTableList'])
      expect((await networkWith({ [missing]: undefined })).network.table).toBeUndefined();
  });

  it('has no blocks where the VPC was not read', async () => {
    expect((await networkWith({ DescribeVpcs: undefined })).network.blocks).toBeUndefined();
    expect((await networkWith({ DescribeVpcs: { Vpcs: [{ VpcId: 'vpc-2' }] } })).network.blocks).toBeUndefined();
  });
});
