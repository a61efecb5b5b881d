import { firstHealth, firstIke, firstIpsec } from '../handlers/ipsec-settings.ts';
import type { SslLogLine, Tunnel, VpnConnection, VpnGateway, WorldData } from '../state/world.ts';
import type { WorldFile } from './world-file.ts';

/** Without the `undefined` that the schema's types allow for absent members; there are none in what it returns. */
type Present<T> = T extends readonly (infer Item)[]
  ? Present<Item>[]
  : T extends object
    ? { [Key in keyof T]: Present<Exclude<T[Key], undefined>> }
    : T;

/** A file with its times moved and its log lines read. */
export type Moved = Present<Omit<WorldFile, 'ssl_logs'>> & { ssl_logs: SslLogLine[] };

/** The same with its gateways complete. */
export type Filled = Omit<Moved, 'gateways' | 'customer_gateways'> & Pick<WorldData, 'gateways' | 'customer_gateways'>;

type FileConnection = Moved['connections'][number];
type FileTunnel = NonNullable<FileConnection['tunnels']>[number];

export const gatewayOf = ({ gateways }: Filled, { VpnGatewayId }: { VpnGatewayId?: string }): VpnGateway | undefined =>
  gateways.find((one) => one.VpnGatewayId === VpnGatewayId);

/** What a connection does not say is as the API would have made it. */
export const fillConnections = (filled: Filled, CreateTime: number): WorldData['connections'] =>
  filled.connections.map((one): VpnConnection => {
    const gateway = gatewayOf(filled, one);
    const { tunnels, VpnGatewayId = '', CustomerGatewayId = tunnels?.[0]?.CustomerGatewayId ?? '', ...rest } = one;
    const ends = {
      InternetIp: gateway?.InternetIp ?? one.InternetIp ?? '',
      IpAddress: peerAddress(filled, CustomerGatewayId),
    };
    return {
      ...{ RegionId: gateway?.RegionId ?? filled.default_region ?? '', CreateTime, ...rest },
      ...{ VpnGatewayId, CustomerGatewayId },
      IkeConfig: { ...firstIke(ends, ends), ...one.IkeConfig },
      IpsecConfig: { ...firstIpsec, ...one.IpsecConfig },
      VcoHealthCheck: { ...firstHealth, ...one.VcoHealthCheck },
      ...(tunnels && { tunnels: tunnels.map((tunnel, nth) => fillTunnel(filled, gateway, tunnel, nth)) }),
    };
  });

const peerAddress = ({ customer_gateways }: Filled, id: string): string =>
  customer_gateways.find((one) => one.CustomerGatewayId === id)?.IpAddress ?? '';

const fillTunnel = (filled: Filled, gateway: VpnGateway | undefined, tunnel: FileTunnel, nth: number): Tunnel => {
  const second = nth > 0;
  const address = second ? gateway?.DisasterRecoveryInternetIp : gateway?.InternetIp;
  const vswitch = second ? gateway?.DisasterRecoveryVSwitchId : gateway?.VSwitchId;
  const ZoneNo = filled.vswitches.find((one) => one.VSwitchId === vswitch)?.ZoneId;
  const InternetIp = tunnel.InternetIp ?? address ?? '';
  const IpAddress = peerAddress(filled, tunnel.CustomerGatewayId);
  return {
    ...(gateway ? { Role: second ? 'slave' : 'master' } : { TunnelIndex: nth + 1 }),
    ...{ EnableDpd: true, EnableNatTraversal: true, ...(ZoneNo && { ZoneNo }), ...tunnel, InternetIp },
    TunnelIkeConfig: { ...firstIke({ InternetIp }, { IpAddress }), ...tunnel.TunnelIkeConfig },
    TunnelIpsecConfig: { ...firstIpsec, ...tunnel.TunnelIpsecConfig },
  };
};
