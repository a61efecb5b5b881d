import { identityWord, kindWord } from '../handoff/device.ts';
import { type PeerLink, type PeerTunnel, tunnelLabel } from '../handoff/link.ts';
import { type Dictionary, groupWords, type Spelled } from '../handoff/spelling.ts';
import type { KeyPlaces, KeySyntax } from '../handoff/writer.ts';

/** What a refusal calls it. */
export const H3C = 'H3C';

const same = (text: string): string => text;
const KEY: KeySyntax = { encoding: 'word', inFile: same, inText: same };

const ENCRYPTION = {
  des: 'des-cbc',
  '3des': '3des-cbc',
  aes: 'aes-cbc-128',
  aes192: 'aes-cbc-192',
  aes256: 'aes-cbc-256',
} as const;
const SHA2 = { md5: 'md5', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' } as const;
const NUMBERS = [1, 2, 5, 14, 24];
const ESP = {
  encryption: ENCRYPTION,
  authentication: { ...SHA2, sha1: 'sha1' },
  group: groupWords('dh-group', NUMBERS),
};

/** IKEv1 calls SHA-1 by a shorter name. */
export const H3C_V1: Dictionary = {
  ike: { encryption: ENCRYPTION, authentication: { ...SHA2, sha1: 'sha' }, group: groupWords('group', NUMBERS) },
  ipsec: ESP,
};

/** How IKEv2 spells algorithms. */
export const H3C_V2: Dictionary = {
  ike: { encryption: ENCRYPTION, authentication: ESP.authentication, group: groupWords('group', NUMBERS) },
  ipsec: ESP,
};

/** A tunnel with all that its lines need. */
interface One {
  readonly link: PeerLink;
  readonly tunnel: PeerTunnel;
  readonly words: Spelled['ike'];
  readonly places: KeyPlaces;
}

const local = ({ localId }: PeerTunnel, email: string): string =>
  `${kindWord('RemoteId', localId, H3C, { address: 'address', fqdn: 'fqdn', email })} ${identityWord('RemoteId', localId, H3C)}`;

const remote = ({ remoteId }: PeerTunnel, email: string): string => {
  const kind = kindWord('LocalId', remoteId, H3C, { address: 'address', fqdn: 'fqdn', email });
  return `${kind} ${identityWord('LocalId', remoteId, H3C)}${kind === 'address' ? ' 32' : ''}`;
};

const v1 = ({ link, tunnel, words, places }: One): readonly string[] => {
  const name = tunnelLabel(link, tunnel);
  return [
    `ike proposal ${100 + tunnel.order}`,
    ` encryption-algorithm ${words.encryption}`,
    ` authentication-algorithm ${words.authentication}`,
    ' authentication-method pre-share',
    ` dh ${words.group}`,
    ` sa duration ${tunnel.ike.lifetime}`,
    ' quit',
    `ike keychain ${name}`,
    ` pre-shared-key address ${tunnel.remoteAddress} 32 key simple ${places.key(tunnel, KEY)}`,
    ' quit',
    `ike profile ${name}`,
    ` keychain ${name}`,
    ` exchange-mode ${tunnel.ike.mode}`,
    ` local-identity ${local(tunnel, 'user-fqdn')}`,
    ` match remote identity ${remote(tunnel, 'user-fqdn')}`,
    ` proposal ${100 + tunnel.order}`,
    ' dpd interval 10 retry 3 periodic',
    ' quit',
  ];
};

const v2 = ({ link, tunnel, words, places }: One): readonly string[] => {
  const name = tunnelLabel(link, tunnel);
  return [
    ...(tunnel === link.tunnels.find(({ ike }) => ike.version === 'ikev2')
      ? [
          `ikev2 proposal ${link.connectionId}`,
          ` dh ${words.group}`,
          ` encryption ${words.encryption}`,
          ` integrity ${words.authentication}`,
          ` prf ${words.authentication}`,
          ' quit',
          `ikev2 policy ${link.connectionId}`,
          ` proposal ${link.connectionId}`,
          ' quit',
        ]
      : []),
    `ikev2 keychain ${name}`,
    ` peer ${name}`,
    `  address ${tunnel.remoteAddress} 32`,
    `  identity ${remote(tunnel, 'email').replace(/ 32$/, '')}`,
    `  pre-shared-key plaintext ${places.key(tunnel, KEY)}`,
    '  quit',
    ' quit',
    `ikev2 profile ${name}`,
    ' authentication-method local pre-share',
    ' authentication-method remote pre-share',
    ` keychain ${name}`,
    ` identity local ${local(tunnel, 'email')}`,
    ` match remote identity ${remote(tunnel, 'email')}`,
    ` sa duration ${tunnel.ike.lifetime}`,
    ' dpd interval 10 periodic',
    ' quit',
  ];
};

/** Phase 1 of one tunnel; the proposal of IKEv2 is the device's and comes with the first that has one. */
export const h3cPhase1 = (one: One): readonly string[] => (one.tunnel.ike.version === 'ikev1' ? v1(one) : v2(one));
