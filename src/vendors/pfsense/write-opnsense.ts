import { headOf } from '../handoff/head.ts';
import { isRouted, type PeerLink, type PeerTunnel, subnetPairs, TCP_MSS, tunnelLabel } from '../handoff/link.ts';
import { frrFile } from '../handoff/linux.ts';
import { lifetimeWithin, pickFor, refuseSetting, wordsOf } from '../handoff/pick.ts';
import { refuseUnwritable } from '../handoff/quote.ts';
import { noteOfNat, warnOfMixedKeys, warnOfNoOrder } from '../handoff/warn.ts';
import type { KeyPlaces, Writer, Written } from '../handoff/writer.ts';
import { type Element, xmlComment, xmlLines } from '../handoff/xml.ts';
import { PHASE_1_MENU, PHASE_2_MENU, uuidOf, WORDS } from './opnsense-words.ts';
import { ID_WORD, KEY, outside, transitOf } from './parts.ts';

const about = {
  name: 'opnsense',
  title: 'OPNsense 24.1 and later (VPN: IPsec: Connections)',
  verified: 'reader',
  sources: [
    'https://github.com/opnsense/core/blob/master/src/opnsense/mvc/app/models/OPNsense/IPsec/Swanctl.xml',
    'https://github.com/opnsense/core/blob/master/src/opnsense/mvc/app/models/OPNsense/IPsec/IPsec.xml',
    'https://github.com/opnsense/core/blob/master/src/opnsense/mvc/app/models/OPNsense/IPsec/FieldTypes/IPsecProposalField.php',
  ],
} as const;

const identity = (field: string, value: string): string => refuseUnwritable(field, value, ID_WORD, about.title);

/** Proposals are chosen from a menu, and others are not taken. */
const proposal = (field: string, words: readonly string[], menu: (proposal: string) => boolean): string => {
  const text = words.filter((word) => word !== '').join('-');
  return menu(text)
    ? text
    : refuseSetting(
        `${field} (${text})`,
        about.title,
        'its menu does not have it; with group14 and sha256, sha384 or sha512 it has every AES',
      );
};

const proposalsOf = (tunnel: PeerTunnel) => {
  const words = wordsOf(tunnel, WORDS, pickFor(about.title));
  return {
    ike: proposal('IkeConfig', [words.encryption1, words.hash1, words.group1], PHASE_1_MENU),
    esp: proposal('IpsecConfig', [words.encryption2, words.hash2, words.pfs], PHASE_2_MENU),
  };
};

const connection = (link: PeerLink, tunnel: PeerTunnel): Element => {
  const { ike } = tunnel;
  const label = tunnelLabel(link, tunnel);
  const lifetime = lifetimeWithin('IkeLifetime', ike.lifetime, [60, 86_400], about.title);
  const over = Math.floor(lifetime / 10);
  const times = ike.version === 'ikev1' ? ['reauth_time', 'rekey_time'] : ['rekey_time', 'reauth_time'];
  return [
    'Connection',
    [
      ['enabled', '1'],
      ['proposals', proposalsOf(tunnel).ike],
      ['unique', 'no'],
      ['aggressive', ike.version === 'ikev1' && ike.mode === 'aggressive' ? '1' : '0'],
      ['version', ike.version === 'ikev1' ? '1' : '2'],
      ['mobike', '0'],
      ['local_addrs', tunnel.localAddress],
      ['remote_addrs', tunnel.remoteAddress],
      ['encap', '0'],
      [times[0] ?? '', String(lifetime - over)],
      [times[1] ?? '', '0'],
      ['over_time', String(over)],
      ['dpd_delay', '10'],
      ['dpd_timeout', ike.version === 'ikev1' ? '30' : ''],
      ['send_certreq', '0'],
      ['keyingtries', '0'],
      ['description', label],
    ],
    `uuid="${uuidOf(label)}"`,
  ];
};

const party = (link: PeerLink, tunnel: PeerTunnel, side: 'local' | 'remote'): Element => {
  const label = tunnelLabel(link, tunnel);
  const id = side === 'local' ? identity('RemoteId', tunnel.localId) : identity('LocalId', tunnel.remoteId);
  return [
    side,
    [
      ['enabled', '1'],
      ['connection', uuidOf(label)],
      ['round', '0'],
      ['auth', 'psk'],
      ['id', id],
      ['description', label],
    ],
    `uuid="${uuidOf(`${label} ${side}`)}"`,
  ];
};

