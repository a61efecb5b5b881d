import { blockParts } from '../handoff/blocks.ts';
import type { PeerLink } from '../handoff/link.ts';

const routeMap = (name: string, setting: string): readonly string[] => [
  `    edit "${name}"`,
  '        config rule',
  '            edit 1',
  `                set ${setting}`,
  '            next',
  '        end',
  '    next',
];

/** BGP as FortiOS spells it; tunnel 1 is preferred both ways while it is up. Undefined where the tunnels speak none. */
export const fortiBgp = (link: PeerLink): readonly string[] | undefined => {
  const peers = link.tunnels.flatMap(({ order, bgp }) => (bgp ? [{ order, ...bgp }] : []));
  const [first] = peers;
  if (first === undefined) return undefined;
  const announced = link.localSubnets.filter((block) => block !== '0.0.0.0/0').map(blockParts);
  return [
    'config router route-map',
    ...peers.flatMap(({ order }) => [
      ...routeMap(`from-cloud-${order}`, `set-local-preference ${order === 1 ? 200 : 100}`),
      ...routeMap(`to-cloud-${order}`, `set-metric ${order * 100}`),
    ]),
    'end',
    'config router bgp',
    `    set as ${first.localAsn}`,
    `    set router-id ${first.localIp}`,
    '    config neighbor',
    ...peers.flatMap(({ order, peerIp, peerAsn }) => [
      `        edit "${peerIp}"`,
      `            set remote-as ${peerAsn}`,
      '            set keep-alive-timer 10',
      '            set holdtime-timer 30',
      `            set route-map-in "from-cloud-${order}"`,
      `            set route-map-out "to-cloud-${order}"`,
      '        next',
    ]),
    '    end',
    ...(announced.length > 0
      ? [
          '    config network',
          ...announced.flatMap(({ address, netmask }, at) => [
            `        edit ${at + 1}`,
            `            set prefix ${address} ${netmask}`,
            '        next',
          ]),
          '    end',
        ]
      : ['    # Announce your networks under config network, one entry each: set prefix 192.0.2.0 255.255.255.0']),
    'end',
  ];
};
