import { askTexts } from '../sentences/asks.ts';
import { deletionTexts } from '../sentences/deletion.ts';
import { keyTexts } from '../sentences/keys.ts';
import { nameTexts } from '../sentences/names.ts';
import { orderTexts } from '../sentences/orders.ts';
import { routeTexts } from '../sentences/routes.ts';
import { trafficTexts } from '../sentences/traffic.ts';
import { tunnelTexts } from '../sentences/tunnels.ts';
import { undoTexts } from '../sentences/undo.ts';
import type { LocalizedText } from '../text/message.ts';

// Every sentence of a plan, in both languages; a test holds their placeholders equal. Facts about the cloud's behaviour come from
// the vendor's guide and SDKs; where a platform may differ, the sentence says "may".

export const planMessages = {
  ...askTexts,
  ...deletionTexts,
  ...keyTexts,
  ...nameTexts,
  ...orderTexts,
  ...routeTexts,
  ...trafficTexts,
  ...tunnelTexts,
  ...undoTexts,
  unread: {
    en: 'Not known: {what} could not be read ({why}).',
    zh: '未知：无法读取{what}（{why}）。',
  },
  gone: {
    en: 'There is no {what} {id} in {region}: the cloud would refuse the call. FindResource looks in every region.',
    zh: '{region} 中没有{what} {id}：云端会拒绝此调用。FindResource 可在所有地域查找。',
  },
  locked: {
    en: 'Gateway {id} is locked for overdue payment: the cloud refuses changes until it is paid.',
    zh: '网关 {id} 因欠费被锁定：付清之前云端会拒绝任何变更。',
  },
  lockedPasses: {
    en: 'Gateway {id} is locked for overdue payment; no document says that the cloud refuses this call for it.',
    zh: '网关 {id} 因欠费被锁定；没有文档说明云端会因此拒绝此调用。',
  },
  busy: {
    en: 'Gateway {id} is {status} now: the call waits until it is active again.',
    zh: '网关 {id} 当前为 {status}：调用会等到它恢复 active。',
  },
  tunnelDrops: {
    en: 'Tunnel {name}, {status}, negotiates anew: its traffic stops until both ends agree.',
    zh: '隧道 {name}（{status}）将重新协商：在两端一致之前，经过它的流量中断。',
  },
  tunnelGone: {
    en: 'Tunnel {name}, {status}, goes down at once and for good.',
    zh: '隧道 {name}（{status}）立即永久断开。',
  },
  bothEnds: {
    en: 'The peer needs the same change at the same time ({fields}), or the tunnel stays down.',
    zh: '对端须同时做同样的修改（{fields}），否则隧道无法建立。',
  },
  peerHas: {
    en: "The peer already has {fields}, by its {source} that DiagnoseTunnel read at {time}: that needs no change there. It is the diagnosis' word, not the cloud's.",
    zh: '对端已是 {fields}（DiagnoseTunnel 于 {time} 读取的{source}如此显示）：这些在对端无需修改。这是诊断的说法，并非云端所示。',
  },
  blocksLost: {
    en: 'No longer carried: {blocks}.',
    zh: '此隧道不再承载：{blocks}。',
  },
  blocksGained: {
    en: 'Newly carried: {blocks}.',
    zh: '此隧道新增承载：{blocks}。',
  },
  recut: {
    en: 'The same addresses in other blocks ({fields}): each block is a selector of its own, so both ends negotiate others.',
    zh: '地址不变但网段划分不同（{fields}）：每个网段各是一个选择器，两端会协商不同的选择器。',
  },
  modeChange: {
    en: 'The mode changes: with 0.0.0.0/0 on both sides the routes decide, with other blocks the blocks decide.',
    zh: '模式改变：两侧均为 0.0.0.0/0 时由路由决定，否则由网段决定。',
  },
  noGateway: {
    en: 'Not known: the connection is attached to no VPN gateway that can be seen, so nothing around it was read.',
    zh: '未知：该连接未挂载到可见的 VPN 网关，因此未读取其周边状态。',
  },
  serverNoGateway: {
    en: 'Not known: the SSL-VPN server names no VPN gateway, so none was read.',
    zh: '未知：该 SSL-VPN 服务端未给出 VPN 网关，因此未读取网关。',
  },
  noVpc: {
    en: 'Not known: the gateway names no VPC, so its other gateways were not read.',
    zh: '未知：该网关未给出 VPC，因此未读取该 VPC 的其他网关。',
  },
  moreGateways: {
    en: 'Not known: {count} more gateways of the VPC were not read.',
    zh: '未知：该 VPC 还有 {count} 个网关未查看。',
  },
  connectionExists: {
    en: 'Connection {name} already joins this gateway and this customer gateway, and only one may: the cloud would refuse the call.',
    zh: '连接 {name} 已关联此网关与此用户网关，而只允许一个：云端会拒绝此调用。',
  },
  sharesBlocks: {
    en: '{block} of the other side overlaps {other} of connection {name} on the same gateway: the routes decide which tunnel carries it.',
    zh: '对端网段 {block} 与同一网关上连接 {name} 的 {other} 重叠：由路由决定走哪条隧道。',
  },
  manyDeletes: {
    en: 'Too many deletes in a short time (a limit of this server, not of the cloud): no more until {until}.',
    zh: '短时间内删除过多（本服务的限制，并非云端）：{until} 之前不再允许删除。',
  },
  onlyReading: {
    en: 'This server only reads: it would refuse the call.',
    zh: '本服务为只读：会拒绝此调用。',
  },
  role: {
    en: 'Every later call acts as this role, with its powers, in its account.',
    zh: '此后的每次调用都以该角色的身份、权限和账号进行。',
  },
  roleVoids: {
    en: 'Open approvals become void.',
    zh: '尚未使用的批准全部作废。',
  },
  roleUnknown: {
    en: 'What it may do is not seen from here.',
    zh: '在此无法看到该角色拥有哪些权限。',
  },
  onlyReads: {
    en: 'It only reads: nothing changes.',
    zh: '仅读取：不会改变任何内容。',
  },
  onlyChecks: {
    en: 'The cloud checks the connection and keeps the result: nothing of the network changes.',
    zh: '云端检查该连接并保留结果：网络不会有任何改变。',
  },
  up: { en: 'up now', zh: '当前已建立' },
  down: { en: 'down now', zh: '当前未建立' },
  statusUnknown: { en: 'status not known', zh: '状态未知' },
  notKnown: { en: 'not known', zh: '未知' },
} as const satisfies Readonly<Record<string, LocalizedText>>;

