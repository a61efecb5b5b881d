import { flagOf } from '../handlers/checks.ts';
import type { Parameters, Request } from '../handlers/handler.ts';
import { invalid } from '../handlers/kinds.ts';
import type { VpnConnection, VpnGateway, World } from '../state/world.ts';
import { asn, tunnelCidr } from './kinds.ts';
import { mustHaveAsn, mustKnowBgp, readBgp } from './tunnel-bgp.ts';
import { readCertificate } from './tunnel-settings.ts';

/** Parameters that only a connection with one tunnel has. */
export const singleOnly = [
  ...['CustomerGatewayId', 'IkeConfig', 'IpsecConfig', 'HealthCheckConfig', 'EnableDpd', 'EnableNatTraversal'],
  ...['BgpConfig', 'RemoteCaCertificate', 'RemoteCaCert'],
];

/** Parameters that only a connection with two has. */
export const dualOnly = ['EnableTunnelsBgp', 'TunnelOptionsSpecification'];

/** The members of a JSON parameter, as texts. */
const membersOfJson = (text: string): Parameters =>
  Object.fromEntries(Object.entries(JSON.parse(text)).map(([name, value]) => [name, String(value)]));

/** BgpConfig, laid over what was; undefined where BGP is off. */
const bgpOf = (
  request: Request,
  world: World,
  before: VpnConnection['VpnBgpConfig'],
  customerGatewayId: string,
): VpnConnection['VpnBgpConfig'] => {
  const text = request.input['BgpConfig'];
  if (!text) return before;
  const { EnableBgp = before ? 'true' : 'false', ...given } = membersOfJson(text);
  if (!/^(true|false)$/i.test(EnableBgp)) throw invalid('BgpConfig.EnableBgp');
  if (/^false$/i.test(EnableBgp)) return undefined;
  if (given['LocalAsn']) asn(given['LocalAsn'], 'BgpConfig.LocalAsn');
  if (given['TunnelCidr']) tunnelCidr(given['TunnelCidr'], 'BgpConfig.TunnelCidr');
  mustKnowBgp(world, request.regionId);
  mustHaveAsn(world, customerGatewayId);
  // Here the cloud's own number has a default.
  return readBgp(given, before ?? { LocalAsn: 45_104 }, 'BgpConfig');
};

/** What HealthCheckConfig says beside the guide's members, for attachments. */
const policyOf = (text: string | undefined): string | undefined => {
  const { Policy } = text ? membersOfJson(text) : {};
  if (Policy && !['revoke_route', 'reserve_route'].includes(Policy)) throw invalid('HealthCheckConfig.Policy');
  return Policy;
};

/** Who is connected, and what was set before. */
interface Ends {
  readonly gateway: VpnGateway | undefined;
  readonly customerGatewayId: string;
  readonly before: Partial<VpnConnection>;
  readonly certificate: string | undefined;
}

/** The settings that the public cloud has beside the guide's, as a connection with one tunnel has them then. */
export const singleSettings = (request: Request, world: World, ends: Ends): ((made: VpnConnection) => void) => {
  const { gateway, customerGatewayId, before, certificate } = ends;
  const VpnBgpConfig = bgpOf(request, world, before.VpnBgpConfig, customerGatewayId);
  const Policy = policyOf(request.input['HealthCheckConfig']);
  const settings = {
    EnableDpd: flagOf(request, 'EnableDpd', before.EnableDpd ?? true),
    EnableNatTraversal: flagOf(request, 'EnableNatTraversal', before.EnableNatTraversal ?? true),
    ...readCertificate(gateway, certificate, before.RemoteCaCertificate),
  };
  return (made) => {
    Object.assign(made, settings);
    if (VpnBgpConfig) made.VpnBgpConfig = VpnBgpConfig;
    else delete made.VpnBgpConfig;
    if (Policy) made.VcoHealthCheck.Policy = Policy;
  };
};
