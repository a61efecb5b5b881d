import { format, type Language, type LocalizedText } from '../../catalogue/message.ts';
import type { Tunnel } from '../../network/tunnels.ts';
import { isOwnTunnel, readTunnels } from '../../network/tunnels.ts';
import type { Connection, Gateway } from './inventory.ts';
import { type Health, healthOfTunnel, isBgpDown } from './tunnel-state.ts';
import { tunnelName, whyNotUnderstood } from './tunnel-words.ts';

const texts = {
  noStatus: { en: 'status not known', zh: '状态未知' },
  unhealthy: { en: '{status}, health check failed', zh: '{status}，健康检查失败' },
  bgp: { en: '{status} without BGP', zh: '{status}，BGP 未建立' },
  odd: { en: 'tunnels not understood: {why}', zh: '无法识别其隧道：{why}' },
  up: { en: '{n} of {all} tunnels up', zh: '{all} 条隧道中 {n} 条正常' },
  down: { en: '{n} of {all} tunnels down: {which}', zh: '{all} 条隧道中 {n} 条断开：{which}' },
  degraded: { en: '{n} of {all} tunnels degraded: {which}', zh: '{all} 条隧道中 {n} 条异常：{which}' },
  unknown: { en: '{n} of {all} tunnels not known: {which}', zh: '{all} 条隧道中 {n} 条未知：{which}' },
  and: { en: ' and ', zh: '和' },
  comma: { en: ', ', zh: '，' },
  router: { en: 'transit router {id}', zh: '转发路由器 {id}' },
  someRouter: { en: 'a transit router that is not named', zh: '未给出 ID 的转发路由器' },
  nothing: { en: 'no gateway and no transit router', zh: '未绑定的连接' },
  noGateway: { en: 'no VPN gateway that can be seen', zh: '没有可见的 VPN 网关' },
  noAddress: { en: 'no address', zh: '无地址' },
} satisfies Record<string, LocalizedText>;

/** A name with its ID, as people tell things apart; what is not there is left out, and an ID that is not known is `?`. */
export const called = (id: string | undefined, name: string | undefined): string =>
  name === undefined || name === '' || name === id ? (id ?? '?') : `${name} (${id ?? '?'})`;

/** The same of a connection. */
export const labelOf = ({ VpnConnectionId, Name }: Pick<Connection, 'VpnConnectionId' | 'Name'>): string =>
  called(VpnConnectionId || undefined, Name);

const ownStatus = (connection: Connection, language: Language): string => {
  const status = connection.Status || format(texts.noStatus, language);
  const health = healthOfTunnel(connection);
  if (health !== 'degraded') return status;
  return format(isBgpDown(connection) ? texts.bgp : texts.unhealthy, language, { status });
};

const tunnelStatus = (tunnel: Tunnel<Connection>, language: Language): string => {
  const role = tunnel.TunnelId && tunnel.Role ? ` (${tunnel.Role})` : '';
  return `${tunnelName(tunnel)}${role} ${ownStatus(tunnel.connection, language)}`;
};

const GROUPS: readonly (Health & keyof typeof texts)[] = ['down', 'degraded', 'unknown'];

/** The status of a connection; of one with two tunnels how many are not up, and which. */
export const statusWords = (connection: Connection, language: Language): string => {
  if (isOwnTunnel(connection)) return ownStatus(connection, language);
  const why = whyNotUnderstood(connection, language);
  if (why !== undefined) return format(texts.odd, language, { why });
  const { tunnels } = readTunnels(connection);
  const all = tunnels.length;
  const parts = GROUPS.flatMap((group) => {
    const found = tunnels.filter((one) => healthOfTunnel(one.connection) === group);
    if (found.length === 0) return [];
    const which = found.map((one) => tunnelStatus(one, language)).join(format(texts.and, language));
    return [format(texts[group], language, { n: found.length, all, which })];
  });
  return parts.length === 0 ? format(texts.up, language, { n: all, all }) : parts.join(format(texts.comma, language));
};

/** The status of each tunnel, in an order that does not change between two looks. */
export const statusOfEach = (connection: Connection): string => {
  const { tunnels } = readTunnels(connection);
  if (isOwnTunnel(connection)) return connection.Status ?? 'unknown';
  const each = tunnels.map((one) => `${tunnelName(one)} ${one.connection.Status ?? 'unknown'}`);
  return each.length === 0 ? 'unknown' : each.sort().join(', ');
};

/** What a connection hangs on: a gateway, a transit router, or nothing. */
export const placeWords = ({ VpnGatewayId, TransitRouterId, AttachType }: Connection, language: Language): string => {
  if (VpnGatewayId) return VpnGatewayId;
  if (TransitRouterId) return format(texts.router, language, { id: TransitRouterId });
  if (AttachType === 'CEN') return format(texts.someRouter, language);
  return format(AttachType === undefined ? texts.noGateway : texts.nothing, language);
};

/** The addresses at which tunnels end: two on a gateway that has its connections twice. */
export const addressWords = ({ InternetIp, DisasterRecoveryInternetIp }: Gateway, language: Language): string =>
  [InternetIp, DisasterRecoveryInternetIp].filter(Boolean).join(format(texts.and, language)) ||
  format(texts.noAddress, language);
