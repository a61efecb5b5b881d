import type { LinkBgp, LinkIke, LinkIpsec } from '../../vendors/handoff/link.ts';
import type { Connection } from '../inventory/inventory.ts';
import { oneOf, refuse } from './refuse.ts';

const ENCRYPTION = ['aes', 'aes192', 'aes256', 'des', '3des'] as const;
const AUTHENTICATION = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const;
const GROUPS = ['group1', 'group2', 'group5', 'group14', 'group24'] as const;

const MOST_SECONDS = 10 * 86_400;

const seconds = (value: unknown, field: string): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_SECONDS
    ? value
    : refuse(
        `${field} is no number of seconds in the cloud's reply.`,
        'Look at it with DescribeVpnConnection; set it with ModifyVpnConnectionAttribute, then call again.',
      );

/** Phase 1, each value of a closed list. The mode is nothing with IKEv2. */
export const readIke = ({ IkeConfig: ike }: Connection): LinkIke => {
  const version = oneOf(ike?.IkeVersion, 'IkeConfig.IkeVersion', ['ikev1', 'ikev2']);
  return {
    version,
    mode: version === 'ikev2' ? 'main' : oneOf(ike?.IkeMode, 'IkeConfig.IkeMode', ['main', 'aggressive']),
    encryption: oneOf(ike?.IkeEncAlg, 'IkeConfig.IkeEncAlg', ENCRYPTION),
    authentication: oneOf(ike?.IkeAuthAlg, 'IkeConfig.IkeAuthAlg', AUTHENTICATION),
    group: oneOf(ike?.IkePfs, 'IkeConfig.IkePfs', GROUPS),
    lifetime: seconds(ike?.IkeLifetime, 'IkeConfig.IkeLifetime'),
  };
};

/** Phase 2, each value of a closed list. */
export const readIpsec = ({ IpsecConfig: ipsec }: Connection): LinkIpsec => ({
  encryption: oneOf(ipsec?.IpsecEncAlg, 'IpsecConfig.IpsecEncAlg', ENCRYPTION),
  authentication: oneOf(ipsec?.IpsecAuthAlg, 'IpsecConfig.IpsecAuthAlg', AUTHENTICATION),
  pfs: oneOf(ipsec?.IpsecPfs, 'IpsecConfig.IpsecPfs', [...GROUPS, 'disabled']),
  lifetime: seconds(ipsec?.IpsecLifetime, 'IpsecConfig.IpsecLifetime'),
});

const ADDRESS = /^(?:\d{1,3}\.){3}\d{1,3}$/;

export const isAddress = (text: unknown): text is string =>
  typeof text === 'string' && ADDRESS.test(text) && text.split('.').every((part) => Number(part) < 256);

const MOST_ASN = 4_294_967_295;

const asn = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 && number <= MOST_ASN ? number : undefined;
};

/** BGP as the peer has to have it: the cloud's own values the other way round. Undefined where a tunnel has none. */
export const readBgp = ({ VpnBgpConfig: bgp }: Connection): LinkBgp | undefined => {
  const [peerAsn, localAsn] = [asn(bgp?.LocalAsn), asn(bgp?.PeerAsn)];
  const [peerIp, localIp] = [bgp?.LocalBgpIp, bgp?.PeerBgpIp];
  const tunnelCidr = bgp?.TunnelCidr ?? '';
  if (peerAsn === undefined && localAsn === undefined && !peerIp && !localIp) return undefined;
  const isWhole = isAddress(peerIp) && isAddress(localIp) && /^[\d.]+\/30$/.test(tunnelCidr);
  if (peerAsn === undefined || localAsn === undefined || !isWhole)
    return refuse(
      'The BGP settings of the connection are not whole: ASN and address of both ends and the /30 of the tunnel are needed.',
      'Look at VpnBgpConfig with DescribeVpnConnection and complete it in the console.',
    );
  return { localAsn, localIp, peerAsn, peerIp, tunnelCidr };
};
