import { findConnection, own } from '../handlers/checks.ts';
import type { Reply, Request } from '../handlers/handler.ts';
import { page } from '../handlers/page.ts';
import { shownIke, vpnConnectionHandlers } from '../handlers/vpn-connection.ts';
import type { CustomerGateway, VpnConnection, World } from '../state/world.ts';
import { groupOf, labelled, labelRows, type PublicHandlers } from './action.ts';
import { topLevel, tunnelBgp, tunnelList } from './tunnel-reply.ts';

/** What a connection hangs on: a gateway, a transit router, or nothing yet. */
export const attachTypeOf = ({ VpnGatewayId, TransitRouterId }: VpnConnection): 'VPNGW' | 'CEN' | 'NO_ASSOCIATED' => {
  if (VpnGatewayId) return 'VPNGW';
  return TransitRouterId ? 'CEN' : 'NO_ASSOCIATED';
};

/** Where it hangs. Whether a connection without a gateway names none or an empty one follows the switch of the top level. */
const placeOf = (world: World, connection: VpnConnection): Reply => {
  const { VpnGatewayId, AttachInstanceId, TransitRouterId, TransitRouterName = '', TunnelBandwidth } = connection;
  const { State = 'attached', CrossAccountAuthorized = false, NetworkType = 'public' } = connection;
  const gateway = world.data.gateways.find((one) => one.VpnGatewayId === VpnGatewayId);
  const Spec = connection.Spec ?? gateway?.Spec ?? '1000M';
  const isEmpty = world.platform.top_level === 'empty';
  return {
    ...{ AttachType: attachTypeOf(connection), NetworkType, Spec, CrossAccountAuthorized },
    ...((VpnGatewayId || isEmpty) && { VpnGatewayId }),
    ...(AttachInstanceId && { AttachInstanceId }),
    ...(TransitRouterId && { TransitRouterId, TransitRouterName, State }),
    ...(TunnelBandwidth && { TunnelBandwidth }),
  };
};

const shown = (connection: VpnConnection, world: World): Reply => {
  const { VpnConnectionId, Name, LocalSubnet, RemoteSubnet, CreateTime, EffectImmediately } = connection;
  const EnableTunnelsBgp = connection.EnableTunnelsBgp ?? false;
  return {
    ...{ VpnConnectionId, Name, LocalSubnet, RemoteSubnet, CreateTime, EffectImmediately },
    ...{ ResourceGroupId: groupOf(connection), ...placeOf(world, connection) },
    ...(connection.tunnels && { EnableTunnelsBgp }),
    ...topLevel(world, connection),
    ...tunnelList(world, connection),
  };
};

/** The list calls the tags Tag. */
const inList = (connection: VpnConnection, world: World): Reply => ({
  ...shown(connection, world),
  Tag: { Tag: connection.Tags ?? [] },
});

/** The single read calls the tags Tags; it alone knows the zone, and whether BGP is on. */
const alone = (connection: VpnConnection, world: World): Reply => {
  const { ZoneNo, Tags = [] } = connection;
  const { VpnBgpConfig, ...rest } = shown(connection, world);
  const bgp = Object.entries(VpnBgpConfig ?? {});
  return {
    ...{ ...rest, Tags: { Tag: Tags }, ...(ZoneNo && { ZoneNo }) },
    ...(VpnBgpConfig !== undefined && {
      VpnBgpConfig: bgp.length > 0 ? { EnableBgp: 'true', ...Object.fromEntries(bgp) } : {},
    }),
  };
};

/** The customer gateways at the other ends. */
const customersOf = ({ CustomerGatewayId, tunnels }: VpnConnection): string[] =>
  tunnels?.map((one) => one.CustomerGatewayId) ?? [CustomerGatewayId];

