import type { Output } from '../../catalogue/action.ts';
import { DescribeVpcs } from '../../catalogue/actions/vpc.ts';
import { DescribeRouteEntryList, DescribeRouteTableList } from '../../catalogue/actions/vpc-route.ts';
import type { EvidenceReader } from './evidence-reader.ts';

/** An entry of a VPC's route table. */
export interface TableEntry {
  readonly dest: string;
  /** Such as `VpnGateway`, `NatGateway`, or `local` for what stays in the VPC. */
  readonly hopType: string;
  readonly hopId: string;
}

/** One route table of a VPC, read to its end. */
export interface VpcTable {
  readonly id: string;
  /** The VPC's own one; VPN routes are published into it alone. */
  readonly isSystem: boolean;
  readonly vSwitches: readonly string[];
  readonly entries: readonly TableEntry[];
}

/** The network around a VPN gateway, as far as it was read. */
export interface VpcNetwork {
  readonly vpcId: string;
  /** The VPC's own blocks; undefined where they were not read. */
  readonly blocks: readonly string[] | undefined;
  readonly tables: readonly VpcTable[];
}

/** Two tables beside two lists: what one diagnosis may read. */
const MOST_TABLES = 2;
const MOST_ENTRIES = 100;

const entriesOf = (reply: Output<typeof DescribeRouteEntryList>): readonly TableEntry[] | undefined => {
  const { RouteEntrys, NextToken } = reply;
  // Of half a table nothing can be said to be missing.
  if (RouteEntrys === undefined || NextToken) return undefined;
  return RouteEntrys.flatMap(({ DestinationCidrBlock: dest = '', NextHops = [] }) =>
    NextHops.map(({ NextHopType: hopType = '', NextHopId: hopId = '' }) => ({ dest, hopType, hopId })),
  );
};

/** Reads the blocks of a VPC and its first route tables. Rejects as the reader does. */
export const fetchVpcNetwork = async (
  { read }: EvidenceReader,
  RegionId: string | undefined,
  vpcId: string,
): Promise<VpcNetwork> => {
  const [vpcs, lists] = await Promise.all([
    read(DescribeVpcs, { RegionId, VpcId: vpcId }),
    read(DescribeRouteTableList, { RegionId, VpcId: vpcId }),
  ]);
  const vpc = vpcs?.Vpcs?.find(({ VpcId }) => VpcId === vpcId);
  const blocks = vpc && [vpc.CidrBlock, ...(vpc.SecondaryCidrBlocks ?? [])].filter((block) => block !== undefined);
  const known = (lists?.RouterTableList ?? []).filter(({ RouteTableId }) => RouteTableId);
  const tables = await Promise.all(
    known
      .toSorted((a, b) => Number(b.RouteTableType === 'System') - Number(a.RouteTableType === 'System'))
      .slice(0, MOST_TABLES)
      .map(async ({ RouteTableId: id = '', RouteTableType, VSwitchIds = [] }) => {
        const reply = await read(DescribeRouteEntryList, { RegionId, RouteTableId: id, MaxResult: MOST_ENTRIES });
        const entries = reply && entriesOf(reply);
        return entries ? [{ id, isSystem: RouteTableType === 'System', vSwitches: VSwitchIds, entries }] : [];
      }),
  );
  return { vpcId, blocks, tables: tables.flat() };
};
