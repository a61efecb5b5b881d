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
  readonly table: string;
  readonly dest: string;
  /** `local` for what stays in the VPC. */
  readonly hopType: string;
  readonly hopId: string;
}

/** Reads of the networks around the gateways. */
export interface NetworkReads {
  readonly vpc: (id: string) => Promise<Seen<Vpc>>;
  readonly vSwitch: (id: string) => Promise<Seen<VSwitch>>;
  /** The entries of every route table of a VPC. */
  readonly vpcRoutes: (vpcId: string) => Promise<Seen<readonly VpcRoute[]>>;
}

/** Far more than a VPC has by its quota; each costs a read. */
const MOST_TABLES = 20;

const TOO_MANY: LocalizedText = {
  en: `the VPC has more than ${MOST_TABLES} route tables`,
  zh: `该 VPC 的路由表超过 ${MOST_TABLES} 张`,
};

const routesFrom = (table: string, { DestinationCidrBlock: dest = '', NextHops = [] }: EntryRow): VpcRoute[] =>
  NextHops.map(({ NextHopType: hopType = '', NextHopId: hopId = '' }) => ({ table, dest, hopType, hopId }));

/** Every entry, or why one might be missing: half a table would hide where traffic goes. */
const readVpcRoutes = async (
  readAll: ListReader,
  region: { readonly RegionId: string },
  VpcId: string,
): Promise<Seen<readonly VpcRoute[]>> => {
  const tables = await readAll(DescribeRouteTableList, { ...region, VpcId });
  if (tables.unread) return { unread: tables.unread };
  const ids = tables.rows.flatMap(({ RouteTableId }) => RouteTableId ?? []);
  if (ids.length > MOST_TABLES) return { unread: TOO_MANY };
  const read = await Promise.all(
    ids.map(async (RouteTableId) => {
      const { rows, unread } = await readAll(DescribeRouteEntryList, { ...region, RouteTableId });
      return { unread, routes: rows.flatMap((row) => routesFrom(RouteTableId, row)) };
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
