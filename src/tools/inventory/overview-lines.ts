import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { atLeast, type Inventory, type RegionInventory, wasRead } from './inventory.ts';
import { type Health, healthAt, healthOfConnection, tally, tunnelsOf, worse } from './tunnel-state.ts';

/** One resource on the screen. */
export type Line = {
  readonly Health: Health;
  readonly RegionId: string;
  readonly Id: string;
  readonly Name: string;
  readonly Kind: 'gateway' | 'tunnel' | 'SSL server';
  readonly State: string;
};

const texts = {
  gateway: { en: '{status}, {address}, tunnels: {tunnels}', zh: '{status}，{address}，隧道：{tunnels}' },
  noAddress: { en: 'no address', zh: '无地址' },
  none: { en: 'none', zh: '无' },
  notRead: { en: 'not read', zh: '未读取' },
  noGateway: { en: 'no VPN gateway that can be seen', zh: '没有可见的 VPN 网关' },
  tunnel: { en: '{status}, on {gateway}', zh: '{status}，位于 {gateway}' },
  unhealthy: { en: '{status}, health check failed, on {gateway}', zh: '{status}，健康检查失败，位于 {gateway}' },
  server: { en: '{used} of {most} sessions, {proto} {port}', zh: '会话 {used}/{most}，{proto} {port}' },
} satisfies Record<string, LocalizedText>;

/** Tunnels of a list that was not read, or not to its end. */
const partly = (counts: string, language: Language): string =>
  counts === '' ? format(texts.notRead, language) : atLeast(counts, language);

const gatewayLines = (region: RegionInventory, isRead: boolean, language: Language): readonly Line[] =>
  region.gateways.map((one) => {
    const counts = tally(tunnelsOf(region, one.VpnGatewayId).map(healthOfConnection), language);
    // First, because the verdict repeats what comes first, and a locked gateway is `active` all the same.
    const locked = one.BusinessStatus === 'FinancialLocked' ? 'FinancialLocked, ' : '';
    return {
      Health: healthAt(region, one),
      RegionId: region.RegionId,
      Id: String(one.VpnGatewayId),
      Name: one.Name ?? '',
      Kind: 'gateway',
      State: format(texts.gateway, language, {
        status: `${locked}${one.Status}`,
        address: one.InternetIp ?? format(texts.noAddress, language),
        tunnels: isRead ? counts || format(texts.none, language) : partly(counts, language),
      }),
    };
  });

/** Tunnels that are up are counted on their gateway's line. */
const tunnelLines = (region: RegionInventory, language: Language): readonly Line[] =>
  region.connections
    .map((one) => ({ one, health: healthOfConnection(one) }))
    .filter(({ health }) => health !== 'up')
    .map(({ one, health }) => ({
      Health: health,
      RegionId: region.RegionId,
      Id: String(one.VpnConnectionId),
      Name: one.Name ?? '',
      Kind: 'tunnel',
      State: format(health === 'degraded' ? texts.unhealthy : texts.tunnel, language, {
        status: String(one.Status),
        gateway: one.VpnGatewayId || format(texts.noGateway, language),
      }),
    }));

const isFull = (used: number | undefined, most: number | undefined): boolean => !!most && (used ?? 0) >= most;

const serverLines = (region: RegionInventory, language: Language): readonly Line[] =>
  region.sslServers.map((one) => ({
    Health: isFull(one.Connections, one.MaxConnections) ? 'degraded' : 'up',
    RegionId: region.RegionId,
    Id: String(one.SslVpnServerId),
    Name: one.Name ?? '',
    Kind: 'SSL server',
    State: format(texts.server, language, {
      used: one.Connections ?? '?',
      most: one.MaxConnections ?? '?',
      proto: String(one.Proto),
      port: String(one.Port),
    }),
  }));

/** Of two equally bad resources a gateway comes first: more depends on it. Regions keep their order. */
const worstFirst = (a: Line, b: Line): number =>
  worse(a.Health, b.Health) || Number(b.Kind === 'gateway') - Number(a.Kind === 'gateway');

/** Every gateway and SSL server, and each tunnel that is not up; worst first. */
export const linesOf = (inventory: Inventory, language: Language): readonly Line[] =>
  inventory.regions
    .flatMap((region) => [
      ...gatewayLines(region, wasRead(inventory, region, 'DescribeVpnConnections'), language),
      ...tunnelLines(region, language),
      ...serverLines(region, language),
    ])
    .sort(worstFirst);

/** A gateway is degraded by its tunnels, which stand in the list themselves. */
export const isOwnFault = ({ Health: health, Kind }: Line): boolean =>
  health === 'down' || (health === 'degraded' && Kind !== 'gateway');
