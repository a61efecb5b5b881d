import type { Output } from '../../catalogue/action.ts';
import { DescribeVpcs } from '../../catalogue/actions/vpc.ts';
import { DescribeRouteEntryList, DescribeRouteTableList } from '../../catalogue/actions/vpc-route.ts';
import type { EvidenceReader, UnreadEvidence } from './evidence-reader.ts';

/** An entry of a VPC's route table. */
export interface TableEntry {
  readonly dest: string;
  /** Such as `VpnGateway`, `NatGateway`, or `local` for what stays in the VPC. */
  readonly hopType: string;
  readonly hopId: string;
}

/** The network around a VPN gateway, as far as it was read. */
export interface VpcNetwork {
  readonly vpcId: string;
  /** The VPC's own blocks; undefined where they were not read. */
  readonly blocks: readonly string[] | undefined;
  /** The VPC's own table, the one that VPN routes are published into; undefined where it was not read to its end. */
  readonly table: { readonly id: string; readonly entries: readonly TableEntry[] } | undefined;
  /** What is there and was not read. */
  readonly unread: readonly UnreadEvidence[];
}

const MOST_ENTRIES = 100;
const TOO_LONG = `the route table has more than ${MOST_ENTRIES} entries: it was not judged`;

const entriesOf = ({ RouteEntrys = [] }: Output<typeof DescribeRouteEntryList>): readonly TableEntry[] =>
  RouteEntrys.flatMap(({ DestinationCidrBlock: dest = '', NextHops = [] }) =>
    NextHops.map(({ NextHopType: hopType = '', NextHopId: hopId = '' }) => ({ dest, hopType, hopId })),
  );

/** Reads the blocks of a VPC and its own route table: at most three reads. Rejects as the reader does. */
export const fetchVpcNetwork = async (
  { read }: EvidenceReader,
  RegionId: string | undefined,
  vpcId: string,
): Promise<VpcNetwork> => {
  const [vpcs, lists] = await Promise.all([
    read(DescribeVpcs, { RegionId, VpcId: vpcId }),
    read(DescribeRouteTableList, { RegionId, VpcId: vpcId, RouteTableType: 'System' }),
  ]);
  const vpc = vpcs?.Vpcs?.find(({ VpcId }) => VpcId === vpcId);
  const blocks = vpc && [vpc.CidrBlock, ...(vpc.SecondaryCidrBlocks ?? [])].filter((block) => block !== undefined);
  const id = lists?.RouterTableList?.find(({ RouteTableType }) => RouteTableType === 'System')?.RouteTableId;
  const reply = id
    ? await read(DescribeRouteEntryList, { RegionId, RouteTableId: id, MaxResult: MOST_ENTRIES })
    : undefined;
  // Of half a table nothing can be said to be missing.
  const isLong = Boolean(reply?.NextToken);
  const table = id && reply?.RouteEntrys && !isLong ? { id, entries: entriesOf(reply) } : undefined;
  const unread = isLong ? [{ Action: DescribeRouteEntryList.name, Reason: TOO_LONG }] : [];
  return { vpcId, blocks, table, unread };
};
