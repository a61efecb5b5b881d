import { headOf } from '../handoff/head.ts';
import { isRouted, type PeerLink, type PeerTunnel } from '../handoff/link.ts';
import { pickFor, wordsOf } from '../handoff/pick.ts';
import { refuseUnwritable, type Writable } from '../handoff/quote.ts';
import type { KeyPlaces, KeySyntax, Writer, Written } from '../handoff/writer.ts';
import { block, type HclLine, hclLines, quoted, setting } from './hcl.ts';

/** A file of variables holds the key, so that the code can be shown and kept. */
const KEY: KeySyntax = { encoding: 'hcl', inFile: (encoded) => `"${encoded}"`, inText: (words) => `"${words}"` };

/** What means nothing within quotes, to the language and to those who read it line by line. */
const ID_TEXT: Writable = {
  stray: /[^\x21-\x7e]|["'\\$%{};#]/,
  allowed: 'visible ASCII characters other than quotes, \\ $ % { } ; #',
};

const same = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, name]));

const ENCRYPTION = same('aes', 'aes192', 'aes256', 'des', '3des');
const HASH = same('md5', 'sha1', 'sha256', 'sha384', 'sha512');
const GROUP = same('group1', 'group2', 'group5', 'group14');

const WORDS = {
  ...{ encryption1: ENCRYPTION, hash1: HASH, group1: GROUP, encryption2: ENCRYPTION, hash2: HASH },
  pfs: { disabled: 'disabled', ...GROUP },
} as const;

const about = {
  name: 'terraform',
  title: 'Terraform 1.5 and later (the cloud side, provider aliyun/alicloud 1.216 and later)',
  verified: 'reader',
  sources: [
    'https://github.com/aliyun/terraform-provider-alicloud/blob/master/website/docs/r/vpn_connection.html.markdown',
    'https://github.com/aliyun/terraform-provider-alicloud/blob/master/website/docs/r/vpn_customer_gateway.html.markdown',
    'https://github.com/aliyun/terraform-provider-alicloud/blob/master/website/docs/r/vpn_route_entry.html.markdown',
  ],
} as const;

const identity = (field: string, value: string): string => quoted(refuseUnwritable(field, value, ID_TEXT, about.title));

/** The names of tunnels and keys in the code: 1 and 2. */
const keyName = ({ order }: PeerTunnel): string => `psk_${order}`;

const gatewaysOf = ({ tunnels }: PeerLink): readonly PeerTunnel[] =>
  tunnels.filter((tunnel, at) => tunnels.findIndex((one) => one.customerGatewayId === tunnel.customerGatewayId) === at);

const gatewayName = (link: PeerLink, tunnel: PeerTunnel): string =>
  `peer_${gatewaysOf(link).findIndex((one) => one.customerGatewayId === tunnel.customerGatewayId) + 1}`;

const imported = (to: string, id: string): HclLine => block('import', [setting('to', to), setting('id', quoted(id))]);

const gateway = (link: PeerLink, tunnel: PeerTunnel): readonly HclLine[] => {
  const address = `alicloud_vpn_customer_gateway.${gatewayName(link, tunnel)}`;
  return [
    imported(address, tunnel.customerGatewayId),
    block(`resource "alicloud_vpn_customer_gateway" "${gatewayName(link, tunnel)}"`, [
      setting('ip_address', quoted(tunnel.localAddress)),
      ...(tunnel.bgp ? [setting('asn', quoted(String(tunnel.bgp.localAsn)))] : []),
    ]),
  ];
};

/** The blocks of one tunnel; in a list of tunnels their names begin with `tunnel_`, and identities have other ones. */
const phases = (tunnel: PeerTunnel, isListed: boolean): readonly HclLine[] => {
  const { ike, ipsec, bgp } = tunnel;
  const words = wordsOf(tunnel, WORDS, pickFor(about.title));
  const before = isListed ? 'tunnel_' : '';
  const id = isListed ? '' : 'ike_';
  return [
    block(`${before}ike_config`, [
      setting('ike_version', quoted(ike.version)),
      setting('ike_mode', quoted(ike.mode)),
      setting('ike_enc_alg', quoted(words.encryption1)),
      setting('ike_auth_alg', quoted(words.hash1)),
      setting('ike_pfs', quoted(words.group1)),
      setting('ike_lifetime', String(ike.lifetime)),
      setting(`${id}local_id`, identity('LocalId', tunnel.remoteId)),
      setting(`${id}remote_id`, identity('RemoteId', tunnel.localId)),
      setting('psk', `var.${keyName(tunnel)}`),
    ]),
    block(`${before}ipsec_config`, [
      setting('ipsec_enc_alg', quoted(words.encryption2)),
      setting('ipsec_auth_alg', quoted(words.hash2)),
      setting('ipsec_pfs', quoted(words.pfs)),
      setting('ipsec_lifetime', String(ipsec.lifetime)),
    ]),
    ...(bgp
      ? [
          block(`${before}bgp_config`, [
            ...(isListed ? [] : [setting('enable', 'true')]),
            setting('local_asn', quoted(String(bgp.peerAsn))),
            setting('local_bgp_ip', quoted(bgp.peerIp)),
            setting('tunnel_cidr', quoted(bgp.tunnelCidr)),
          ]),
        ]
      : []),
  ];
};

