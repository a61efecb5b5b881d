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
import { spell } from '../handoff/spelling.ts';
import type { KeyPlaces, Writer, Written } from '../handoff/writer.ts';
import { HUAWEI, HUAWEI_WORDS, huaweiNumber, huaweiPhase1 } from './write-phase1.ts';

const source = (block: string): string => {
  if (block === '0.0.0.0/0') return 'any';
  const { address, wildcard } = blockParts(block);
  return `${address} ${wildcard}`;
};

const acl = (link: PeerLink): readonly string[] => {
  const pairs = isRouted(link) ? [{ local: '0.0.0.0/0', remote: '0.0.0.0/0' }] : subnetPairs(link);
  return [
    'acl number 3101',
    ...pairs.map(
      ({ local, remote }, at) => ` rule ${5 + at * 5} permit ip source ${source(local)} destination ${source(remote)}`,
    ),
    ' quit',
  ];
};

const phase2 = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const { encryption, authentication, pfs } = spell(tunnel, HUAWEI_WORDS, HUAWEI).ipsec;
  const name = tunnelLabel(link, tunnel);
  return [
    `ipsec proposal ${name}`,
    ' encapsulation-mode tunnel',
    ' transform esp',
    ` esp authentication-algorithm ${authentication}`,
    ` esp encryption-algorithm ${encryption}`,
    ' quit',
    `ipsec policy ${name} ${huaweiNumber(tunnel)} isakmp`,
    ' security acl 3101',
    ` ike-peer ${name}`,
    ` proposal ${name}`,
    ...(pfs === undefined ? [] : [` pfs ${pfs}`]),
    ` sa duration time-based ${tunnel.ipsec.lifetime}`,
    ' quit',
  ];
};

/** Two tunnels of one list cannot share an interface, for the first would take all: then each has a tunnel interface. */
const hasDevices = (link: PeerLink): boolean => link.tunnels.length > 1 || isRouted(link);

const device = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const name = `Tunnel${huaweiNumber(tunnel)}`;
  const { bgp } = tunnel;
  const address = bgp
    ? `${bgp.localIp} ${blockParts(bgp.tunnelCidr).netmask}`
    : `169.254.${huaweiNumber(tunnel)}.1 255.255.255.252`;
  return [
    `interface ${name}`,
    ` ip address ${address}`,
    ' tunnel-protocol ipsec',
    ` source ${tunnel.localAddress}`,
    ` destination ${tunnel.remoteAddress}`,
    ` mtu ${TUNNEL_MTU}`,
    ` ipsec policy ${tunnelLabel(link, tunnel)}`,
    ' quit',
    'firewall zone untrust',
    ` add interface ${name}`,
    ' quit',
  ];
};

/** The route through the second tunnel waits for the first to go. */
const routes = (link: PeerLink): readonly string[] => {
  const route = (block: string, tunnel: PeerTunnel): string =>
    `ip route-static ${block} Tunnel${huaweiNumber(tunnel)} preference ${tunnel.order * 10}`;
  if (!isRouted(link))
    return link.remoteSubnets
      .map(blockParts)
      .flatMap(({ address, netmask }) => link.tunnels.map((tunnel) => route(`${address} ${netmask}`, tunnel)));
  return (
    comwareBgp(link, 'ipv4-family unicast') ?? [
      '# Which networks are behind the cloud stands in no setting of a routed connection:',
      ...link.tunnels.map((tunnel) => `# ${route('NETWORK MASK', tunnel)}`),
    ]
  );
};

const onInterface = (link: PeerLink): readonly string[] => [
  `interface ${OUTSIDE}`,
  ` ipsec policy ${tunnelLabel(link, link.tunnels[0])}`,
  ' quit',
  '# The route to the cloud must lead out through that interface; the default route usually does.',
  '# A NAT policy must leave these out, before the rule that hides the inside:',
  ...subnetPairs(link).map(({ local, remote }) => `#  source ${local}, destination ${remote}: no NAT`),
];

const about = {
  name: 'huawei',
  title: 'Huawei USG6000 firewalls, V500',
  verified: 'reader',
  sources: [
    'UCloud UWAN guide: VPN at the customer side (its part on Huawei firewalls)',
    'support.huawei.com/enterprise/en/doc/EDOC1000097293/473b26bc/ike-proposal',
    'support.huawei.com/enterprise/en/doc/EDOC1100033725/317bfba8/configuring-an-ipsec-proposal',
  ],
} as const;

const write = (link: PeerLink, places: KeyPlaces): Written => ({
  files: [
    {
      name: `${link.connectionId}.huawei.txt`,
      text: [
        ...headOf(link, about, places).map((line) => `# ${line}`),
        `# ${firewallHint(link)}`,
        ...acl(link),
        ...link.tunnels.flatMap((tunnel) => [
          ...huaweiPhase1(link, tunnel, spell(tunnel, HUAWEI_WORDS, HUAWEI).ike, places),
          ...phase2(link, tunnel),
        ]),
        ...(hasDevices(link)
          ? [...link.tunnels.flatMap((tunnel) => device(link, tunnel)), ...routes(link)]
          : onInterface(link)),
        `firewall tcp-mss ${TCP_MSS}`,
        '# A security policy must let through: IKE and ESP between the zones local and untrust, and the traffic itself between trust and untrust, both ways.',
        '',
      ].join('\n'),
    },
  ],
  warnings: [
    ...deviceWarnings(link),
    'Firewalls may keep to a rekeying that they begin themselves: if the tunnel drops after each lifetime, let this end begin.',
  ],
  notes: [
    `Put the outside interface in the place of ${OUTSIDE}, where it stands. The numbers 101, 102 and 3101 may be taken: then change them throughout.`,
    hasDevices(link)
      ? 'Each tunnel is an interface with a policy of its own, so that the second one can have a route of its own.'
      : 'One tunnel and fixed blocks: the policy is on the outside interface, which can have one policy name only.',
    'AR routers (V200) want "pre-shared-key cipher KEY" and interface names such as Tunnel0/0/101. NAT traversal is on without a word.',
  ],
  load: 'Paste it after: system-view. Then: return, and save when it works.',
  look: 'display ike sa shows RD for both phases, display ipsec statistics counts packets both ways.',
});

/** Huawei firewalls: a policy on the outside interface, or tunnel interfaces. */
export const huaweiWriter: Writer = { ...about, write };
