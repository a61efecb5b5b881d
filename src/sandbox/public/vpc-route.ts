import { own, regionRow } from '../handlers/checks.ts';
import { may, must, type Parameters, type Reply, type Request } from '../handlers/handler.ts';
import { integer, invalid, oneOf, text } from '../handlers/kinds.ts';
import { page, pageRows } from '../handlers/page.ts';
import { Refusal } from '../state/refusal.ts';
import type { RouteTable, Vpc, VpnGateway, VSwitch, World } from '../state/world.ts';
import { labelled, labelRows, labels, type PublicHandlers, valuesOf } from './action.ts';
import { carriedRoutes } from './route.ts';

/** The moment of a thing's making as this part of the API writes it. */
export const stampOf = ({ CreateTime = 0 }: { CreateTime?: number }): string =>
  `${new Date(CreateTime).toISOString().slice(0, 19)}Z`;

/** Every VPC has a system table; its ID follows from the VPC's. */
export const systemTableOf = ({ VpcId }: { VpcId: string }): string => VpcId.replace('vpc-', 'vtb-');

/** The table that a vSwitch goes by: one that names it, else the system table. */
export const tableOf = (world: World, vswitch: VSwitch): { RouteTableId: string; RouteTableType: string } => {
  const custom = world.data.route_tables.find((one) => one.VSwitchIds.includes(vswitch.VSwitchId));
  if (custom) return { RouteTableId: custom.RouteTableId, RouteTableType: 'Custom' };
  return { RouteTableId: systemTableOf(vswitch), RouteTableType: 'System' };
};

interface Table extends RouteTable {
  RouteTableType: 'System' | 'Custom';
}

/** All tables of a VPC, the system's first. */
const tablesOf = (world: World, vpc: Vpc): Table[] => {
  const here = world.data.vswitches.filter((one) => one.VpcId === vpc.VpcId);
  const RouteTableId = systemTableOf(vpc);
  const VSwitchIds = here
    .filter((one) => tableOf(world, one).RouteTableId === RouteTableId)
    .map((one) => one.VSwitchId);
  const { VpcId, CreateTime, ResourceGroupId } = vpc;
  const system: Table = {
    ...{ RouteTableId, RouteTableName: '', RouteTableType: 'System', VpcId, VSwitchIds },
    ...(CreateTime !== undefined && { CreateTime }),
    ...(ResourceGroupId && { ResourceGroupId }),
  };
  const custom = world.data.route_tables.filter((one) => one.VpcId === vpc.VpcId);
  return [system, ...custom.map((one): Table => ({ ...one, RouteTableType: 'Custom' }))];
};

const shownTable = (table: Table): Reply => {
  const { RouteTableId, RouteTableName, RouteTableType, VpcId, VSwitchIds } = table;
  return {
    ...{ RouteTableId, RouteTableName, RouteTableType, VpcId, VSwitchIds: { VSwitchId: VSwitchIds } },
    ...{
      RouterId: VpcId.replace('vpc-', 'vrt-'),
      RouterType: 'VRouter',
      AssociateType: 'VSwitch',
      Status: 'Available',
    },
    ...{ CreationTime: stampOf(table), Description: '', RoutePropagationEnable: RouteTableType === 'System' },
    ...{ GatewayIds: { GatewayIds: [] }, ...labels(table) },
  };
};

/** Only VPCs have tables here; there are no border routers. */
const listTables = (request: Request, world: World): Reply => {
  const { input } = request;
  const { VpcId, RouteTableId, RouteTableName, RouteTableType, RouterId, RouterType } = input;
  const all = own(world.data.vpcs, request).flatMap((one) => tablesOf(world, one));
  const found = labelled(all, input).filter(
    (one) =>
      (RouterType !== 'VBR' || VpcId) &&
      (!VpcId || one.VpcId === VpcId) &&
      (!RouteTableId || one.RouteTableId === RouteTableId) &&
      (!RouteTableName || one.RouteTableName === RouteTableName) &&
      (!RouteTableType || one.RouteTableType === RouteTableType) &&
      (!RouterId || one.VpcId.replace('vpc-', 'vrt-') === RouterId),
  );
  return page(found, input, ['RouterTableList', 'RouterTableListType'], shownTable);
};

/** One entry of a table. */
interface Entry {
  DestinationCidrBlock: string;
  Type: 'System' | 'Custom' | 'BGP';
  NextHopType: string;
  NextHopId: string;
  RouteEntryName: string;
  CreateTime?: number;
}

/** The vSwitches' own blocks and the cloud's services, in every table. */
const systemEntries = (world: World, { VpcId }: Table): Entry[] => {
  const blocks = world.data.vswitches.filter((one) => one.VpcId === VpcId).map((one) => one.CidrBlock);
  const local = { Type: 'System', NextHopType: 'local', NextHopId: '', RouteEntryName: '' } as const;
  return [...blocks, '100.64.0.0/10'].map((DestinationCidrBlock) => ({ ...local, DestinationCidrBlock }));
};

/** What a gateway puts into the system table: routes that are published, and those of BGP where it passes them on. */
const gatewayEntries = (world: World, gateway: VpnGateway): Entry[] => {
  const { VpnGatewayId: NextHopId, EnableBgp, AutoPropagate } = gateway;
  const hop = { NextHopType: 'VpnGateway', NextHopId, RouteEntryName: '' };
  const { routes_dbr, routes_pbr, connections } = world.data;
  const published = [...routes_dbr, ...routes_pbr].filter(
    (one) => one.VpnInstanceId === NextHopId && one.State === 'published',
  );
  const learned = connections
    .filter((one) => one.VpnGatewayId === NextHopId)
    .flatMap((one) => (EnableBgp && AutoPropagate ? carriedRoutes(world, one) : []))
    .filter((one) => one.Source === 'VPN_BGP');
  return [
    ...published.map((one) => ({ ...hop, Type: 'Custom' as const, DestinationCidrBlock: one.RouteDest })),
    ...learned.map((one) => ({ ...hop, Type: 'BGP' as const, DestinationCidrBlock: one.RouteDest })),
  ];
};

