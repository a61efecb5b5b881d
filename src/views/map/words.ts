import type { Words } from '../frame/words.ts';

export const MAP = {
  map: {
    en: 'Map. Arrow keys move it, plus and minus zoom, 0 shows it all.',
    zh: '拓扑图。方向键移动，加减号缩放，0 显示全部。',
  },
  unread: {
    en: 'Not everything could be read, so this map may leave things out:',
    zh: '有内容未能读取，此图可能不完整：',
  },
  grouped: {
    en: '{count} tunnels stand in groups here and are not drawn one by one.',
    zh: '有 {count} 条隧道已归组，未逐条绘出。',
  },
  folded: {
    en: '{drawn} of {all} are drawn one by one; {folded} are folded into rows that open.',
    zh: '共 {all} 项，逐一绘出 {drawn} 项；{folded} 项已折叠，可点开。',
  },
  left: { en: '{count} do not fit the filter and are not drawn.', zh: '{count} 项不符合筛选条件，未绘出。' },
  noRoom: {
    en: '{hubs} gateways with {rows} tunnels and servers have no room here: find them by name.',
    zh: '另有 {hubs} 个网关（含 {rows} 条隧道和服务端）此处放不下，请按名称查找。',
  },
  nothing: { en: 'Nothing fits the filter.', zh: '没有符合筛选条件的内容。' },
  empty: { en: 'There is nothing to draw.', zh: '没有可绘制的内容。' },
  all: { en: 'Draw every tunnel', zh: '绘出全部隧道' },
  refresh: { en: 'Read again', zh: '重新读取' },
  loading: { en: 'Reading…', zh: '正在读取…' },
  loadFailed: { en: 'It could not be read: {why}', zh: '读取失败：{why}' },
  find: { en: 'Find', zh: '查找' },
  findHint: { en: 'name, ID or address', zh: '名称、ID 或地址' },
  only: { en: 'Show only what is {health}', zh: '只显示{health}的内容' },
  readAt: { en: 'Read again at {time}.', zh: '已于 {time} 重新读取。' },
  notSearched: {
    en: 'The {count} tunnels in groups were not searched.',
    zh: '未在已归组的 {count} 条隧道中查找。',
  },
  zoomIn: { en: 'Zoom in', zh: '放大' },
  zoomOut: { en: 'Zoom out', zh: '缩小' },
  fit: { en: 'Show all', zh: '显示全部' },
  full: { en: 'Full screen', zh: '全屏' },
  more: { en: '{count} more', zh: '另有 {count} 项' },
  moreUp: { en: 'all up: press to open', zh: '均正常，点击展开' },
  moreFull: { en: 'no room here: find them by name', zh: '此处放不下，请按名称查找' },
  moreMixed: { en: 'press to open', zh: '点击展开' },
  close: { en: 'Close', zh: '关闭' },
  facts: { en: 'Facts', zh: '详情' },
  diagnose: { en: 'Ask for a diagnosis', zh: '请求诊断' },
  routes: { en: 'Routes', zh: '路由' },
  noRoutes: { en: 'no route through it was read', zh: '未读取到经过它的路由' },
} satisfies Record<string, Words>;

export const FACTS = {
  kind: { en: 'Kind', zh: '类型' },
  name: { en: 'Name', zh: '名称' },
  also: { en: 'Also', zh: '其他' },
  id: { en: 'ID', zh: 'ID' },
  connection: { en: 'Connection', zh: '连接' },
  region: { en: 'Region', zh: '地域' },
  health: { en: 'Health', zh: '状态' },
  state: { en: 'State', zh: '状态字段' },
  from: { en: 'From', zh: '起点' },
  to: { en: 'To', zh: '终点' },
  networks: { en: 'Networks', zh: '专有网络' },
  tunnels: { en: 'Tunnels', zh: '隧道' },
} satisfies Record<string, Words>;

/** What the graph calls a kind, for people. */
export const KINDS: Readonly<Record<string, Words>> = {
  region: { en: 'region', zh: '地域' },
  vpc: { en: 'VPC', zh: '专有网络' },
  gateway: { en: 'VPN gateway', zh: 'VPN 网关' },
  'transit-router': { en: 'transit router', zh: '转发路由器' },
  unattached: { en: 'not attached', zh: '未绑定' },
  'customer-gateway': { en: 'customer gateway', zh: '用户网关' },
  'ssl-server': { en: 'SSL server', zh: 'SSL 服务端' },
  tunnels: { en: 'group of tunnels', zh: '隧道组' },
  gateways: { en: 'group of gateways', zh: '网关组' },
  tunnel: { en: 'tunnel', zh: '隧道' },
};

/** What a person can send to the chat; only IDs and plain names of the cloud stand in it. */
export const ASK = {
  connection: {
    en: 'Diagnose the IPsec connection {name} in region {region}, and tell me what to do.',
    zh: '请诊断地域 {region} 中的 IPsec 连接 {name}，并告诉我该怎么做。',
  },
  named: {
    en: 'Diagnose the IPsec connection that is called "{name}" in region {region}, and tell me what to do.',
    zh: '请诊断地域 {region} 中名为“{name}”的 IPsec 连接，并告诉我该怎么做。',
  },
  ends: {
    en: 'Diagnose the IPsec connection between the VPN gateway {hub} and the customer gateway {peer} in region {region}, and tell me what to do.',
    zh: '请诊断地域 {region} 中 VPN 网关 {hub} 与用户网关 {peer} 之间的 IPsec 连接，并告诉我该怎么做。',
  },
} satisfies Record<string, Words>;
