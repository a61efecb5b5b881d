import { CreateCustomerGateway } from '../../catalogue/actions/customer-gateway.ts';
import { CreateVpnConnection } from '../../catalogue/actions/vpn-connection.ts';
import { CreateVpnGateway } from '../../catalogue/actions/vpn-gateway.ts';
import { CreateVpnRouteEntry, PublishVpnRouteEntry } from '../../catalogue/actions/vpn-route.ts';
import type { Call, Invoke, Step } from '../../catalogue/invoke.ts';
import { isSame, isSameList, readBlocks } from '../../network/cidr.ts';
import type { Job } from '../change/job.ts';
import { refuse } from '../change/refuse.ts';
import { called } from '../inventory/connection-words.ts';
import type { Gateway, RegionInventory } from '../inventory/inventory.ts';
import { chooseGateway, isMade } from './choose-gateway.ts';
import { clashesOf } from './clashes.ts';
import { line, type Site, standingOf } from './connect-board.ts';
import { findConnection, peersFor } from './connect-ends.ts';
import { connectSummary, orderSummary } from './connect-texts.ts';
import { checkOf, checkWish, localSubnetFor, orderOf, type Wish } from './connect-wish.ts';
import { checkVendor } from './hand-over.ts';
import { type Ground, readGround, step } from './read-ground.ts';
import { newConnection } from './tunnel-settings.ts';

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
    summary: [...ground.unread, ...connectSummary(site, call), ...clashes.summary],
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
    summary: [...unread, ...orderSummary(order, there)],
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
  ...{ summary: [], steps: [] },
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
