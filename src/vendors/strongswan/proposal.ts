import type { LinkIke, LinkIpsec, PeerLink, PeerTunnel } from '../handoff/link.ts';

const ENCRYPTION: Readonly<Record<string, string>> = { aes: 'aes128' };

const GROUPS: Readonly<Record<string, string>> = {
  group1: 'modp768',
  group2: 'modp1024',
  group5: 'modp1536',
  group14: 'modp2048',
  group24: 'modp2048s256',
};

const join = (encryption: string, authentication: string, group: string): string =>
  [ENCRYPTION[encryption] ?? encryption, authentication, GROUPS[group]].filter((word) => word !== undefined).join('-');

/** Phase 1 as strongSwan spells it; the PRF is that of the hash, as the cloud has it. */
export const ikeProposal = ({ encryption, authentication, group }: LinkIke): string =>
  join(encryption, authentication, group);

/** Phase 2; without a group there is no perfect forward secrecy. */
export const espProposal = ({ encryption, authentication, pfs }: LinkIpsec): string =>
  join(encryption, authentication, pfs);

/** A lifetime of which the last tenth is for the change of keys. */
export const lifetimeOf = (seconds: number): { readonly rekey: number; readonly over: number } => {
  const over = Math.floor(seconds / 10);
  return { rekey: seconds - over, over };
};

const OPENSSL_LEGACY = new Set(['des', '3des']);

/** What strongSwan minds about a tunnel. */
const warningsOfTunnel = ({ ike, ipsec, remoteAddress }: PeerTunnel): readonly string[] => [
  ...([ike.encryption, ipsec.encryption].some((one) => OPENSSL_LEGACY.has(one))
    ? [
        `${remoteAddress}: DES and 3DES come from strongSwan's openssl or gcrypt plugin; without one of them the proposal is refused when the file is loaded.`,
      ]
    : []),
  ...([ike.group, ipsec.pfs].includes('group24') || [ike.group, ipsec.pfs].includes('group1')
    ? [`${remoteAddress}: many builds of strongSwan leave group1 and group24 out; group14 is in all of them.`]
    : []),
  ...(ike.version === 'ikev1' && ike.mode === 'aggressive'
    ? [
        `${remoteAddress}: in aggressive mode strongSwan with a pre-shared key only initiates; to answer the cloud it also needs i_dont_care_about_security_and_use_aggressive_mode_psk = yes in strongswan.conf.`,
      ]
    : []),
];

const pairOf = ({ localId, remoteId }: PeerTunnel): string => `${localId} ${remoteId}`;

/** What strongSwan minds about a connection, each once. */
export const strongswanWarnings = ({ tunnels }: PeerLink): readonly string[] => {
  const [first, second] = tunnels;
  const isAmbiguous = second !== undefined && pairOf(first) === pairOf(second) && first.key !== second.key;
  return [
    ...new Set([
      ...tunnels.flatMap(warningsOfTunnel),
      ...(isAmbiguous
        ? [
            'Both tunnels have the same two identities and different keys: strongSwan chooses a key by the identities and may take the wrong one. Give the tunnels different identities or one key on the cloud side.',
          ]
        : []),
    ]),
  ];
};
