import type { LocalizedText } from '../../catalogue/message.ts';

/** What a person reads before a site is retired. */
export const texts = {
  unread: {
    en: 'NOT read, so nothing is known of it here: {what} ({why}).',
    zh: '未能读取，因此情况未知：{what}（{why}）。',
  },
  ends: {
    en: 'ENDS: {dest} cannot be reached any more; no other entry leads there.',
    zh: '终止：{dest} 将无法访问，没有其他路由指向它。',
  },
  moves: {
    en: 'MOVES: {dest} goes by {by} through {hop} then.',
    zh: '转移：此后 {dest} 经 {hop} 走 {by}。',
  },
  stays: {
    en: 'STAYS: {dest} is carried by {hop} as now, and loses its standby.',
    zh: '保持：{dest} 仍由 {hop} 承载，但失去备用。',
  },
  head: {
    en: 'Retires the site {site} in one go, routes: {routes}, then connection {connections}, then customer gateway {peers}. Gateways, SSL-VPN servers and certificates stay as they are.',
    zh: '一次性下线站点 {site}：先删 {routes} 条路由，再删连接 {connections}，最后删用户网关 {peers}。VPN 网关、SSL-VPN 服务端和证书不变。',
  },
  upNow: {
    en: '{name} is UP now: somebody may be using it.',
    zh: '{name} 当前已建立：可能有人正在使用。',
  },
  bgp: {
    en: '{name} runs BGP: what it learned from the peer ENDS with it, and is in no table that was read here.',
    zh: '{name} 启用了 BGP：从对端学习的路由会随之终止，且不在此处读取的路由表中。',
  },
  peerKept: {
    en: 'Customer gateway {peer} stays: {by} uses it.',
    zh: '用户网关 {peer} 保留：{by} 仍在使用。',
  },
  peerUnclear: {
    en: 'Customer gateway {peer} stays: whether another connection uses it could not be told.',
    zh: '用户网关 {peer} 保留：无法确定是否有其他连接在使用。',
  },
  back: {
    en: 'Way back: the Undo of each step, the last first; things made again get new IDs. The keys are not kept anywhere here: both ends need a new one.',
    zh: '回退：按每一步的恢复办法，从最后一步开始；重新创建的资源 ID 会变化。密钥不会保存，两端需重新设置。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
