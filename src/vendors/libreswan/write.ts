import { ipsecConfFiles } from '../handoff/ipsec-conf.ts';
import { isRouted, type PeerLink, type PeerTunnel, subnetPairs, tunnelLabel } from '../handoff/link.ts';
import { frrFile, linuxNetwork, linuxNotes } from '../handoff/linux.ts';
import { identityKind, PLAIN_WORD, refuseUnwritable } from '../handoff/quote.ts';
import type { KeyPlaces, Writer, Written } from '../handoff/writer.ts';

/** A name without a sign before it would be looked up in the DNS and become an address. */
const identity = (field: string, value: string): string => {
  const word = refuseUnwritable(field, value, PLAIN_WORD, 'libreswan');
  return identityKind(word) === 'fqdn' ? `@${word.replace(/^@/, '')}` : word;
};

const ENCRYPTION: Readonly<Record<string, string>> = {
  aes: 'aes128',
  aes192: 'aes192',
  aes256: 'aes256',
  '3des': '3des',
};
const HASHES: Readonly<Record<string, string>> = { sha256: 'sha2_256', sha384: 'sha2_384', sha512: 'sha2_512' };
const GROUPS: Readonly<Record<string, string>> = {
  group2: 'modp1024',
  group5: 'modp1536',
  group14: 'modp2048',
  group24: 'dh24',
};

const encryptionOf = (word: string): string => ENCRYPTION[word] ?? word;
const hashOf = (word: string): string => HASHES[word] ?? word;
const groupOf = (word: string): string => GROUPS[word] ?? word;

const shared = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const { ike, ipsec, localId, remoteId, remoteAddress } = tunnel;
  const isFixed = link.tunnels.some((one) => one.localAddress !== tunnel.localAddress);
  const isPfs = ipsec.pfs !== 'disabled';
  const esp = `${encryptionOf(ipsec.encryption)}-${hashOf(ipsec.authentication)}`;
  return [
    `ikev2=${ike.version === 'ikev2' ? 'yes' : 'no'}`,
    ...(ike.version === 'ikev1' ? [`aggressive=${ike.mode === 'aggressive' ? 'yes' : 'no'}`] : []),
    'type=tunnel',
    'authby=secret',
    `left=${isFixed ? tunnel.localAddress : '%defaultroute'}`,
    `leftid=${identity('RemoteId', localId)}`,
    `right=${remoteAddress}`,
    `rightid=${identity('LocalId', remoteId)}`,
    `ike=${encryptionOf(ike.encryption)}-${hashOf(ike.authentication)};${groupOf(ike.group)}`,
    `esp=${esp}${isPfs ? `;${groupOf(ipsec.pfs)}` : ''}`,
    `pfs=${isPfs ? 'yes' : 'no'}`,
    `ikelifetime=${ike.lifetime}s`,
    `salifetime=${ipsec.lifetime}s`,
    `rekeymargin=${Math.floor(Math.min(ike.lifetime, ipsec.lifetime) / 10)}s`,
    'rekeyfuzz=0%',
    'dpddelay=10',
    'dpdtimeout=30',
    'dpdaction=restart',
    ...(isRouted(link)
      ? [`ipsec-interface=${tunnel.order}`, 'mtu=1400']
      : link.tunnels.length > 1
        ? [`priority=${1000 + tunnel.order}`, 'overlapip=yes']
        : []),
  ];
};

const conns = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const label = tunnelLabel(link, tunnel);
  const body = (lines: readonly string[]): readonly string[] => lines.map((line) => `    ${line}`);
  return [
    `conn ${label}-all`,
    ...body(shared(link, tunnel)),
    '',
    // Each pair is a connection of its own with either version; the cloud narrows what it is offered.
    ...subnetPairs(link).flatMap(({ local, remote }, at) => [
      `conn ${label}-net${at + 1}`,
      ...body([`also=${label}-all`, `leftsubnet=${local}`, `rightsubnet=${remote}`, 'auto=start']),
      '',
    ]),
  ];
};

const warningsOf = ({ tunnels }: PeerLink): readonly string[] => {
  const words = tunnels.flatMap(({ ike, ipsec }) => [ike.encryption, ike.group, ipsec.encryption, ipsec.pfs]);
  const out = [...new Set(words.filter((word) => ['des', 'group1', 'group2', 'group24'].includes(word)))];
  return [
    ...(out.length > 0
      ? [
          `libreswan is built without ${out.join(', ')} today and refuses the connection: change it on the cloud side first (aes256, group14).`,
        ]
      : []),
    ...(tunnels.some(({ ike }) => ike.version === 'ikev1')
      ? ['libreswan 5 does IKEv1 only with ikev1-policy=accept in its "config setup".']
      : []),
  ];
};

const about = {
  name: 'libreswan',
  title: 'libreswan 4 (ipsec.conf, ipsec.secrets)',
  verified: 'parser',
  sources: ['ipsec.conf(5) and ipsec.secrets(5) of libreswan 4.10'],
} as const;

const write = (link: PeerLink, places: KeyPlaces): Written => {
  const frr = frrFile(link);
  return {
    files: [
      ...ipsecConfFiles(link, places, { about, infix: 'libreswan', identity, conns }),
      linuxNetwork(link, about),
      ...(frr ? [frr] : []),
    ],
    warnings: warningsOf(link),
    notes: linuxNotes(link),
    load: 'Put them into /etc/ipsec.d/ as NAME.conf and NAME.secrets (root, mode 0600) and run: ipsec restart',
    look: 'ipsec trafficstatus shows one line for each pair of blocks.',
  };
};

/** libreswan; its own parser accepts the files, and no traffic was sent. */
export const libreswanWriter: Writer = { ...about, write };
