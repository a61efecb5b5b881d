import { deviceWarnings, firewallHint, identityWord, kindWord, OUTSIDE } from '../handoff/device.ts';
import { headOf } from '../handoff/head.ts';
import {
  isRouted,
  type PeerLink,
  type PeerTunnel,
  subnetPairs,
  TCP_MSS,
  TUNNEL_MTU,
  tunnelLabel,
} from '../handoff/link.ts';
import { type Dictionary, groupWords, spell } from '../handoff/spelling.ts';
import type { KeyPlaces, KeySyntax, Writer, Written } from '../handoff/writer.ts';
import { junosBgp } from './write-bgp.ts';

const SRX = 'Juniper SRX';

const quoted = (text: string): string => `"${text}"`;
const KEY: KeySyntax = { encoding: 'between-quotes', inFile: quoted, inText: quoted };

const ENCRYPTION = {
  des: 'des-cbc',
  '3des': '3des-cbc',
  aes: 'aes-128-cbc',
  aes192: 'aes-192-cbc',
  aes256: 'aes-256-cbc',
} as const;
const GROUPS = groupWords('group', [1, 2, 5, 14, 24]);

const WORDS: Dictionary = {
  ike: {
    encryption: ENCRYPTION,
    authentication: { md5: 'md5', sha1: 'sha1', sha256: 'sha-256', sha384: 'sha-384', sha512: 'sha-512' },
    group: GROUPS,
  },
  ipsec: {
    encryption: ENCRYPTION,
    authentication: {
      md5: 'hmac-md5-96',
      sha1: 'hmac-sha1-96',
      sha256: 'hmac-sha-256-128',
      sha384: 'hmac-sha-384',
      sha512: 'hmac-sha-512',
    },
    group: GROUPS,
  },
};

const KINDS = { address: 'inet', fqdn: 'hostname', email: 'user-at-hostname' };

const unit = ({ order }: PeerTunnel): string => `st0.${100 + order}`;

const ike = (link: PeerLink, tunnel: PeerTunnel, places: KeyPlaces): readonly string[] => {
  const name = tunnelLabel(link, tunnel);
  const words = spell(tunnel, WORDS, SRX).ike;
  const { version, mode, lifetime } = tunnel.ike;
  const local = `${kindWord('RemoteId', tunnel.localId, SRX, KINDS)} ${identityWord('RemoteId', tunnel.localId, SRX)}`;
  const remote = `${kindWord('LocalId', tunnel.remoteId, SRX, KINDS)} ${identityWord('LocalId', tunnel.remoteId, SRX)}`;
  return [
    `proposal ${name} authentication-method pre-shared-keys`,
    `proposal ${name} dh-group ${words.group}`,
    `proposal ${name} authentication-algorithm ${words.authentication}`,
    `proposal ${name} encryption-algorithm ${words.encryption}`,
    `proposal ${name} lifetime-seconds ${lifetime}`,
    ...(version === 'ikev1' ? [`policy ${name} mode ${mode}`] : []),
    `policy ${name} proposals ${name}`,
    `policy ${name} pre-shared-key ascii-text ${places.key(tunnel, KEY)}`,
    `gateway ${name} ike-policy ${name}`,
    `gateway ${name} address ${tunnel.remoteAddress}`,
    `gateway ${name} dead-peer-detection interval 10`,
    `gateway ${name} dead-peer-detection threshold 3`,
    `gateway ${name} local-identity ${local}`,
    `gateway ${name} remote-identity ${remote}`,
    `gateway ${name} external-interface ${OUTSIDE}`,
    `gateway ${name} version ${version === 'ikev1' ? 'v1-only' : 'v2-only'}`,
  ].map((line) => `set security ike ${line}`);
};

/** One pair is a proxy identity, which leaves the routes to us; several are traffic selectors, which bring their own. */
const selectors = (link: PeerLink): readonly string[] => {
  const [first, ...more] = subnetPairs(link);
  if (isRouted(link) || first === undefined) return [];
  if (more.length === 0)
    return [
      `ike proxy-identity local ${first.local}`,
      `ike proxy-identity remote ${first.remote}`,
      'ike proxy-identity service any',
    ];
  return [first, ...more].map(
    ({ local, remote }, at) => `traffic-selector net${at + 1} local-ip ${local} remote-ip ${remote}`,
  );
};

