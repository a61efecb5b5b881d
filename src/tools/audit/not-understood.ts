import { DescribeVpnConnections } from '../../catalogue/actions/vpn-connection.ts';
import { NOT_UNDERSTOOD, readTunnels } from '../../network/tunnels.ts';
import type { Inventory, Unseen } from '../inventory/inventory.ts';

/** So many connections are named for one reason. */
const MOST_NAMED = 5;

const reasonText = (reason: string, ids: readonly string[]): string => {
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
  return `tunnels not understood, not judged: ${reason}, of ${ids.slice(0, MOST_NAMED).join(', ')}${more}`;
};

/** Connections whose tunnels are not understood, counted and by region and reason, as rows beside the reads that failed. */
export const notUnderstood = ({ regions }: Pick<Inventory, 'regions'>): { count: number; rows: readonly Unseen[] } => {
  const rows = new Map<string, { readonly RegionId: string; readonly reason: string; readonly ids: string[] }>();
  let count = 0;
  for (const { RegionId, connections } of regions)
    for (const one of connections) {
      const { notUnderstood: why } = readTunnels(one);
      if (why === undefined) continue;
      count += 1;
      const row = rows.get(`${RegionId} ${why}`) ?? { RegionId, reason: NOT_UNDERSTOOD[why].en, ids: [] };
      row.ids.push(one.VpnConnectionId ?? '(no ID)');
      rows.set(`${RegionId} ${why}`, row);
    }
  return {
    count,
    rows: [...rows.values()].map(({ RegionId, reason, ids }) => ({
      RegionId,
      Action: DescribeVpnConnections.name,
      Reason: reasonText(reason, ids),
    })),
  };
};
