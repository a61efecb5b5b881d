import { encryptionOf, groupOf, hashOf } from '../crypto-names.ts';
import { addressIn, blocksIn, doubtsOf, type End, identityIn, secondsIn, UNKNOWN_END } from '../end.ts';
import { readBraces } from '../syntax/braces.ts';
import { allIn, type Statement } from '../syntax/statement.ts';
import { listed, meant, offerFrom } from '../syntax/words.ts';

/** Stands before a text that was in quotes: `"var.x"` is no expression. No paste has it, for control characters are taken out. */
const TEXT = '\u0001';

/** The texts in quotes of a setting, but those with an expression in them. */
const withTexts = (line: string): string =>
  line.replace(/=.*$/, (values) =>
    values.replace(/"([^"]*)"/g, (whole, text: string) => (text.includes('${') ? whole : `"${TEXT}${text}"`)),
  );

/** A list may go over several lines: it is one value. */
const joined = (lines: readonly string[]): readonly string[] => {
  const whole: string[] = [];
  const parts: string[] = [];
  for (const line of lines) {
    const clean = line.replace(/(?:^|\s)(?:#|\/\/).*$/, '');
    parts.push(clean);
    const isOpen = parts.length > 1 ? !clean.includes(']') : /=\s*\[[^\]]*$/.test(clean);
    if (isOpen) continue;
    whole.push(withTexts(parts.splice(0).join(' ')));
  }
  return [...whole, withTexts(parts.join(' '))];
};

/** So much of a value shows whether it is an expression. */
const LONGEST_VALUE = 400;

/** The arguments of a block: `name = value`. */
const createArguments = (inside: readonly Statement[]) => {
  const values = new Map<string, string>();
  const unknown: string[] = [];
  for (const { words } of inside) {
    const [name = '', sign, ...rest] = words;
    if (sign === '=') values.set(name, rest.join(' '));
  }
  return {
    /** The value, unless it is an expression: that is noted and stays unknown. */
    of: (name: string): string | undefined => {
      const value = values.get(name);
      if (
        value === undefined ||
        !/(?:^|[\s[(,])(?:var|local|data|module|each|\w+_\w+)\.\w|\$\{/.test(value.slice(0, LONGEST_VALUE))
      )
        return value?.replaceAll(TEXT, '');
      unknown.push(`${name} = ${value.replaceAll(TEXT, '')}`);
      return undefined;
    },
    unknown,
  };
};

type Arguments = ReturnType<typeof createArguments>;

const VERSIONS: Readonly<Record<string, End['ike_version']>> = {
  '1': 'ikev1',
  '2': 'ikev2',
  ikev1: 'ikev1',
  ikev2: 'ikev2',
};
const MODES: Readonly<Record<string, End['mode']>> = { main: 'main', aggressive: 'aggressive' };

const versionIn = (text: string | undefined): End['ike_version'] => {
  const all = listed(text?.toLowerCase());
  return all.length === 1 ? VERSIONS[all[0] ?? ''] : undefined;
};

const withDoubts = (end: Partial<End>, ...all: readonly Arguments[]): End => {
  const doubts = [
    ...(end.doubts ?? []),
    ...doubtsOf(
      'absent',
      all.flatMap(({ unknown }) => unknown),
    ),
  ];
  return { ...UNKNOWN_END, ...end, ...(doubts.length > 0 && { doubts }) };
};

const blockOf = (inside: readonly Statement[], name: string): Arguments =>
  createArguments(allIn(inside, name).flatMap((one) => one.inside));

const alibaba = (inside: readonly Statement[]): readonly End[] => {
  const own = createArguments(inside);
  const options = allIn(inside, 'tunnel_options_specification').map((one) => one.inside);
  const tunnels = options.length > 0 ? options : [inside];
  return tunnels.map((tunnel) => {
    const before = options.length > 0 ? 'tunnel_' : '';
    const [ike, ipsec] = [blockOf(tunnel, `${before}ike_config`), blockOf(tunnel, `${before}ipsec_config`)];
    const end: Partial<End> = {
      ike_version: versionIn(ike.of('ike_version')),
      mode: MODES[ike.of('ike_mode') ?? ''],
      offers1: offerFrom(
        meant(ike.of('ike_enc_alg'), encryptionOf),
        meant(ike.of('ike_auth_alg'), hashOf),
        meant(ike.of('ike_pfs'), groupOf),
      ),
      life1: secondsIn(ike.of('ike_lifetime')),
      auth: 'psk',
      local_id: identityIn(ike.of(options.length > 0 ? 'local_id' : 'ike_local_id')),
      remote_id: identityIn(ike.of(options.length > 0 ? 'remote_id' : 'ike_remote_id')),
      offers2: offerFrom(meant(ipsec.of('ipsec_enc_alg'), encryptionOf), meant(ipsec.of('ipsec_auth_alg'), hashOf), []),
      pfs: meant(ipsec.of('ipsec_pfs'), groupOf),
      life2: secondsIn(ipsec.of('ipsec_lifetime')),
      selectors_local: blocksIn(listed(own.of('local_subnet')).join(' ')),
      selectors_remote: blocksIn(listed(own.of('remote_subnet')).join(' ')),
    };
    return withDoubts(end, own, ike, ipsec);
  });
};

/** Two tunnels, each with its own lists; an absent list takes all that the provider has. `local` is the customer's side. */
const amazon = (inside: readonly Statement[]): readonly End[] => {
  const own = createArguments(inside);
  const of = own.of;
  return [1, 2].map((number): End => {
    const t = `tunnel${number}_`;
    const end: Partial<End> = {
      name: `tunnel${number}`,
      ike_version: versionIn(of(`${t}ike_versions`)),
      offers1: offerFrom(
        meant(of(`${t}phase1_encryption_algorithms`), encryptionOf),
        meant(of(`${t}phase1_integrity_algorithms`), hashOf),
        meant(of(`${t}phase1_dh_group_numbers`), groupOf),
      ),
      life1: secondsIn(of(`${t}phase1_lifetime_seconds`)),
      offers2: offerFrom(
        meant(of(`${t}phase2_encryption_algorithms`), encryptionOf),
        meant(of(`${t}phase2_integrity_algorithms`), hashOf),
        [],
      ),
      pfs: meant(of(`${t}phase2_dh_group_numbers`), groupOf),
      life2: secondsIn(of(`${t}phase2_lifetime_seconds`)),
      selectors_local: blocksIn(of('remote_ipv4_network_cidr')),
      selectors_remote: blocksIn(of('local_ipv4_network_cidr')),
      // The addresses are made with the tunnel, so which of the two is meant is not in the text.
      doubts: doubtsOf('absent', [`${t}address`]),
    };
    return withDoubts(end, own);
  });
};

const AZURE_PFS: Readonly<Record<string, string>> = {
  pfs1: 'group1',
  pfs2: 'group2',
  pfs14: 'group14',
  pfs2048: 'group14',
  pfs24: 'group24',
};

const azureGroup = (word: string): string | undefined => {
  const name = word.toLowerCase().replace(/^dhgroup2048$/, 'dhgroup14');
  return AZURE_PFS[name] ?? groupOf(name);
};

const microsoft = (inside: readonly Statement[], gateways: readonly Statement[]): readonly End[] => {
  const own = createArguments(inside);
  const policy = blockOf(inside, 'ipsec_policy');
  const traffic = blockOf(inside, 'traffic_selector_policy');
  const site = createArguments(gateways.length === 1 ? (gateways[0]?.inside ?? []) : []);
  const spaces = site.of('address_space');
  const end: Partial<End> = {
    ike_version: versionIn(own.of('connection_protocol') ?? 'IKEv2'),
    auth: 'psk',
    offers1: offerFrom(
      meant(policy.of('ike_encryption'), encryptionOf),
      meant(policy.of('ike_integrity'), hashOf),
      meant(policy.of('dh_group'), azureGroup),
    ),
    peer_addr: addressIn(site.of('gateway_address')),
    offers2: offerFrom(
      meant(policy.of('ipsec_encryption'), encryptionOf),
      meant(policy.of('ipsec_integrity'), hashOf),
      [],
    ),
    pfs: meant(policy.of('pfs_group'), azureGroup),
    life2: secondsIn(policy.of('sa_lifetime')),
    selectors_local: blocksIn(listed(traffic.of('local_address_cidrs')).join(' ')),
    selectors_remote: blocksIn(listed(traffic.of('remote_address_cidrs') ?? spaces).join(' ')),
  };
  return [withDoubts(end, policy, traffic)];
};

const google = (inside: readonly Statement[]): readonly End[] => {
  const own = createArguments(inside);
  const end: Partial<End> = {
    ike_version: versionIn(own.of('ike_version') ?? '2'),
    auth: 'psk',
    peer_addr: addressIn(own.of('peer_ip')),
    selectors_local: blocksIn(listed(own.of('local_traffic_selector')).join(' ')),
    selectors_remote: blocksIn(listed(own.of('remote_traffic_selector')).join(' ')),
  };
  return [withDoubts(end, own)];
};

/** Reads the VPN resources of Alibaba Cloud, AWS, Azure and Google: an end for each tunnel that one of them makes. */
export const readTerraform = (lines: readonly string[]): readonly End[] => {
  const resources = allIn(readBraces(joined(lines), { comment: /(?!)/ }), 'resource');
  const of = (type: string): readonly Statement[] => resources.filter(({ words }) => words[1] === type);
  const sites = of('azurerm_local_network_gateway');
  const all = resources.map(({ words: [, type, name = ''], inside }) => {
    if (type === 'alicloud_vpn_connection' || type === 'alicloud_vpn_gateway_vpn_attachment')
      return [name, alibaba(inside)] as const;
    if (type === 'aws_vpn_connection') return [name, amazon(inside)] as const;
    if (type === 'azurerm_virtual_network_gateway_connection') return [name, microsoft(inside, sites)] as const;
    if (type === 'google_compute_vpn_tunnel') return [name, google(inside)] as const;
    return [name, []] as const;
  });
  return all.flatMap(([name, ends]) =>
    ends.map((end): End => ({ ...end, name: [name, end.name].filter(Boolean).join(' ') })),
  );
};
