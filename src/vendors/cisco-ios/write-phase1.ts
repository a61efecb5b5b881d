import { identityWord, kindWord, refuseIdentity } from '../handoff/device.ts';
import { type PeerLink, type PeerTunnel, tunnelLabel } from '../handoff/link.ts';
import { identityKind } from '../handoff/quote.ts';
import type { Spelled } from '../handoff/spelling.ts';
import type { KeyPlaces, KeySyntax } from '../handoff/writer.ts';

/** What a refusal calls it. */
export const IOS = 'Cisco IOS';

const same = (text: string): string => text;
const KEY: KeySyntax = { encoding: 'word', inFile: same, inText: same };

/** A tunnel with all that its lines need. */
export interface IosTunnel {
  readonly link: PeerLink;
  readonly tunnel: PeerTunnel;
  readonly words: Spelled['ike'];
  readonly places: KeyPlaces;
}

const kinds = { address: 'ipv4-address', fqdn: 'fqdn', email: 'user-fqdn' };

/** A profile of IKEv1 sends the name that the router has, not one that it is given. */
const selfIdentity = ({ localId, localAddress }: PeerTunnel): readonly string[] => {
  const kind = identityKind(identityWord('RemoteId', localId, IOS));
  if (kind === 'email') return [` self-identity user-fqdn ${localId}`];
  if (kind === 'fqdn') return [` ! The router sends HOSTNAME.DOMAIN, which must be ${localId}`, ' self-identity fqdn'];
  if (kind === 'address' && localId === localAddress) return [' self-identity address'];
  return refuseIdentity(
    'RemoteId',
    localId,
    IOS,
    'with IKEv1 it sends its own address, its own name or a mail address',
  );
};

const matched = ({ remoteId }: PeerTunnel): string => {
  const word = kindWord('LocalId', remoteId, IOS, { address: 'address', fqdn: 'host', email: 'user' });
  return word === 'address' ? `address ${remoteId} 255.255.255.255` : `${word} ${remoteId}`;
};

const mainMode = (name: string, tunnels: readonly [IosTunnel, ...IosTunnel[]]): readonly string[] => [
  `crypto keyring ${name}`,
  ...tunnels.map(
    ({ tunnel, places }) => ` pre-shared-key address ${tunnel.remoteAddress} key ${places.key(tunnel, KEY)}`,
  ),
  `crypto isakmp profile ${name}`,
  ` keyring ${name}`,
  ...selfIdentity(tunnels[0].tunnel),
  ...tunnels.map(({ tunnel }) => ` match identity ${matched(tunnel)}`),
  ' keepalive 10 retry 3',
];

/** Here the identity is given to the router, whatever its kind. */
const aggressiveMode = ({ tunnel, places }: IosTunnel): readonly string[] => {
  const { localId, remoteAddress } = tunnel;
  const kind = kindWord('RemoteId', localId, IOS, kinds);
  return [
    `crypto isakmp peer address ${remoteAddress}`,
    ` set aggressive-mode password ${places.key(tunnel, KEY)}`,
    ` set aggressive-mode client-endpoint ${kind} ${localId}`,
    'crypto isakmp keepalive 10 3',
  ];
};

/** The policy of IKEv1 is the device's, for whichever peer. */
export const iosV1Policy = ({ tunnel, words }: IosTunnel): readonly string[] => [
  'crypto isakmp policy 110',
  ` encryption ${words.encryption}`,
  ` hash ${words.authentication}`,
  ' authentication pre-share',
  ` group ${words.group}`,
  ` lifetime ${tunnel.ike.lifetime}`,
];

/** The rest of phase 1 of IKEv1, for tunnels of the same settings. */
export const iosV1 = (name: string, tunnels: readonly [IosTunnel, ...IosTunnel[]]): readonly string[] =>
  tunnels[0].tunnel.ike.mode === 'aggressive' ? tunnels.flatMap(aggressiveMode) : mainMode(name, tunnels);

const v2Kind = { address: 'address', fqdn: 'fqdn', email: 'email' };

const peerOfKeyring = ({ link, tunnel, places }: IosTunnel): readonly string[] => [
  ` peer ${tunnelLabel(link, tunnel)}`,
  `  address ${tunnel.remoteAddress}`,
  `  pre-shared-key ${places.key(tunnel, KEY)}`,
];

/** Phase 1 of IKEv2 for tunnels of the same settings. */
export const iosV2 = (name: string, tunnels: readonly [IosTunnel, ...IosTunnel[]]): readonly string[] => {
  const [{ tunnel, words }] = tunnels;
  const local = kindWord('RemoteId', tunnel.localId, IOS, v2Kind);
  return [
    `crypto ikev2 proposal ${name}`,
    ` encryption ${words.encryption}`,
    ` integrity ${words.authentication}`,
    ` group ${words.group}`,
    `crypto ikev2 policy ${name}`,
    ` proposal ${name}`,
    `crypto ikev2 keyring ${name}`,
    ...tunnels.flatMap(peerOfKeyring),
    `crypto ikev2 profile ${name}`,
    ...tunnels.map(({ tunnel: one }) => {
      const kind = kindWord('LocalId', one.remoteId, IOS, v2Kind);
      return ` match identity remote ${kind} ${one.remoteId}${kind === 'address' ? ' 255.255.255.255' : ''}`;
    }),
    ` identity local ${local} ${tunnel.localId}`,
    ' authentication remote pre-share',
    ' authentication local pre-share',
    ` keyring local ${name}`,
    ` lifetime ${tunnel.ike.lifetime}`,
    ' dpd 10 3 periodic',
  ];
};
