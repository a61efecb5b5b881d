import type { PeerLink } from '../handoff/link.ts';

/** BGP as Junos spells it; tunnel 1 is preferred both ways while it is up. Undefined where the tunnels speak none. */
export const junosBgp = (link: PeerLink): readonly string[] | undefined => {
  const peers = link.tunnels.flatMap(({ order, bgp }) => (bgp ? [{ order, ...bgp }] : []));
  if (peers.length === 0) return undefined;
  const announced = link.localSubnets.filter((block) => block !== '0.0.0.0/0');
  const filters = announced.map((block) => `from route-filter ${block} exact`);
  return [
    ...peers.flatMap(({ order, peerIp, peerAsn, localAsn }) => {
      const neighbor = `set protocols bgp group cloud neighbor ${peerIp}`;
      const statement = `set policy-options policy-statement to-cloud-${order} term networks`;
      return [
        `set policy-options policy-statement from-cloud-${order} then local-preference ${order === 1 ? 200 : 100}`,
        `set policy-options policy-statement from-cloud-${order} then accept`,
        ...(announced.length > 0
          ? filters.map((filter) => `${statement} ${filter}`)
          : [`# Announce your networks, one line each: ${statement} from route-filter 192.0.2.0/24 exact`]),
        `${announced.length > 0 ? '' : '# '}${statement} then metric ${order * 100}`,
        `${announced.length > 0 ? '' : '# '}${statement} then accept`,
        `set policy-options policy-statement to-cloud-${order} then reject`,
        `${neighbor} peer-as ${peerAsn}`,
        `${neighbor} local-as ${localAsn}`,
        `${neighbor} hold-time 30`,
        `${neighbor} import from-cloud-${order}`,
        `${neighbor} export to-cloud-${order}`,
      ];
    }),
    'set protocols bgp group cloud type external',
  ];
};
