import { isRouted, type PeerLink, TCP_MSS, TUNNEL_MTU } from '../../vendors/handoff/link.ts';
import type { Writer, Written } from '../../vendors/handoff/writer.ts';

/** A host in a block that is likely to be there: its first one. */
const hostIn = (block: string): string => {
  const [address = '', prefix] = block.split('/');
  if (Number(prefix) >= 31) return address;
  const parts = address.split('.');
  return [...parts.slice(0, 3), String(Number(parts[3]) + 1)].join('.');
};

/** What the other end must know beside its files. */
export const forThePeer = (link: PeerLink, written: Written): readonly string[] => [
  written.load,
  ...link.tunnels.map(
    ({ order, localAddress, remoteAddress, localId, remoteId, ike }) =>
      `Tunnel ${order}: this end is ${localAddress} (identity ${localId}), the cloud is ${remoteAddress} (identity ${remoteId}); ${ike.version}. Allow UDP 500, UDP 4500 and ESP (protocol 50) between the two.`,
  ),
  isRouted(link)
    ? 'Routes decide what goes through (0.0.0.0/0 at both ends): add routes to the networks behind the cloud.'
    : `Protected: ${link.localSubnets.join(', ')} here, ${link.remoteSubnets.join(', ')} behind the cloud. Route the latter to the tunnel, and leave both out of source NAT.`,
  `Clamp the TCP MSS to ${TCP_MSS}, or set the MTU of the tunnel to ${TUNNEL_MTU}: larger packets are lost where fragments are.`,
  ...(link.healthCheck
    ? [
        `The cloud pings ${link.healthCheck.target} from ${link.healthCheck.source}: it has to answer, or the tunnel counts as down.`,
      ]
    : []),
  ...(link.tunnels.length > 1
    ? ['Two tunnels: configure both. The first carries the traffic; the second takes over when it is down.']
    : []),
  'Send the file with the key over a channel that you trust, never with the rest of the mail; delete it afterwards.',
  ...written.notes,
];

/** Five lines, in the order in which a fault would show. */
export const testPlan = ({ connectionId, ...link }: PeerLink, written: Written): readonly string[] => {
  const [from, to] = isRouted({ connectionId, ...link })
    ? ['a host here', 'a host behind the cloud']
    : [hostIn(link.localSubnets[0]), hostIn(link.remoteSubnets[0])];
  return [
    `1. Load the files. ${written.look}`,
    `2. On the cloud side WaitForStatus or DescribeVpnConnection of ${connectionId} shows ipsec_sa_established.`,
    `3. Ping from ${from} to ${to} and back: hosts that are there, not the gateways themselves.`,
    `4. Ping with 1300 bytes and the bit that forbids fragments, then copy a large file: a stall is the MTU.`,
    link.tunnels.length > 1
      ? '5. Shut down tunnel 1 at this end during a ping: tunnel 2 has to take over, and tunnel 1 to come back.'
      : '5. Restart the service at this end: the tunnel has to come back by itself. If not, give its log to DiagnoseTunnel.',
  ];
};

/** What may go wrong, and what was not proved. */
export const warningsOf = (link: PeerLink, writer: Writer, written: Written): readonly string[] => [
  ...(writer.verified === 'unverified' || writer.verified === 'reader'
    ? [`unverified: no ${writer.title} was at hand to try this file. Read it before you use it.`]
    : []),
  ...link.tunnels
    .filter(({ key }) => key === undefined)
    .map(
      ({ order }) =>
        `The cloud does not show the pre-shared key of tunnel ${order}: <PSK> stands in its place. Fill it in by hand, or set a new key with ModifyVpnConnectionAttribute (IkeConfig.Psk: {"generate": true}) and call again.`,
    ),
  ...(link.tunnels.some(({ ike }) => ike.version === 'ikev1') &&
  link.localSubnets.length * link.remoteSubnets.length > 1
    ? [
        'IKEv1 negotiates one pair of blocks a time: each pair is written by itself. The cloud may bring up only one of them; ikev2 does not have this limit.',
      ]
    : []),
  ...(link.tunnels.some(({ dpd }) => !dpd)
    ? ['DPD is off on the cloud side: after a failure the cloud may hold on to a dead tunnel until its lifetime ends.']
    : []),
  ...(link.tunnels.some(({ natTraversal }) => !natTraversal)
    ? ['NAT traversal is off on the cloud side: behind NAT this tunnel does not come up.']
    : []),
  ...written.warnings,
];