const ipsec = (link: PeerLink, tunnel: PeerTunnel): readonly string[] => {
  const name = tunnelLabel(link, tunnel);
  const { encryption, authentication, pfs } = spell(tunnel, WORDS, SRX).ipsec;
  return [
    `proposal ${name} protocol esp`,
    `proposal ${name} authentication-algorithm ${authentication}`,
    `proposal ${name} encryption-algorithm ${encryption}`,
    `proposal ${name} lifetime-seconds ${tunnel.ipsec.lifetime}`,
    ...(pfs === undefined ? [] : [`policy ${name} perfect-forward-secrecy keys ${pfs}`]),
    `policy ${name} proposals ${name}`,
    `vpn ${name} bind-interface ${unit(tunnel)}`,
    `vpn ${name} df-bit clear`,
    `vpn ${name} ike gateway ${name}`,
    `vpn ${name} ike ipsec-policy ${name}`,
    ...selectors(link).map((line) => `vpn ${name} ${line}`),
    `vpn ${name} establish-tunnels immediately`,
  ].map((line) => `set security ipsec ${line}`);
};

const device = (tunnel: PeerTunnel): readonly string[] => {
  const { bgp, order } = tunnel;
  const family = `set interfaces st0 unit ${100 + order} family inet`;
  return [
    `${family} mtu ${TUNNEL_MTU}`,
    ...(bgp ? [`${family} address ${bgp.localIp}/${bgp.tunnelCidr.split('/')[1] ?? '30'}`] : []),
    `set security zones security-zone cloud interfaces ${unit(tunnel)}`,
    ...(bgp
      ? [`set security zones security-zone cloud interfaces ${unit(tunnel)} host-inbound-traffic protocols bgp`]
      : []),
  ];
};

/** The route through the second tunnel waits for the first to go. */
const routes = (link: PeerLink): readonly string[] => {
  if (isRouted(link))
    return (
      junosBgp(link) ?? [
        '# Which networks are behind the cloud stands in no setting of a routed connection:',
        ...link.tunnels.map(
          (tunnel) =>
            `# set routing-options static route NETWORK qualified-next-hop ${unit(tunnel)} preference ${tunnel.order * 10}`,
        ),
      ]
    );
  if (subnetPairs(link).length > 1) return ['# Traffic selectors bring the routes to the blocks of the cloud.'];
  return link.remoteSubnets.flatMap((block) =>
    link.tunnels.map(
      (tunnel) =>
        `set routing-options static route ${block} qualified-next-hop ${unit(tunnel)} preference ${tunnel.order * 10}`,
    ),
  );
};

const HINTS = [
  '# Zones have names of your own. The outside one must let IKE in, policies must let the traffic through both ways,',
  '# and it must not be hidden behind NAT:',
  '# set security zones security-zone untrust host-inbound-traffic system-services ike',
  '# set security policies from-zone trust to-zone cloud policy to-cloud match source-address any destination-address any application any',
  '# set security policies from-zone trust to-zone cloud policy to-cloud then permit',
  '# set security policies from-zone cloud to-zone trust policy from-cloud match source-address any destination-address any application any',
  '# set security policies from-zone cloud to-zone trust policy from-cloud then permit',
];

const about = {
  name: 'juniper-srx',
  title: 'Juniper SRX, Junos 15.1X49 and later',
  verified: 'reader',
  sources: [
    'github.com/Azure/Azure-vpn-config-samples: Juniper/Current/SRX/juniper-srx-junos_12.1_show_configuration.txt',
    'juniper.net: Traffic Selectors in Route-Based VPNs',
    'juniper.net/documentation/software/junos-es/junos-es93/junos-es-swcmdref/local-identity.html',
  ],
} as const;

const write = (link: PeerLink, places: KeyPlaces): Written => ({
  files: [
    {
      name: `${link.connectionId}.juniper-srx.set`,
      text: [
        ...headOf(link, about, places).map((line) => `# ${line}`),
        `# ${firewallHint(link)}`,
        ...link.tunnels.flatMap((tunnel) => [...ike(link, tunnel, places), ...ipsec(link, tunnel), ...device(tunnel)]),
        `set security flow tcp-mss ipsec-vpn mss ${TCP_MSS}`,
        ...routes(link),
        ...HINTS,
        '',
      ].join('\n'),
    },
  ],
  warnings: [
    ...deviceWarnings(link),
    ...(link.tunnels.length > 1 && !isRouted(link) && subnetPairs(link).length > 1
      ? [
          'Traffic selectors bring the same routes for both tunnels, without an order: use 0.0.0.0/0 at both ends where the order matters.',
        ]
      : []),
  ],
  notes: [
    `Put the outside interface, such as ge-0/0/0.0, in the place of ${OUTSIDE}.`,
    'Every tunnel is an st0 interface, with fixed blocks too: so a second tunnel can have a route of its own.',
    'A key that begins with $9$ would be taken for a hidden one: give the connection another. NAT traversal is on without a word.',
  ],
  load: 'In configuration mode: load set terminal, paste, end with Ctrl-D. Then: commit check, and commit confirmed 5.',
  look: 'show security ike security-associations shows UP, show security ipsec statistics counts packets both ways.',
});

/** Juniper SRX: tunnel interfaces by set commands. */
export const juniperWriter: Writer = { ...about, write };
