import type { LocalizedText } from '../../catalogue/message.ts';

/** What a person reads of a change of subnets before its steps. */
export const texts = {
  unread: {
    en: 'NOT read, so nothing is known of it here: {what} ({why}). Whether the new networks overlap there was not checked.',
    zh: '未能读取，因此情况未知：{what}（{why}）。未检查新网段是否与其重叠。',
  },
  downBefore: {
    en: '{name} is down ALREADY: that it comes up with the new list cannot be shown, and it takes over for nobody meanwhile.',
    zh: '{name} 目前已断开：无法验证它在新网段列表下能否建立，期间也无法接管其他隧道的流量。',
  },
  unknownBefore: {
    en: 'Whether {name} is up is NOT known: its status could not be understood.',
    zh: '{name} 是否已建立未知：无法识别其状态。',
  },
  adds: {
    en: 'Adds {blocks} on the {side} side of {names}. Kept: {kept}. Added: {added}. Removed: nothing.',
    zh: '在 {names} 的 {side} 侧添加 {blocks}。保留：{kept}。新增：{added}。删除：无。',
  },
  removes: {
    en: 'Removes {blocks} on the {side} side of {names}. Kept: {kept}. Removed: {removed}. Added: nothing.',
    zh: '在 {names} 的 {side} 侧删除 {blocks}。保留：{kept}。删除：{removed}。新增：无。',
  },
  routesOnly: {
    en: '{name}: its {field} holds these networks already or is 0.0.0.0/0, so the tunnel is not touched; only routes change.',
    zh: '{name}：其 {field} 已包含这些网段或为 0.0.0.0/0，因此不改动隧道，只改路由。',
  },
  single: {
    en: '{name} stands alone: it negotiates anew, and ALL its traffic stops until its peer has the same lists. Agree on a time with the peer.',
    zh: '{name} 没有备用隧道：它会重新协商，在对端使用相同网段列表之前全部流量中断。请与对端约定时间。',
  },
  bothTunnels: {
    en: '{name} has both of its tunnels in one list: they negotiate anew together.',
    zh: '{name} 的两条隧道共用一份网段列表：会同时重新协商。',
  },
  standbyFirst: {
    en: 'Each tunnel negotiates anew: {order}. Each waits until the one before is up again, at most a minute; else it stops there, says so, and the same call goes on later. When {last} negotiates, its traffic goes over the other or stops for moments.',
    zh: '每条隧道都会重新协商，顺序：{order}。后一条等待前一条重新建立，最长一分钟；否则在此停止并说明，之后重复相同调用即可继续。{last} 协商时，其流量走另一条隧道，或短暂中断。',
  },
  byTraffic: {
    en: '{name} negotiates with the next packet only (EffectImmediately is false): without traffic it may not be up again in time.',
    zh: '{name} 仅在有流量时协商（EffectImmediately 为 false）：没有流量时可能无法及时重新建立。',
  },
  ikev1: {
    en: '{name} uses ikev1, which negotiates ONE pair of networks: with {count} of them the others may get nothing through. ikev2 takes them all; both ends change together.',
    zh: '{name} 使用 ikev1，只协商一对网段：共有 {count} 个网段，其余可能不通。ikev2 支持全部，两端需同时修改。',
  },
  mirror: {
    en: 'Peer of {name} ({peer}) needs at the same time: its local networks {remote}; its remote networks {local}; access lists likewise.',
    zh: '{name} 的对端（{peer}）需同时修改：本端网段 {remote}；对端网段 {local}；访问控制列表同样修改。',
  },
  routed: {
    en: 'Routes for it: {routes}.',
    zh: '相应路由：{routes}。',
  },
  unrouted: {
    en: 'Routes that are deleted, the one that stands by first: {routes}.',
    zh: '将删除的路由（先删除备用路由）：{routes}。',
  },
  covered: {
    en: 'No route is made for {block}: {by} leads the same way already.',
    zh: '不为 {block} 新建路由：{by} 已指向同一连接。',
  },
  guessed: {
    en: 'There was no route of {name} to go by: the new ones are destination routes and published into the VPC.',
    zh: '{name} 没有可参照的路由：新路由为目的路由，并发布到 VPC。',
  },
  bgp: {
    en: '{name} runs BGP: routes that BGP brings or takes away are in no table here.',
    zh: '{name} 启用了 BGP：由 BGP 学习或撤销的路由不在此处的路由表中。',
  },
  alsoRemote: {
    en: 'OVERLAP: {shared} of {block} is on the remote side of {name} too. The longest block wins, policy routes before it; with equal ones it is not clear.',
    zh: '重叠：{block} 中的 {shared} 也在 {name} 的远端网段中。最长前缀优先，策略路由更优先；相同前缀时结果不确定。',
  },
  alsoLocal: {
    en: 'OVERLAP: {shared} of {block} is on the VPC side of {name}: such addresses seem to be in the VPC.',
    zh: '重叠：{block} 中的 {shared} 在 {name} 的 VPC 侧：这些地址似乎位于 VPC 内。',
  },
  alsoRouted: {
    en: 'OVERLAP: {block} meets the route {dest} through {hop} (weight {weight}): traffic of the part in common moves to the longer block.',
    zh: '重叠：{block} 与经 {hop} 的路由 {dest}（权重 {weight}）相交：重叠部分的流量走更长的前缀。',
  },
  outsideVpc: {
    en: '{block} is in none of the VPC blocks {vpc}: who answers there has to be reached from the VPC another way.',
    zh: '{block} 不在 VPC 网段 {vpc} 内：VPC 需要有其他途径到达该网段。',
  },
  alike: {
    en: 'NOT changed: {name} has the same lists, or stands by for the same destinations with other lists. Name it in a call of its own if it belongs here.',
    zh: '不会改动：{name} 的网段列表相同，或以不同列表为相同目的地备用。如也需修改，请单独调用。',
  },
  ends: {
    en: '{dest} becomes UNREACHABLE from the VPC: no other entry leads there.',
    zh: '{dest} 将无法从 VPC 访问：没有其他路由指向它。',
  },
  moves: {
    en: '{dest} then goes by {by} through {hop}.',
    zh: '此后 {dest} 经 {hop} 走 {by}。',
  },
  kept: {
    en: 'The route {by} through {hop} stays and still draws {dest}: without a selector for it the tunnel drops these packets.',
    zh: '路由 {by}（经 {hop}）保留，仍会吸引 {dest} 的流量：隧道没有相应网段时会丢弃这些数据包。',
  },
  rehearsal: {
    en: 'To rehearse it without deleting: PublishVpnRouteEntry with {call} takes {dest} from the VPC; watch, and publish it again or repeat this call.',
    zh: '如需先演练而不删除：用 PublishVpnRouteEntry（{call}）从 VPC 撤回 {dest}；观察后重新发布，或重复本调用。',
  },
  back: {
    en: 'Way back: {tool} {args}; the peer goes back too.',
    zh: '回退：{tool} {args}；对端同样恢复。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
