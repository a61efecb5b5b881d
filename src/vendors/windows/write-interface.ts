import { isRouted, type PeerLink, type PeerTunnel, tunnelLabel } from '../handoff/link.ts';
import { lifetimeWithin, pickFor, wordsOf } from '../handoff/pick.ts';
import type { KeyPlaces, KeySyntax } from '../handoff/writer.ts';
import { rangeOf } from './range.ts';
import { INTERFACE_WORDS } from './words.ts';

/** Between single quotes nothing is evaluated, and a doubled one stands for itself. */
export const KEY: KeySyntax = {
  encoding: 'doubled-quote',
  inFile: (encoded) => `'${encoded}'`,
  inText: (words) => `'${words}'`,
};

/** Values that were checked: without quotes of their own. */
export const text = (value: string): string => `'${value}'`;

const list = (values: readonly string[]): string => `@(${values.map(text).join(', ')})`;

const selectors = (side: string, blocks: readonly string[]): readonly string[] => [
  ...blocks.map((block, at) => {
    const [first, last] = rangeOf(block);
    return `$${side}_${at + 1} = New-VpnTrafficSelector -IPAddressRange ${text(first)}, ${text(last)} -PortRange 0, 65535 -ProtocolId 0 -Type IPv4`;
  }),
  `$${side} = @(${blocks.map((_, at) => `$${side}_${at + 1}`).join(', ')})`,
];

/** One site-to-site interface of Routing and Remote Access, with its policy. */
export const interfaceCommands = (
  link: PeerLink,
  tunnel: PeerTunnel,
  places: KeyPlaces,
  title: string,
): readonly string[] => {
  const { ike, ipsec, order } = tunnel;
  const words = wordsOf(tunnel, INTERFACE_WORDS, pickFor(title));
  const name = tunnelLabel(link, tunnel);
  const [local, remote] = [`local${order}`, `remote${order}`];
  const metric = order * 100;
  const settings = [
    `-Name ${text(name)} -Destination ${text(tunnel.remoteAddress)} -SourceIpAddress ${text(tunnel.localAddress)}`,
    `-Protocol IKEv2 -AuthenticationMethod PSKOnly -ResponderAuthenticationMethod PSKOnly -SharedSecret ${places.key(tunnel, KEY)}`,
    ...(isRouted(link)
      ? []
      : [
          `-IPv4Subnet ${list(link.remoteSubnets.map((block) => `${block}:${metric}`))}`,
          `-LocalVpnTrafficSelector $${local} -RemoteVpnTrafficSelector $${remote}`,
        ]),
    `-CustomPolicy -EncryptionMethod ${words.encryption1} -IntegrityCheckMethod ${words.hash1} -DHGroup ${words.group1}`,
    `-CipherTransformConstants ${words.encryption2} -AuthenticationTransformConstants ${words.hash2} -PfsGroup ${words.pfs}`,
    `-MMSALifeTimeSeconds ${lifetimeWithin('IkeLifetime', ike.lifetime, [300, 86_400], title)}`,
    `-SALifeTimeSeconds ${lifetimeWithin('IpsecLifetime', ipsec.lifetime, [300, 86_400], title)}`,
    '-InitiateConfigPayload $false -NumberOfTries 0 -Persistent -AdminStatus $true',
  ];
  return [
    ...(isRouted(link) ? [] : [...selectors(local, link.localSubnets), ...selectors(remote, link.remoteSubnets)]),
    `Add-VpnS2SInterface ${settings.join(' ')}`,
    ...(isRouted(link)
      ? [
          `# Which networks are behind the cloud stands in no setting of a routed connection: Set-VpnS2SInterface -Name '${name}' -IPv4Subnet 'BLOCK:${metric}'`,
        ]
      : []),
    `Connect-VpnS2SInterface -Name ${text(name)}`,
  ];
};