const switches = (tunnel: PeerTunnel): readonly HclLine[] => [
  setting('enable_dpd', String(tunnel.dpd)),
  setting('enable_nat_traversal', String(tunnel.natTraversal)),
];

const idOf = (link: PeerLink, tunnel: PeerTunnel): HclLine =>
  setting('customer_gateway_id', `alicloud_vpn_customer_gateway.${gatewayName(link, tunnel)}.id`);

const listOf = (blocks: readonly string[]): string => `[${blocks.map(quoted).join(', ')}]`;

const connection = (link: PeerLink): readonly HclLine[] => {
  const [first] = link.tunnels;
  const isListed = link.tunnels.length > 1 || first.tunnelId !== undefined;
  const { healthCheck } = link;
  return [
    imported('alicloud_vpn_connection.this', link.connectionId),
    block('resource "alicloud_vpn_connection" "this"', [
      setting('vpn_gateway_id', 'var.vpn_gateway_id'),
      setting('local_subnet', listOf(link.remoteSubnets)),
      setting('remote_subnet', listOf(link.localSubnets)),
      ...(isListed
        ? [setting('enable_tunnels_bgp', String(first.bgp !== undefined))]
        : [idOf(link, first), ...switches(first)]),
      ...(isListed
        ? link.tunnels.map((tunnel) =>
            block('tunnel_options_specification', [
              setting('role', quoted(tunnel.order === 1 ? 'master' : 'slave')),
              idOf(link, tunnel),
              ...switches(tunnel),
              ...phases(tunnel, true),
            ]),
          )
        : phases(first, false)),
      ...(healthCheck
        ? [
            block('health_check_config', [
              setting('enable', 'true'),
              setting('sip', quoted(healthCheck.source)),
              setting('dip', quoted(healthCheck.target)),
            ]),
          ]
        : []),
    ]),
  ];
};

/** By policy the blocks are known, and the route to each; weight 100 is the one that carries. */
const routes = (link: PeerLink): readonly HclLine[] =>
  isRouted(link)
    ? []
    : link.localSubnets.map((target, at) =>
        block(`resource "alicloud_vpn_route_entry" "to_${at + 1}"`, [
          setting('vpn_gateway_id', 'var.vpn_gateway_id'),
          setting('route_dest', quoted(target)),
          setting('next_hop', 'alicloud_vpn_connection.this.id'),
          setting('weight', '100'),
          setting('publish_vpc', 'true'),
        ]),
      );

const variable = (name: string, ...more: readonly HclLine[]): HclLine =>
  block(`variable "${name}"`, [setting('type', 'string'), ...more]);

const codeOf = (link: PeerLink): readonly string[] =>
  hclLines([
    block('terraform', [
      setting('required_version', quoted('>= 1.5.0')),
      block('required_providers', [setting('alicloud', '{ source = "aliyun/alicloud", version = ">= 1.216.0" }')]),
    ]),
    variable('vpn_gateway_id'),
    ...link.tunnels.map((tunnel) => variable(keyName(tunnel), setting('sensitive', 'true'))),
    ...gatewaysOf(link).flatMap((tunnel) => gateway(link, tunnel)),
    ...connection(link),
    ...routes(link),
  ]);

const write = (link: PeerLink, places: KeyPlaces): Written => {
  const comment = (lines: readonly string[]): readonly string[] => lines.map((line) => `# ${line}`);
  return {
    files: [
      {
        name: `${link.connectionId}.tf`,
        text: [...comment(headOf(link, about, { ...places, head: [] })), ...codeOf(link), ''].join('\n'),
      },
      {
        name: `${link.connectionId}.auto.tfvars`,
        text: [
          ...comment(headOf(link, about, places)),
          ...link.tunnels.map((tunnel) => `${keyName(tunnel)} = ${places.key(tunnel, KEY)}`),
          '',
        ].join('\n'),
      },
    ],
    warnings: [
      'Terraform keeps the keys in its state as plain text: keep the state encrypted and away from others, and the .auto.tfvars file out of version control.',
      ...(isRouted(link)
        ? []
        : [
            'The routes are written as destination routes with weight 100. Compare them with DescribeVpnRouteEntries: import those that are there already, and leave out what goes by policy routes.',
          ]),
    ],
    notes: [
      'This is the cloud side, not the other end: its import blocks take over the connection and customer gateway that exist, and make no second ones.',
      'Names and descriptions are left out, and stay as they are in the cloud.',
    ],
    load: 'terraform init, then terraform plan -var vpn_gateway_id=vpn-…: apply only when it says import, and 0 to change or destroy',
    look: 'DescribeVpnConnection shows ipsec_sa_established for each tunnel.',
  };
};

/** The cloud side of a connection as code. */
export const terraformWriter: Writer = { ...about, write };
