import { type Blocks, onBoundary, overlaps, shared } from '../../network/cidr.ts';
import { rangeOf } from '../../network/ranges.ts';
import type { Connection } from '../inventory/inventory.ts';
import { rowsBy } from '../inventory/rows-by.ts';
import { isPair, selectorsOf } from './pairs.ts';
import type { Rule, RuleContext, Violation } from './rule.ts';
import { eachConnection, eachCustomerGateway, subjectOf } from './rule.ts';
import { eachTunnel, tunnelsHave } from './tunnels.ts';

const ANY = '0.0.0.0/0';

/** The first range that two lists share; both may be 0.0.0.0/0 in routed mode, so that block does not count. */
const common = (left: Blocks, right: Blocks): string | undefined => {
  for (const one of left) {
    const hit = one === ANY ? undefined : right.find((other) => other !== ANY && overlaps(one, other));
    if (hit) return shared(one, hit);
  }
  return undefined;
};

/**
 * Connections in groups, one group a VPC: only there may two claim the same addresses. A gateway without VPC is a group. What
 * is on no gateway is in none: a transit router shares routes by rules of its own.
 */
const byVpc = ({ region }: RuleContext): readonly (readonly Connection[])[] => {
  const vpcs = new Map(region.gateways.map(({ VpnGatewayId, VpcId }) => [VpnGatewayId, VpcId]));
  const groups = new Map<string, Connection[]>();
  for (const one of region.connections) {
    if (!one.VpnGatewayId) continue;
    const vpc = vpcs.get(one.VpnGatewayId) ?? one.VpnGatewayId;
    const group = groups.get(vpc);
    if (group) group.push(one);
    else groups.set(vpc, [one]);
  }
  return [...groups.values()];
};

const overlapOf = (one: Connection, other: Connection, { region }: RuleContext): readonly Violation[] => {
  const range = common(selectorsOf(one).remote, selectorsOf(other).remote);
  if (!range || isPair(one, other, region)) return [];
  return [
    {
      subject: subjectOf(region, one.VpnConnectionId, one.Name),
      observed: `RemoteSubnet shares ${range} with ${other.VpnConnectionId} (${other.Name ?? 'unnamed'})`,
      expected: 'ranges apart, or an active/standby pair with equal subnets',
    },
  ];
};

/** A block is told to overlap with so many others: with thousands of equal blocks all pairs would be their square. */
const MOST_OVERLAPS = 20;

/** For each connection of a group the later ones that share an address with it, found by one pass over all blocks. */
const overlappingWith = (group: readonly Connection[]): ReadonlyMap<number, readonly number[]> => {
  const blocks = group.flatMap((one, owner) =>
    selectorsOf(one).remote.flatMap((block) => {
      const range = block === ANY ? undefined : rangeOf(block);
      return range ? [{ ...range, owner }] : [];
    }),
  );
  const found = new Map<number, Set<number>>();
  // Blocks nest or lie apart: those that are open at an address are the ones around it, the narrowest last.
  const open: typeof blocks = [];
  for (const block of blocks.sort((a, b) => a.start - b.start || b.end - a.end)) {
    while ((open.at(-1)?.end ?? Infinity) <= block.start) open.pop();
    for (const { owner } of open.slice(-MOST_OVERLAPS)) {
      const [first, second] = [Math.min(owner, block.owner), Math.max(owner, block.owner)];
      if (first !== second) found.set(first, (found.get(first) ?? new Set()).add(second));
    }
    open.push(block);
  }
  return new Map([...found].map(([first, others]) => [first, [...others].sort((a, b) => a - b)]));
};

const overlappingRemotes = (context: RuleContext): readonly Violation[] =>
  byVpc(context).flatMap((group) => {
    const overlapping = overlappingWith(group);
    return group.flatMap((one, index) =>
      (overlapping.get(index) ?? []).flatMap((at) => {
        const other = group[at];
        return other ? overlapOf(one, other, context) : [];
      }),
    );
  });

const isOffBoundary = (block: string): boolean => onBoundary(block) !== block;

