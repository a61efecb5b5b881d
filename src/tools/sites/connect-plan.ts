import { CreateCustomerGateway } from '../../catalogue/actions/customer-gateway.ts';
import { CreateVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { CreateVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import { CreateVpnRouteEntry, PublishVpnRouteEntry } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import { isSame, isSameList, readBlocks } from '../../network/cidr.ts';
import type { BoardLine, Job } from '../change/job.ts';
import type { Connection, Gateway, RegionInventory } from '../inventory/inventory.ts';
import { chooseGateway, isMade } from './choose-gateway.ts';
import { clashesOf } from './clashes.ts';
import { connectTold, orderTold } from './connect-texts.ts';
import { checkOf, checkWish, localSubnetFor, orderOf, type Wish } from './connect-wish.ts';
import { checkVendor, handOver } from './hand-over.ts';
import { called, type Ground, peersOf, readGround, refuse, step } from './read-ground.ts';
import { newConnection } from './tunnel-settings.ts';

/** A customer gateway that is there, or the step that makes it. */
interface Peer {
  readonly address: string;
  readonly id: string;
  readonly isNew: boolean;
}

/** The other ends in their order; what is not there yet is spoken of by the number of the step that makes it. */
const peersFor = ({ customerGateways }: RegionInventory, addresses: readonly string[]): readonly Peer[] => {
  const peers: Peer[] = [];
  for (const address of addresses) {
    const found = customerGateways.find(({ IpAddress }) => IpAddress === address)?.CustomerGatewayId;
    const made = peers.find((one) => one.address === address);
    const nth = new Set(peers.filter(({ isNew }) => isNew).map(({ address: one }) => one)).size + 1;
    peers.push(made ?? { address, id: found ?? `{{${nth}.CustomerGatewayId}}`, isNew: found === undefined });
  }
  return peers;
};

const isOf = (connection: Connection, peers: readonly Peer[]): boolean =>
  [...peersOf(connection)].toSorted().join() ===
  peers
    .map(({ id }) => id)
    .toSorted()
    .join();

/** The site's connection, known by its peers; refuses another one in its place, and its name for another peer. */
const findConnection = (
  { connections }: RegionInventory,
  { VpnGatewayId }: Gateway,
  peers: readonly Peer[],
  { Name, RemoteSubnet }: Wish,
): Connection | undefined => {
  const near = connections.filter((one) => one.VpnGatewayId === VpnGatewayId);
  const found = near.find((one) => isOf(one, peers));
  if (found && !isSameList(found.RemoteSubnet, RemoteSubnet))
    return refuse(
      `${called(found.VpnConnectionId, found.Name)} leads to this peer already, with RemoteSubnet ${found.RemoteSubnet}: a pair of gateways has one connection.`,
      'For other networks of the same site use AddSubnet or RemoveSubnet.',
    );
  const [twin] = found ? [] : near.filter((one) => one.Name === Name);
  if (twin)
    return refuse(
      `${called(twin.VpnConnectionId, twin.Name)} is the name of a connection to another peer.`,
      'Choose another Name; if the peer of that one has a new address use MovePeer.',
    );
  return found;
};

interface Site {
  readonly wish: Wish;
  readonly ground: Ground;
  readonly gateway: Gateway;
  readonly peers: readonly Peer[];
  readonly local: string;
  readonly connection: Connection | undefined;
}

const routeSteps = ({ wish, gateway, connection, ground }: Site, at: number): readonly Step[] => {
  const { VpnGatewayId = '' } = gateway;
  const { RegionId } = ground.region;
  const NextHop = connection?.VpnConnectionId ?? `{{${at}.VpnConnectionId}}`;
  return readBlocks(wish.RemoteSubnet).blocks.flatMap((RouteDest) => {
    const entry = { RegionId, VpnGatewayId, RouteDest, NextHop };
    const there = ground.region.routes.find((one) => one.NextHop === NextHop && isSame(one.RouteDest, RouteDest));
    if (!there) return [step(CreateVpnRouteEntry, { ...entry, Weight: 100 as const, PublishVpc: true })];
    if (there.State === 'published' || there.isLearned) return [];
    return [
      step(PublishVpnRouteEntry, {
        ...entry,
        RouteDest: there.RouteDest,
        RouteType: there.RouteType,
        PublishVpc: true,
      }),
    ];
  });
};

const stepsFor = (site: Site, { platform }: Call): readonly Step[] => {
  const { wish, ground, gateway, peers, local, connection } = site;
  const { RegionId } = ground.region;
  const fresh = [...new Set(peers.filter(({ isNew }) => isNew).map(({ address }) => address))];
  const customers = fresh.map((IpAddress, at) =>
    step(CreateCustomerGateway, { RegionId, IpAddress, Name: `${wish.Name}-peer${at === 0 ? '' : at + 1}` }),
  );
  const [first, second] = peers.map(({ id }) => id);
  if (first === undefined) return [];
  const check = checkOf(wish, local, second !== undefined);
  const ends = {
    ...{ RegionId, VpnGatewayId: gateway.VpnGatewayId ?? '', LocalSubnet: local, RemoteSubnet: wish.RemoteSubnet },
    ...{ Name: wish.Name, check, peers: second === undefined ? ([first] as const) : ([first, second] as const) },
  };
  const made = connection ? [] : [step(CreateVpnConnection, newConnection(ends, platform))];
  return [...customers, ...made, ...routeSteps(site, customers.length + made.length)];
};

const line = (What: string, isDone: boolean): BoardLine => ({ What, State: isDone ? 'done' : 'to do' });

const boardOf = ({ wish, gateway, peers, connection, ground }: Site): readonly BoardLine[] => {
  const hop = connection?.VpnConnectionId;
  const isThere = (block: string): boolean =>
    ground.region.routes.some(
      ({ NextHop, RouteDest, State, isLearned }) =>
        NextHop === hop && isSame(RouteDest, block) && (State === 'published' || isLearned === true),
    );
  const unlike = wish.CheckTarget !== undefined && connection && connection.VcoHealthCheck?.Dip !== wish.CheckTarget;
  return [
    line(`VPN gateway ${called(gateway.VpnGatewayId, gateway.Name)}`, true),
    ...[...new Map(peers.map((one) => [one.address, one])).values()].map(({ address, id, isNew }) =>
      line(`customer gateway ${address}${isNew ? '' : ` (${id})`}`, !isNew),
    ),
    line(`connection ${called(hop ?? wish.Name, wish.Name)}`, hop !== undefined),
    ...readBlocks(wish.RemoteSubnet).blocks.map((block) => line(`route ${block}, published`, isThere(block))),
    ...(unlike ? [line(`health check of ${wish.CheckTarget}: ModifyVpnConnectionAttribute sets it`, false)] : []),
  ];
};

const refuseClashes = (refused: readonly string[]): void => {
  if (refused.length > 0)
    refuse(
      `These networks cannot be connected so: ${refused.join('; ')}.`,
      'Choose other networks, or translate addresses at the site. A second tunnel to networks that are connected is no new site.',
    );
};

const localMismatch = ({ connection, wish }: Site): void => {
  if (connection && wish.LocalSubnet !== undefined && !isSameList(connection.LocalSubnet, wish.LocalSubnet))
    refuse(
      `${called(connection.VpnConnectionId, connection.Name)} is there with LocalSubnet ${connection.LocalSubnet}.`,
      'Leave LocalSubnet out, or change it with ModifyVpnConnectionAttribute first.',
    );
};

/** Reads the site again once all steps are done, or hands over what people do at the other end. */
const standingOf = async (site: Site, steps: readonly Step[], invoke: Invoke, call: Call) => {
  const { connection, wish, ground } = site;
  const board = boardOf(site);
  const handed = connection && {
    ...{ RegionId: ground.region.RegionId, connection, tool: 'ConnectSite' },
    Vendor: wish.Vendor,
  };
  const peer: BoardLine = { What: `peer of ${wish.Name} is configured`, State: 'waits for people' };
  if (!handed || steps.length > 0)
    return { board: [...board, peer], next: ['ConnectSite again with the same arguments does what is still to do.'] };
  const over = await handOver(invoke, call, handed);
  return { board: [...board, ...over.board], next: over.next };
};

const planTunnel = async (wish: Wish, ground: Ground, gateway: Gateway, invoke: Invoke, call: Call): Promise<Job> => {
  const { region } = ground;
  const isDual = Boolean(gateway.DisasterRecoveryInternetIp);
  if (wish.PeerIp2 !== undefined && !isDual)
    return refuse(
      `${called(gateway.VpnGatewayId, gateway.Name)} has one address, so its connections have one tunnel.`,
      'Leave out PeerIp2, or name a gateway of two addresses.',
    );
  const addresses = isDual ? [wish.PeerIp, wish.PeerIp2 ?? wish.PeerIp] : [wish.PeerIp];
  const peers = peersFor(region, addresses);
  const connection = findConnection(region, gateway, peers, wish);
  const local = connection?.LocalSubnet
    ? { blocks: connection.LocalSubnet }
    : await localSubnetFor(wish, gateway, region, invoke, call);
  const site: Site = { wish, ground, gateway, peers, local: local.blocks, connection };
  localMismatch(site);
  const clashes = clashesOf(region, {
    ...{ gateway, local: readBlocks(local.blocks).blocks, remote: readBlocks(wish.RemoteSubnet).blocks },
    own: connection?.VpnConnectionId,
  });
  if (!connection) refuseClashes(clashes.refused);
  const steps = stepsFor(site, call);
  return {
    told: [...ground.unread, ...connectTold(site, call), ...clashes.told],
    steps,
    ...(await standingOf(site, steps, invoke, call)),
    afterwards: () => planSite(wish, call, invoke),
  };
};

/** The gateway that an order of this wish has made, by its VPC and name. */
const orderedGateway = ({ gateways }: RegionInventory, wish: Wish, call: Call): Gateway | undefined => {
  if (wish.NewGateway === undefined) return undefined;
  const { VpcId, Name } = orderOf(wish, call.platform);
  return gateways.find((one) => one.VpcId === VpcId && one.Name === Name);
};

const planOrder = (wish: Wish, { region, unread }: Ground, call: Call, invoke: Invoke): Job => {
  const order = orderOf(wish, call.platform);
  const there = region.gateways.filter(({ VpcId }) => VpcId === order.VpcId);
  return {
    told: [...unread, ...orderTold(order, there)],
    steps: [step(CreateVpnGateway, { ...order, RegionId: region.RegionId })],
    board: [
      line(`VPN gateway ${order.Name} in ${order.VpcId}, billed`, false),
      line('customer gateway, connection and routes, when the gateway is there', false),
    ],
    next: [],
    afterwards: () => planSite(wish, call, invoke),
  };
};

const planWait = (gateway: Gateway, wish: Wish, call: Call, invoke: Invoke): Job => ({
  ...{ told: [], steps: [] },
  board: [
    {
      What: `VPN gateway ${called(gateway.VpnGatewayId, gateway.Name)} is being made: ${gateway.Status}`,
      State: 'to do',
    },
    line('customer gateway, connection and routes, when the gateway is there', false),
  ],
  next: [
    `The gateway takes minutes. WaitForStatus ${JSON.stringify({ Id: gateway.VpnGatewayId })}, then ConnectSite again with the same arguments.`,
  ],
  afterwards: () => planSite(wish, call, invoke),
});

/** Works out what is left to do for a site, from what is so. */
export const planSite = async (wish: Wish, call: Call, invoke: Invoke): Promise<Job> => {
  checkWish(wish, call.platform);
  checkVendor(wish.Vendor);
  const ground = await readGround(invoke, call, wish.RegionId);
  const ordered = orderedGateway(ground.region, wish, call);
  if (wish.NewGateway !== undefined && !ordered) return planOrder(wish, ground, call, invoke);
  const gateway = ordered ?? chooseGateway(ground.region, wish.VpnGateway);
  return isMade(gateway) ? planTunnel(wish, ground, gateway, invoke, call) : planWait(gateway, wish, call, invoke);
};
