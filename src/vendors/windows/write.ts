import { headOf } from '../handoff/head.ts';
import { isRouted, type PeerLink, type PeerTunnel, TCP_MSS } from '../handoff/link.ts';
import { refuseSetting } from '../handoff/pick.ts';
import { noteOfNat, warnOfNoOrder } from '../handoff/warn.ts';
import type { KeyPlaces, Writer, Written } from '../handoff/writer.ts';
import { interfaceCommands } from './write-interface.ts';
import { ruleCommands } from './write-rules.ts';

const about = {
  name: 'windows',
  title: 'Windows Server 2016 to 2022 (PowerShell)',
  verified: 'reader',
  sources: [
    'https://github.com/MicrosoftDocs/windows-powershell-docs/blob/main/docset/winserver2022-ps/RemoteAccess/Add-VpnS2SInterface.md',
    'https://github.com/MicrosoftDocs/windows-powershell-docs/blob/main/docset/winserver2022-ps/RemoteAccess/New-VpnTrafficSelector.md',
    'https://github.com/MicrosoftDocs/windows-powershell-docs/blob/main/docset/winserver2022-ps/NetSecurity/New-NetIPsecRule.md',
    'https://github.com/MicrosoftDocs/windows-powershell-docs/blob/main/docset/winserver2022-ps/NetSecurity/New-NetIPsecQuickModeCryptoProposal.md',
  ],
} as const;

const refuseIdentity = (field: string, id: string, address: string): void => {
  if (id !== address)
    refuseSetting(
      field,
      about.title,
      `Windows has no identities but the addresses, and ${address} would be sent or expected`,
    );
};

/** What Windows has no way for, whichever its commands. */
const refuseOthers = (link: PeerLink, tunnel: PeerTunnel): void => {
  refuseIdentity('RemoteId', tunnel.localId, tunnel.localAddress);
  refuseIdentity('LocalId', tunnel.remoteId, tunnel.remoteAddress);
  if (tunnel.bgp)
    refuseSetting('BgpConfig', about.title, 'its interfaces take no address of the tunnel that BGP could speak from');
  if (tunnel.ike.version === 'ikev2') return;
  if (tunnel.ike.mode === 'aggressive') refuseSetting('IkeMode aggressive', about.title, 'it has main mode alone');
  if (isRouted(link))
    refuseSetting(
      'LocalSubnet and RemoteSubnet 0.0.0.0/0 with ikev1',
      about.title,
      'its rules have no interface; with ikev2 there is one',
    );
};

const write = (link: PeerLink, places: KeyPlaces): Written => {
  for (const tunnel of link.tunnels) refuseOthers(link, tunnel);
  const isOld = link.tunnels.some(({ ike }) => ike.version === 'ikev1');
  return {
    files: [
      {
        name: `${link.connectionId}.windows.ps1`,
        text: [
          '#Requires -RunAsAdministrator',
          ...headOf(link, about, places).map((line) => `# ${line}`),
          "$ErrorActionPreference = 'Stop'",
          ...link.tunnels.flatMap((tunnel) =>
            tunnel.ike.version === 'ikev2'
              ? interfaceCommands(link, tunnel, places, about.title)
              : ruleCommands(link, tunnel, places, about.title),
          ),
          `# Firewall before this server: UDP 500 and 4500 and ESP from ${link.tunnels.map((one) => one.remoteAddress).join(' and ')}.`,
          '# Packets have to fit: netsh interface ipv4 set subinterface "NAME" mtu=1400 store=persistent, on the interface with the clients,',
          `# which brings TCP to segments of ${TCP_MSS}. NAT of this server must leave these blocks out.`,
          '',
        ].join('\n'),
      },
    ],
    warnings: [
      ...(isOld
        ? [
            'Windows counts lifetimes of rules in whole minutes: seconds beyond are left off. They need not be the same at both ends.',
          ]
        : []),
      ...(isOld ? warnOfNoOrder(link, 'Windows') : []),
      'The key stands in the script as plain text, and Windows keeps it so: delete the script when it ran.',
    ],
    notes: [
      isOld
        ? 'IKEv1: tunnel rules of the firewall, for the site-to-site interfaces of Windows speak IKEv2 alone.'
        : 'IKEv2: site-to-site interfaces of Routing and Remote Access, for rules of the firewall take no pre-shared key with IKEv2.',
      ...noteOfNat(link),
    ],
    load: 'Run it in an elevated PowerShell on the server; for IKEv2 once before: Install-RemoteAccess -VpnType VpnS2S',
    look: isOld
      ? 'Get-NetIPsecMainModeSA and Get-NetIPsecQuickModeSA list the tunnel.'
      : 'Get-VpnS2SInterface shows Connected for each tunnel.',
  };
};

/** Windows Server by a script of PowerShell. */
export const windowsWriter: Writer = { ...about, write };