/** A destination stands once in a table for each next hop, however many entries of a gateway lead to it. */
const entriesOf = (world: World, table: Table): Entry[] => {
  const { gateways, vpc_routes } = world.data;
  const fromGateways = gateways
    .filter((one) => table.RouteTableType === 'System' && one.VpcId === table.VpcId)
    .flatMap((one) => gatewayEntries(world, one));
  const byHand = vpc_routes.filter((one) => one.RouteTableId === table.RouteTableId);
  const all: Entry[] = [
    ...systemEntries(world, table),
    ...fromGateways,
    ...byHand.map((one) => ({ RouteEntryName: '', ...one, Type: 'Custom' as const })),
  ];
  const key = (one: Entry): string => `${one.DestinationCidrBlock} ${one.NextHopId}`;
  return all.filter((one, index) => all.findIndex((other) => key(other) === key(one)) === index);
};

const shownEntry = (entry: Entry, { RouteTableId }: Table, regionId: string): Reply => {
  const { DestinationCidrBlock, Type, NextHopType, NextHopId, RouteEntryName } = entry;
  const NextHop = { NextHopType, NextHopId, NextHopRegionId: NextHopId && regionId, Enabled: 1, Weight: 0 };
  return {
    ...{ DestinationCidrBlock, Type, RouteTableId, RouteEntryId: entryId(entry, RouteTableId), RouteEntryName },
    ...{ IpVersion: 'ipv4', Status: 'Available', Description: '', NextHops: { NextHop: [NextHop] } },
    ...(entry.CreateTime !== undefined && { GmtModified: stampOf(entry) }),
  };
};

const entryId = ({ DestinationCidrBlock, NextHopId }: Entry, tableId: string): string =>
  `rte-${tableId.replace('vtb-', '')}-${DestinationCidrBlock.replace(/[./]/g, 'x')}${NextHopId && `-${NextHopId}`}`;

const findTable = (request: Request, world: World): Table => {
  const all = own(world.data.vpcs, request).flatMap((one) => tablesOf(world, one));
  const found = all.find((one) => one.RouteTableId === request.input['RouteTableId']);
  if (found) return found;
  throw new Refusal(404, 'InvalidRouteTableId.NotFound', 'The specified route table does not exist.');
};

const isAsked = (input: Parameters, entry: Entry, tableId: string): boolean => {
  const { DestinationCidrBlock: dest, NextHopType, NextHopId, RouteEntryType, RouteEntryId, RouteEntryName } = input;
  const listed = valuesOf(input, 'DestCidrBlockList');
  return (
    (!dest || entry.DestinationCidrBlock === dest) &&
    (listed.length === 0 || listed.includes(entry.DestinationCidrBlock)) &&
    (!NextHopType || entry.NextHopType === NextHopType) &&
    (!NextHopId || entry.NextHopId === NextHopId) &&
    (!RouteEntryType || entry.Type === RouteEntryType) &&
    (!RouteEntryId || entryId(entry, tableId) === RouteEntryId) &&
    (!RouteEntryName || entry.RouteEntryName === RouteEntryName) &&
    input['IpVersion'] !== 'ipv6' &&
    !input['ServiceType']
  );
};

/** Where the next page begins, as the token says that an earlier page gave. */
const startOf = (token: string | undefined): number => {
  if (!token) return 0;
  const [, start] = /^sim-(\d{1,6})$/.exec(token) ?? [];
  if (start === undefined) throw invalid('NextToken');
  return Number(start);
};

/** The only list here that goes on by a token: an empty one, and there is no more. */
const listEntries = (request: Request, world: World): Reply => {
  const { input, regionId } = request;
  const table = findTable(request, world);
  const found = entriesOf(world, table).filter((one) => isAsked(input, one, table.RouteTableId));
  const start = startOf(input['NextToken']);
  const end = start + Number(input['MaxResult'] || 10);
  const RouteEntry = found.slice(start, end).map((one) => shownEntry(one, table, regionId));
  const NextToken = end < found.length ? `sim-${end}` : '';
  return { TotalCount: found.length, NextToken, RouteEntrys: { RouteEntry } };
};

export const vpcRouteHandlers = {
  DescribeRouteTableList: {
    effect: 'read',
    takes: {
      ...{ ...regionRow, ...pageRows, ...labelRows, VpcId: may(text), RouteTableId: may(text) },
      ...{ RouteTableName: may(text), RouteTableType: may(oneOf('System', 'Custom')), RouterId: may(text) },
      RouterType: may(oneOf('VRouter', 'VBR')),
    },
    run: listTables,
  },
  DescribeRouteEntryList: {
    effect: 'read',
    takes: {
      ...{ ...regionRow, RouteTableId: must(text), RouteEntryId: may(text), RouteEntryName: may(text) },
      ...{ RouteEntryType: may(oneOf('Custom', 'System', 'BGP', 'CEN', 'ECR')), IpVersion: may(oneOf('ipv4', 'ipv6')) },
      ...{ DestinationCidrBlock: may(text), DestCidrBlockList: may(text), NextHopType: may(text) },
      ...{ NextHopId: may(text), ServiceType: may(oneOf('TR')), NextToken: may(text), MaxResult: may(integer(1, 100)) },
    },
    run: listEntries,
  },
} satisfies PublicHandlers;
