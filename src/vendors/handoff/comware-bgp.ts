import { blockParts } from './blocks.ts';
import type { PeerLink } from './link.ts';

/**
 * BGP as Huawei and H3C spell it; tunnel 1 is preferred both ways while it is up. Undefined where the tunnels speak none.
 * They differ in the name of the address family.
 */
export const comwareBgp = (link: PeerLink, family: string): readonly string[] | undefined => {
  const peers = link.tunnels.flatMap(({ order, bgp }) => (bgp ? [{ order, ...bgp }] : []));
  const [first] = peers;
  if (first === undefined) return undefined;
  const announced = link.localSubnets.filter((block) => block !== '0.0.0.0/0').map(blockParts);
  return [
    ...peers.flatMap(({ order }) => [
      `route-policy from-cloud-${order} permit node 10`,
      ` apply local-preference ${order === 1 ? 200 : 100}`,
      ' quit',
      `route-policy to-cloud-${order} permit node 10`,
      ` apply cost ${order * 100}`,
      ' quit',
    ]),
    `bgp ${first.localAsn}`,
    ...peers.flatMap(({ peerIp, peerAsn }) => [
      ` peer ${peerIp} as-number ${peerAsn}`,
      ` peer ${peerIp} timer keepalive 10 hold 30`,
    ]),
    ` ${family}`,
    ...peers.flatMap(({ order, peerIp }) => [
      `  peer ${peerIp} enable`,
      `  peer ${peerIp} route-policy from-cloud-${order} import`,
      `  peer ${peerIp} route-policy to-cloud-${order} export`,
    ]),
    ...(announced.length > 0
      ? announced.map(({ address, netmask }) => `  network ${address} ${netmask}`)
      : ['  # Announce your networks, one line each: network 192.0.2.0 255.255.255.0']),
    '  quit',
    ' quit',
  ];
};