const list = (request: Request, world: World): Reply => {
  const { VpnConnectionId, VpnGatewayId, CustomerGatewayId } = request.input;
  const found = labelled(own(world.data.connections, request), request.input).filter(
    (one) =>
      (!VpnConnectionId || one.VpnConnectionId === VpnConnectionId) &&
      (!VpnGatewayId || one.VpnGatewayId === VpnGatewayId) &&
      (!CustomerGatewayId || customersOf(one).includes(CustomerGatewayId)),
  );
  return page(found, request.input, ['VpnConnections', 'VpnConnection'], (one) => inList(one, world));
};

const addressOf = ({ customer_gateways }: { customer_gateways: CustomerGateway[] }, id: string): string =>
  customer_gateways.find((one) => one.CustomerGatewayId === id)?.IpAddress ?? '';

/** The configuration for the other end, tunnel by tunnel; numbers are numbers here. */
const download = (request: Request, world: World): Reply => {
  const connection = findConnection(world, request);
  const { tunnels } = connection;
  if (!tunnels) return vpnConnectionHandlers.DownloadVpnConnectionConfig.run(request, world);
  const isForPeer = world.platform.download_orientation === 'on-prem';
  const turned = <T>(cloud: T, peer: T): [near: T, far: T] => (isForPeer ? [peer, cloud] : [cloud, peer]);
  const TunnelConfig = tunnels.map((one) => {
    const ike = shownIke(one.TunnelIkeConfig, world);
    const [Local, Remote] = turned(one.InternetIp, addressOf(world.data, one.CustomerGatewayId));
    const [LocalId, RemoteId] = turned(ike.LocalId, ike.RemoteId);
    const { TunnelId, TunnelIpsecConfig: IpsecConfig } = one;
    return { TunnelId, Local, Remote, IkeConfig: { ...ike, LocalId, RemoteId }, IpsecConfig };
  });
  const [LocalSubnet, RemoteSubnet] = turned(connection.LocalSubnet, connection.RemoteSubnet);
  const BgpConfig = tunnels.flatMap((one) => bgpForPeer(world, connection, one, turned));
  return {
    VpnConnectionConfig: {
      ...{ LocalSubnet, RemoteSubnet, ...beside(world, TunnelConfig) },
      TunnelsConfig: { TunnelConfig },
      ...(BgpConfig.length > 0 && { BgpConfigs: { BgpConfig } }),
    },
  };
};

type Turned = <T>(cloud: T, peer: T) => [near: T, far: T];

/** BGP as the end that the configuration is for has it; its numbers are texts. */
const bgpForPeer = (
  world: World,
  connection: VpnConnection,
  tunnel: NonNullable<VpnConnection['tunnels']>[number],
  turned: Turned,
): Reply[] => {
  const bgp = tunnelBgp(world, connection, tunnel);
  if (!bgp) return [];
  const [LocalAsn, PeerAsn] = turned(String(bgp.LocalAsn), String(bgp.PeerAsn));
  const [LocalBgpIp, PeerBgpIp] = turned(bgp.LocalBgpIp, bgp.PeerBgpIp);
  return [{ TunnelId: tunnel.TunnelId, LocalAsn, LocalBgpIp, PeerAsn, PeerBgpIp, TunnelCidr: bgp.TunnelCidr }];
};

/** What stands beside the tunnels, as in the reads. */
const beside = (world: World, [first]: readonly Reply[]): Reply => {
  const { top_level } = world.platform;
  if (top_level === 'absent') return {};
  if (top_level === 'empty') return { Local: '', Remote: '', IkeConfig: {}, IpsecConfig: {} };
  const { TunnelId: _, ...copy } = first ?? {};
  return copy;
};

const { DescribeVpnConnections, DescribeVpnConnection, DownloadVpnConnectionConfig } = vpnConnectionHandlers;

export const connectionReads = {
  DescribeVpnConnections: { effect: 'read', takes: { ...DescribeVpnConnections.takes, ...labelRows }, run: list },
  DescribeVpnConnection: {
    ...DescribeVpnConnection,
    run: (request: Request, world: World) => alone(findConnection(world, request), world),
  },
  DownloadVpnConnectionConfig: { ...DownloadVpnConnectionConfig, run: download },
} satisfies PublicHandlers;
