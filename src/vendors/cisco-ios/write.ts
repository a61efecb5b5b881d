import { blockParts } from '../handoff/blocks.ts';
import { ciscoBgp } from '../handoff/cisco-bgp.ts';
import { deviceWarnings, firewallHint, OUTSIDE, refuseUnlike } from '../handoff/device.ts';
import { headOf } from '../handoff/head.ts';
import {
  isRouted,
  type PeerLink,
  type PeerTunnel,
  subnetPairs,
  TCP_MSS,
  TUNNEL_MTU,
  tunnelLabel,
} from '../handoff/link.ts';
import { spell } from '../handoff/spelling.ts';
import type { KeyPlaces, Writer, Written } from '../handoff/writer.ts';
import { IOS_V1, IOS_V2 } from './words.ts';
import { IOS, type IosTunnel, iosV1, iosV1Policy, iosV2 } from './write-phase1.ts';

const wordsOf = (tunnel: PeerTunnel) => spell(tunnel, tunnel.ike.version === 'ikev1' ? IOS_V1 : IOS_V2, IOS);

const isAggressive = ({ ike }: PeerTunnel): boolean => ike.version === 'ikev1' && ike.mode === 'aggressive';

/** Phase 2 as a map entry and an IPsec profile say it alike. */
const phase2 = (tunnel: PeerTunnel, name: string): readonly string[] => {
  const { pfs } = wordsOf(tunnel).ipsec;
  return [
    ` set security-association lifetime seconds ${tunnel.ipsec.lifetime}`,
    ` set transform-set ${name}`,
    ...(pfs === undefined ? [] : [` set pfs ${pfs}`]),
    ...(tunnel.ike.version === 'ikev2'
      ? [` set ikev2-profile ${name}`]
      : isAggressive(tunnel)
        ? []
        : [` set isakmp-profile ${name}`]),
  ];
};

const transformSet = (tunnel: PeerTunnel, name: string): readonly string[] => {
  const { encryption, authentication } = wordsOf(tunnel).ipsec;
  return [`crypto ipsec transform-set ${name} ${encryption} ${authentication}`, ' mode tunnel'];
};

const phase1 = (name: string, tunnels: readonly [IosTunnel, ...IosTunnel[]]): readonly string[] => {
  const [{ tunnel }] = tunnels;
  if (tunnel.ike.version === 'ikev2') return iosV2(name, tunnels);
  return [...(tunnel.order === 1 ? iosV1Policy(tunnels[0]) : []), ...iosV1(name, tunnels)];
};

const wildcards = (block: string): string => {
  const { address, wildcard } = blockParts(block);
  return `${address} ${wildcard}`;
};

/** Selectors belong to a crypto map: a tunnel interface would propose everything. Its one entry has both peers in order. */
const mapped = (link: PeerLink, places: KeyPlaces): readonly string[] => {
  refuseUnlike(link, IOS);
  const [first, ...more] = link.tunnels;
  const of = (tunnel: PeerTunnel): IosTunnel => ({ link, tunnel, words: wordsOf(tunnel).ike, places });
  const name = link.connectionId;
  return [
    ...phase1(name, [of(first), ...more.map(of)]),
    ...transformSet(first, name),
    `ip access-list extended ${name}`,
    ...subnetPairs(link).map(({ local, remote }) => ` permit ip ${wildcards(local)} ${wildcards(remote)}`),
    `crypto map ${name} 110 ipsec-isakmp`,
    ` set peer ${first.remoteAddress}${more.length > 0 ? ' default' : ''}`,
    ...more.map((tunnel) => ` set peer ${tunnel.remoteAddress}`),
    ...phase2(first, name),
    ` match address ${name}`,
    `interface ${OUTSIDE}`,
    ` crypto map ${name}`,
    ` ip tcp adjust-mss ${TCP_MSS}`,
    '! Where the router hides the inside behind NAT, its list must leave these out, before its permits:',
    ...subnetPairs(link).map(({ local, remote }) => `!  deny ip ${wildcards(local)} ${wildcards(remote)}`),
  ];
};

