import type { LocalizedText } from '../../catalogue/message.ts';

/** What a person reads of a switch before its steps. */
export const switchTexts = {
  down: {
    en: 'ALERT: {to} is DOWN ({status}). What is switched to it has no path until it comes up.',
    zh: '警告：{to} 已断开（{status}）。切换过去的流量在其恢复之前没有通路。',
  },
  unproven: {
    en: 'NOT PROVEN: whether {to} carries traffic: {why}.',
    zh: '尚未证实 {to} 能否承载流量：{why}。',
  },
  noCheck: {
    en: 'no health check is enabled, and the status alone says {status}',
    zh: '未启用健康检查，仅状态显示 {status}',
  },
  noStatus: { en: 'its status is not known', zh: '其状态未知' },
  unread: {
    en: 'NOT READ: {what} ({why}). What it would show is not known to this plan.',
    zh: '未能读取：{what}（{why}）。本方案不了解其中的内容。',
  },
  open: {
    en: 'NOT KNOWN how {action} of {time} ended, which was on these tunnels. What is so now was read again.',
    zh: '{time} 对这些隧道执行的 {action} 结果未知。已重新读取当前状态。',
  },
  halfLeft: {
    en: 'LEFT of an earlier attempt, which found no room for both halves: {dests} over {to}. It carries its part there already, and stays: it does no harm. The switch back takes it away.',
    zh: '此前的尝试没有空间容纳两条更具体的路由，留下了 {dests}（经 {to}）。它已在那里承载其部分流量，并予保留，没有害处。切回时会将其删除。',
  },
  broken: {
    en: 'An earlier switch was broken off: {dests} has NO route now. It is made again over {to}.',
    zh: '此前的切换中断：{dests} 目前没有任何路由。将经由 {to} 重新创建。',
  },
  move: {
    en: 'Moves {dests} from {from} to {to}.',
    zh: '将 {dests} 从 {from} 切换到 {to}。',
  },
  halves: {
    en: '{dests}: by two more specific routes each, made before anything is taken away. At no moment is it without a route; the present routes stay beneath.',
    zh: '{dests}：各新增两条更精确的路由，先建后不删。任何时刻都有路由，现有路由保留在其下。',
  },
  weights: {
    en: '{dests}: the two routes trade their weights, since {why}. Between the two calls BOTH HAVE WEIGHT 0, as long as the gateway takes for one change: which of them carries traffic then is not documented.',
    zh: '{dests}：两条路由互换权重，因为{why}。两次调用之间两者权重均为 0，时长为网关完成一次变更所需时间：此时由哪条承载没有文档说明。',
  },
  refusedThen: {
    en: 'If the cloud refuses to change the weight of one of a pair, the standby is deleted, the one that is left is set to 0 and the other is made again with 100. There is a route at every moment, for one change of the gateway only one with weight 0, which likely carries, though no document says so.',
    zh: '若云端拒绝修改成对路由的权重，则删除备用路由，将剩下的一条设为 0，再以 100 重建另一条。任何时刻都有路由，但在网关的一次变更期间只有一条权重为 0 的路由，它很可能仍承载流量，但没有文档说明。',
  },
  doesNothing: {
    en: 'If the cloud says yes and nothing changes, both are DELETED and made again: between the second delete and the next create {dests} has NO ROUTE, as long as the gateway takes for one or two changes.',
    zh: '若云端答复成功但未生效，则两条路由都会被删除后重建：第二次删除与随后的创建之间，{dests} 没有任何路由，时长为网关完成一至两次变更所需时间。',
  },
  alone: {
    en: '{dests}: there is no route over {to} yet. The present one is set to 0, and then the new one is made with 100. In between, the only route has weight 0: it likely carries, though no document says so.',
    zh: '{dests}：尚无经由 {to} 的路由。现有路由先设为 0，然后以 100 创建新路由。其间唯一的路由权重为 0：很可能仍承载流量，但没有文档说明。',
  },
  clear: {
    en: 'Takes the more specific routes {dests} over {from} away: the wider route over {to}, which is active beneath them, carries their addresses again.',
    zh: '删除经由 {from} 的更精确路由 {dests}：其下经由 {to} 的更宽路由重新承载这些地址。',
  },
  rest: {
    en: 'Completes an earlier switch of {dests}.',
    zh: '补全此前对 {dests} 的切换。',
  },
  policy: { en: 'policy routes have no safer way', zh: '策略路由没有更安全的方式' },
  prefix: { en: 'the block has no halves that may be routed', zh: '该网段没有可路由的两半' },
  quota: { en: 'the gateway has no room for two more routes', zh: '网关没有空间再加两条路由' },
  taken: { en: 'one of its halves has a route of its own', zh: '其中一半已有自己的路由' },
  refused: { en: 'the cloud took no more routes a while ago', zh: '云端此前拒绝了新增路由' },
  begun: { en: 'it was begun like that', zh: '此前已按此方式开始' },
  dual: {
    en: 'This gateway has two tunnels for each connection. On such gateways a change of weight is documented to have no effect.',
    zh: '该网关的每个连接有两条隧道。文档说明此类网关上修改权重不会生效。',
  },
  override: {
    en: 'Policy routes come before these and stay as they are: {routes}.',
    zh: '策略路由优先于这些路由，且保持不变：{routes}。',
  },
  behind: {
    en: 'Not moved: {dests}, which only {from} carries. If that tunnel goes down, it has no path.',
    zh: '未切换：{dests} 仅由 {from} 承载。该隧道断开后没有通路。',
  },
  learned: {
    en: 'Not moved, for BGP brings it over {from}: {dests}.',
    zh: '未切换，因为由 BGP 经 {from} 学到：{dests}。',
  },
  peer: {
    en: 'Not seen from here: the other end has to send its answers over {to} too, or a firewall there may drop them.',
    zh: '此处无法看到：对端也须经由 {to} 返回流量，否则其防火墙可能丢弃。',
  },
  back: {
    en: 'To get back: SwitchRoutes From {to} To {from}.',
    zh: '切回方法：SwitchRoutes From {to} To {from}。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
