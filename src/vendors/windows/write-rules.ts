import { type PeerLink, type PeerTunnel, subnetPairs, tunnelLabel } from '../handoff/link.ts';
import { lifetimeWithin, pickFor, wordsOf } from '../handoff/pick.ts';
import type { KeyPlaces } from '../handoff/writer.ts';
import { RULE_WORDS } from './words.ts';
import { KEY, text } from './write-interface.ts';

/** The tunnel rules of the firewall for one tunnel of IKEv1: one for each pair of blocks. */
export const ruleCommands = (
  link: PeerLink,
  tunnel: PeerTunnel,
  places: KeyPlaces,
  title: string,
): readonly string[] => {
  const { ike, ipsec, order } = tunnel;
  const words = wordsOf(tunnel, RULE_WORDS, pickFor(title));
  const name = tunnelLabel(link, tunnel);
  const minutes = (field: string, value: number, least: number): number =>
    Math.floor(lifetimeWithin(field, value, [least * 60, 86_400], title) / 60);
  const ends = `-LocalTunnelEndpoint ${text(tunnel.localAddress)} -RemoteTunnelEndpoint ${text(tunnel.remoteAddress)}`;
  return [
    `$main${order} = New-NetIPsecMainModeCryptoProposal -Encryption ${words.encryption1} -Hash ${words.hash1} -KeyExchange ${words.group1}`,
    `$mainSet${order} = New-NetIPsecMainModeCryptoSet -DisplayName ${text(name)} -Proposal $main${order} -MaxMinutes ${minutes('IkeLifetime', ike.lifetime, 1)}`,
    `$key${order} = New-NetIPsecAuthProposal -Machine -PreSharedKey ${places.key(tunnel, KEY)}`,
    `$auth${order} = New-NetIPsecPhase1AuthSet -DisplayName ${text(name)} -Proposal $key${order}`,
    `$null = New-NetIPsecMainModeRule -DisplayName ${text(name)} -MainModeCryptoSet $mainSet${order}.Name -Phase1AuthSet $auth${order}.Name -LocalAddress ${text(tunnel.localAddress)} -RemoteAddress ${text(tunnel.remoteAddress)}`,
    `$quick${order} = New-NetIPsecQuickModeCryptoProposal -Encapsulation ESP -ESPHash ${words.hash2} -Encryption ${words.encryption2} -MaxMinutes ${minutes('IpsecLifetime', ipsec.lifetime, 5)}`,
    `$quickSet${order} = New-NetIPsecQuickModeCryptoSet -DisplayName ${text(name)} -Proposal $quick${order} -PerfectForwardSecrecyGroup ${words.pfs}`,
    ...subnetPairs(link).map(
      ({ local, remote }, at) =>
        `$null = New-NetIPsecRule -DisplayName ${text(`${name}-net${at + 1}`)} -Mode Tunnel -KeyModule IKEv1 -InboundSecurity Require -OutboundSecurity Require -LocalAddress ${text(local)} -RemoteAddress ${text(remote)} ${ends} -Phase1AuthSet $auth${order}.Name -QuickModeCryptoSet $quickSet${order}.Name`,
    ),
  ];
};
