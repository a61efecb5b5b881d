import type { Connection, Inventory } from '../inventory/inventory.ts';
import { rowsBy } from '../inventory/rows-by.ts';
import type { Observation, Rule, RuleContext } from './rule.ts';
import { eachConnection } from './rule.ts';
import { listedTunnels, nameOf, ownTunnel, tunnelsHave, tunnelText } from './tunnels.ts';

const missingSecond = (connection: Connection, { region }: RuleContext): Observation | undefined => {
  const [only, second] = listedTunnels(connection);
  if (second) return undefined;
  if (only) return { observed: `${tunnelText(nameOf(only, 0))} is alone in its list`, expected: 'two tunnels' };
  if (!ownTunnel(connection) || !connection.VpnGatewayId) return undefined;
  const [gateway] = rowsBy(region.gateways, 'VpnGatewayId', connection.VpnGatewayId);
  if (!gateway?.DisasterRecoveryInternetIp) return undefined;
  return {
    observed: `one tunnel, on a gateway with ${gateway.InternetIp} and ${gateway.DisasterRecoveryInternetIp}`,
    expected: 'two tunnels',
    // Of a connection from the time before its gateway got the second address nothing is documented.
    confidence: 0.7,
  };
};

const onePeer = (connection: Connection, { region }: RuleContext): Observation | undefined => {
  const [one, other] = listedTunnels(connection).map((tunnel) => tunnel.connection.CustomerGatewayId);
  if (!one || !other) return undefined;
  const [first, second] = [one, other].map(
    (id) => rowsBy(region.customerGateways, 'CustomerGatewayId', id)[0]?.IpAddress,
  );
  const expected = 'two addresses, best of two devices';
  if (one === other) return { observed: `both lead to ${one}${first ? ` (${first})` : ''}`, expected };
  if (!first || first !== second) return undefined;
  return { observed: `${one} and ${other} have one address, ${first}`, expected };
};

const oneZone = (connection: Connection): Observation | undefined => {
  const [first, second] = listedTunnels(connection);
  if (!first?.ZoneNo || first.ZoneNo !== second?.ZoneNo) return undefined;
  // A few regions have one zone only.
  return { observed: `both in ${first.ZoneNo}`, expected: 'two zones', confidence: 0.7 };
};

const areZonesKnown = (inventory: Inventory): boolean =>
  tunnelsHave()(inventory) &&
  inventory.regions.every(({ connections }) =>
    connections.every((one) => listedTunnels(one).every(({ ZoneNo }) => ZoneNo !== undefined)),
  );

/** HA, of the two tunnels of one connection: what has to be apart for the one to stand in for the other. */
export const tunnelRules: readonly Rule[] = [
  {
    id: 'HA-05',
    on: 'connection',
    also: ['vpn-gateway'],
    isShown: tunnelsHave(),
    severity: 'medium',
    title: { en: 'Second tunnel missing', zh: '缺少第二条隧道' },
    fix: {
      en: 'Give the connection its second tunnel, in the console, and the site a device for it: the only one falls with its zone or its device.',
      zh: '在控制台为该连接添加第二条隧道，并在对端准备相应设备：仅有的隧道会随其可用区或设备一起中断。',
    },
    reference: 'practice',
    peer: true,
    check: eachConnection(missingSecond),
  },
  {
    id: 'HA-06',
    on: 'connection',
    also: ['customer-gateway'],
    isShown: tunnelsHave('CustomerGatewayId'),
    severity: 'medium',
    title: { en: 'Both tunnels lead to one peer address', zh: '两条隧道指向同一对端地址' },
    fix: {
      en: 'Lead the second tunnel to another address of the site, best of another device and line, through a customer gateway of its own: both tunnels fall with the one they share.',
      zh: '为第二条隧道使用站点的另一个地址（最好是另一台设备和线路）及独立的用户网关：共用的地址中断时两条隧道会同时中断。',
    },
    reference: 'practice',
    peer: true,
    check: eachConnection(onePeer),
  },
  {
    id: 'HA-07',
    on: 'connection',
    isShown: areZonesKnown,
    severity: 'medium',
    title: { en: 'Both tunnels in one zone', zh: '两条隧道位于同一可用区' },
    fix: {
      en: 'Move to a gateway whose two vSwitches are in two zones, unless the region has one only; on a transit router choose another zone in the console.',
      zh: '改用两个交换机位于不同可用区的网关（地域只有一个可用区时除外）；转发路由器上的连接在控制台另选可用区。',
    },
    reference: 'practice',
    peer: false,
    check: eachConnection(oneZone),
  },
];
