import { headOf } from '../handoff/head.ts';
import { isRouted, type PeerLink, type PeerTunnel, subnetPairs, tunnelLabel } from '../handoff/link.ts';
import { frrFile, interfaceNumber, linuxNetwork, linuxNotes } from '../handoff/linux.ts';
import { PRINTABLE, refuseUnwritable, withBackslashes } from '../handoff/quote.ts';
import type { KeyPlaces, KeySyntax, Writer, Written } from '../handoff/writer.ts';
import { espProposal, ikeProposal, lifetimeOf, strongswanWarnings } from './proposal.ts';

/** In base64 no character of a key can mean anything to the file. */
const KEY: KeySyntax = {
  encoding: 'base64',
  inFile: (encoded) => `0s${encoded}`,
  inText: (words) => `"${words}"`,
};

/** A text that begins with a percent sign stands for any identity. */
const STRAY = /[^\x20-\x7e]|^%/;

const identity = (field: string, value: string): string =>
  withBackslashes(refuseUnwritable(field, value, { ...PRINTABLE, stray: STRAY }, 'swanctl.conf'));

interface Child {
  readonly local: string;
  readonly remote: string;
}

/** IKEv1 negotiates one pair of blocks a time, IKEv2 all of them in one. */
const childrenOf = (link: PeerLink, { ike }: PeerTunnel): readonly Child[] =>
  ike.version === 'ikev1'
    ? subnetPairs(link)
    : [{ local: link.localSubnets.join(','), remote: link.remoteSubnets.join(',') }];

const indented = (depth: number, lines: readonly string[]): readonly string[] =>
  lines.map((line) => `${'  '.repeat(depth)}${line}`);

const section = (name: string, body: readonly string[]): readonly string[] => [`${name} {`, ...indented(1, body), '}'];

/** Where two tunnels protect the same blocks, the policy of the first one comes first while it is up. */
const precedence = (link: PeerLink, { order }: PeerTunnel): readonly string[] =>
  link.tunnels.length > 1 && !isRouted(link) ? [`priority = ${1000 + order}`] : [];

/**
 * After the cloud has closed a child: begun again at once. Not with IKEv1, where a new phase 1 closes children too and traffic
 * does better at beginning; but of two tunnels none may wait for traffic, which it would keep from the other one.
 */
const closeAction = ({ tunnels }: PeerLink, { ike }: PeerTunnel): 'start' | 'trap' =>
  ike.version === 'ikev2' || tunnels.length > 1 ? 'start' : 'trap';

const childOf = (link: PeerLink, tunnel: PeerTunnel, { local, remote }: Child): readonly string[] => {
  const { rekey } = lifetimeOf(tunnel.ipsec.lifetime);
  const number = interfaceNumber(tunnel.order);
  return [
    `local_ts = ${local}`,
    `remote_ts = ${remote}`,
    `esp_proposals = ${espProposal(tunnel.ipsec)}`,
    `rekey_time = ${rekey}s`,
    `life_time = ${tunnel.ipsec.lifetime}s`,
    'mode = tunnel',
    ...(isRouted(link) ? [`if_id_in = ${number}`, `if_id_out = ${number}`] : precedence(link, tunnel)),
    'start_action = start',
    `close_action = ${closeAction(link, tunnel)}`,
    'dpd_action = restart',
  ];
};

/** IKEv1 knows no rekeying of phase 1, only a new one. */
const lifetimes = ({ ike }: PeerTunnel): readonly string[] => {
  const { rekey, over } = lifetimeOf(ike.lifetime);
  const times = ike.version === 'ikev1' ? ['reauth_time', 'rekey_time'] : ['rekey_time', 'reauth_time'];
  return [`${times[0]} = ${rekey}s`, `${times[1]} = 0s`, `over_time = ${over}s`];
};

/**
 * A block is an address to answer on and none to begin from: the route chooses that one, so that the file also works
 * behind NAT. Two tunnels of two addresses have to begin from their own.
 */
const localAddresses = ({ tunnels }: PeerLink, { localAddress }: PeerTunnel): string =>
  tunnels.every((one) => one.localAddress === localAddress) ? `${localAddress}/32,0.0.0.0/0` : localAddress;

const connectionOf = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const { ike, localId, remoteId, remoteAddress } = tunnel;
  const label = tunnelLabel(link, tunnel);
  const children = childrenOf(link, tunnel).flatMap((child, at) =>
    section(`${label}-net${at + 1}`, childOf(link, tunnel, child)),
  );
  return section(label, [
    `version = ${ike.version === 'ikev1' ? 1 : 2}`,
    ...(ike.version === 'ikev1' ? [`aggressive = ${ike.mode === 'aggressive' ? 'yes' : 'no'}`] : []),
    `local_addrs = ${localAddresses(link, tunnel)}`,
    `remote_addrs = ${remoteAddress}`,
    `proposals = ${ikeProposal(ike)}`,
    ...lifetimes(tunnel),
    'dpd_delay = 10s',
    ...(ike.version === 'ikev1' ? ['dpd_timeout = 30s'] : ['mobike = no']),
    'encap = no',
    'keyingtries = 0',
    ...section('local', ['auth = psk', `id = ${identity('RemoteId', localId)}`]),
    ...section('remote', ['auth = psk', `id = ${identity('LocalId', remoteId)}`]),
    ...section('children', children),
  ]);
};

const secretOf = (link: PeerLink, tunnel: PeerTunnel, places: KeyPlaces): readonly string[] =>
  section(`ike-${tunnelLabel(link, tunnel)}`, [
    `id-1 = ${identity('RemoteId', tunnel.localId)}`,
    `id-2 = ${identity('LocalId', tunnel.remoteId)}`,
    `secret = ${places.key(tunnel, KEY)}`,
  ]);

const about = {
  name: 'strongswan',
  title: 'strongSwan 5.9 and later (swanctl.conf)',
  verified: 'lab',
  sources: ['swanctl.conf(5) of strongSwan 5.9.8'],
} as const;

/** strongSwan's own defaults: five retransmissions from 4 s on, each 1.8 times as long. */
const slowFailover = ({ tunnels }: PeerLink): readonly string[] =>
  tunnels.length > 1
    ? [
        'strongSwan takes about three minutes to give up a tunnel whose cloud end is silent, and only then does the other one carry the traffic. retransmit_timeout = 1, retransmit_base = 1.4 and retransmit_tries = 4 below charon in strongswan.conf make it about 20 seconds.',
      ]
    : [];

const write = (link: PeerLink, places: KeyPlaces): Written => {
  const text = [
    ...headOf(link, about, places).map((line) => `# ${line}`),
    ...section(
      'connections',
      link.tunnels.flatMap((tunnel) => connectionOf(link, tunnel)),
    ),
    ...section(
      'secrets',
      link.tunnels.flatMap((tunnel) => secretOf(link, tunnel, places)),
    ),
    '',
  ].join('\n');
  const frr = frrFile(link);
  return {
    files: [{ name: `${link.connectionId}.swanctl.conf`, text }, linuxNetwork(link, about), ...(frr ? [frr] : [])],
    warnings: strongswanWarnings(link),
    notes: [...linuxNotes(link), ...slowFailover(link)],
    load: 'Put it into /etc/swanctl/conf.d/ (root, mode 0600) and run: swanctl --load-all',
    look: 'swanctl --list-sas shows ESTABLISHED and INSTALLED for each tunnel.',
  };
};

/** strongSwan by swanctl.conf: one file that holds all, its secrets too. */
export const swanctlWriter: Writer = { ...about, write };
