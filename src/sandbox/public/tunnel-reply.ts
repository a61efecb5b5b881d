import type { Reply } from '../handlers/handler.ts';
import { firstHealth } from '../handlers/ipsec-settings.ts';
import { shownIke } from '../handlers/vpn-connection.ts';
import type { BgpConfig, Tunnel, VpnConnection, World } from '../state/world.ts';
import { tunnelState, tunnelStatus } from '../tunnels/state.ts';

/** BGP as it is at this moment: up with its tunnel, unless the world says otherwise. */
export interface BgpState extends Required<Omit<BgpConfig, 'BgpStatus'>> {
  BgpStatus: string;
}

/** What is not written follows: the second address of the block is the cloud's, the first the peer's. */
const bgpState = (world: World, bgp: BgpConfig, customerId: string, status: string): BgpState => {
  const { LocalAsn = 45_104, TunnelCidr = '169.254.10.0/30' } = bgp;
  const [network = '', last = '0'] = /^(.*\.)(\d+)\/\d+$/.exec(TunnelCidr)?.slice(1) ?? [];
  const { LocalBgpIp = `${network}${Number(last) + 2}`, PeerBgpIp = `${network}${Number(last) + 1}` } = bgp;
  const customer = world.data.customer_gateways.find((one) => one.CustomerGatewayId === customerId);
  const { PeerAsn = customer?.Asn ?? 65_000 } = bgp;
  const { BgpStatus = status === 'ipsec_sa_established' ? 'success' : 'failed' } = bgp;
  return { LocalAsn, LocalBgpIp, PeerAsn, PeerBgpIp, TunnelCidr, BgpStatus };
};

/** BGP of one of two tunnels; undefined where it has none. */
export const tunnelBgp = (world: World, connection: VpnConnection, tunnel: Tunnel): BgpState | undefined =>
  tunnel.TunnelBgpConfig &&
  bgpState(world, tunnel.TunnelBgpConfig, tunnel.CustomerGatewayId, tunnelStatus(world, connection, tunnel));

/** Numbers as the texts that a tunnel has them in. */
const asTexts = (fields: object): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));

/** One of two tunnels as the reads have it. */
export const shownTunnel = (world: World, connection: VpnConnection, tunnel: Tunnel): Reply => {
  const { TunnelId, Role, TunnelIndex, CustomerGatewayId, InternetIp, ZoneNo = '' } = tunnel;
  const { EnableDpd = true, EnableNatTraversal = true, RemoteCaCertificate } = tunnel;
  const gateway = world.data.gateways.find((one) => one.VpnGatewayId === connection.VpnGatewayId);
  const Status = tunnelStatus(world, connection, tunnel);
  const bgp = tunnel.TunnelBgpConfig && bgpState(world, tunnel.TunnelBgpConfig, CustomerGatewayId, Status);
  return {
    ...{ TunnelId, ...(Role && { Role }), ...(TunnelIndex !== undefined && { TunnelIndex }), CustomerGatewayId },
    ...{ InternetIp, ZoneNo, ...asTexts({ EnableDpd, EnableNatTraversal }) },
    Status,
    State: gateway?.Status === 'updating' ? 'updating' : 'active',
    TunnelIkeConfig: asTexts(shownIke(tunnel.TunnelIkeConfig, world)),
    TunnelIpsecConfig: asTexts(tunnel.TunnelIpsecConfig),
    ...(bgp && { TunnelBgpConfig: asTexts(bgp) }),
    ...(RemoteCaCertificate && { RemoteCaCertificate }),
  };
};

/** TunnelOptionsSpecification of a reply, in the shape that a switch of the world says; nothing for a single tunnel. */
export const tunnelList = (world: World, connection: VpnConnection): Reply => {
  const all = connection.tunnels?.map((one) => shownTunnel(world, connection, one));
  const [first] = all ?? [];
  if (!all || !first) return {};
  const shapes = {
    list: { TunnelOptions: all },
    flat: all,
    object: { TunnelOptions: first },
    null: null,
    three: { TunnelOptions: [...all, { ...first, TunnelId: `${first['TunnelId']}-3` }] },
    'same-role': {
      TunnelOptions: all.map((one) => ({ ...one, Role: first['Role'], TunnelIndex: first['TunnelIndex'] })),
    },
  };
  return { TunnelOptionsSpecification: shapes[world.platform.tunnel_list] };
};

/** VpnBgpConfig as the list of connections has it. */
const shownBgp = (bgp: BgpState | undefined): Reply => {
  if (!bgp) return {};
  const { BgpStatus: Status, ...rest } = bgp;
  return { VpnBgpConfig: { ...rest, Status } };
};

/** What a connection says of its one tunnel, or beside its two as if it had one. */
const ownSettings = (world: World, connection: VpnConnection): Reply => {
  const { CustomerGatewayId, IkeConfig, IpsecConfig, VcoHealthCheck, VpnBgpConfig } = connection;
  const { EnableDpd = true, EnableNatTraversal = true, RemoteCaCertificate } = connection;
  const { Status, health } = tunnelState(world, connection);
  const gateway = world.data.gateways.find((one) => one.VpnGatewayId === connection.VpnGatewayId);
  const bgp = VpnBgpConfig && bgpState(world, VpnBgpConfig, CustomerGatewayId, Status);
  return {
    ...{ CustomerGatewayId, Status, InternetIp: connection.InternetIp ?? gateway?.InternetIp ?? '' },
    ...{ IkeConfig: shownIke(IkeConfig, world), IpsecConfig, EnableDpd, EnableNatTraversal, ...shownBgp(bgp) },
    ...(RemoteCaCertificate && { RemoteCaCertificate }),
    VcoHealthCheck: { ...VcoHealthCheck, Status: health },
  };
};

const copyOf = (world: World, connection: VpnConnection, tunnel: Tunnel): Reply => {
  const { CustomerGatewayId, InternetIp, EnableDpd, EnableNatTraversal, TunnelIkeConfig, TunnelIpsecConfig } = tunnel;
  return {
    ...{ CustomerGatewayId, Status: tunnelStatus(world, connection, tunnel), InternetIp },
    ...{ IkeConfig: shownIke(TunnelIkeConfig, world), IpsecConfig: TunnelIpsecConfig, EnableDpd, EnableNatTraversal },
    ...shownBgp(tunnelBgp(world, connection, tunnel)),
    VcoHealthCheck: { ...firstHealth, Status: 'failed' },
  };
};

const empties: Reply = {
  ...{ CustomerGatewayId: '', Status: '', InternetIp: '' },
  ...{ IkeConfig: {}, IpsecConfig: {}, VpnBgpConfig: {}, VcoHealthCheck: {} },
};

/**
 * The settings that a connection with one tunnel has at its top. Of one with two it is not known what stands there: a
 * switch of the world says it.
 */
export const topLevel = (world: World, connection: VpnConnection): Reply => {
  const [first] = connection.tunnels ?? [];
  if (!first) return ownSettings(world, connection);
  const positions = {
    'as-today': () => ownSettings(world, connection),
    absent: () => ({}),
    empty: () => empties,
    'first-tunnel': () => copyOf(world, connection, first),
  };
  return positions[world.platform.top_level]();
};
