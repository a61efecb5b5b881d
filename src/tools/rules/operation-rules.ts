import { readTunnels } from '../../network/tunnels.ts';
import { type RegionInventory, wasRead } from '../inventory/inventory.ts';
import { rowsBy } from '../inventory/rows-by.ts';
import type { Rule } from './rule.ts';
import { eachCustomerGateway, eachGateway } from './rule.ts';
import { regionHas, tunnelsHave } from './tunnels.ts';

const DAY_MS = 86_400_000;
/** A gateway younger than this may still be under construction. */
const SETTLED_MS = 7 * DAY_MS;

const knownUsed = new WeakMap<RegionInventory, ReadonlySet<string | undefined>>();

/** The customer gateways that some tunnel leads to, gathered once for each region. */
const usedIn = (region: RegionInventory): ReadonlySet<string | undefined> => {
  const used =
    knownUsed.get(region) ??
    new Set(
      region.connections.flatMap((one) =>
        readTunnels(one).tunnels.map(({ connection }) => connection.CustomerGatewayId),
      ),
    );
  knownUsed.set(region, used);
  return used;
};

/** OPS: money, leftovers and clutter. */
export const operationRules: readonly Rule[] = [
  {
    id: 'OPS-01',
    on: 'vpn-gateway',
    severity: 'critical',
    title: { en: 'Gateway locked for an unpaid bill', zh: '网关因欠费被锁定' },
    fix: {
      en: 'Pay the bill; until then every change is refused.',
      zh: '缴清欠费；在此之前所有变更都会被拒绝。',
    },
    reference: 'platform rule',
    peer: false,
    check: eachGateway(({ BusinessStatus }) =>
      BusinessStatus === 'FinancialLocked'
        ? { observed: 'BusinessStatus=FinancialLocked', expected: 'Normal' }
        : undefined,
    ),
  },
  {
    id: 'OPS-02',
    on: 'vpn-gateway',
    severity: 'medium',
    title: { en: 'Prepaid gateway ends soon', zh: '包年包月网关即将到期' },
    fix: { en: 'Renew it; no action here does.', zh: '请续费；此处没有续费接口。' },
    reference: 'practice: 30 days',
    peer: false,
    check: eachGateway(({ ChargeType, EndTime }, { nowMs }) =>
      ChargeType?.toLowerCase().startsWith('prepa') && EndTime !== undefined && EndTime - nowMs < 30 * DAY_MS
        ? { observed: `ends ${new Date(EndTime).toISOString().slice(0, 10)}`, expected: 'more than 30 days left' }
        : undefined,
    ),
  },
  {
    id: 'OPS-03',
    on: 'vpn-gateway',
    also: ['connection', 'ssl-server'],
    severity: 'medium',
    title: { en: 'Gateway with nothing attached', zh: '网关未挂载任何资源' },
    fix: {
      en: 'Ask its owner before anything is deleted: a name with dr or standby may be idle by design. Traffic is not visible in this API.',
      zh: '删除前先询问负责人：名称带 dr、standby 的网关可能有意闲置。本 API 看不到流量。',
    },
    reference: 'practice: older than 7 days',
    peer: false,
    check: eachGateway(({ VpnGatewayId, Name, CreateTime }, { region, inventory, nowMs }) => {
      const isKnown =
        wasRead(inventory, region, 'DescribeVpnConnections') && wasRead(inventory, region, 'DescribeSslVpnServers');
      const used =
        rowsBy(region.connections, 'VpnGatewayId', VpnGatewayId).length > 0 ||
        rowsBy(region.sslServers, 'VpnGatewayId', VpnGatewayId).length > 0;
      if (!isKnown || used || (CreateTime !== undefined && nowMs - CreateTime < SETTLED_MS)) return undefined;
      const planned = /(^|[^a-z])(dr|standby|backup|spare)([^a-z]|$)/i.test(Name ?? '');
      return {
        observed: planned
          ? 'no connection, no SSL server; the name says it may stand by'
          : 'no connection, no SSL server',
        expected: 'something attached',
        confidence: planned ? 0.3 : 0.7,
      };
    }),
  },
  {
    id: 'OPS-04',
    on: 'customer-gateway',
    also: ['connection'],
    isShown: tunnelsHave('CustomerGatewayId'),
    severity: 'low',
    title: { en: 'Customer gateway that no connection uses', zh: '未被使用的用户网关' },
    fix: { en: 'Delete it if nobody plans with it; it costs nothing.', zh: '如无规划可删除；它不产生费用。' },
    reference: 'practice',
    peer: false,
    check: eachCustomerGateway(({ CustomerGatewayId }, { region, inventory }) => {
      // A tunnel that is not understood may lead to any of them.
      const isKnown = wasRead(inventory, region, 'DescribeVpnConnections') && regionHas(region, 'CustomerGatewayId');
      if (!isKnown || usedIn(region).has(CustomerGatewayId)) return undefined;
      return {
        observed: 'no connection uses it',
        expected: 'a connection',
        fix: { Tool: 'DeleteCustomerGateway', Arguments: { CustomerGatewayId } },
        confidence: 0.7,
      };
    }),
  },
];
