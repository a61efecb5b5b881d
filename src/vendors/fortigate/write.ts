import { blockParts } from '../handoff/blocks.ts';
import { deviceWarnings, firewallHint, identityWord, kindWord, OUTSIDE } from '../handoff/device.ts';
import { headOf } from '../handoff/head.ts';
import { isRouted, type PeerLink, type PeerTunnel, subnetPairs, TCP_MSS, TUNNEL_MTU } from '../handoff/link.ts';
import { identityKind } from '../handoff/quote.ts';
import { type Dictionary, groupWords, spell } from '../handoff/spelling.ts';
import type { KeyPlaces, KeySyntax, Writer, Written } from '../handoff/writer.ts';
import { fortiBgp } from './write-bgp.ts';

const FORTIGATE = 'FortiGate';

const quoted = (text: string): string => `"${text}"`;
const KEY: KeySyntax = { encoding: 'between-quotes', inFile: quoted, inText: quoted };

const phase = {
  encryption: { des: 'des', '3des': '3des', aes: 'aes128', aes192: 'aes192', aes256: 'aes256' },
  authentication: { md5: 'md5', sha1: 'sha1', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' },
  group: groupWords('', [1, 2, 5, 14]),
} as const;
const WORDS: Dictionary = { ike: phase, ipsec: phase };

/** A tunnel is an interface, whose name has at most fifteen characters: the end of the ID is what tells connections apart. */
const fortiName = ({ connectionId, tunnels }: PeerLink, { order }: PeerTunnel): string =>
  `${connectionId.slice(-12).replace(/^-+/, '')}${tunnels.length > 1 ? `-${order}` : ''}`;

const table = (path: string, entries: readonly string[]): readonly string[] => [`config ${path}`, ...entries, 'end'];

const entry = (name: string, settings: readonly string[]): readonly string[] => [
  `    edit ${name}`,
  ...settings.map((line) => `        set ${line}`),
  '    next',
];

const KINDS = { address: 'address', fqdn: 'fqdn', email: 'user-fqdn' };

/** A peer is checked by its name where it has one and the mode carries it; an address is checked as such. */
const peerOf = ({ ike, remoteId }: PeerTunnel): readonly string[] => {
  const id = identityWord('LocalId', remoteId, FORTIGATE);
  const isChecked = identityKind(id) !== 'address' && !(ike.version === 'ikev1' && ike.mode === 'main');
  return isChecked ? ['peertype one', `peerid ${quoted(id)}`] : ['peertype any'];
};

const phase1 = (link: PeerLink, tunnel: PeerTunnel, places: KeyPlaces): readonly string[] => {
  const words = spell(tunnel, WORDS, FORTIGATE).ike;
  const { version, mode, lifetime } = tunnel.ike;
  return entry(quoted(fortiName(link, tunnel)), [
    `interface ${quoted(OUTSIDE)}`,
    `ike-version ${version === 'ikev1' ? 1 : 2}`,
    ...(version === 'ikev1' ? [`mode ${mode}`] : []),
    ...peerOf(tunnel),
    'net-device disable',
    'authmethod psk',
    `proposal ${words.encryption}-${words.authentication}`,
    `dhgrp ${words.group}`,
    `keylife ${lifetime}`,
    `localid-type ${kindWord('RemoteId', tunnel.localId, FORTIGATE, KINDS)}`,
    `localid ${quoted(identityWord('RemoteId', tunnel.localId, FORTIGATE))}`,
    'nattraversal enable',
    'dpd on-idle',
    'dpd-retrycount 3',
    'dpd-retryinterval 10',
    `remote-gw ${tunnel.remoteAddress}`,
    `psksecret ${places.key(tunnel, KEY)}`,
  ]);
};

const masked = (block: string): string => {
  const { address, netmask } = blockParts(block);
  return `${address} ${netmask}`;
};

const phase2 = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const { encryption, authentication, pfs } = spell(tunnel, WORDS, FORTIGATE).ipsec;
  const name = fortiName(link, tunnel);
  const pairs = isRouted(link) ? [{ local: '0.0.0.0/0', remote: '0.0.0.0/0' }] : subnetPairs(link);
  return pairs.flatMap(({ local, remote }, at) =>
    entry(quoted(`${name}-net${at + 1}`), [
      `phase1name ${quoted(name)}`,
      `proposal ${encryption}-${authentication}`,
      ...(pfs === undefined ? ['pfs disable'] : ['pfs enable', `dhgrp ${pfs}`]),
      'auto-negotiate enable',
      `keylifeseconds ${tunnel.ipsec.lifetime}`,
      `src-subnet ${masked(local)}`,
      `dst-subnet ${masked(remote)}`,
    ]),
  );
};

