import { deviceWarnings, firewallHint, identityWord, kindWord, OUTSIDE } from '../handoff/device.ts';
import { headOf } from '../handoff/head.ts';
import { isRouted, type PeerLink, type PeerTunnel, subnetPairs, TUNNEL_MTU, tunnelLabel } from '../handoff/link.ts';
import { type Dictionary, groupWords, spell } from '../handoff/spelling.ts';
import type { KeyPlaces, KeySyntax, Writer, Written } from '../handoff/writer.ts';

const PANOS = 'PAN-OS';

const quoted = (text: string): string => `"${text}"`;
const KEY: KeySyntax = { encoding: 'between-quotes', inFile: quoted, inText: quoted };

const phase = {
  encryption: { des: 'des', '3des': '3des', aes: 'aes-128-cbc', aes192: 'aes-192-cbc', aes256: 'aes-256-cbc' },
  authentication: { md5: 'md5', sha1: 'sha1', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' },
  group: groupWords('group', [1, 2, 5, 14]),
} as const;
const WORDS: Dictionary = { ike: phase, ipsec: phase };

const KINDS = { address: 'ipaddr', fqdn: 'fqdn', email: 'ufqdn' };

const unit = ({ order }: PeerTunnel): string => `tunnel.${100 + order}`;

const profiles = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const { ike, ipsec } = spell(tunnel, WORDS, PANOS);
  const name = tunnelLabel(link, tunnel);
  const first = `set network ike crypto-profiles ike-crypto-profiles ${name}`;
  const second = `set network ike crypto-profiles ipsec-crypto-profiles ${name}`;
  return [
    `${first} encryption ${ike.encryption}`,
    `${first} hash ${ike.authentication}`,
    `${first} dh-group ${ike.group}`,
    `${first} lifetime seconds ${tunnel.ike.lifetime}`,
    `${second} esp encryption ${ipsec.encryption}`,
    `${second} esp authentication ${ipsec.authentication}`,
    `${second} dh-group ${ipsec.pfs ?? 'no-pfs'}`,
    `${second} lifetime seconds ${tunnel.ipsec.lifetime}`,
  ];
};

const gateway = (link: PeerLink, tunnel: PeerTunnel, places: KeyPlaces): readonly string[] => {
  const name = tunnelLabel(link, tunnel);
  const { version, mode } = tunnel.ike;
  const local = identityWord('RemoteId', tunnel.localId, PANOS);
  const remote = identityWord('LocalId', tunnel.remoteId, PANOS);
  return [
    `authentication pre-shared-key key ${places.key(tunnel, KEY)}`,
    `protocol version ${version}`,
    `protocol ${version} ike-crypto-profile ${name}`,
    ...(version === 'ikev1' ? [`protocol ikev1 exchange-mode ${mode}`] : []),
    `protocol ${version} dpd enable yes`,
    `protocol ${version} dpd interval 10`,
    ...(version === 'ikev1' ? ['protocol ikev1 dpd retry 3'] : []),
    'protocol-common nat-traversal enable yes',
    'protocol-common fragmentation enable no',
    `local-address interface ${OUTSIDE}`,
    `peer-address ip ${tunnel.remoteAddress}`,
    `local-id type ${kindWord('RemoteId', local, PANOS, KINDS)}`,
    `local-id id ${local}`,
    `peer-id type ${kindWord('LocalId', remote, PANOS, KINDS)}`,
    `peer-id id ${remote}`,
  ].map((line) => `set network ike gateway ${name} ${line}`);
};

/** Without proxy IDs a tunnel proposes everything; each pair of blocks is one. */
const proxies = (link: PeerLink): readonly string[] =>
  isRouted(link)
    ? []
    : subnetPairs(link).flatMap(({ local, remote }, at) =>
        [`protocol any`, `local ${local}`, `remote ${remote}`].map((line) => `auto-key proxy-id net${at + 1} ${line}`),
      );

