import { headOf } from '../handoff/head.ts';
import { isRouted, type PeerLink, type PeerTunnel, subnetPairs, TCP_MSS, tunnelLabel } from '../handoff/link.ts';
import { type DeviceWords, lifetimeWithin, pickFor, refuseSetting, wordsOf } from '../handoff/pick.ts';
import { identityKind, refuseUnwritable, type Writable } from '../handoff/quote.ts';
import { noteOfNat, warnOfNoOrder } from '../handoff/warn.ts';
import type { KeyPlaces, KeySyntax, Writer, Written } from '../handoff/writer.ts';

/** What begins with 0x the device takes for hexadecimal, so that no character of a key can mean anything. */
const KEY: KeySyntax = {
  encoding: 'hex',
  inFile: (encoded) => `"0x${encoded}"`,
  inText: (words) => `"${words}"`,
};

const ID_WORD: Writable = { stray: /[^A-Za-z0-9._@-]/, allowed: 'letters, digits and . _ @ -' };

const HASH1 = { md5: 'md5', sha1: 'sha1', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' } as const;
const GROUP = { group1: 'modp768', group2: 'modp1024', group5: 'modp1536', group14: 'modp2048' } as const;

const WORDS: DeviceWords = {
  encryption1: { aes: 'aes-128', aes192: 'aes-192', aes256: 'aes-256', des: 'des', '3des': '3des' },
  hash1: HASH1,
  group1: GROUP,
  encryption2: { aes: 'aes-128-cbc', aes192: 'aes-192-cbc', aes256: 'aes-256-cbc', des: 'des', '3des': '3des' },
  // In phase 2 it has no SHA-384.
  hash2: { md5: 'md5', sha1: 'sha1', sha256: 'sha256', sha512: 'sha512' },
  pfs: { disabled: 'none', ...GROUP },
};

const about = {
  name: 'mikrotik',
  title: 'MikroTik RouterOS 7',
  verified: 'reader',
  sources: [
    'https://github.com/terraform-routeros/terraform-provider-routeros/blob/main/docs/resources/ip_ipsec_identity.md',
    'https://github.com/terraform-routeros/terraform-provider-routeros/blob/main/docs/resources/ip_ipsec_profile.md',
    'https://github.com/terraform-routeros/terraform-provider-routeros/blob/main/docs/resources/ip_ipsec_proposal.md',
    'https://github.com/terraform-routeros/terraform-provider-routeros/blob/main/docs/resources/ip_ipsec_policy.md',
  ],
} as const;

const KINDS = { address: 'address', email: 'user-fqdn', fqdn: 'fqdn', dn: 'fqdn' } as const;

/** The kind stands before an identity. */
const identity = (field: string, value: string): string => {
  const word = refuseUnwritable(field, value, ID_WORD, about.title);
  const kind = identityKind(word);
  const name = kind === 'fqdn' ? word.replace(/^@/, '') : word;
  if (name === '') return refuseSetting(`${field} ${value}`, about.title, 'it is a sign without a name');
  if (name.startsWith('@')) return refuseSetting(`${field} ${value}`, about.title, 'two signs stand before the name');
  return `${KINDS[kind]}:${name}`;
};

/** With IKEv1 the device checks no name of the other end; the key is what proves it. */
const remoteIdentity = ({ ike, remoteId }: PeerTunnel): readonly string[] => {
  const id = identity('LocalId', remoteId);
  return ike.version === 'ikev1' && !id.startsWith('address:') ? [] : [`remote-id=${id}`];
};

const exchange = ({ ike }: PeerTunnel): string => (ike.version === 'ikev2' ? 'ike2' : ike.mode);

const seconds = (field: string, value: number): string => `${lifetimeWithin(field, value, [60, 86_400], about.title)}s`;

const tunnelCommands = (link: PeerLink, tunnel: PeerTunnel, places: KeyPlaces): readonly string[] => {
  const { ike, ipsec } = tunnel;
  const label = tunnelLabel(link, tunnel);
  const words = wordsOf(tunnel, WORDS, pickFor(about.title));
  const peer = [
    `address=${tunnel.remoteAddress}/32`,
    `exchange-mode=${exchange(tunnel)}`,
    `local-address=${tunnel.localAddress}`,
    `name=${label}`,
    `profile=${label}`,
    'send-initial-contact=yes',
  ];
  const profile = [
    `dh-group=${words.group1}`,
    'dpd-interval=10s',
    'dpd-maximum-failures=3',
    `enc-algorithm=${words.encryption1}`,
    `hash-algorithm=${words.hash1}`,
    `lifetime=${seconds('IkeLifetime', ike.lifetime)}`,
    `name=${label}`,
    'nat-traversal=yes',
    'proposal-check=obey',
  ];
  const proposal = [
    `auth-algorithms=${words.hash2}`,
    `enc-algorithms=${words.encryption2}`,
    `lifetime=${seconds('IpsecLifetime', ipsec.lifetime)}`,
    `name=${label}`,
    `pfs-group=${words.pfs}`,
  ];
  const own = [
    'auth-method=pre-shared-key',
    'generate-policy=no',
    `my-id=${identity('RemoteId', tunnel.localId)}`,
    `peer=${label}`,
    ...remoteIdentity(tunnel),
    `secret=${places.key(tunnel, KEY)}`,
  ];
  const add = (menu: string, settings: readonly string[]): string => `/ip ipsec ${menu} add ${settings.join(' ')}`;
  return [
    add('profile', profile),
    add('peer', peer),
    add('proposal', proposal),
    add('identity', own),
    ...subnetPairs(link).map(({ local, remote }) =>
      add('policy', [
        'action=encrypt',
        `dst-address=${remote}`,
        // Each pair of blocks has SAs of its own, as the cloud wants it with IKEv1 and takes it with IKEv2.
        'level=unique',
        `peer=${label}`,
        `proposal=${label}`,
        `src-address=${local}`,
        'tunnel=yes',
      ]),
    ),
  ];
};

/** A script would put these at the end, behind what drops and hides: where they belong only a person sees. */
const hints = (link: PeerLink): readonly string[] => [
  '# The rules below are suggestions: take off the sign, and let them stand before those that drop and masquerade.',
  ...link.tunnels.flatMap(({ remoteAddress }) => [
    `# /ip firewall filter add action=accept chain=input dst-port=500,4500 protocol=udp src-address=${remoteAddress} place-before=0`,
    `# /ip firewall filter add action=accept chain=input protocol=ipsec-esp src-address=${remoteAddress} place-before=0`,
  ]),
  '# /ip firewall filter add action=accept chain=forward ipsec-policy=in,ipsec place-before=0',
  '# /ip firewall filter add action=accept chain=forward ipsec-policy=out,ipsec place-before=0',
  ...subnetPairs(link).flatMap(({ local, remote }) => [
    `# /ip firewall nat add action=accept chain=srcnat dst-address=${remote} src-address=${local} place-before=0`,
    `# /ip firewall mangle add action=change-mss chain=forward dst-address=${remote} new-mss=${TCP_MSS} passthrough=yes protocol=tcp src-address=${local} tcp-flags=syn tcp-mss=${TCP_MSS + 1}-65535`,
    `# /ip firewall mangle add action=change-mss chain=forward dst-address=${local} new-mss=${TCP_MSS} passthrough=yes protocol=tcp src-address=${remote} tcp-flags=syn tcp-mss=${TCP_MSS + 1}-65535`,
  ]),
  '# A fasttrack rule takes packets past the policies: leave the blocks of this tunnel out of it.',
];

const refuseRouted = (link: PeerLink): void => {
  if (isRouted(link))
    refuseSetting(
      'LocalSubnet and RemoteSubnet 0.0.0.0/0',
      about.title,
      'it has no devices for plain IPsec, and a policy for everything would take all traffic of the router; name the blocks of both sides',
    );
};

const write = (link: PeerLink, places: KeyPlaces): Written => {
  refuseRouted(link);
  const isUnchecked = link.tunnels.some((one) => remoteIdentity(one).length === 0);
  return {
    files: [
      {
        name: `${link.connectionId}.rsc`,
        text: [
          ...headOf(link, about, places).map((line) => `# ${line}`),
          ...link.tunnels.flatMap((tunnel) => tunnelCommands(link, tunnel, places)),
          ...hints(link),
          '',
        ].join('\n'),
      },
    ],
    warnings: [
      ...warnOfNoOrder(link, 'RouterOS'),
      ...(isUnchecked
        ? [
            'With IKEv1 RouterOS checks no name of the other end: LocalId of the cloud is not written, and the key alone proves it.',
          ]
        : []),
    ],
    notes: [
      'By policy, one for each pair of blocks: RouterOS has no device for plain IPsec. No route is needed but the default one.',
      ...noteOfNat(link),
    ],
    load: '/import file-name=THIS.rsc after a backup; delete the file from the router afterwards, for it holds the key',
    look: '/ip ipsec active-peers print shows established; /ip ipsec installed-sa print counts bytes both ways.',
  };
};

/** RouterOS by a script of commands. */
export const mikrotikWriter: Writer = { ...about, write };
