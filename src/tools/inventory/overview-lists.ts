import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import { type Inventory, type RegionInventory, wasRead } from './inventory.ts';
import { rowsBy } from './rows-by.ts';
import { connectionsOf, usedPeers } from './tunnel-state.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

const texts = {
  empty: { en: 'nothing attached', zh: '未挂载任何资源' },
  unpeered: { en: 'no connection uses it (not billed)', zh: '没有连接使用它（不收费）' },
} satisfies Record<string, LocalizedText>;

/** Certificates that have ended or will within 30 days, the first to end first. `Days` is below 0 for the ended. */
export const expiring = ({ regions }: Inventory, nowMs: number) =>
  regions
    .flatMap((region) => region.certificates.map((one) => ({ one, region, endMs: one.EndTime ?? Number.NaN })))
    .filter(({ endMs }) => endMs - nowMs < SOON_DAYS * DAY_MS)
    .sort((a, b) => a.endMs - b.endMs)
    .map(({ one, region, endMs }) => ({
      RegionId: region.RegionId,
      Id: String(one.SslVpnClientCertId),
      Name: one.Name ?? '',
      Ends: new Date(endMs).toISOString().slice(0, 10),
      // As the audit counts: what ends in an hour ends in 1 day.
      Days: Math.ceil((endMs - nowMs) / DAY_MS) || 0,
      hasEnded: endMs <= nowMs,
    }));

/** So many of what ends, the nearest to today: what ended long ago must not hide what ends next week. Order is kept. */
export const nearest = <T extends { readonly Days: number }>(rows: readonly T[], count: number): readonly T[] => {
  const chosen = new Set([...rows].sort((a, b) => Math.abs(a.Days) - Math.abs(b.Days)).slice(0, count));
  return rows.filter((row) => chosen.has(row));
};

const idleGateways = (inventory: Inventory, region: RegionInventory, language: Language) => {
  const isKnown =
    wasRead(inventory, region, 'DescribeVpnConnections') && wasRead(inventory, region, 'DescribeSslVpnServers');
  if (!isKnown) return [];
  return region.gateways.flatMap((one) => {
    const hasServer = rowsBy(region.sslServers, 'VpnGatewayId', one.VpnGatewayId).length > 0;
    if (hasServer || connectionsOf(region, one.VpnGatewayId).length > 0) return [];
    const Why = format(texts.empty, language);
    return [{ RegionId: region.RegionId, Id: String(one.VpnGatewayId), Name: one.Name ?? '', Why }];
  });
};

const idlePeers = (inventory: Inventory, region: RegionInventory, language: Language) => {
  const used = wasRead(inventory, region, 'DescribeVpnConnections') ? usedPeers(region) : undefined;
  if (!used) return [];
  return region.customerGateways
    .filter(({ CustomerGatewayId }) => !used.has(CustomerGatewayId))
    .map((peer) => ({
      RegionId: region.RegionId,
      Id: String(peer.CustomerGatewayId),
      Name: peer.Name ?? '',
      Why: format(texts.unpeered, language),
    }));
};

/**
 * Resources with nothing attached; this API shows no traffic, so "unused" cannot mean more. A tunnel that is down is broken,
 * not unused, and must not look ready for deletion. After a failed read nothing is listed, nor are customer gateways where
 * tunnels are not understood.
 */
export const unused = (inventory: Inventory, language: Language) =>
  inventory.regions.flatMap((region) => [
    ...idleGateways(inventory, region, language),
    ...idlePeers(inventory, region, language),
  ]);