/** NET: address ranges; IDS: identities. */
export const addressRules: readonly Rule[] = [
  {
    id: 'NET-01',
    on: 'connection',
    severity: 'critical',
    title: { en: 'Local and remote subnets overlap', zh: '本端与远端网段重叠' },
    fix: {
      en: 'Correct the blocks: addresses on both sides of one tunnel cannot be routed.',
      zh: '更正网段：同一隧道两侧出现相同地址时无法路由。',
    },
    reference: 'practice',
    peer: true,
    check: eachConnection((connection) => {
      const { local, remote } = selectorsOf(connection);
      const range = common(local, remote);
      return range ? { observed: `both sides hold ${range}`, expected: 'ranges apart' } : undefined;
    }),
  },
  {
    id: 'NET-02',
    on: 'connection',
    also: ['vpn-gateway', 'route'],
    severity: 'high',
    title: { en: 'Two tunnels claim the same remote addresses', zh: '两条隧道的远端网段重叠' },
    fix: {
      en: 'Cut the ranges apart, or make the two an active/standby pair with equal subnets and weights 100 and 0.',
      zh: '拆分网段，或把两条连接做成网段相同、权重为 100 和 0 的主备对。',
    },
    reference: 'practice',
    peer: true,
    check: overlappingRemotes,
  },
  {
    id: 'NET-04',
    on: 'connection',
    severity: 'medium',
    title: { en: 'A block is not on its boundary', zh: '网段未按掩码对齐' },
    fix: {
      en: 'Write the network address: devices read 10.1.1.5/24 in different ways.',
      zh: '写成网络地址：不同设备对 10.1.1.5/24 的理解不同。',
    },
    reference: 'practice',
    peer: true,
    check: eachConnection((connection) => {
      const { local, remote } = selectorsOf(connection);
      const unaligned = [...local, ...remote].filter(isOffBoundary);
      return unaligned.length > 0
        ? { observed: unaligned.join(', '), expected: unaligned.map(onBoundary).join(', ') }
        : undefined;
    }),
  },
  {
    id: 'NET-05',
    on: 'connection',
    isShown: tunnelsHave('IkeConfig'),
    severity: 'medium',
    title: { en: 'Several subnets with IKEv1', zh: 'IKEv1 配置了多个网段' },
    fix: {
      en: 'Use ikev2 at both ends, or one connection for each pair of subnets: IKEv1 negotiates one pair only.',
      zh: '两端改用 ikev2，或为每对网段建一条连接：IKEv1 只协商一对网段。',
    },
    reference: 'vendor FAQ about IPsec-VPN connections',
    peer: true,
    check: eachTunnel((connection) => {
      if (connection.IkeConfig?.IkeVersion !== 'ikev1') return undefined;
      const { local, remote } = selectorsOf(connection);
      if (local.length < 2 && remote.length < 2) return undefined;
      return {
        observed: `ikev1 with ${connection.LocalSubnet} and ${connection.RemoteSubnet}`,
        expected: 'ikev2',
        fix: {
          Tool: 'ModifyVpnConnectionAttribute',
          Arguments: { VpnConnectionId: connection.VpnConnectionId, IkeConfig: { IkeVersion: 'ikev2' } },
        },
      };
    }),
  },
  {
    id: 'IDS-02',
    on: 'connection',
    also: ['customer-gateway'],
    isShown: tunnelsHave('IkeConfig', 'CustomerGatewayId'),
    severity: 'medium',
    title: { en: "RemoteId is not the customer gateway's address", zh: 'RemoteId 与用户网关地址不一致' },
    fix: {
      en: 'Confirm with the peer which identity it sends: behind NAT this may be right, after a move it is stale.',
      zh: '与对端确认其发送的标识：有 NAT 时可能正确，更换地址后则为残留。',
    },
    reference: 'practice',
    peer: true,
    check: eachTunnel((connection, { region }) => {
      const remote = connection.IkeConfig?.RemoteId;
      const [peer] = rowsBy(region.customerGateways, 'CustomerGatewayId', connection.CustomerGatewayId);
      if (!remote || !peer?.IpAddress || remote === peer.IpAddress) return undefined;
      return { observed: `RemoteId=${remote}`, expected: peer.IpAddress, confidence: 0.6 };
    }),
  },
  {
    id: 'IDS-04',
    on: 'customer-gateway',
    severity: 'low',
    title: { en: 'Two customer gateways with one name', zh: '两个用户网关重名' },
    fix: { en: 'Rename one: names are how people choose.', zh: '重命名其中一个：人靠名称识别资源。' },
    reference: 'practice',
    peer: false,
    check: eachCustomerGateway((customer, { region }) => {
      const namesake = rowsBy(region.customerGateways, 'Name', customer.Name).find((other) => other !== customer);
      if (!customer.Name || namesake === undefined) return undefined;
      return {
        observed: `the name ${customer.Name} is also that of ${namesake.CustomerGatewayId}`,
        expected: 'a name of its own',
      };
    }),
  },
];
