import { isFields } from '../../catalogue/action.ts';
import { onBoundary, readBlocks } from '../../network/cidr.ts';
import type { PeerLink, PeerTunnel } from '../../vendors/handoff/link.ts';
import { contradictions } from './compare-download.ts';
import type { Gathered, GatheredTunnel } from './gather-link.ts';
import { isAddress, readBgp, readIke, readIpsec } from './read-settings.ts';
import { idOf, notHidden, refuse } from './refuse.ts';

/** The cloud's public address of a tunnel: its own, or the gateway's for a tunnel of this role. */
const cloudAddress = ({ gateway, connection }: Gathered, { tunnel }: GatheredTunnel): string => {
  const ofGateway = tunnel.Role === 'slave' ? gateway?.DisasterRecoveryInternetIp : gateway?.InternetIp;
  const address = notHidden(
    tunnel.InternetIp || ofGateway || (tunnel.Role === undefined ? connection.InternetIp : undefined),
    'InternetIp',
  );
  return isAddress(address)
    ? address
    : refuse(
        'The public address of the cloud’s end of a tunnel is not known: neither the tunnel nor its VPN gateway has an IPv4 address.',
        'Look at InternetIp with DescribeVpnGateway; a gateway that is being made has none yet.',
      );
};

const peerAddress = ({ customerGateway: { CustomerGatewayId, IpAddress } }: GatheredTunnel): string =>
  isAddress(IpAddress)
    ? IpAddress
    : refuse(
        `Customer gateway ${idOf(CustomerGatewayId, 'CustomerGatewayId')} has no IPv4 address, and these configurations are written for IPv4.`,
        'Look at it with DescribeCustomerGateway.',
      );

/** A place that only the guard fills must never come in with a live text. */
const plainText = (value: string, field: string): string =>
  value.includes('{{')
    ? refuse(`${field} holds two braces, which no configuration needs.`, `Change ${field} on the cloud side.`)
    : notHidden(value, field);

const fingerprintOf = (key: unknown): string | undefined => {
  const print = isFields(key) ? key['Fingerprint'] : undefined;
  return typeof print === 'string' && /^[0-9a-f]{8}$/.test(print) ? print : undefined;
};

/** Without a setting the cloud takes an address for an identity, as every IKE daemon does. */
const tunnelOf = (gathered: Gathered, one: GatheredTunnel, order: 1 | 2): PeerTunnel => {
  const { connection, TunnelId } = one.tunnel;
  const [localAddress, remoteAddress] = [peerAddress(one), cloudAddress(gathered, one)];
  const { LocalId, RemoteId, Psk } = connection.IkeConfig ?? {};
  return {
    order,
    ...(TunnelId && { tunnelId: idOf(TunnelId, 'TunnelId') }),
    customerGatewayId: idOf(one.customerGateway.CustomerGatewayId, 'CustomerGatewayId'),
    localAddress,
    remoteAddress,
    localId: plainText(RemoteId || localAddress, 'RemoteId'),
    remoteId: plainText(LocalId || remoteAddress, 'LocalId'),
    ike: readIke(connection),
    ipsec: readIpsec(connection),
    dpd: connection.EnableDpd !== false,
    natTraversal: connection.EnableNatTraversal !== false,
    bgp: gathered.connection.EnableTunnelsBgp === false ? undefined : readBgp(connection),
    key: fingerprintOf(Psk),
  };
};

const MOST_BLOCKS = 32;

const blocksOf = (list: unknown, field: string): readonly [string, ...string[]] => {
  const { blocks, unreadable } = readBlocks(list);
  const [first, ...rest] = [...new Set(blocks.map(onBoundary))];
  const isWritable = blocks.length <= MOST_BLOCKS && blocks.every((block) => /^[\d.]+\/\d+$/.test(block));
  if (first !== undefined && unreadable.length === 0 && isWritable) return [first, ...rest];
  return refuse(
    `${field} of the connection is no list of up to ${MOST_BLOCKS} IPv4 blocks.`,
    'Look at it with DescribeVpnConnection.',
  );
};

const healthCheckOf = ({ connection: { VcoHealthCheck: check } }: Gathered): PeerLink['healthCheck'] =>
  check?.Enable === 'true' && isAddress(check.Dip) && isAddress(check.Sip)
    ? { target: check.Dip, source: check.Sip }
    : undefined;

/**
 * The connection as its other end has to have it. What stands in the configuration that the cloud hands out must be the same,
 * from whichever side it is told: where it is neither, nobody knows which one is true, and nothing is written.
 */
export const makeLink = (gathered: Gathered): PeerLink => {
  const { connection, tunnels, readAt } = gathered;
  const connectionId = idOf(connection.VpnConnectionId, 'VpnConnectionId');
  const [first, second] = tunnels;
  const link: PeerLink = {
    connectionId,
    readAt,
    tunnels: [tunnelOf(gathered, first, 1), ...(second ? [tunnelOf(gathered, second, 2)] : [])],
    localSubnets: blocksOf(connection.RemoteSubnet, 'RemoteSubnet'),
    remoteSubnets: blocksOf(connection.LocalSubnet, 'LocalSubnet'),
    healthCheck: healthCheckOf(gathered),
  };
  const found = contradictions(link, gathered.download);
  if (found.length === 0) return link;
  return refuse(
    `What the cloud hands out for the peer of ${connectionId} fits its live settings from neither side: ${found.join('; ')}.`,
    'Compare DownloadVpnConnectionConfig with DescribeVpnConnection and both gateways; if somebody is changing the connection, call again in a minute.',
  );
};