const tunnelOf = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const name = tunnelLabel(link, tunnel);
  const { bgp } = tunnel;
  return [
    ...[
      `auto-key ike-gateway ${name}`,
      `auto-key ipsec-crypto-profile ${name}`,
      ...proxies(link),
      `tunnel-interface ${unit(tunnel)}`,
    ].map((line) => `set network tunnel ipsec ${name} ${line}`),
    `set network interface tunnel units ${unit(tunnel)} mtu ${TUNNEL_MTU}`,
    ...(bgp
      ? [`set network interface tunnel units ${unit(tunnel)} ip ${bgp.localIp}/${bgp.tunnelCidr.split('/')[1] ?? '30'}`]
      : []),
    `set network virtual-router default interface ${unit(tunnel)}`,
    `set zone cloud network layer3 ${unit(tunnel)}`,
  ];
};

/** The route through the second tunnel has the greater metric. */
const routes = (link: PeerLink): readonly string[] => {
  const route = (name: string, block: string, tunnel: PeerTunnel): readonly string[] =>
    [`destination ${block}`, `interface ${unit(tunnel)}`, `metric ${tunnel.order * 10}`].map(
      (line) => `set network virtual-router default routing-table ip static-route ${name} ${line}`,
    );
  if (!isRouted(link))
    return link.remoteSubnets.flatMap((block, at) =>
      link.tunnels.flatMap((tunnel) => route(`${tunnelLabel(link, tunnel)}-net${at + 1}`, block, tunnel)),
    );
  if (link.tunnels.some(({ bgp }) => bgp !== undefined))
    return link.tunnels.flatMap(({ order, bgp }) =>
      bgp
        ? [
            `# BGP ${order}: local AS ${bgp.localAsn}, ${bgp.localIp}; peer AS ${bgp.peerAsn}, ${bgp.peerIp}; local preference ${order === 1 ? 200 : 100}; hold time 30.`,
          ]
        : [],
    );
  return [
    '# Which networks are behind the cloud stands in no setting of a routed connection:',
    ...link.tunnels.flatMap((tunnel) => route('NAME', 'NETWORK', tunnel).map((line) => `# ${line}`)),
  ];
};

const about = {
  name: 'paloalto',
  title: 'Palo Alto Networks, PAN-OS 9 to 11 (set commands)',
  verified: 'reader',
  sources: [
    'A public guide to IPsec between VyOS and PAN-OS (its set commands)',
    'docs.paloaltonetworks.com/content/techdocs/en_US/pan-os/11-0/pan-os-admin/vpns/site-to-site-vpn-concepts/ike-gateway.html',
    'PAN-OS 10.0: IKE Phase 1 (algorithms and groups)',
  ],
} as const;

const write = (link: PeerLink, places: KeyPlaces): Written => ({
  files: [
    {
      name: `${link.connectionId}.paloalto.set`,
      text: [
        ...headOf(link, about, places).map((line) => `# ${line}`),
        `# ${firewallHint(link)}`,
        ...link.tunnels.flatMap((tunnel) => [
          ...profiles(link, tunnel),
          ...gateway(link, tunnel, places),
          ...tunnelOf(link, tunnel),
        ]),
        ...routes(link),
        '# Security policies must let the traffic through both ways between the inside and the zone cloud, without a NAT rule;',
        `# and the inside interface should adjust the TCP MSS (Adjust TCP MSS), for the tunnel has an MTU of ${TUNNEL_MTU}.`,
        '',
      ].join('\n'),
    },
  ],
  warnings: [
    ...deviceWarnings(link),
    ...(link.tunnels.length > 1
      ? [
          'A static route stays while its tunnel interface is up: for the second tunnel to take over, turn on path monitoring on the first routes (or tunnel monitoring).',
        ]
      : []),
    ...(link.tunnels.some(({ bgp }) => bgp !== undefined)
      ? ['BGP is not written for PAN-OS: its values stand in the file as comments.']
      : []),
  ],
  notes: [
    `Put the outside interface, such as ethernet1/1, in the place of ${OUTSIDE}; where it has several addresses, add the one of the tunnel (local-address ip).`,
    'Each tunnel is an interface in the zone cloud and the virtual router default; each pair of blocks is a proxy ID.',
    'PAN-OS takes no comments: lines that begin with # are for you.',
  ],
  load: 'In configuration mode (set cli scripting-mode on; configure) paste the lines without #. Then: validate full, and commit.',
  look: 'show vpn ike-sa and show vpn ipsec-sa list the tunnels; show vpn flow counts packets both ways.',
});

/** Palo Alto Networks: tunnel interfaces by set commands. */
export const paloAltoWriter: Writer = { ...about, write };
