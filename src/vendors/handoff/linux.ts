import { headOf, originOf } from './head.ts';
import { isRouted, type PeerLink, TCP_MSS, TUNNEL_MTU, tunnelLabel } from './link.ts';
import type { Writer, WrittenFile } from './writer.ts';

/** The interface number of a tunnel in routed mode, which its policies and its device share. */
export const interfaceNumber = (order: 1 | 2): number => 100 + order;

const device = (order: 1 | 2): string => `vpn${interfaceNumber(order)}`;

/** The address of this end inside of a /30. */
const withPrefix = (address: string, block: string): string => `${address}/${block.split('/')[1] ?? '30'}`;

const devices = (link: PeerLink): readonly string[] => [
  '# Both ends protect everything, so that routes decide what goes through: one device for each tunnel.',
  ...link.tunnels.flatMap(({ order, bgp }) => [
    `ip link add ${device(order)} type xfrm if_id ${interfaceNumber(order)}`,
    ...(bgp ? [`ip address add ${withPrefix(bgp.localIp, bgp.tunnelCidr)} dev ${device(order)}`] : []),
    `ip link set ${device(order)} mtu ${TUNNEL_MTU} up`,
  ]),
  ...(link.tunnels.some(({ bgp }) => bgp !== undefined)
    ? ['# BGP brings the routes: see the file for FRR.']
    : [
        '# Which networks are behind the cloud stands in no setting of a routed connection: put them in the place of BLOCK.',
        ...link.tunnels.map(({ order }) => `# ip route add BLOCK dev ${device(order)} metric ${order * 100}`),
      ]),
];

const firewall = (link: PeerLink): readonly string[] => [
  '# From the cloud: IKE, IKE behind NAT and ESP.',
  ...link.tunnels.flatMap(({ remoteAddress }) => [
    `iptables -A INPUT -s ${remoteAddress} -p udp -m multiport --dports 500,4500 -j ACCEPT`,
    `iptables -A INPUT -s ${remoteAddress} -p esp -j ACCEPT`,
  ]),
  ...(isRouted(link)
    ? []
    : [
        '# What goes through the tunnel, which must not be hidden behind NAT either.',
        ...link.localSubnets.flatMap((local) =>
          link.remoteSubnets.flatMap((remote) => [
            `iptables -A FORWARD -s ${local} -d ${remote} -j ACCEPT`,
            `iptables -A FORWARD -s ${remote} -d ${local} -j ACCEPT`,
            `iptables -t nat -I POSTROUTING -s ${local} -d ${remote} -j ACCEPT`,
          ]),
        ),
      ]),
];

/** What a Linux host needs beside its IKE daemon. A script of checked values only: no text of anybody is in it. */
export const linuxNetwork = (link: PeerLink, about: Pick<Writer, 'name' | 'title'>): WrittenFile => ({
  name: `${link.connectionId}.${about.name}.sh`,
  text: [
    '#!/bin/sh',
    ...originOf(link, about).map((line) => `# ${line}`),
    '# Suggestions for a gateway with iptables: read them, and leave out what your firewall has already.',
    'set -e',
    'sysctl -w net.ipv4.ip_forward=1',
    ...(isRouted(link) ? devices(link) : []),
    ...firewall(link),
    `# ESP and UDP leave about ${TUNNEL_MTU} of 1500 bytes: TCP is told so.`,
    `iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -m policy --dir out --pol ipsec -j TCPMSS --set-mss ${TCP_MSS}`,
    `iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -m policy --dir in --pol ipsec -j TCPMSS --set-mss ${TCP_MSS}`,
    '',
  ].join('\n'),
});

const neighbour = (link: PeerLink): readonly string[] =>
  link.tunnels.flatMap((tunnel) =>
    tunnel.bgp
      ? [
          ` neighbor ${tunnel.bgp.peerIp} remote-as ${tunnel.bgp.peerAsn}`,
          ` neighbor ${tunnel.bgp.peerIp} description ${tunnelLabel(link, tunnel)}`,
          ` neighbor ${tunnel.bgp.peerIp} timers 10 30`,
        ]
      : [],
  );

/** For FRR, where the tunnels speak BGP: tunnel 1 is preferred both ways while it is up. */
export const frrFile = (link: PeerLink): WrittenFile | undefined => {
  const [bgp] = link.tunnels.flatMap((tunnel) => tunnel.bgp ?? []);
  if (bgp === undefined) return undefined;
  const announced = link.localSubnets.filter((block) => block !== '0.0.0.0/0');
  return {
    name: `${link.connectionId}.frr.conf`,
    text: [
      ...headOf(link, { title: 'FRR 8', verified: 'parser' }, { head: [] }).map((line) => `! ${line}`),
      `router bgp ${bgp.localAsn}`,
      ` bgp router-id ${bgp.localIp}`,
      ...neighbour(link),
      ' address-family ipv4 unicast',
      ...(announced.length > 0
        ? announced.map((block) => `  network ${block}`)
        : ['  ! Announce your networks, one line each: network 192.0.2.0/24']),
      ...link.tunnels.flatMap(({ order, bgp: own }) =>
        own
          ? [
              `  neighbor ${own.peerIp} activate`,
              `  neighbor ${own.peerIp} route-map FROM-CLOUD-${order} in`,
              `  neighbor ${own.peerIp} route-map TO-CLOUD-${order} out`,
            ]
          : [],
      ),
      ' exit-address-family',
      'exit',
      ...link.tunnels.flatMap(({ order, bgp: own }) =>
        own
          ? [
              `route-map FROM-CLOUD-${order} permit 10`,
              ` set local-preference ${order === 1 ? 200 : 100}`,
              'exit',
              `route-map TO-CLOUD-${order} permit 10`,
              ` set metric ${order * 100}`,
              'exit',
            ]
          : [],
      ),
      '',
    ].join('\n'),
  };
};

/** What whoever runs the Linux host has to know. */
export const linuxNotes = (link: PeerLink): readonly string[] => [
  `The script beside it opens UDP 500 and 4500 and ESP from ${link.tunnels.map((one) => one.remoteAddress).join(' and ')}, and sets the TCP MSS to ${TCP_MSS}; it is a suggestion to read.`,
  ...(isRouted(link)
    ? [
        'Routed mode (0.0.0.0/0 at both ends): the policies belong to xfrm devices, and without the routes in the script nothing goes through.',
      ]
    : []),
];
