import { headOf } from '../handoff/head.ts';
import { isRouted, type PeerLink, type PeerTunnel, subnetPairs, tunnelLabel } from '../handoff/link.ts';
import { type DeviceWords, lifetimeWithin, pickFor, wordsOf } from '../handoff/pick.ts';
import { PLAIN_WORD, refuseUnwritable } from '../handoff/quote.ts';
import { noteOfNat, warnOfMixedKeys } from '../handoff/warn.ts';
import type { KeyPlaces, KeySyntax, Writer, Written } from '../handoff/writer.ts';
import { bgpCommands, networkHints, tunnelInterface, tunnelInterfaces } from './network.ts';

/** The device puts the secret between double quotes for strongSwan, which takes what begins with 0s for base64. */
const KEY: KeySyntax = {
  encoding: 'base64',
  inFile: (encoded) => `'0s${encoded}'`,
  inText: (words) => `'${words}'`,
};

const ENCRYPTION = { aes: 'aes128', aes192: 'aes192', aes256: 'aes256', '3des': '3des' } as const;
const HASH = { md5: 'md5', sha1: 'sha1', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' } as const;
const GROUP = { group1: '1', group2: '2', group5: '5', group14: '14', group24: '24' } as const;

const WORDS: DeviceWords = {
  ...{ encryption1: ENCRYPTION, hash1: HASH, group1: GROUP, encryption2: ENCRYPTION, hash2: HASH },
  pfs: {
    disabled: 'disable',
    ...Object.fromEntries(Object.entries(GROUP).map(([name, number]) => [name, `dh-group${number}`])),
  },
};

const about = {
  name: 'vyos',
  title: 'VyOS 1.4 and later',
  verified: 'reader',
  sources: [
    'https://github.com/vyos/vyos-documentation/blob/current/docs/configuration/vpn/site2site_ipsec.rst',
    'https://github.com/vyos/vyos-documentation/blob/current/docs/configuration/vpn/ipsec.rst',
    'https://github.com/vyos/vyos-1x/blob/current/interface-definitions/vpn_ipsec.xml.in',
    'https://github.com/vyos/vyos-1x/blob/current/data/templates/ipsec/swanctl/peer.j2',
  ],
} as const;

const identity = (field: string, value: string): string =>
  `'${refuseUnwritable(field, value, PLAIN_WORD, about.title)}'`;

const groups = (label: string, tunnel: PeerTunnel): readonly string[] => {
  const { ike, ipsec } = tunnel;
  const words = wordsOf(tunnel, WORDS, pickFor(about.title));
  const esp = `set vpn ipsec esp-group ESP-${label}`;
  const phase1 = `set vpn ipsec ike-group IKE-${label}`;
  return [
    `${esp} lifetime '${lifetimeWithin('IpsecLifetime', ipsec.lifetime, [30, 86_400], about.title)}'`,
    `${esp} mode 'tunnel'`,
    `${esp} pfs '${words.pfs}'`,
    `${esp} proposal 1 encryption '${words.encryption2}'`,
    `${esp} proposal 1 hash '${words.hash2}'`,
    `${phase1} key-exchange '${ike.version}'`,
    ...(ike.version === 'ikev1' ? [`${phase1} mode '${ike.mode}'`] : [`${phase1} disable-mobike`]),
    `${phase1} lifetime '${ike.lifetime}'`,
    `${phase1} proposal 1 dh-group '${words.group1}'`,
    `${phase1} proposal 1 encryption '${words.encryption1}'`,
    `${phase1} proposal 1 hash '${words.hash1}'`,
    `${phase1} close-action 'trap'`,
    `${phase1} dead-peer-detection action 'restart'`,
    `${phase1} dead-peer-detection interval '10'`,
    `${phase1} dead-peer-detection timeout '30'`,
  ];
};

/** IKEv2 takes all blocks in one, IKEv1 one pair a time. */
const selectors = (link: PeerLink, { ike, order }: PeerTunnel): readonly string[] => {
  const children =
    ike.version === 'ikev1'
      ? subnetPairs(link).map(({ local, remote }) => ({ local: [local], remote: [remote] }))
      : [{ local: link.localSubnets, remote: link.remoteSubnets }];
  return children.flatMap(({ local, remote }, at) => [
    ...local.map((block) => `tunnel ${at + 1} local prefix '${block}'`),
    ...remote.map((block) => `tunnel ${at + 1} remote prefix '${block}'`),
    ...(link.tunnels.length > 1 ? [`tunnel ${at + 1} priority '${1000 + order}'`] : []),
  ]);
};

const peer = (link: PeerLink, tunnel: PeerTunnel, places: KeyPlaces): readonly string[] => {
  const label = tunnelLabel(link, tunnel);
  const [local, remote] = [identity('RemoteId', tunnel.localId), identity('LocalId', tunnel.remoteId)];
  const psk = `set vpn ipsec authentication psk ${label}`;
  const own = [
    `authentication local-id ${local}`,
    "authentication mode 'pre-shared-secret'",
    `authentication remote-id ${remote}`,
    "connection-type 'initiate'",
    `ike-group 'IKE-${label}'`,
    `local-address '${tunnel.localAddress}'`,
    `remote-address '${tunnel.remoteAddress}'`,
    ...(isRouted(link)
      ? [`vti bind '${tunnelInterface(tunnel)}'`, `vti esp-group 'ESP-${label}'`]
      : [`default-esp-group 'ESP-${label}'`, ...selectors(link, tunnel)]),
  ];
  return [
    ...groups(label, tunnel),
    `${psk} id ${local}`,
    `${psk} id ${remote}`,
    `${psk} secret ${places.key(tunnel, KEY)}`,
    ...own.map((line) => `set vpn ipsec site-to-site peer ${label} ${line}`),
  ];
};

const write = (link: PeerLink, places: KeyPlaces): Written => ({
  files: [
    {
      name: `${link.connectionId}.vyos.conf`,
      text: [
        ...headOf(link, about, places).map((line) => `# ${line}`),
        ...(isRouted(link) ? tunnelInterfaces(link) : []),
        ...link.tunnels.flatMap((tunnel) => peer(link, tunnel, places)),
        ...bgpCommands(link),
        ...networkHints(link),
        '',
      ].join('\n'),
    },
  ],
  warnings: [
    ...warnOfMixedKeys(link),
    ...(isRouted(link)
      ? [
          'disable-route-autoinstall holds for every IPsec connection of the router: connections by policy then need routes of their own.',
        ]
      : []),
  ],
  notes: [
    isRouted(link)
      ? 'One vti device for each tunnel, for both ends protect everything and routes decide; without the routes nothing goes through.'
      : 'By policy (tunnel N local and remote prefix), for the cloud negotiates exactly these blocks.',
    ...noteOfNat(link),
    'Lines that begin with # are suggestions whose interface, rule number or block only you know.',
  ],
  load: 'In configure mode paste the lines that do not begin with #, then: compare, commit-confirm 10, and when all is well: confirm, save',
  look: 'show vpn ike sa shows "up" for each tunnel; show vpn ipsec sa counts its bytes both ways.',
});

/** VyOS by commands of its configure mode. */
export const vyosWriter: Writer = { ...about, write };
