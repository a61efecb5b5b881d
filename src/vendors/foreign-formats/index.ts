/** A format that is known by a line and not read. */
export interface ForeignFormat {
  /** As its maker calls it. */
  readonly name: string;
  /** A line of it, without blanks before it; in a log wherever in the line. */
  readonly sign: RegExp;
}

/** Formats whose half would be read by the readers of others: by the lines that their manuals begin a tunnel with. */
export const FOREIGN_FORMATS: readonly ForeignFormat[] = [
  { name: 'racoon (racoon.conf)', sign: /^(?:remote|sainfo) [^{]{1,200}\{|^exchange_mode\s|^path pre_shared_key\s/ },
  { name: 'OpenBSD (iked.conf, ipsec.conf)', sign: /^ike(?:v2)? (?:"|active|passive|dynamic|quick|esp|ah|from)/ },
  { name: 'OpenBSD (isakmpd.conf)', sign: /^\[Phase [12]\]/ },
  { name: 'WireGuard', sign: /^\[(?:Interface|Peer)\]\s*$|^AllowedIPs\s*=/ },
  { name: 'OpenVPN', sign: /^remote \S{1,200} \d{1,5}(?: (?:udp|tcp)\S{0,9})?\s*$|^dev tun\d{0,4}\s*$/ },
  { name: 'SonicWall SonicOS', sign: /^vpn policy (?:site-to-site|tunnel-interface|group-vpn) / },
  { name: 'Hillstone StoneOS', sign: /^isakmp (?:proposal|peer) "|^tunnel ipsec "[^"]{0,100}" (?:auto|manual)/ },
  { name: 'Juniper ScreenOS', sign: /^set ike (?:gateway|p1-proposal|p2-proposal) |^set vpn "/ },
  {
    name: 'Check Point',
    sign: /^(?:mgmt_cli )?(?:add|set) vpn-community-|^:(?:ike_p1|ike_p2|community) \(|^"?ike-phase-[12]"?\s*:/,
  },
  { name: 'WatchGuard Fireware', sign: /^<(?:ike-policy-list|ike-action-list|ipsec-action-list|ipsec-proposal-list)>/ },
  { name: 'Sophos Firewall', sign: /^<(?:VPNIPSecConnection|VPNProfile)\b/ },
  {
    name: 'Azure PowerShell or a Windows VPN client',
    sign: /^(?:\$\w{1,40}\s*=\s*)?(?:New-AzIpsecPolicy|New-AzVirtualNetworkGatewayConnection|Set-VpnConnectionIPsecConfiguration)\b/i,
  },
  { name: 'Cisco PIX up to 6.3', sign: /^isakmp (?:policy \d{1,5} (?:auth|encr|hash|group|life)|key \S|enable \S)/ },
  { name: 'Zyxel ZyWALL', sign: /^isakmp policy \S{1,60}\s*$/ },
  {
    name: 'Yamaha RTX',
    sign: /^ipsec (?:tunnel \d|ike (?:local|remote|pre-shared-key|encryption|hash|group|keepalive) |sa policy )/,
  },
  { name: 'Stormshield', sign: /^CONFIG IPSEC / },
  { name: 'DrayTek Vigor', sign: /^vpn l2l(?:-DtoD|set) / },
];

/** Logs that are known by a line and have no rows: of none of these makers a manual of its messages could be read. */
export const FOREIGN_LOGS: readonly ForeignFormat[] = [
  { name: 'WatchGuard Fireware', sign: /\biked\b.{0,40}\([\d.]{7,15}<->[\d.]{7,15}\)|\bmsg_id="0203-/ },
  {
    name: 'SonicWall SonicOS',
    sign: /\bIKE(?:v2)? (?:Responder|Initiator): |\bISAKMP OAK (?:MM|AG|QM|INFO)\b|\bIKEv2 IKE proposal does not match\b/,
  },
  {
    name: 'Check Point',
    sign: /\bfw_subproduct:|\bvpn_feature_name:|\b(?:Main|Quick) Mode (?:Failed to match proposal|(?:Received|Sent) Notification (?:from|to) Peer)\b/i,
  },
  { name: 'Zyxel', sign: /^!! [A-Z]|\[(?:SA|ID)\] : / },
  { name: 'DrayTek Vigor', sign: /\[IPSEC\/IKE\]\[|## IKEv2 DBG\b/ },
  { name: 'Yamaha RTX', sign: /\[IKE\] (?:respond|initiate) ISAKMP phase\b/ },
  { name: 'Stormshield', sign: /\bslotlevel=\d/ },
];
