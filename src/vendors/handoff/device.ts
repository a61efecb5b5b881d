import { Refused } from '../../errors.ts';
import { isRouted, type PeerLink, type PeerTunnel, subnetPairs } from './link.ts';
import { refuseSetting } from './pick.ts';
import { identityKind, PLAIN_WORD, refuseUnwritable } from './quote.ts';

/** What stands for the outside interface, whose name is in no setting of the cloud: a device refuses it until it is replaced. */
export const OUTSIDE = '<OUTSIDE>';

/** A name: no file of a device holds a comment sign, a quote or a blank in one. */
export const identityWord = (field: 'LocalId' | 'RemoteId', value: string, where: string): string =>
  refuseUnwritable(`IkeConfig.${field}`, value, PLAIN_WORD, where);

/** An identity of a kind for which a grammar has no word is refused by its field. */
export const refuseIdentity = (field: 'LocalId' | 'RemoteId', value: string, where: string, why: string): never =>
  refuseSetting(`IkeConfig.${field} ${identityWord(field, value, where)}`, where, why);

/** The word of a grammar for the kind of an identity. */
export const kindWord = (
  field: 'LocalId' | 'RemoteId',
  value: string,
  where: string,
  words: { readonly address: string; readonly fqdn: string; readonly email: string },
): string => {
  const kind = identityKind(identityWord(field, value, where));
  return kind === 'dn' ? refuseIdentity(field, value, where, 'it is a distinguished name') : words[kind];
};

const settingsOf = ({ ike, ipsec, localId, localAddress }: PeerTunnel): string =>
  JSON.stringify([ike, ipsec, localId, localAddress]);

/** Where one entry has two peers, they share its settings: tunnels that differ are refused. */
export const refuseUnlike = ({ tunnels }: PeerLink, where: string): void => {
  if (new Set(tunnels.map(settingsOf)).size === 1) return;
  throw new Refused(
    'refused',
    `The two tunnels cannot be written for ${where}: they have different IkeConfig, IpsecConfig or LocalId, and one entry with two peers has one of each.`,
    "Give both tunnels the same settings on the cloud's side (ModifyVpnConnectionAttribute), or let routes decide (0.0.0.0/0 at both ends).",
  );
};

const WEAK: ReadonlySet<string> = new Set(['des', '3des', 'md5', 'group1', 'group2', 'group5', 'group24']);

/** Algorithms that devices drop one after another. */
const weakWarning = ({ tunnels }: PeerLink): readonly string[] => {
  const used = tunnels.flatMap(({ ike, ipsec }) => [
    ...[ike.encryption, ike.authentication, ike.group],
    ...[ipsec.encryption, ipsec.authentication, ipsec.pfs],
  ]);
  const weak = [...new Set(used.filter((one) => WEAK.has(one)))];
  return weak.length > 0
    ? [
        `Recent releases may refuse ${weak.join(', ')}. If this one does, change it on the cloud's side first (aes256, sha256, group14), not here.`,
      ]
    : [];
};

/** What every hardware gateway may mind about a connection. */
export const deviceWarnings = (link: PeerLink): readonly string[] => [
  ...weakWarning(link),
  ...(link.tunnels.some(({ bgp }) => bgp !== undefined)
    ? ['No documentation of BGP on this device was read: check that part before you use it.']
    : []),
  ...(subnetPairs(link).length > 1 && !isRouted(link)
    ? [
        `${subnetPairs(link).length} pairs of blocks: the device negotiates each pair apart, the cloud has them in one. If only the first pair comes up, use 0.0.0.0/0 at both ends and routes.`,
      ]
    : []),
];

/** What whoever opens the firewall before the device has to know. */
export const firewallHint = ({ tunnels }: PeerLink): string =>
  `Let in UDP 500, UDP 4500 and ESP (protocol 50) from ${tunnels.map((one) => one.remoteAddress).join(' and ')}.`;
