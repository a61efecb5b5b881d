import type { Output } from '../../catalogue/action.ts';
import { DescribeVpcs, DescribeVSwitches } from '../../catalogue/actions/vpc.ts';
import { DescribeRouteEntryList, DescribeRouteTableList } from '../../catalogue/actions/vpc-route.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import type { RowOf } from '../../catalogue/schema/list-replies.ts';
import { first, type ListReader, type Memory, type Seen } from './seen.ts';

export type Vpc = RowOf<typeof DescribeVpcs>;
export type VSwitch = RowOf<typeof DescribeVSwitches>;
type EntryRow = NonNullable<Output<typeof DescribeRouteEntryList>['RouteEntrys']>[number];

/** Where a VPC sends what goes to a block. */
export interface VpcRoute {
  readonly dest: string;
  /** `local` for what stays in the VPC. */
  readonly hopType: string;
  readonly hopId: string;
}

/** Reads of the networks around the gateways. */
export interface NetworkReads {
  readonly vpc: (id: string) => Promise<Seen<Vpc>>;
  readonly vSwitch: (id: string) => Promise<Seen<VSwitch>>;
  /** The entries of the VPC's own route table, which VPN routes are published into. */
  readonly vpcRoutes: (vpcId: string) => Promise<Seen<readonly VpcRoute[]>>;
}

const routesFrom = ({ DestinationCidrBlock: dest = '', NextHops = [] }: EntryRow): VpcRoute[] =>
  NextHops.map(({ NextHopType: hopType = '', NextHopId: hopId = '' }) => ({ dest, hopType, hopId }));

/** Said of what has to be there, and is not in what this key is shown. */
export const NOT_SHOWN: LocalizedText = { en: 'it is not shown to this key', zh: '对此密钥不可见' };

/** Every entry, or why one might be missing: half a table would hide where traffic goes. */
const readVpcRoutes = async (
  readAll: ListReader,
  region: { readonly RegionId: string },
  VpcId: string,
): Promise<Seen<readonly VpcRoute[]>> => {
  const tables = await readAll(DescribeRouteTableList, { ...region, VpcId, RouteTableType: 'System' });
  if (tables.unread) return { unread: tables.unread };
  const ids = tables.rows.flatMap(({ RouteTableId }) => RouteTableId ?? []);
  // Every VPC has one.
  if (ids.length === 0) return { unread: NOT_SHOWN };
  const read = await Promise.all(
    ids.map(async (RouteTableId) => {
      const { rows, unread } = await readAll(DescribeRouteEntryList, { ...region, RouteTableId });
      return { unread, routes: rows.flatMap(routesFrom) };
    }),
  );
  const unread = read.find((one) => one.unread)?.unread;
  return unread ? { unread } : { found: read.flatMap(({ routes }) => routes) };
};

/** The networks of one region. */
export const networkReads = (
  readAll: ListReader,
  region: { readonly RegionId: string },
  { once, list }: Memory,
): NetworkReads => ({
  vpc: async (VpcId) => first(await list(DescribeVpcs, { VpcId }, { ...region, VpcId }), (row) => row.VpcId === VpcId),
  vSwitch: async (VSwitchId) =>
    first(await list(DescribeVSwitches, { VSwitchId }, { ...region, VSwitchId }), (row) => row.VSwitchId === VSwitchId),
  vpcRoutes: (VpcId) => once('vpc routes', VpcId, () => readVpcRoutes(readAll, region, VpcId)),
});