const device = (link: PeerLink, tunnel: PeerTunnel): readonly string[] =>
  entry(quoted(fortiName(link, tunnel)), [
    ...(tunnel.bgp
      ? [
          `ip ${tunnel.bgp.localIp} 255.255.255.255`,
          `remote-ip ${tunnel.bgp.peerIp} ${blockParts(tunnel.bgp.tunnelCidr).netmask}`,
        ]
      : []),
    'mtu-override enable',
    `mtu ${TUNNEL_MTU}`,
    `tcp-mss ${TCP_MSS}`,
  ]);

/** The route through the second tunnel waits for the first to go; without any the traffic must not leave in the clear. */
const routes = (link: PeerLink): readonly string[] => {
  if (isRouted(link))
    return (
      fortiBgp(link) ?? [
        '# Which networks are behind the cloud stands in no setting of a routed connection. For each, under config router static:',
        ...link.tunnels.map(
          (tunnel) =>
            `#   edit 0, set dst NETWORK MASK, set device "${fortiName(link, tunnel)}", set distance ${tunnel.order * 10}, next`,
        ),
      ]
    );
  return table(
    'router static',
    link.remoteSubnets.flatMap((block) => [
      ...link.tunnels.flatMap((tunnel) =>
        entry('0', [
          `dst ${masked(block)}`,
          `device ${quoted(fortiName(link, tunnel))}`,
          `distance ${tunnel.order * 10}`,
        ]),
      ),
      ...entry('0', [`dst ${masked(block)}`, 'blackhole enable', 'distance 254']),
    ]),
  );
};

const about = {
  name: 'fortigate',
  title: 'FortiGate, FortiOS 6.2 to 7.4',
  verified: 'reader',
  sources: [
    'docs.fortinet.com/document/fortigate/7.0.0/cli-reference/370620 (config vpn ipsec phase1-interface)',
    'docs.fortinet.com/document/fortigate/7.4.1/administration-guide/790613/phase-1-configuration',
    'github.com/Azure/Azure-vpn-config-samples: Fortinet/Current/Route_Based_FortiGate_v5.4.md',
  ],
} as const;

const write = (link: PeerLink, places: KeyPlaces): Written => ({
  files: [
    {
      name: `${link.connectionId}.fortigate.conf`,
      text: [
        ...headOf(link, about, places).map((line) => `# ${line}`),
        `# ${firewallHint(link)}`,
        ...table(
          'vpn ipsec phase1-interface',
          link.tunnels.flatMap((tunnel) => phase1(link, tunnel, places)),
        ),
        ...table(
          'vpn ipsec phase2-interface',
          link.tunnels.flatMap((tunnel) => phase2(link, tunnel)),
        ),
        ...table(
          'system interface',
          link.tunnels.flatMap((tunnel) => device(link, tunnel)),
        ),
        ...routes(link),
        '# Firewall policies must let the traffic through both ways between the inside and the tunnel, with NAT off.',
        '',
      ].join('\n'),
    },
  ],
  warnings: deviceWarnings(link),
  notes: [
    `Put the outside interface, such as wan1, in the place of ${OUTSIDE}. Behind NAT nothing else changes.`,
    'Every tunnel is an interface; each pair of blocks is a phase 2 of its own. Until a firewall policy names the interface, FortiOS keeps the tunnel down.',
    'In the console a question mark in a key is taken for help: then load the file as a script (System, Advanced, Scripts).',
  ],
  load: 'Paste it into the CLI, or load it as a script.',
  look: 'get vpn ipsec tunnel summary shows selectors(total,up) equal, and the counters of diagnose vpn tunnel list grow both ways.',
});

/** FortiGate: a tunnel interface for each tunnel. */
export const fortigateWriter: Writer = { ...about, write };
