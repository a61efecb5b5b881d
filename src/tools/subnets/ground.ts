import type { Action, Input } from '../../catalogue/action.ts';
import { DescribeVpcs } from '../../catalogue/actions/vpc.ts';
import { DescribeVpnPbrRouteEntries, DescribeVpnRouteEntries } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke } from '../../catalogue/invoke.ts';
import type { SummaryLine } from '../../catalogue/message.ts';
import type { RowOf } from '../../catalogue/schema/list-replies.ts';
import { type Route, routeFromRow } from '../../network/routes.ts';
import { refuse } from '../change/refuse.ts';
import { readRows } from '../every-page.ts';
import { type Gateway, type RegionInventory, readInventory, reasonOf, type Unseen } from '../inventory/inventory.ts';
import { texts } from './messages.ts';
import type { VpcAround } from './overlaps.ts';

/** All that a change of subnets is weighed against, read at about the same moment. */
export interface Ground extends VpcAround {
  readonly regionId: string;
  readonly region: RegionInventory;
  readonly gatewayId: string;
  /** Both tables of the connection's own gateway. */
  readonly own: readonly Route[];
  /** What could not be read, for a person. */
  readonly unread: readonly SummaryLine[];
}

const unreadNote = ({ Action: what, Reason: why }: Pick<Unseen, 'Action' | 'Reason'>): SummaryLine => ({
  text: texts.unread,
  values: { what, why },
});

/** Reads without which nothing can be planned: whom a connection stands by for, and with which weights. */
const NEEDED: readonly string[] = ['DescribeVpnConnections', 'DescribeVpnGateways'];

/** A list that may fail: its rows, and why there may be others. */
const attempt = async <A extends Action>(
  invoke: Invoke,
  call: Call,
  action: A,
  input: Input<A>,
): Promise<{ readonly rows: readonly RowOf<A>[]; readonly why?: string }> => {
  try {
    const { rows, unread } = await readRows(invoke, action, input, { ...call, progress: () => {} });
    return { rows, ...(unread && { why: unread.en }) };
  } catch (error) {
    return { rows: [], why: reasonOf(error, action.name, call.signal) };
  }
};

const tableOf = async (invoke: Invoke, call: Call, RegionId: string, VpnGatewayId: string) => {
  const [dbr, pbr] = await Promise.all([
    attempt(invoke, call, DescribeVpnRouteEntries, { RegionId, VpnGatewayId }),
    attempt(invoke, call, DescribeVpnPbrRouteEntries, { RegionId, VpnGatewayId }),
  ]);
  return {
    routes: [...dbr.rows.map((row) => routeFromRow('dbr', row)), ...pbr.rows.map((row) => routeFromRow('pbr', row))],
    why: dbr.why ?? pbr.why,
  };
};

/** The VPC's own blocks, where this platform shows them. */
const vpcBlocks = async (invoke: Invoke, call: Call, RegionId: string, { VpcId }: Gateway) => {
  if (call.platform !== 'public' || !VpcId) return { blocks: [], unread: [] };
  const { rows, why } = await attempt(invoke, call, DescribeVpcs, { RegionId, VpcId });
  const vpc = rows.find((row) => row.VpcId === VpcId);
  const blocks = vpc ? [vpc.CidrBlock ?? '', ...(vpc.SecondaryCidrBlocks ?? [])].filter((one) => one !== '') : [];
  const reason = why ?? (blocks.length === 0 ? 'it is not shown to this key' : undefined);
  return { blocks, unread: reason === undefined ? [] : [unreadNote({ Action: DescribeVpcs.name, Reason: reason })] };
};

/** Gateways of the same VPC: what is behind one of them is in the VPC of the other. */
const inSameVpc = ({ gateways }: RegionInventory, own: Gateway): readonly Gateway[] =>
  gateways.filter(({ VpcId, VpnGatewayId }) => VpnGatewayId !== own.VpnGatewayId && VpcId && VpcId === own.VpcId);

/**
 * Reads what is around a connection. Refuses where the connections of its gateway, or its own routes, cannot be read whole;
 * what else cannot is told. Rejects as `invoke` does where nothing can be read.
 */
export const readGround = async (
  invoke: Invoke,
  call: Call,
  regionId: string,
  connectionId: string,
): Promise<Ground> => {
  const kinds = ['gateways', 'customerGateways', 'connections', 'sslServers'] as const;
  const { regions, unseen } = await readInventory(invoke, call, { RegionId: regionId, kinds });
  const [region] = regions;
  const missing = unseen.find(({ Action: name }) => NEEDED.includes(name));
  if (missing)
    refuse(
      `${missing.Action} could not be read whole (${missing.Reason}): which tunnels belong together is not known.`,
      'Repeat the call when it can be read; where the permission is missing, the operator can give it.',
    );
  const named = region?.connections.find(({ VpnConnectionId }) => VpnConnectionId === connectionId);
  const gatewayId = named?.VpnGatewayId;
  const gateway = region?.gateways.find(({ VpnGatewayId }) => gatewayId && VpnGatewayId === gatewayId);
  if (!region || !gateway || !gatewayId)
    return refuse(
      gatewayId ? `Gateway ${gatewayId} was not found.` : `${connectionId} is on no VPN gateway.`,
      gatewayId
        ? 'Look for it with FindResource.'
        : 'Change it with ModifyVpnAttachmentAttribute and the CreateVcoRouteEntry calls.',
    );
  const others = inSameVpc(region, gateway);
  const [own, vpc, ...tables] = await Promise.all([
    tableOf(invoke, call, regionId, gatewayId),
    vpcBlocks(invoke, call, regionId, gateway),
    ...others.map(({ VpnGatewayId = '' }) => tableOf(invoke, call, regionId, VpnGatewayId)),
  ]);
  if (own.why)
    refuse(
      `The routes of ${gatewayId} could not be read whole (${own.why}): which tunnel carries what is not known.`,
      'Repeat the call when they can be read; where the permission is missing, the operator can give it.',
    );
  const near = new Set([gatewayId, ...others.map(({ VpnGatewayId }) => VpnGatewayId)]);
  const isNear = ({ VpnGatewayId }: { readonly VpnGatewayId?: string | undefined }): boolean =>
    !VpnGatewayId || near.has(VpnGatewayId);
  return {
    ...{ regionId, region, gatewayId },
    own: own.routes,
    routes: [...own.routes, ...tables.flatMap(({ routes }) => routes)],
    connections: region.connections.filter(isNear),
    servers: region.sslServers.filter(isNear),
    vpc: vpc.blocks,
    unread: [
      ...unseen.map(unreadNote),
      ...tables.flatMap(({ why }, at) =>
        why ? [unreadNote({ Action: `routes of ${others[at]?.VpnGatewayId}`, Reason: why })] : [],
      ),
      ...vpc.unread,
    ],
  };
};