const interfaceOf = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => [
  `interface Tunnel${100 + tunnel.order}`,
  tunnel.bgp
    ? ` ip address ${tunnel.bgp.localIp} ${blockParts(tunnel.bgp.tunnelCidr).netmask}`
    : ` ip unnumbered ${OUTSIDE}`,
  ` ip mtu ${TUNNEL_MTU}`,
  ` ip tcp adjust-mss ${TCP_MSS}`,
  ` tunnel source ${tunnel.localAddress}`,
  ' tunnel mode ipsec ipv4',
  ` tunnel destination ${tunnel.remoteAddress}`,
  ` tunnel protection ipsec profile ${tunnelLabel(link, tunnel)}`,
];

const routed = (link: PeerLink, places: KeyPlaces): readonly string[] => [
  ...link.tunnels.flatMap((tunnel) => {
    const name = tunnelLabel(link, tunnel);
    return [
      ...phase1(name, [{ link, tunnel, words: wordsOf(tunnel).ike, places }]),
      ...transformSet(tunnel, name),
      `crypto ipsec profile ${name}`,
      ...phase2(tunnel, name),
      ...interfaceOf(link, tunnel),
    ];
  }),
  ...(ciscoBgp(link, 'ios') ?? [
    '! Which networks are behind the cloud stands in no setting of a routed connection; the second route waits for the first to go:',
    ...link.tunnels.map(({ order }) => `! ip route NETWORK MASK Tunnel${100 + order} ${order * 10}`),
  ]),
];

const about = {
  name: 'cisco-ios',
  title: 'Cisco IOS 15.1 and later, IOS XE',
  verified: 'reader',
  sources: [
    'github.com/Azure/Azure-vpn-config-samples: Cisco/Current/ASR/cisco-asr-ios-15.2-Route_Based.txt, Cisco/Current/ISR/cisco-isr-ios-15.0-Policy_Based.txt',
    'github.com/AlibabaCloudDocs/vpn: Load the IPsec-VPN configuration to a Cisco firewall device',
    'cisco.com: Appendix IKEv2 and Legacy VPNs (15.2M&T); 20641-initaggr (aggressive mode)',
  ],
} as const;

const write = (link: PeerLink, places: KeyPlaces): Written => ({
  files: [
    {
      name: `${link.connectionId}.cisco-ios.txt`,
      text: [
        ...headOf(link, about, places).map((line) => `! ${line}`),
        `! ${firewallHint(link)}`,
        ...(isRouted(link) ? routed(link, places) : mapped(link, places)),
        '',
      ].join('\n'),
    },
  ],
  warnings: [
    ...deviceWarnings(link),
    ...(new Set(link.tunnels.map(({ ike }) => JSON.stringify(ike))).size > 1
      ? ['The tunnels differ in phase 1: policies belong to the whole router, add the second one by hand.']
      : []),
  ],
  notes: [
    `Put the name of the outside interface in the place of ${OUTSIDE}. An interface has one crypto map: where it has one already, use its name with a number of its own.`,
    isRouted(link)
      ? 'Routes decide, so each tunnel is an interface (VTI). Behind NAT its source is the private address of the outside interface.'
      : 'The blocks are fixed, so this is a crypto map: a tunnel interface would propose 0.0.0.0/0. With two peers the first is preferred; the default route must lead out through that interface.',
    'NAT traversal is on unless it was switched off (crypto ipsec nat-transparency udp-encapsulation). A policy for all IKEv2 peers that is there already needs this proposal in it.',
  ],
  load: 'Paste it after: configure terminal. Then: end, and write memory when it works.',
  look: 'show crypto ikev2 sa (or show crypto isakmp sa) shows READY (or QM_IDLE), and show crypto ipsec sa counts packets both ways.',
});

/** Cisco IOS and IOS XE: a crypto map for fixed blocks, tunnel interfaces where routes decide. */
export const ciscoIosWriter: Writer = { ...about, write };
