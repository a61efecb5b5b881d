import type { Fields, Platform } from '../../catalogue/action.ts';
import type { End } from '../../vendors/end.ts';
import { swapSides } from '../ends/read-peer-config.ts';
import type { FoundGateways } from './import-gateways.ts';
import type { Imported } from './import-settings.ts';

/** One tunnel of a text with what the cloud has for it. */
export interface ImportedTunnel {
  readonly end: End;
  readonly settings: Imported;
  readonly gateways: FoundGateways;
}

const CLOUD_CODE = /"alicloud_vpn_(?:connection|gateway_vpn_attachment)"/;

/** Ends as the peer sees them: code of the cloud's own resources is the cloud's side. */
export const seenByPeer = (lines: readonly string[], ends: readonly End[]): readonly End[] =>
  lines.some((line) => CLOUD_CODE.test(line)) ? ends.map(swapSides) : ends;

const ids = ({ VpnGatewayId }: FoundGateways): Fields => (VpnGatewayId === undefined ? {} : { VpnGatewayId });

const customer = ({ CustomerGatewayId }: FoundGateways): Fields =>
  CustomerGatewayId === undefined ? {} : { CustomerGatewayId };

const subnets = ({ LocalSubnet, RemoteSubnet }: Imported): Fields => ({
  ...(LocalSubnet !== undefined && { LocalSubnet }),
  ...(RemoteSubnet !== undefined && { RemoteSubnet }),
});

const isSame = (one: Fields, other: Fields): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Two ends of one text that protect the same blocks are the two tunnels of one connection, where the cloud has such. */
export const isPair = ([one, other, ...more]: readonly ImportedTunnel[], platform: Platform): boolean =>
  platform === 'public' &&
  one !== undefined &&
  other !== undefined &&
  more.length === 0 &&
  one.end.peer_addr !== other.end.peer_addr &&
  isSame(subnets(one.settings), subnets(other.settings));

const single = (RegionId: string, { settings, gateways }: ImportedTunnel): Fields => ({
  ...{ RegionId, ...ids(gateways), ...customer(gateways), ...subnets(settings) },
  IkeConfig: settings.IkeConfig,
  IpsecConfig: settings.IpsecConfig,
});

/** The arguments of CreateVpnConnection, once for each connection of the text. */
export const createArguments = (
  RegionId: string,
  tunnels: readonly ImportedTunnel[],
  platform: Platform,
): readonly Fields[] => {
  const [first] = tunnels;
  if (first === undefined || !isPair(tunnels, platform)) return tunnels.map((tunnel) => single(RegionId, tunnel));
  return [
    {
      ...{ RegionId, ...ids(first.gateways), ...subnets(first.settings) },
      TunnelOptionsSpecification: tunnels.map(({ settings, gateways }, at) => ({
        Role: at === 0 ? 'master' : 'slave',
        ...customer(gateways),
        TunnelIkeConfig: settings.IkeConfig,
        TunnelIpsecConfig: settings.IpsecConfig,
      })),
    },
  ];
};
