import { identityWord, refuseIdentity } from '../handoff/device.ts';
import { type PeerLink, type PeerTunnel, tunnelLabel } from '../handoff/link.ts';
import { identityKind } from '../handoff/quote.ts';
import { type Dictionary, groupWords, type Spelled } from '../handoff/spelling.ts';
import type { KeyPlaces, KeySyntax } from '../handoff/writer.ts';

/** What a refusal calls it. */
export const HUAWEI = 'Huawei';

const same = (text: string): string => text;
const KEY: KeySyntax = { encoding: 'word', inFile: same, inText: same };

const phase = {
  encryption: { des: 'des', '3des': '3des', aes: 'aes-128', aes192: 'aes-192', aes256: 'aes-256' },
  authentication: { md5: 'md5', sha1: 'sha1', sha256: 'sha2-256', sha384: 'sha2-384', sha512: 'sha2-512' },
} as const;
const NUMBERS = [1, 2, 5, 14, 24];

/** How VRP spells algorithms. */
export const HUAWEI_WORDS: Dictionary = {
  ike: { ...phase, group: groupWords('group', NUMBERS) },
  ipsec: { ...phase, group: groupWords('dh-group', NUMBERS) },
};

/** An identity that is an address is that of the interface; only names are said. */
const identity = (
  side: 'local' | 'remote',
  field: 'LocalId' | 'RemoteId',
  id: string,
  address: string,
): readonly string[] => {
  const kind = identityKind(identityWord(field, id, HUAWEI));
  if (kind === 'address' && id === address) return [` ${side}-id-type ip`];
  if (kind === 'fqdn' || kind === 'email')
    return [` ${side}-id-type ${kind === 'fqdn' ? 'fqdn' : 'user-fqdn'}`, ` ${side}-id ${id}`];
  return refuseIdentity(field, id, HUAWEI, `an identity is a name or the address itself, ${address}`);
};

/** The number that the proposal, the list and the policy of a tunnel share. */
export const huaweiNumber = ({ order }: PeerTunnel): number => 100 + order;

/** The proposal and the peer of one tunnel. */
export const huaweiPhase1 = (
  link: PeerLink,
  tunnel: PeerTunnel,
  words: Spelled['ike'],
  places: KeyPlaces,
): readonly string[] => {
  const { version, mode, lifetime } = tunnel.ike;
  const isV1 = version === 'ikev1';
  return [
    `ike proposal ${huaweiNumber(tunnel)}`,
    ` encryption-algorithm ${words.encryption}`,
    ` dh ${words.group}`,
    ` authentication-algorithm ${words.authentication}`,
    ' authentication-method pre-share',
    ...(isV1 ? [] : [` integrity-algorithm hmac-${words.authentication}`, ` prf hmac-${words.authentication}`]),
    ` sa duration ${lifetime}`,
    ' quit',
    `ike peer ${tunnelLabel(link, tunnel)}`,
    ` undo version ${isV1 ? 2 : 1}`,
    ...(isV1 ? [` exchange-mode ${mode}`] : []),
    ` pre-shared-key ${places.key(tunnel, KEY)}`,
    ` ike-proposal ${huaweiNumber(tunnel)}`,
    ...identity('local', 'RemoteId', tunnel.localId, tunnel.localAddress),
    ...identity('remote', 'LocalId', tunnel.remoteId, tunnel.remoteAddress),
    ` remote-address ${tunnel.remoteAddress}`,
    ' dpd type periodic',
    ' dpd idle-time 10',
    ' quit',
  ];
};
