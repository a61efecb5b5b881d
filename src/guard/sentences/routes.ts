import type { LocalizedText } from '../text/message.ts';

/** Entries of the route tables, and what the cloud refuses of them. */
export const routeTexts = {
  autoRoute: {
    en: 'The cloud adds and publishes routes for the remote blocks by itself.',
    zh: '云端会自动为对端网段添加并发布路由。',
  },
  autoRival: {
    en: '{hop} carries {dest} with weight 100 already, and only one route may: whether the route that the cloud adds stands by or takes over is not documented.',
    zh: '{hop} 已以权重 100 承载 {dest}，而只允许一条：云端添加的路由是备用还是取而代之，没有文档说明。',
  },
  routesThrough: {
    en: 'Routes through it: {routes}.',
    zh: '经过它的路由：{routes}。',
  },
  staleHold: {
    en: 'Until these routes are deleted too, traffic for them may go on being sent here and into them.',
    zh: '在这些路由也被删除之前，相应流量可能继续发往此网关并进入这些路由。',
  },
  hostBits: {
    en: '{field} {block} has address bits behind its prefix, which the cloud refuses: write {network}.',
    zh: '{field} {block} 在前缀之后还有地址位，云端会拒绝：请写 {network}。',
  },
  hopElsewhere: {
    en: 'Connection {hop} is on gateway {other}, not on {id}: the cloud would refuse the call.',
    zh: '连接 {hop} 在网关 {other} 上，而不在 {id} 上：云端会拒绝此调用。',
  },
  routeExists: {
    en: 'The route is there already ({route}): the cloud would refuse the call. Weight and publication have calls of their own.',
    zh: '该路由已存在（{route}）：云端会拒绝此调用。权重和发布状态各有专门的调用。',
  },
  severalEntries: {
    en: 'Several policy routes have this destination and next hop; the call cannot say which of them is meant.',
    zh: '有多条策略路由的目的网段和下一跳相同；此调用无法指明是哪一条。',
  },
  alsoWithdrawn: {
    en: 'On this cloud the entry of the other table for {dest} is withdrawn from the VPC with it: {routes}.',
    zh: '在此云上，另一张表中 {dest} 的条目会一并从 VPC 撤销发布：{routes}。',
  },
  noEntry: {
    en: 'No route to {dest} through {hop}: the cloud would refuse it. There are: {found}.',
    zh: '没有经由 {hop} 到 {dest} 的路由：云端会拒绝此调用。表中有：{found}。',
  },
  otherWeight: {
    en: 'The weight of this route is {weight} now, not {given}: the cloud would refuse the call.',
    zh: '此路由当前权重为 {weight}，而不是 {given}：云端会拒绝此调用。',
  },
  otherPriority: {
    en: 'The priority of this route is {priority} now, not {given}: the cloud would refuse the call.',
    zh: '此路由当前优先级为 {priority}，而不是 {given}：云端会拒绝此调用。',
  },
  twoActive: {
    en: '{hop} already carries {dest} with weight 100, and only one route may: give that one weight 0 first.',
    zh: '{hop} 已以权重 100 承载 {dest}，而只允许一条：请先把那条的权重改为 0。',
  },
  shareLoad: {
    en: 'To use both tunnels at once, split the block: {first} through {hop} and {second} through {other}, each with weight 100, and each once more through the other tunnel with weight 0.',
    zh: '若要同时使用两条隧道，请拆分网段：{first} 走 {hop}，{second} 走 {other}，权重均为 100，并各自经另一条隧道再加一条权重 0 的路由。',
  },
  mayDoNothing: {
    en: 'On gateways with two tunnels it may have no effect: the table is read back.',
    zh: '在双隧道网关上此调用可能无效；之后会重新读取路由表。',
  },
  wouldMove: {
    en: 'Traffic to {dest} goes through {from} now and would go through {to}.',
    zh: '到 {dest} 的流量现在走 {from}，之后会走 {to}。',
  },
  alsoElsewhere: {
    en: '{dest} overlaps {other}, which gateway {gateway} of the same VPC publishes.',
    zh: '{dest} 与同一 VPC 的网关 {gateway} 发布的 {other} 重叠。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
