import type { LocalizedText } from '../text/message.ts';

/** What becomes of traffic when routes change: where it goes now, where it may go, and what is not sure. */
export const trafficTexts = {
  lastRoute: {
    en: 'It is the last route to {dest}: traffic there stops.',
    zh: '这是到 {dest} 的最后一条路由：到该网段的流量会中断。',
  },
  moves: {
    en: 'Traffic to {dest} moves from {from} to {to}.',
    zh: '到 {dest} 的流量从 {from} 转到 {to}。',
  },
  // A tunnel that is down, and which half of a swap a change of weight is.
  allDown: {
    en: 'Every tunnel that would carry {dest} is down now: {hops}. No traffic would get there until one is up.',
    zh: '将承载 {dest} 的隧道现在全部断开：{hops}。在其建立之前，到该网段的流量不通。',
  },
  allDownButSpare: {
    en: 'Every tunnel that would carry {dest} is down now: {hops}. Traffic there stops, unless the gateway falls back by itself to {spare}, which is up and has weight 0.',
    zh: '将承载 {dest} 的隧道现在全部断开：{hops}。除非网关自动退回已建立、权重为 0 的 {spare}，否则到该网段的流量中断。',
  },
  upUnknown: {
    en: 'Not known whether a tunnel that would carry {dest} is up: {hops}.',
    zh: '未知：将承载 {dest} 的隧道是否已建立：{hops}。',
  },
  swapFirst: {
    en: 'First half of moving {dest} to {other}; the second, right after it: {call}. The cloud takes this order only. To give up, set {hop} back to 100.',
    zh: '这是把 {dest} 转到 {other} 的前一半。随后立即做后一半：{call}。云端只接受这个顺序。若中途放弃，请把 {hop} 改回 100。',
  },
  swapSecond: {
    en: 'This is the second half of moving {dest} from {other}: afterwards {hop} alone has weight 100.',
    zh: '这是把 {dest} 从 {other} 移走的后一半：之后只有 {hop} 权重为 100。',
  },
  swapTooEarly: {
    en: 'This is the second half of moving {dest} to {hop}, and the cloud refuses it before the first: {call}. Make that one first, then this one. In between no route to {dest} has weight 100: its traffic may stop until this one is done; no document says.',
    zh: '这是把 {dest} 转到 {hop} 的后一半，云端在前一半之前会拒绝它：{call}。请先做那一步，再做这一步。期间到 {dest} 没有权重 100 的路由：在这一步完成之前流量可能中断，没有文档说明。',
  },
  // What is likely, then what is not sure.
  noneActive: {
    en: 'No route to {dest} would have weight 100: which of {hops} carries it then, if any, is not documented.',
    zh: '到 {dest} 将没有权重 100 的路由：届时由 {hops} 中哪一条承载、是否承载，没有文档说明。',
  },
  noneActiveNow: {
    en: 'Until a route to {dest} has weight 100 again, its traffic may stay with {from}, move to {to} or stop: no document says which.',
    zh: '到 {dest} 将没有权重 100 的路由：在重新有一条之前，流量可能仍走 {from}、转到 {to} 或中断；没有文档说明是哪一种。',
  },
  noneActiveOneUp: {
    en: 'No route to {dest} would have weight 100: its traffic likely goes through {to}, the only one of its tunnels that is up; not sure, because no document says what carries it without weight 100.',
    zh: '到 {dest} 将没有权重 100 的路由：流量很可能走 {to}，其隧道中只有它已建立；不能确定，因为没有文档说明没有权重 100 时由什么承载。',
  },
  settles: {
    en: 'Traffic to {dest} then goes through {to}; whether it does so already, or goes through {from} now, is not documented.',
    zh: '之后到 {dest} 的流量走 {to}；现在是已走它还是走 {from}，没有文档说明。',
  },
  weakMoves: {
    en: 'Traffic to {dest} likely moves from {from} to {to}; not sure: that route has weight 0, and no document says that one carries traffic. Give it 100 next.',
    zh: '到 {dest} 的流量很可能从 {from} 转到 {to}；不能确定，因为该路由权重为 0，没有文档说明这样的路由会承载流量：随后请把它设为 100。',
  },
  weakMovesOther: {
    en: 'What reaches this gateway for {dest} from elsewhere than the VPC likely goes to {to} instead of {from}; not sure, because that route has weight 0, and no document says that such a route carries traffic.',
    zh: '从 VPC 以外到达此网关、去往 {dest} 的流量很可能改走 {to}，不再走 {from}；不能确定，因为该路由权重为 0，没有文档说明这样的路由会承载流量。',
  },
  weakDraw: {
    en: 'Traffic to {dest} goes through {from} now and may go through {to} instead, or nowhere: that route has weight 0, and no document says that such a route carries traffic.',
    zh: '到 {dest} 的流量现在走 {from}，之后可能改走 {to}，也可能不通：该路由权重为 0，没有文档说明这样的路由会承载流量。',
  },
  weakStays: {
    en: 'Traffic to {dest} likely stays with {hops}, its only route; not sure, because no document says that a route with weight 0 carries traffic.',
    zh: '到 {dest} 的流量很可能仍走 {hops}，这是其唯一的路由；不能确定，因为没有文档说明权重为 0 的路由会承载流量。',
  },
  tiedTail: {
    en: ', as far as the VPC sends it here: gateway {gateway} of the same VPC publishes {dest} alike, and which gateway the VPC uses is not documented.',
    zh: '，前提是 VPC 把它发往此网关：同一 VPC 的网关 {gateway} 同样发布了 {dest}，而 VPC 使用哪个网关，没有文档说明。',
  },
  orderUnknown: {
    en: 'Several policy routes fit {dest}; which of {hops} goes first is not documented.',
    zh: '有多条策略路由匹配 {dest}；{hops} 中哪一条优先，没有文档说明。',
  },
  movesOther: {
    en: 'What reaches this gateway for {dest} from elsewhere than the VPC goes to {to} instead of {from}.',
    zh: '从 VPC 以外到达此网关、去往 {dest} 的流量改走 {to}，不再走 {from}。',
  },
  unsent: {
    en: 'The VPC sends no traffic for {dest} to this gateway, neither before nor after: no such route is published.',
    zh: '无论变更前后，VPC 都不把到 {dest} 的流量发往此网关：没有发布这样的路由。',
  },
  lastUnsent: {
    en: 'It is the last route to {dest}, but no published one: the VPC sends no such traffic to this gateway.',
    zh: '这是到 {dest} 的最后一条路由，但未发布：VPC 不把此类流量发往此网关。',
  },
  sentElsewhere: {
    en: 'The VPC sends traffic for {dest} to gateway {gateway}, before and after.',
    zh: '无论变更前后，VPC 都把到 {dest} 的流量发往网关 {gateway}。',
  },
  vpcElsewhere: {
    en: 'The VPC then sends traffic for {dest} to gateway {gateway}, which publishes a route for it too.',
    zh: '之后 VPC 把到 {dest} 的流量发往网关 {gateway}，它也发布了相应路由。',
  },
  noneHere: {
    en: 'This gateway then has no route to {dest}.',
    zh: '之后此网关没有到 {dest} 的路由。',
  },
  leftUnpublished: {
    en: 'The route to {dest} that is left, through {to}, is not published: publish it first to keep the traffic.',
    zh: '剩下的到 {dest} 的路由（经由 {to}）未发布：要保住流量，请先发布它。',
  },
  tied: {
    en: 'Gateway {gateway} of the same VPC publishes {dest} alike; which gateway the VPC uses is not documented.',
    zh: '同一 VPC 的网关 {gateway} 同样发布了 {dest}；VPC 使用哪个网关，没有文档说明。',
  },
  drawn: {
    en: 'The VPC sends traffic for {dest} to gateway {gateway} now and would send it to this gateway.',
    zh: 'VPC 现在把到 {dest} 的流量发往网关 {gateway}，之后会发往此网关。',
  },
  stays: {
    en: 'Traffic to {dest} stays with {hop}.',
    zh: '到 {dest} 的流量仍走 {hop}。',
  },
  noStandby: {
    en: '{dest} is left without a standby.',
    zh: '{dest} 将没有备用路由。',
  },
  stale: {
    en: 'Routes left that lead nowhere ({count}): {routes}.',
    zh: '仍指向它且无处可去的路由（{count} 条）：{routes}。',
  },
  withdrawn: {
    en: 'The VPC no longer sends traffic for {dest} to this gateway.',
    zh: 'VPC 不再把到 {dest} 的流量发往此网关。',
  },
  mayHaveGone: {
    en: 'Traffic to {dest} may go through {hops} until now: no document says whether an entry that is not published forwards.',
    zh: '到 {dest} 的流量此前可能走 {hops}：未发布的条目是否转发，没有文档说明。',
  },
  stillPublished: {
    en: '{dest} stays published through {hop}.',
    zh: '{dest} 仍经由 {hop} 发布。',
  },
  stillSent: {
    en: 'The VPC still sends traffic for {dest} to this gateway: another published route covers it.',
    zh: 'VPC 仍把到 {dest} 的流量发往此网关：另有已发布的路由覆盖它。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
