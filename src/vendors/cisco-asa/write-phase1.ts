import { identityWord, refuseIdentity } from '../handoff/device.ts';
import type { PeerLink, PeerTunnel } from '../handoff/link.ts';
import { identityKind } from '../handoff/quote.ts';
import type { Spelled } from '../handoff/spelling.ts';
import type { KeyPlaces, KeySyntax } from '../handoff/writer.ts';

/** What a refusal calls it. */
export const ASA = 'Cisco ASA';

const same = (text: string): string => text;
const KEY: KeySyntax = { encoding: 'word', inFile: same, inText: same };

/** What the device sends as its own identity is one for all peers: its address or its name. */
const ownIdentity = ({ localId, localAddress }: PeerTunnel): readonly string[] => {
  const kind = identityKind(identityWord('RemoteId', localId, ASA));
  if (kind === 'address' && localId === localAddress) return ['crypto isakmp identity address'];
  if (kind === 'fqdn')
    return [
      `! The ASA sends HOSTNAME.DOMAIN (commands hostname and domain-name), which must be ${localId}`,
      'crypto isakmp identity hostname',
    ];
  return refuseIdentity(
    'RemoteId',
    localId,
    ASA,
    'it sends its own address or its own name, and the same to all peers',
  );
};

/** A peer is found by its address, so that is what it has to send. */
const groupOf = (tunnel: PeerTunnel, places: KeyPlaces): readonly string[] => {
  const { ike, remoteId, remoteAddress } = tunnel;
  if (identityWord('LocalId', remoteId, ASA) !== remoteAddress)
    refuseIdentity('LocalId', remoteId, ASA, `it finds a peer with a key by its address, ${remoteAddress}`);
  const key = places.key(tunnel, KEY);
  return [
    `tunnel-group ${remoteAddress} type ipsec-l2l`,
    `tunnel-group ${remoteAddress} ipsec-attributes`,
    ...(ike.version === 'ikev1'
      ? [` ikev1 pre-shared-key ${key}`]
      : [` ikev2 remote-authentication pre-shared-key ${key}`, ` ikev2 local-authentication pre-shared-key ${key}`]),
    ' isakmp keepalive threshold 10 retry 3',
  ];
};

const policy = ({ ike, order }: PeerTunnel, words: Spelled['ike']): readonly string[] => [
  `crypto ${ike.version} policy ${109 + order}`,
  ...(ike.version === 'ikev1'
    ? [
        ' authentication pre-share',
        ` encryption ${words.encryption}`,
        ` hash ${words.authentication}`,
        ` group ${words.group}`,
        ` lifetime ${ike.lifetime}`,
      ]
    : [
        ` encryption ${words.encryption}`,
        ` integrity ${words.authentication}`,
        ` prf ${words.authentication}`,
        ` group ${words.group}`,
        ` lifetime seconds ${ike.lifetime}`,
      ]),
  `crypto ${ike.version} enable outside`,
];

/** Tunnels of the same phase 1 need its policy once. */
const policies = (link: PeerLink, wordsOf: (tunnel: PeerTunnel) => Spelled): readonly string[] =>
  link.tunnels
    .filter(({ ike }, at) => link.tunnels.findIndex((one) => JSON.stringify(one.ike) === JSON.stringify(ike)) === at)
    .flatMap((tunnel) => policy(tunnel, wordsOf(tunnel).ike));

/** The device sends one identity: tunnels that need two are refused. */
const oneIdentity = ({ tunnels }: PeerLink): readonly string[] => {
  const all = tunnels.map(ownIdentity);
  const [first = []] = all;
  const other = tunnels.find(
    (tunnel) => tunnel.localId !== tunnels[0].localId && identityKind(tunnel.localId) !== 'address',
  );
  return other === undefined && new Set(all.map(([line = '']) => line)).size === 1
    ? first
    : refuseIdentity('RemoteId', tunnels[1]?.localId ?? '', ASA, 'both tunnels get the same identity from it');
};

/** Phase 1: policies and the own identity are the device's, the groups belong to the peers. */
export const asaPhase1 = (
  link: PeerLink,
  wordsOf: (tunnel: PeerTunnel) => Spelled,
  places: KeyPlaces,
): readonly string[] => [
  ...policies(link, wordsOf),
  ...oneIdentity(link),
  ...link.tunnels.flatMap((tunnel) => groupOf(tunnel, places)),
];
