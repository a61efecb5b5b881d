import { Refused } from '../../errors.ts';
import { blockParts } from '../handoff/blocks.ts';
import { comwareBgp } from '../handoff/comware-bgp.ts';
import { deviceWarnings, firewallHint, OUTSIDE } from '../handoff/device.ts';
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
import { refuseSetting } from '../handoff/pick.ts';
import { spell } from '../handoff/spelling.ts';
import type { KeyPlaces, Writer, Written } from '../handoff/writer.ts';
import { H3C, H3C_V1, H3C_V2, h3cPhase1 } from './write-phase1.ts';

const wordsOf = (tunnel: PeerTunnel) => spell(tunnel, tunnel.ike.version === 'ikev1' ? H3C_V1 : H3C_V2, H3C);

const transformSet = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const { encryption, authentication, pfs } = wordsOf(tunnel).ipsec;
  return [
    `ipsec transform-set ${tunnelLabel(link, tunnel)}`,
    ' encapsulation-mode tunnel',
    ' protocol esp',
    ` esp authentication-algorithm ${authentication}`,
    ` esp encryption-algorithm ${encryption}`,
    ...(pfs === undefined ? [] : [` pfs ${pfs}`]),
    ' quit',
  ];
};

/** What a policy and a profile say alike. */
const shared = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const name = tunnelLabel(link, tunnel);
  return [
    ` transform-set ${name}`,
    ` ${tunnel.ike.version === 'ikev1' ? 'ike-profile' : 'ikev2-profile'} ${name}`,
    ` sa duration time-based ${tunnel.ipsec.lifetime}`,
  ];
};

const rule = (block: string): string => {
  if (block === '0.0.0.0/0') return 'any';
  const { address, wildcard } = blockParts(block);
  return `${address} ${wildcard}`;
};

/** Fixed blocks belong to a policy: a tunnel interface would propose everything. Of two entries with one list only the first is used. */
const onInterface = (link: PeerLink): readonly string[] => {
  const [tunnel, ...more] = link.tunnels;
  if (more.length > 0)
    throw new Refused(
      'refused',
      `Two tunnels of the same blocks cannot be written for ${H3C}: of two policies with one list only the first is used, and a tunnel interface protects everything.`,
      "Let routes decide: 0.0.0.0/0 at both ends (LocalSubnet and RemoteSubnet) on the cloud's side, then write it again.",
    );
  const name = link.connectionId;
  return [
    'acl advanced 3101',
    ...subnetPairs(link).map(
      ({ local, remote }, at) => ` rule ${at * 5} permit ip source ${rule(local)} destination ${rule(remote)}`,
    ),
    ' quit',
    `ipsec policy ${name} 101 isakmp`,
    ' security acl 3101',
    ` remote-address ${tunnel.remoteAddress}`,
    ...shared(link, tunnel),
    ' quit',
    `interface ${OUTSIDE}`,
    ` ipsec apply policy ${name}`,
    ` tcp mss ${TCP_MSS}`,
    ' quit',
    '# The list of the NAT on that interface must leave these out, before its permits:',
    ...subnetPairs(link).map(
      ({ local, remote }) => `#  rule deny ip source ${rule(local)} destination ${rule(remote)}`,
    ),
  ];
};

const device = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const name = tunnelLabel(link, tunnel);
  const { bgp, order } = tunnel;
  return [
    `ipsec profile ${name} isakmp`,
    ...shared(link, tunnel),
    ' quit',
    `interface Tunnel${100 + order} mode ipsec`,
    bgp
      ? ` ip address ${bgp.localIp} ${blockParts(bgp.tunnelCidr).netmask}`
      : ` ip address unnumbered interface ${OUTSIDE}`,
    ` mtu ${TUNNEL_MTU}`,
    ` tcp mss ${TCP_MSS}`,
    ` source ${tunnel.localAddress}`,
    ` destination ${tunnel.remoteAddress}`,
    ` tunnel protection ipsec profile ${name}`,
    ' quit',
  ];
};

const routed = (link: PeerLink): readonly string[] => [
  ...link.tunnels.flatMap((tunnel) => device(link, tunnel)),
  ...(comwareBgp(link, 'address-family ipv4 unicast') ?? [
    '# Which networks are behind the cloud stands in no setting of a routed connection; the second route waits for the first to go:',
    ...link.tunnels.map(({ order }) => `# ip route-static NETWORK MASK Tunnel${100 + order} preference ${order * 10}`),
  ]),
];

const about = {
  name: 'h3c',
  title: 'H3C, Comware 7',
  verified: 'reader',
  sources: [
    'UCloud UWAN guide: VPN at the customer side (its part on H3C firewalls)',
    'h3c.com: command references, IPsec and IKE (S7500E-XS R2418P05, MSR V9; their first pages)',
  ],
} as const;

/** A proposal of IKEv2 belongs to the whole device: two would both be offered to either tunnel. */
const refuseTwoProposals = ({ tunnels }: PeerLink): void => {
  const used = tunnels
    .filter(({ ike }) => ike.version === 'ikev2')
    .map(({ ike }) => JSON.stringify({ ...ike, lifetime: 0 }));
  if (new Set(used).size > 1)
    refuseSetting(
      'Two tunnels of ikev2 with different IkeConfig',
      H3C,
      'its proposal of IKEv2 belongs to the whole device',
    );
};

const filesOf = (link: PeerLink, places: KeyPlaces): Written => ({
  files: [
    {
      name: `${link.connectionId}.h3c.txt`,
      text: [
        ...headOf(link, about, places).map((line) => `# ${line}`),
        `# ${firewallHint(link)}`,
        ...link.tunnels.flatMap((tunnel) => [
          ...h3cPhase1({ link, tunnel, words: wordsOf(tunnel).ike, places }),
          ...transformSet(link, tunnel),
        ]),
        ...(isRouted(link) ? routed(link) : onInterface(link)),
        '# On a firewall the tunnel interfaces belong to a security zone, and a security policy must let IKE and the traffic through both ways.',
        '',
      ].join('\n'),
    },
  ],
  warnings: deviceWarnings(link),
  notes: [
    `Put the outside interface in the place of ${OUTSIDE}. The numbers 101, 102 and 3101 may be taken: then change them throughout.`,
    isRouted(link)
      ? 'Routes decide, so each tunnel is an interface of mode ipsec.'
      : 'One tunnel and fixed blocks: the policy is on the outside interface, which can have one policy name only.',
    'NAT traversal is on without a word. Behind NAT the source is the private address of the outside interface.',
  ],
  load: 'Paste it after: system-view. Then: return, and save when it works.',
  look: 'display ike sa (or display ikev2 sa) shows the peer, display ipsec statistics counts packets both ways.',
});

const write = (link: PeerLink, places: KeyPlaces): Written => {
  refuseTwoProposals(link);
  return filesOf(link, places);
};

/** H3C: a policy for fixed blocks, tunnel interfaces where routes decide. */
export const h3cWriter: Writer = { ...about, write };
