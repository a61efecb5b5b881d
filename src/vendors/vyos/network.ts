import { isRouted, type PeerLink, type PeerTunnel, subnetPairs, TCP_MSS, TUNNEL_MTU } from '../handoff/link.ts';

/** The device of a tunnel in routed mode. */
export const tunnelInterface = ({ order }: PeerTunnel): string => `vti${100 + order}`;

/** The devices themselves; with BGP each has the address that its neighbour talks to. */
export const tunnelInterfaces = (link: PeerLink): readonly string[] => [
  'set vpn ipsec options disable-route-autoinstall',
  ...link.tunnels.flatMap((tunnel) => {
    const device = `set interfaces vti ${tunnelInterface(tunnel)}`;
    const { bgp } = tunnel;
    return [
      ...(bgp ? [`${device} address '${bgp.localIp}/${bgp.tunnelCidr.split('/')[1] ?? '30'}'`] : []),
      `${device} mtu '${TUNNEL_MTU}'`,
      `${device} ip adjust-mss '${TCP_MSS}'`,
    ];
  }),
];

/** Tunnel 1 is preferred both ways while it is up. */
export const bgpCommands = (link: PeerLink): readonly string[] => {
  const spoken = link.tunnels.flatMap(({ order, bgp }) => (bgp ? [{ order, bgp }] : []));
  const [first] = spoken;
  if (first === undefined) return [];
  return [
    `set protocols bgp system-as '${first.bgp.localAsn}'`,
    ...spoken.flatMap(({ order, bgp }) => {
      const neighbour = `set protocols bgp neighbor ${bgp.peerIp}`;
      return [
        `set policy route-map FROM-CLOUD-${order} rule 10 action 'permit'`,
        `set policy route-map FROM-CLOUD-${order} rule 10 set local-preference '${order === 1 ? 200 : 100}'`,
        `set policy route-map TO-CLOUD-${order} rule 10 action 'permit'`,
        `set policy route-map TO-CLOUD-${order} rule 10 set metric '${order * 100}'`,
        `${neighbour} remote-as '${bgp.peerAsn}'`,
        `${neighbour} update-source '${bgp.localIp}'`,
        `${neighbour} address-family ipv4-unicast route-map import 'FROM-CLOUD-${order}'`,
        `${neighbour} address-family ipv4-unicast route-map export 'TO-CLOUD-${order}'`,
      ];
    }),
    '# Announce your networks, one line each: set protocols bgp address-family ipv4-unicast network 192.0.2.0/24',
  ];
};

const routes = (link: PeerLink): readonly string[] =>
  link.tunnels.some(({ bgp }) => bgp !== undefined)
    ? []
    : [
        '# Which networks are behind the cloud stands in no setting of a routed connection: put them in the place of BLOCK.',
        ...link.tunnels.map(
          (tunnel) =>
            `# set protocols static route BLOCK interface ${tunnelInterface(tunnel)} distance ${tunnel.order * 10}`,
        ),
      ];

const exclusions = (link: PeerLink): readonly string[] => [
  '# The same blocks must not be hidden behind NAT: exclude them before the rule that does it (free numbers, eth0 = outside).',
  ...subnetPairs(link).flatMap(({ local, remote }, at) => {
    const rule = `# set nat source rule ${at + 1}`;
    return [
      `${rule} exclude`,
      `${rule} outbound-interface name 'eth0'`,
      `${rule} source address '${local}'`,
      `${rule} destination address '${remote}'`,
    ];
  }),
  `# ESP and UDP leave about ${TUNNEL_MTU} of 1500 bytes: set interfaces ethernet eth0 ip adjust-mss '${TCP_MSS}' (eth0 = outside)`,
];

/** What only whoever knows the router can complete: comments. */
export const networkHints = (link: PeerLink): readonly string[] => [
  ...(isRouted(link) ? routes(link) : exclusions(link)),
  ...link.tunnels.map(
    ({ remoteAddress }) => `# Firewall, towards the router itself: from ${remoteAddress} UDP 500 and 4500, and ESP.`,
  ),
  '# The interface with the local address: set vpn ipsec interface eth0',
];
