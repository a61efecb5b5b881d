import { ipsecConfFiles } from '../handoff/ipsec-conf.ts';
import { isRouted, type PeerLink, type PeerTunnel, subnetPairs, tunnelLabel } from '../handoff/link.ts';
import { linuxNetwork, linuxNotes } from '../handoff/linux.ts';
import { PLAIN_WORD, refuseUnwritable } from '../handoff/quote.ts';
import type { KeyPlaces, Writer, Written } from '../handoff/writer.ts';
import { espProposal, ikeProposal, lifetimeOf, strongswanWarnings } from './proposal.ts';

/** How quotes are read differs between the two files: an identity that would need them is refused. */
const identity = (field: string, value: string): string =>
  refuseUnwritable(field, value, PLAIN_WORD, 'ipsec.conf and ipsec.secrets');

const shared = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const { ike, ipsec, localId, remoteId, remoteAddress } = tunnel;
  const isFixed = link.tunnels.some((one) => one.localAddress !== tunnel.localAddress);
  return [
    `keyexchange=${ike.version}`,
    ...(ike.version === 'ikev1' ? [`aggressive=${ike.mode === 'aggressive' ? 'yes' : 'no'}`] : ['mobike=no']),
    'type=tunnel',
    'authby=psk',
    `left=${isFixed ? tunnel.localAddress : '%any'}`,
    `leftid=${identity('RemoteId', localId)}`,
    `right=${remoteAddress}`,
    `rightid=${identity('LocalId', remoteId)}`,
    `ike=${ikeProposal(ike)}!`,
    `esp=${espProposal(ipsec)}!`,
    `ikelifetime=${ike.lifetime}s`,
    `lifetime=${ipsec.lifetime}s`,
    // The margin is one value for both phases, so that the shorter life decides.
    `margintime=${lifetimeOf(Math.min(ike.lifetime, ipsec.lifetime)).over}s`,
    'rekeyfuzz=0%',
    'dpddelay=10s',
    'dpdtimeout=30s',
    'dpdaction=restart',
    'keyingtries=%forever',
  ];
};

/** IKEv2 takes all blocks in one, IKEv1 one pair a time. */
const selectors = (link: PeerLink, { ike }: PeerTunnel): readonly (readonly [string, string])[] =>
  ike.version === 'ikev1'
    ? subnetPairs(link).map(({ local, remote }) => [local, remote] as const)
    : [[link.localSubnets.join(','), link.remoteSubnets.join(',')]];

const conns = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const label = tunnelLabel(link, tunnel);
  const conn = (name: string, body: readonly string[]): readonly string[] => [
    `conn ${name}`,
    ...body.map((line) => `    ${line}`),
    '',
  ];
  return [
    ...conn(`${label}-all`, shared(link, tunnel)),
    ...selectors(link, tunnel).flatMap(([local, remote], at) =>
      conn(`${label}-net${at + 1}`, [
        `also=${label}-all`,
        `leftsubnet=${local}`,
        `rightsubnet=${remote}`,
        'auto=start',
      ]),
    ),
  ];
};

const about = {
  name: 'strongswan-legacy',
  title: 'strongSwan up to 5.9 with the starter (ipsec.conf, ipsec.secrets)',
  verified: 'lab',
  sources: ['ipsec.conf(5) and ipsec.secrets(5) of strongSwan 5.9.8'],
} as const;

const write = (link: PeerLink, places: KeyPlaces): Written => {
  return {
    files: [...ipsecConfFiles(link, places, { about, infix: 'ipsec', identity, conns }), linuxNetwork(link, about)],
    warnings: [
      ...strongswanWarnings(link),
      ...(isRouted(link)
        ? [
            'ipsec.conf knows no xfrm devices: with 0.0.0.0/0 at both ends its policies take all traffic of the host. Use the vendor strongswan (swanctl.conf) for a routed connection.',
          ]
        : []),
    ],
    notes: linuxNotes(link),
    load: 'Append them to /etc/ipsec.conf and /etc/ipsec.secrets (root, mode 0600) and run: ipsec restart',
    look: 'ipsec statusall shows ESTABLISHED and INSTALLED for each tunnel.',
  };
};

/** strongSwan by its former two files. */
export const legacyWriter: Writer = { ...about, write };