/** What says that nothing would carry traffic: it comes before all else, what could not be read included. */
export const emergencies: readonly LocalizedText[] = [
  planMessages.allDown,
  planMessages.allDownButSpare,
  planMessages.lastTunnelDrops,
  planMessages.bothDrop,
];

/** What says that something could not be read: a plan says it first, and it never makes a call harmless. */
export const unknowns: readonly LocalizedText[] = [
  planMessages.unread,
  planMessages.noGateway,
  planMessages.serverNoGateway,
  planMessages.noVpc,
  planMessages.moreGateways,
  planMessages.tunnelsUnclear,
  planMessages.peerUnclear,
  planMessages.usersUnclear,
  planMessages.bgpRoutes,
  planMessages.onTransitRouter,
  planMessages.newBgpRoutes,
  planMessages.movesToFreshPerhaps,
];

/** What a target is called. */
export const kindNames = {
  gateway: { en: 'VPN gateway', zh: 'VPN 网关' },
  customerGateway: { en: 'customer gateway', zh: '用户网关' },
  connection: { en: 'IPsec connection', zh: 'IPsec 连接' },
  newConnection: { en: 'the new connection', zh: '新连接' },
  routes: { en: 'the route tables', zh: '路由表' },
  connections: { en: 'the IPsec connections', zh: 'IPsec 连接列表' },
  server: { en: 'SSL-VPN server', zh: 'SSL-VPN 服务端' },
  servers: { en: 'the SSL-VPN servers', zh: 'SSL-VPN 服务端列表' },
  certificate: { en: 'client certificate', zh: '客户端证书' },
  certificates: { en: 'the client certificates', zh: '客户端证书列表' },
  log: { en: 'log', zh: '日志' },
  configuration: { en: 'configuration', zh: '对端配置' },
  vpc: { en: 'the VPC', zh: '该专有网络（VPC）' },
  vpcRoutes: { en: 'the route tables of the VPC', zh: '该 VPC 的路由表' },
  vswitch: { en: 'the vSwitch', zh: '交换机' },
  gatewaysOfVpc: { en: 'the gateways of the VPC', zh: '该 VPC 的网关列表' },
  otherGateways: { en: 'the other gateways of the VPC', zh: '该 VPC 的其他网关' },
} as const satisfies Readonly<Record<string, LocalizedText>>;
