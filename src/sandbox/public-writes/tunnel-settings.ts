import { may, must, type Parameters, structure, type Table } from '../handlers/handler.ts';
import { defaultIke, defaultIpsec, firstIke, readIke, readIpsec } from '../handlers/ipsec-settings.ts';
import { flag, integer, invalid, text } from '../handlers/kinds.ts';
import { membersOf } from '../public/action.ts';
import { missing } from '../state/refusal.ts';
import type { CustomerGateway, IkeConfig, IpsecConfig, Tunnel, VpnGateway, World } from '../state/world.ts';
import { asn, tunnelCidr, tunnelIdentity, tunnelKey } from './kinds.ts';

/** What can be said of one tunnel. Words of algorithms are checked where they are read, as those of IkeConfig are. */
export const tunnelRows = {
  CustomerGatewayId: may(text),
  EnableDpd: may(flag),
  EnableNatTraversal: may(flag),
  TunnelBgpConfig: structure({ LocalAsn: may(asn), LocalBgpIp: may(text), TunnelCidr: may(tunnelCidr) }),
  TunnelIkeConfig: structure({
    ...{ Psk: may(tunnelKey), IkeVersion: may(text), IkeMode: may(text), IkeEncAlg: may(text), IkeAuthAlg: may(text) },
    ...{ IkePfs: may(text), IkeLifetime: may(integer(0, 86_400)) },
    ...{ LocalId: may(tunnelIdentity), RemoteId: may(tunnelIdentity) },
  }),
  TunnelIpsecConfig: structure({
    ...{ IpsecEncAlg: may(text), IpsecAuthAlg: may(text), IpsecPfs: may(text) },
    IpsecLifetime: may(integer(0, 86_400)),
  }),
} satisfies Table;

/** In one of the tables a structure for BGP must have the cloud's own number. */
export const tunnelBgpRow = structure({ LocalAsn: must(asn), LocalBgpIp: may(text), TunnelCidr: may(tunnelCidr) });

/** The certificate of the peer, on a gateway on a VPC only. */
export const tunnelCertificateRow = { RemoteCaCertificate: may(text) };

type Algorithms = Pick<World, 'platform'>;

const isNational = (gateway: VpnGateway | undefined): boolean => gateway?.VpnType === 'NationalStandard';

/** The algorithms of the two phases: those of the platform, or the Chinese ones alone. Phase 1 always exchanges keys. */
const algorithmsOf = ({ platform }: World, gateway: VpnGateway | undefined): [Algorithms, Algorithms] => {
  const all = isNational(gateway) ? { ...platform, allowed_enc: ['sm4'], allowed_auth: ['sm3'] } : platform;
  const allowed_dh = all.allowed_dh.filter((one) => one !== 'disabled');
  return [{ platform: { ...all, allowed_dh } }, { platform: all }];
};

/** Phase 1 and phase 2 of a tunnel. */
type Phases = Pick<Tunnel, 'TunnelIkeConfig' | 'TunnelIpsecConfig'>;

/** Both phases before anybody says otherwise. */
export const firstPhases = (
  world: World,
  gateway: VpnGateway | undefined,
  InternetIp: string,
  customer: CustomerGateway,
): Phases => {
  const [{ platform: ike }, { platform: ipsec }] = algorithmsOf(world, gateway);
  return {
    TunnelIkeConfig: defaultIke(firstIke({ InternetIp }, customer), ike, 'md5'),
    TunnelIpsecConfig: defaultIpsec(ipsec, 'md5'),
  };
};

/** What a request says of the phases, laid over what they are; a phase that it does not name stays. */
export const readPhases = (
  world: World,
  gateway: VpnGateway | undefined,
  given: Parameters,
  { TunnelIkeConfig, TunnelIpsecConfig }: Phases,
): Phases => {
  const [forIke, forIpsec] = algorithmsOf(world, gateway);
  const ike = membersOf(given, 'TunnelIkeConfig');
  const ipsec = membersOf(given, 'TunnelIpsecConfig');
  const phases: { TunnelIkeConfig: IkeConfig; TunnelIpsecConfig: IpsecConfig } = {
    TunnelIkeConfig: readIke(JSON.stringify(ike), TunnelIkeConfig, forIke),
    TunnelIpsecConfig: readIpsec(JSON.stringify(ipsec), TunnelIpsecConfig, forIpsec),
  };
  if (isNational(gateway)) mustBeNational(phases.TunnelIkeConfig);
  return phases;
};

const mustBeNational = ({ IkeVersion, IkeMode }: IkeConfig): void => {
  if (IkeVersion !== 'ikev1') throw invalid('TunnelIkeConfig.IkeVersion');
  if (IkeMode !== 'main') throw invalid('TunnelIkeConfig.IkeMode');
};

/** A gateway of the Chinese standard needs the certificate of each peer; no other takes one. The codes are not documented. */
export const readCertificate = (
  gateway: VpnGateway | undefined,
  certificate: string | undefined,
  before: string | undefined,
): { RemoteCaCertificate?: string } => {
  if (!isNational(gateway)) {
    if (certificate) throw invalid('RemoteCaCertificate');
    return {};
  }
  const RemoteCaCertificate = certificate || before;
  if (!RemoteCaCertificate) throw missing('RemoteCaCertificate');
  return { RemoteCaCertificate };
};

/** A flag of a structure. */
export const flagIn = (given: Parameters, name: string, otherwise: boolean): boolean => {
  const value = given[name];
  return value ? /^true$/i.test(value) : otherwise;
};