/** IKEv1 negotiates one pair of blocks a time, IKEv2 all of them in one. */
const children = (link: PeerLink, tunnel: PeerTunnel): readonly Element[] => {
  const label = tunnelLabel(link, tunnel);
  const lifetime = lifetimeWithin('IpsecLifetime', tunnel.ipsec.lifetime, [60, 86_400], about.title);
  const pairs =
    tunnel.ike.version === 'ikev1'
      ? subnetPairs(link)
      : [{ local: link.localSubnets.join(','), remote: link.remoteSubnets.join(',') }];
  return pairs.map(({ local, remote }, at): Element => {
    const name = `${label}-net${at + 1}`;
    return [
      'child',
      [
        ['enabled', '1'],
        ['connection', uuidOf(label)],
        ['reqid', isRouted(link) ? String(100 + tunnel.order) : ''],
        ['esp_proposals', proposalsOf(tunnel).esp],
        ['sha256_96', '0'],
        ['start_action', 'start'],
        ['close_action', isRouted(link) ? 'none' : 'trap'],
        ['dpd_action', 'start'],
        ['mode', 'tunnel'],
        ['policies', isRouted(link) ? '0' : '1'],
        ['local_ts', local],
        ['remote_ts', remote],
        // The daemon lets an SA live a tenth longer than this.
        ['rekey_time', String(Math.round(lifetime / 1.1))],
        ['description', name],
      ],
      `uuid="${uuidOf(name)}"`,
    ];
  });
};

const device = (link: PeerLink, tunnel: PeerTunnel): Element => {
  const { local, remote } = transitOf(tunnel);
  return [
    'VTI',
    [
      ['enabled', '1'],
      ['reqid', String(100 + tunnel.order)],
      ['local', tunnel.localAddress],
      ['remote', tunnel.remoteAddress],
      ['tunnel_local', local],
      ['tunnel_remote', remote],
      ['description', tunnelLabel(link, tunnel)],
    ],
    `uuid="${uuidOf(`${tunnelLabel(link, tunnel)} vti`)}"`,
  ];
};

const keyOf = (link: PeerLink, tunnel: PeerTunnel, places: KeyPlaces): Element => [
  'preSharedKey',
  [
    ['ident', identity('RemoteId', tunnel.localId)],
    ['remote_ident', identity('LocalId', tunnel.remoteId)],
    ['keyType', 'PSK'],
    ['Key', { xml: places.key(tunnel, KEY) }],
    ['description', tunnelLabel(link, tunnel)],
  ],
  `uuid="${uuidOf(`${tunnelLabel(link, tunnel)} key`)}"`,
];

const configOf = (link: PeerLink, places: KeyPlaces): readonly Element[] => {
  const each = (of: (tunnel: PeerTunnel) => Element): readonly Element[] => link.tunnels.map(of);
  const swanctl: readonly Element[] = [
    ['Connections', each((tunnel) => connection(link, tunnel))],
    ['locals', each((tunnel) => party(link, tunnel, 'local'))],
    ['remotes', each((tunnel) => party(link, tunnel, 'remote'))],
    ['children', link.tunnels.flatMap((tunnel) => children(link, tunnel))],
    ...(isRouted(link) ? [['VTIs', each((tunnel) => device(link, tunnel))] as const] : []),
  ];
  const keys: Element = ['preSharedKeys', each((tunnel) => keyOf(link, tunnel, places))];
  return [
    [
      'opnsense',
      [
        [
          'OPNsense',
          [
            ['IPsec', [keys]],
            ['Swanctl', swanctl],
          ],
        ],
      ],
    ],
  ];
};

const write = (link: PeerLink, places: KeyPlaces): Written => {
  const frr = frrFile(link);
  const hints = outside(link, {
    rules: 'Firewall: Rules: IPsec: pass',
    routes: 'System: Gateways and System: Routes: a route to each block behind the cloud by a gateway with the address',
    mss: `Firewall: Settings: Normalization: a rule for the interface IPsec with Max mss ${TCP_MSS}`,
  });
  return {
    files: [
      {
        name: `${link.connectionId}.opnsense.xml`,
        text: [
          '<?xml version="1.0"?>',
          ...xmlComment([...headOf(link, about, places), ...hints]),
          ...xmlLines(configOf(link, places)),
          '',
        ].join('\n'),
      },
      ...(frr ? [frr] : []),
    ],
    warnings: [
      'This is a part of a config.xml, not a whole one: restored by itself it replaces what it names. Put its elements beside those of the same name in a downloaded backup.',
      ...warnOfMixedKeys(link),
      ...warnOfNoOrder(link, 'OPNsense'),
    ],
    notes: [...hints, ...noteOfNat(link)],
    load: 'System: Configuration: Backups: download one, put these elements into its OPNsense/IPsec and OPNsense/Swanctl, restore it, and apply under VPN: IPsec: Connections',
    look: 'VPN: IPsec: Status Overview shows each connection with its child SAs and their bytes.',
  };
};

/** OPNsense by the elements of its config.xml. */
export const opnsenseWriter: Writer = { ...about, write };
