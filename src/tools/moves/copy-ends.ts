import type { Call, Invoke } from '../../catalogue/invoke.ts';
import { isSameList } from '../../network/cidr.ts';
import { refuse } from '../change/refuse.ts';
import { called, labelOf } from '../inventory/connection-words.ts';
import type { Connection, Gateway, RegionInventory } from '../inventory/inventory.ts';
import { chooseGateway, isMade } from '../sites/choose-gateway.ts';
import { localSubnetFor } from '../sites/connect-wish.ts';
import { type Ground, peersOf, readGround } from '../sites/read-ground.ts';
import { checkCopyable } from './copy-settings.ts';
import { type CopiedTunnel, copiedTunnels } from './copy-tunnels.ts';

/** What is asked of a copy. */
export interface CopyWish {
  readonly VpnConnectionId: string;
  readonly VpnGateway?: string | undefined;
  readonly ToRegionId?: string | undefined;
  readonly LocalSubnet?: string | undefined;
  readonly Name?: string | undefined;
  readonly RegionId?: string | undefined;
}

/** A peer at the target: its customer gateway there, or what speaks of the step that makes it. */
interface Peer {
  readonly of: string;
  readonly id: string;
  readonly address: string;
  readonly isNew: boolean;
}

/** A copy with what is so at both places. */
export interface Copying {
  readonly wish: CopyWish;
  readonly source: Connection;
  readonly from: Ground;
  readonly to: Ground;
  readonly gateway: Gateway;
  readonly tunnels: readonly CopiedTunnel[];
  readonly peers: readonly Peer[];
  readonly local: string;
  readonly copy: Connection | undefined;
}

/** The connection that is meant. Its copy may have the same name, and stands on the gateway that is named as the target. */
const sourceOf = ({ connections, gateways, RegionId }: RegionInventory, wish: CopyWish): Connection => {
  const { VpnConnectionId: asked, VpnGateway, ToRegionId = RegionId } = wish;
  const meant = connections.filter((one) => [one.VpnConnectionId, one.Name].includes(asked));
  const isTarget = ({ VpnGatewayId }: Connection): boolean =>
    ToRegionId === RegionId &&
    VpnGateway !== undefined &&
    gateways.some(
      (one) => one.VpnGatewayId === VpnGatewayId && [one.VpnGatewayId, one.Name, one.VpcId].includes(VpnGateway),
    );
  const apart = meant.length > 1 ? meant.filter((one) => !isTarget(one)) : meant;
  const [one, ...others] = apart;
  if (one && others.length === 0) return one;
  if (one)
    return refuse(
      `${asked} is the name of several connections: ${apart.map(labelOf).join(', ')}.`,
      'Name the one to copy by its ID.',
    );
  return refuse(
    `${asked} is no ID and no name of a connection of ${RegionId}.`,
    'FindResource finds it in all regions; RegionId says where it is.',
  );
};

const peersFor = (tunnels: readonly CopiedTunnel[], from: RegionInventory, to: RegionInventory): readonly Peer[] => {
  const peers: Peer[] = [];
  for (const of of new Set(tunnels.map(({ peer }) => peer))) {
    const address = from.customerGateways.find(({ CustomerGatewayId }) => CustomerGatewayId === of)?.IpAddress;
    if (!address)
      return refuse(`The address of customer gateway ${of} is not known.`, 'Look at it with DescribeCustomerGateway.');
    const found = to.customerGateways.find(({ IpAddress }) => IpAddress === address)?.CustomerGatewayId;
    const nth = peers.filter(({ isNew }) => isNew).length + 1;
    peers.push({ of, address, id: found ?? `{{${nth}.CustomerGatewayId}}`, isNew: found === undefined });
  }
  return peers;
};

const copyIn = ({ connections }: RegionInventory, gateway: Gateway, peers: readonly Peer[], source: Connection) => {
  const ids = peers
    .map(({ id }) => id)
    .toSorted()
    .join();
  const found = connections.find(
    (one) => one.VpnGatewayId === gateway.VpnGatewayId && [...new Set(peersOf(one))].toSorted().join() === ids,
  );
  if (!found || isSameList(found.RemoteSubnet, source.RemoteSubnet)) return found;
  return refuse(
    `${labelOf(found)} leads from that gateway to this peer already, with RemoteSubnet ${found.RemoteSubnet}: a pair of gateways has one connection.`,
    'Change its networks with ModifyVpnConnectionAttribute, or choose another gateway.',
  );
};

/** Whether original and copy are gateways of one VPC. */
export const sameVpc = (copying: Pick<Copying, 'from' | 'gateway' | 'source'>): boolean => {
  const { from, gateway, source } = copying;
  const own = from.region.gateways.find(({ VpnGatewayId }) => VpnGatewayId === source.VpnGatewayId);
  return own?.VpcId !== undefined && own.VpcId === gateway.VpcId;
};

const targetOf = ({ region }: Ground, wish: CopyWish, source: Connection): Gateway => {
  const gateways = region.gateways.filter(({ VpnGatewayId }) => VpnGatewayId !== source.VpnGatewayId);
  const gateway = chooseGateway({ ...region, gateways }, wish.VpnGateway);
  if (isMade(gateway)) return gateway;
  return refuse(
    `${called(gateway.VpnGatewayId, gateway.Name)} is being made (${gateway.Status}).`,
    `WaitForStatus ${JSON.stringify({ Id: gateway.VpnGatewayId })}, then call again.`,
  );
};

/** Reads both places, and finds the original, the target and what is there of the copy. Refuses where one is not clear. */
export const gather = async (wish: CopyWish, call: Call, invoke: Invoke): Promise<Copying> => {
  const from = await readGround(invoke, call, wish.RegionId);
  const source = sourceOf(from.region, wish);
  checkCopyable(source);
  const isNear = wish.ToRegionId === undefined || wish.ToRegionId === from.region.RegionId;
  const to = isNear ? from : await readGround(invoke, call, wish.ToRegionId);
  const gateway = targetOf(to, wish, source);
  const own = from.region.gateways.find(({ VpnGatewayId }) => VpnGatewayId === source.VpnGatewayId);
  const tunnels = copiedTunnels(source, { from: own, to: gateway }, call.platform);
  const peers = peersFor(tunnels, from.region, to.region);
  const copy = copyIn(to.region, gateway, peers, source);
  const isSameVpc = sameVpc({ from, gateway, source });
  const asked = wish.LocalSubnet ?? copy?.LocalSubnet ?? (isSameVpc ? source.LocalSubnet : undefined);
  const given = { LocalSubnet: asked, RegionId: to.region.RegionId };
  const { blocks: local } = await localSubnetFor(given, gateway, to.region, invoke, call);
  return { wish, source, from, to, gateway, tunnels, peers, copy, local };
};
