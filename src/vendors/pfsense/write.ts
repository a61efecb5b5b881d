import { headOf } from '../handoff/head.ts';
import { isRouted, type PeerLink, type PeerTunnel, subnetPairs, TCP_MSS, tunnelLabel } from '../handoff/link.ts';
import { frrFile } from '../handoff/linux.ts';
import { type DeviceWords, lifetimeWithin, pickFor, wordsOf } from '../handoff/pick.ts';
import { refuseUnwritable } from '../handoff/quote.ts';
import { noteOfNat, warnOfNoOrder } from '../handoff/warn.ts';
import type { KeyPlaces, Writer, Written } from '../handoff/writer.ts';
import { type Element, xmlComment, xmlLines } from '../handoff/xml.ts';
import { ID_WORD, KEY, outside, transitOf } from './parts.ts';

const ENCRYPTION = { aes: '128', aes192: '192', aes256: '256' } as const;
const HASH = { sha1: 'sha1', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' } as const;
const GROUP = { group1: '1', group2: '2', group5: '5', group14: '14', group24: '24' } as const;

const WORDS: DeviceWords = {
  ...{ encryption1: ENCRYPTION, hash1: HASH, group1: GROUP, encryption2: ENCRYPTION },
  hash2: Object.fromEntries(Object.entries(HASH).map(([name, word]) => [name, `hmac_${word}`])),
  pfs: { disabled: '0', ...GROUP },
};

const about = {
  name: 'pfsense',
  title: 'pfSense 2.7 and later',
  verified: 'reader',
  sources: [
    'https://github.com/pfsense/pfsense/blob/master/src/etc/inc/ipsec.inc',
    'https://github.com/pfsense/pfsense/blob/master/src/usr/local/www/vpn_ipsec_phase1.php',
    'https://github.com/pfsense/pfsense/blob/master/src/usr/local/www/vpn_ipsec_phase2.php',
    'https://github.com/pfsense/pfsense/blob/master/src/usr/local/pfSense/include/www/backup.inc',
  ],
} as const;

/** The device leaves it to strongSwan to tell the kind of an identity, as the cloud does. */
const identity = (side: 'myid' | 'peerid', field: string, value: string): readonly Element[] => [
  [`${side}_type`, 'auto'],
  [`${side}_data`, refuseUnwritable(field, value, ID_WORD, about.title)],
];

const phase1 = (link: PeerLink, tunnel: PeerTunnel, places: KeyPlaces): Element => {
  const { ike, localId, remoteId, order } = tunnel;
  const words = wordsOf(tunnel, WORDS, pickFor(about.title));
  return [
    'phase1',
    [
      ['ikeid', String(order)],
      ['iketype', ike.version],
      ...(ike.version === 'ikev1' ? [['mode', ike.mode] as const] : []),
      ['interface', 'wan'],
      ['remote-gateway', tunnel.remoteAddress],
      ['protocol', 'inet'],
      ...identity('myid', 'RemoteId', localId),
      ...identity('peerid', 'LocalId', remoteId),
      [
        'encryption',
        [
          [
            'item',
            [
              [
                'encryption-algorithm',
                [
                  ['name', 'aes'],
                  ['keylen', words.encryption1],
                ],
              ],
              ['hash-algorithm', words.hash1],
              ['dhgroup', words.group1],
            ],
          ],
        ],
      ],
      ['lifetime', String(lifetimeWithin('IkeLifetime', ike.lifetime, [60, 86_400], about.title))],
      // What is empty the device makes of the lifetime: new keys after nine tenths of it.
      ...['rekey_time', 'reauth_time', 'rand_time'].map((name) => [name, ''] as const),
      ['pre-shared-key', { xml: places.key(tunnel, KEY) }],
      ['authentication_method', 'pre_shared_key'],
      ['descr', tunnelLabel(link, tunnel)],
      ['nat_traversal', 'on'],
      ['mobike', 'off'],
      ['dpd_delay', '10'],
      ['dpd_maxfail', '3'],
      ['startaction', 'start'],
      ['closeaction', ''],
    ],
  ];
};

const network = (block: string): readonly Element[] => {
  const [address = '', bits = '32'] = block.split('/');
  return [
    ['type', 'network'],
    ['address', address],
    ['netbits', bits],
  ];
};

const end = (address: string): readonly Element[] => [
  ['type', 'address'],
  ['address', address],
];

/** Phase 2 is one pair of blocks; with IKEv2 the device takes all pairs of one phase 1 in one. */
const phases2 = (link: PeerLink, tunnel: PeerTunnel): readonly Element[] => {
  const words = wordsOf(tunnel, WORDS, pickFor(about.title));
  const lifetime = lifetimeWithin('IpsecLifetime', tunnel.ipsec.lifetime, [60, 86_400], about.title);
  const transit = transitOf(tunnel);
  const sides = isRouted(link)
    ? [{ local: end(transit.local), remote: end(transit.remote) }]
    : subnetPairs(link).map(({ local, remote }) => ({ local: network(local), remote: network(remote) }));
  return sides.map(({ local, remote }, at): Element => {
    const name = `${tunnelLabel(link, tunnel)}-net${at + 1}`;
    return [
      'phase2',
      [
        ['ikeid', String(tunnel.order)],
        ['uniqid', name],
        ['mode', isRouted(link) ? 'vti' : 'tunnel'],
        ['reqid', String(tunnel.order * 100 + at + 1)],
        ['localid', local],
        ['remoteid', remote],
        ['protocol', 'esp'],
        [
          'encryption-algorithm-option',
          [
            ['name', 'aes'],
            ['keylen', words.encryption2],
          ],
        ],
        ['hash-algorithm-option', words.hash2],
        ['pfsgroup', words.pfs],
        ['lifetime', String(lifetime)],
        ...['rekey_time', 'rand_time', 'pinghost'].map((one) => [one, ''] as const),
        ['keepalive', 'disabled'],
        ['descr', name],
      ],
    ];
  });
};

const warningsOf = (link: PeerLink): readonly string[] => {
  const [first, second] = link.tunnels;
  return [
    'Restoring the area IPsec replaces all IPsec connections of the firewall: where there are others, put these elements beside theirs in a backup of that area first, with numbers ikeid and reqid of their own.',
    ...warnOfNoOrder(link, 'pfSense'),
    ...(second && second.remoteId === first.remoteId && second.key !== first.key
      ? [
          'Both tunnels have one identity on the cloud side (LocalId) and different keys: pfSense finds a key by that identity alone. Give them different ones or one key.',
        ]
      : []),
  ];
};

const write = (link: PeerLink, places: KeyPlaces): Written => {
  const frr = frrFile(link);
  const hints = outside(link, {
    rules: 'Firewall > Rules > IPsec: pass',
    routes:
      'Interfaces > Assignments: enable the ipsec devices; System > Routing: a static route to each block behind the cloud by gateway',
    mss: `System > Advanced > Firewall & NAT > VPN Packet Processing: MSS clamping ${TCP_MSS}`,
  });
  return {
    files: [
      {
        name: `${link.connectionId}.pfsense.xml`,
        text: [
          '<?xml version="1.0"?>',
          ...xmlComment([...headOf(link, about, places), ...hints]),
          ...xmlLines([
            [
              'ipsec',
              [
                ...link.tunnels.map((tunnel) => phase1(link, tunnel, places)),
                ...link.tunnels.flatMap((tunnel) => phases2(link, tunnel)),
              ],
            ],
          ]),
          '',
        ].join('\n'),
      },
      ...(frr ? [frr] : []),
    ],
    warnings: warningsOf(link),
    notes: [...hints, 'The interface is wan: change it where the tunnel leaves by another.', ...noteOfNat(link)],
    load: 'Diagnostics > Backup & Restore: download a backup, then restore this file with the area IPsec, and apply under VPN > IPsec',
    look: 'Status > IPsec shows Established for each tunnel, and bytes both ways under its child SAs.',
  };
};

/** pfSense by the IPsec area of its config.xml. */
export const pfsenseWriter: Writer = { ...about, write };
