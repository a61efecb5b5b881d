import { blockParts } from './blocks.ts';
import type { PeerLink } from './link.ts';

const ANYWHERE = '0.0.0.0/0';

/**
 * BGP as Cisco spells it; tunnel 1 is preferred both ways while it is up. Undefined where the tunnels speak none. An ASA says all
 * of a neighbour inside of its address family.
 */
export const ciscoBgp = (link: PeerLink, device: 'ios' | 'asa'): readonly string[] | undefined => {
  const peers = link.tunnels.flatMap(({ order, bgp }) => (bgp ? [{ order, ...bgp }] : []));
  const [first] = peers;
  if (first === undefined) return undefined;
  const announced = link.localSubnets.filter((block) => block !== ANYWHERE).map(blockParts);
  const peersAs = peers.flatMap(({ peerIp, peerAsn }) => [
    ` neighbor ${peerIp} remote-as ${peerAsn}`,
    ` neighbor ${peerIp} timers 10 30`,
  ]);
  return [
    ...peers.flatMap(({ order }) => [
      `route-map FROM-CLOUD-${order} permit 10`,
      ` set local-preference ${order === 1 ? 200 : 100}`,
      `route-map TO-CLOUD-${order} permit 10`,
      ` set metric ${order * 100}`,
    ]),
    `router bgp ${first.localAsn}`,
    ...(device === 'ios' ? peersAs : []),
    ' address-family ipv4 unicast',
    ...(device === 'asa' ? peersAs.map((line) => ` ${line}`) : []),
    ...peers.flatMap(({ order, peerIp }) => [
      `  neighbor ${peerIp} activate`,
      `  neighbor ${peerIp} route-map FROM-CLOUD-${order} in`,
      `  neighbor ${peerIp} route-map TO-CLOUD-${order} out`,
    ]),
    ...(announced.length > 0
      ? announced.map(({ address, netmask }) => `  network ${address} mask ${netmask}`)
      : ['  ! Announce your networks, one line each: network 192.0.2.0 mask 255.255.255.0']),
  ];
};
