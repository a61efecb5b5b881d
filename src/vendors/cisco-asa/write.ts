import { Refused } from '../../errors.ts';
import { blockParts } from '../handoff/blocks.ts';
import { ciscoBgp } from '../handoff/cisco-bgp.ts';
import { deviceWarnings, firewallHint, refuseUnlike } from '../handoff/device.ts';
import { headOf } from '../handoff/head.ts';
import { isRouted, type PeerLink, type PeerTunnel, subnetPairs, TCP_MSS, tunnelLabel } from '../handoff/link.ts';
import { spell } from '../handoff/spelling.ts';
import type { KeyPlaces, Writer, Written } from '../handoff/writer.ts';
import { ASA_V1, ASA_V2 } from './words.ts';
import { ASA, asaPhase1 } from './write-phase1.ts';

const isV1 = ({ ike }: PeerTunnel): boolean => ike.version === 'ikev1';

const wordsOf = (tunnel: PeerTunnel) => spell(tunnel, isV1(tunnel) ? ASA_V1 : ASA_V2, ASA);

const proposal = (name: string, tunnel: PeerTunnel): readonly string[] => {
  const { encryption, authentication } = wordsOf(tunnel).ipsec;
  return isV1(tunnel)
    ? [`crypto ipsec ikev1 transform-set ${name} ${encryption} ${authentication}`]
    : [
        `crypto ipsec ikev2 ipsec-proposal ${name}`,
        ` protocol esp encryption ${encryption}`,
        ` protocol esp integrity ${authentication}`,
      ];
};

/** Phase 2 as a map entry and an IPsec profile say it alike. */
const phase2 = (name: string, tunnel: PeerTunnel): readonly string[] => {
  const { pfs } = wordsOf(tunnel).ipsec;
  return [
    isV1(tunnel) ? `set ikev1 transform-set ${name}` : `set ikev2 ipsec-proposal ${name}`,
    ...(pfs === undefined ? [] : [`set pfs ${pfs}`]),
    `set security-association lifetime seconds ${tunnel.ipsec.lifetime}`,
  ];
};

const masked = (block: string): string => {
  const { address, netmask } = blockParts(block);
  return `${address} ${netmask}`;
};

const group = (name: string, blocks: readonly string[]): readonly string[] => [
  `object-group network ${name}`,
  ...blocks.map((block) => ` network-object ${masked(block)}`),
];

/** Fixed blocks belong to a crypto map, whose one entry has both peers in order; NAT must leave them alone. */
const mapped = (link: PeerLink): readonly string[] => {
  refuseUnlike(link, ASA);
  const [tunnel] = link.tunnels;
  const name = link.connectionId;
  const { ike } = tunnel;
  return [
    ...proposal(name, tunnel),
    ...subnetPairs(link).map(
      ({ local, remote }) => `access-list ${name} extended permit ip ${masked(local)} ${masked(remote)}`,
    ),
    ...[
      `match address ${name}`,
      `set peer ${link.tunnels.map((one) => one.remoteAddress).join(' ')}`,
      ...phase2(name, tunnel),
      ...(isV1(tunnel) && ike.mode === 'aggressive' ? [`set ikev1 phase1-mode aggressive ${ike.group}`] : []),
    ].map((line) => `crypto map outside_map 110 ${line}`),
    'crypto map outside_map interface outside',
    ...group(`${name}-local`, link.localSubnets),
    ...group(`${name}-remote`, link.remoteSubnets),
    `nat (inside,outside) source static ${name}-local ${name}-local destination static ${name}-remote ${name}-remote no-proxy-arp route-lookup`,
  ];
};

/** An interface needs an address, also where nobody talks to it: then one of the range for links is taken. */
const addressOf = ({ order, bgp }: PeerTunnel): string =>
  bgp ? `${bgp.localIp} ${blockParts(bgp.tunnelCidr).netmask}` : `169.254.${100 + order}.1 255.255.255.252`;

const routed = (link: PeerLink): readonly string[] => [
  ...link.tunnels.flatMap((tunnel) => {
    const name = tunnelLabel(link, tunnel);
    if (isV1(tunnel) && tunnel.ike.mode === 'aggressive')
      throw new Refused(
        'refused',
        `IkeConfig.IkeMode aggressive cannot be written for ${ASA} where routes decide: a tunnel interface speaks main mode only.`,
        "Change IkeConfig.IkeMode to main on the cloud's side (ModifyVpnConnectionAttribute), or give the connection fixed blocks.",
      );
    return [
      ...proposal(name, tunnel),
      `crypto ipsec profile ${name}`,
      ...phase2(name, tunnel).map((line) => ` ${line}`),
      `interface Tunnel${100 + tunnel.order}`,
      ` nameif cloud-${tunnel.order}`,
      ` ip address ${addressOf(tunnel)}`,
      ' tunnel source interface outside',
      ` tunnel destination ${tunnel.remoteAddress}`,
      ' tunnel mode ipsec ipv4',
      ` tunnel protection ipsec profile ${name}`,
    ];
  }),
  ...(ciscoBgp(link, 'asa') ?? [
    '! Which networks are behind the cloud stands in no setting of a routed connection; the second route waits for the first to go:',
    ...link.tunnels.map(({ order }) => `! route cloud-${order} NETWORK MASK 169.254.${100 + order}.2 ${order * 10}`),
  ]),
];

const about = {
  name: 'cisco-asa',
  title: 'Cisco ASA 9.8 and later',
  verified: 'reader',
  sources: [
    'cisco.com: ASA VPN CLI guides 9.12 to 9.15, Virtual Tunnel Interface (guidelines only: the commands were not read there)',
  ],
} as const;

const write = (link: PeerLink, places: KeyPlaces): Written => {
  return {
    files: [
      {
        name: `${link.connectionId}.cisco-asa.txt`,
        text: [
          ...headOf(link, about, places).map((line) => `! ${line}`),
          `! ${firewallHint(link)}`,
          ...asaPhase1(link, wordsOf, places),
          ...(isRouted(link) ? routed(link) : mapped(link)),
          `sysopt connection tcpmss ${TCP_MSS}`,
          '',
        ].join('\n'),
      },
    ],
    warnings: [
      ...deviceWarnings(link),
      'Of its documentation only guidelines were read, not the commands: try the file on a device that may fail.',
      ...(link.tunnels.length > 1 && !isRouted(link)
        ? ['Older releases take one peer only in a map entry of IKEv2, and none goes back to the first peer by itself.']
        : []),
      'The own identity (crypto isakmp identity) is one for all peers of the device: look whether the others can live with it.',
    ],
    notes: [
      'The interfaces are taken to be called outside and inside (nameif). An interface has one crypto map: where it has one already, use its name with a number of its own.',
      isRouted(link)
        ? 'Routes decide, so each tunnel is an interface (VTI).'
        : 'The blocks are fixed, so this is a crypto map: a tunnel interface would propose 0.0.0.0/0.',
      'NAT traversal is on unless it was switched off (crypto isakmp nat-traversal); behind NAT the ASA sends its private address as identity. sysopt connection permit-vpn, on by default, lets the traffic of tunnels past the access lists.',
    ],
    load: 'Paste it after: configure terminal. Then: end, and write memory when it works.',
    look: 'show vpn-sessiondb l2l lists the peer, show crypto ipsec sa counts packets both ways.',
  };
};

/** Cisco ASA, with IKEv1 and IKEv2: a crypto map for fixed blocks, tunnel interfaces where routes decide. */
export const ciscoAsaWriter: Writer = { ...about, write };
