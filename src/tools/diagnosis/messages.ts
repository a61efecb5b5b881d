import type { LocalizedText } from '../../catalogue/message.ts';
import type { TunnelPhase } from '../judges/tunnel-facts.ts';

/** How a verdict begins: the phase the tunnel has reached. */
export const PHASE_TEXT: Readonly<Record<TunnelPhase, LocalizedText>> = {
  'phase-1': { en: '{name}: phase 1 (IKE) is not up.', zh: '{name}：第一阶段（IKE）未建立。' },
  'phase-2': {
    en: '{name}: phase 1 is up, phase 2 (IPsec) is not.',
    zh: '{name}：第一阶段已建立，第二阶段（IPsec）未建立。',
  },
  up: { en: '{name}: the tunnel is established.', zh: '{name}：隧道已建立。' },
  unknown: { en: '{name}: its status is not known.', zh: '{name}：状态未知。' },
};

/** The sentences a verdict is made of. */
export const VERDICT = {
  oddTunnels: {
    en: 'The tunnels of {name} are not understood ({why}): nothing is said about their state or settings. ',
    zh: '无法理解 {name} 的隧道信息（{why}），因此不对其状态与配置作任何判断。',
  },
  bothOfOne: {
    en: '{name}: {count} of {count} tunnels are down: the connection carries nothing.',
    zh: '{name}：{count} 条隧道中 {count} 条中断，该连接不承载任何流量。',
  },
  halfDown: {
    en: ' 1 of 2 tunnels is down: the connection carries traffic through the other, {other}.',
    zh: '2 条隧道中有 1 条中断：该连接的流量经另一条 {other} 承载。',
  },
  halfDownNoBgp: {
    en: ' 1 of 2 tunnels is down; the other, {other}, is up, but its BGP session is not.',
    zh: '2 条隧道中有 1 条中断；另一条 {other} 已建立，但其 BGP 会话未建立。',
  },
  otherDownToo: {
    en: ' The other tunnel, {other}, is down too: the connection carries nothing.',
    zh: '另一条隧道 {other} 也已中断，该连接不承载任何流量。',
  },
  otherDown: {
    en: ' 1 of 2 tunnels is down: {other}, so nothing stands in for this one.',
    zh: '2 条隧道中有 1 条中断：{other}，因此该隧道没有替代。',
  },
  otherUp: { en: ' The other tunnel, {other}, is up.', zh: '另一条隧道 {other} 已建立。' },
  otherNoBgp: {
    en: ' The other tunnel, {other}, is up, but its BGP session is not.',
    zh: '另一条隧道 {other} 已建立，但其 BGP 会话未建立。',
  },
  otherUnknown: {
    en: ' The state of the other tunnel, {other}, is not known.',
    zh: '另一条隧道 {other} 的状态未知。',
  },
  onlyTunnel: {
    en: ' The reply tells no second tunnel of this connection.',
    zh: '回复中没有该连接的第二条隧道。',
  },
  log: { en: 'The pasted log ({lines} lines):', zh: '粘贴的日志（{lines} 行）：' },
  exchange: { en: ' It fails in {exchange}.', zh: '失败发生在 {exchange}。' },
  proven: { en: ' Cause ({confidence}): {is}.', zh: '原因（{confidence}）：{is}。' },
  likely: { en: ' Most likely ({confidence}): {is}.', zh: '最可能（{confidence}）：{is}。' },
  guess: {
    en: ' No cause is proven; first of {count} candidate causes ({confidence}): {is}.',
    zh: '尚无确证；{count} 个候选原因中的第一个（{confidence}）：{is}。',
  },
  second: { en: ' Next ({confidence}): {is}.', zh: '其次（{confidence}）：{is}。' },
  notKnown: {
    en: ' Whether it is up is not known, and nothing else names a cause.',
    zh: '隧道是否建立未知，也没有其他线索指明原因。',
  },
  fine: { en: ' Nothing wrong can be seen from here.', zh: '从云端看不到任何问题。' },
  fineSoFar: { en: ' Nothing wrong can be seen in what was read.', zh: '已读取的部分看不到任何问题。' },
  nothing: {
    en: ' No line in it is a known sign of trouble.',
    zh: '其中没有任何已知的故障特征。',
  },
  quiet: {
    en: ' The pasted log shows no known sign of trouble.',
    zh: '粘贴的日志中没有已知的故障特征。',
  },
  notUnderstood: {
    en: ' The pasted log was not understood: none of its words is known here, so it says nothing for or against.',
    zh: '未能读懂粘贴的日志：其中没有已知的词句，不能说明任何情况。',
  },
  unreadMaker: {
    en: ' It looks like a log of {maker}, whose words are not read here.',
    zh: '看起来是 {maker} 的日志，此处不解读其内容。',
  },
  sounds: { en: ' Lines that sound like trouble: {lines}.', zh: '看起来像故障的行：{lines}。' },
  logUp: {
    en: ' The log ends with the tunnel up: the trouble is newer than it, or of another tunnel.',
    zh: '日志结束时隧道是建立的：故障晚于该日志，或属于另一条隧道。',
  },
  past: {
    en: ' Earlier in the log, and past: {causes}.',
    zh: '日志中较早且已过去的：{causes}。',
  },
  strangers: {
    en: ' What the log says of {addresses} is of other tunnels and proves nothing here.',
    zh: '日志中关于 {addresses} 的内容属于其他隧道，在此不作为证据。',
  },
  changed: {
    en: ' Changed through this server at {time}: {fields}. Give it a minute, or restart the tunnel at the peer, before changing more.',
    zh: '{time} 已通过本服务修改：{fields}。请等待片刻或在对端重启隧道，再作其他修改。',
  },
  usual: {
    en: 'no evidence yet: a usual cause at this stage',
    zh: '尚无证据：该阶段的常见原因',
  },
  backup: {
    en: ' {other} to the same network is up and carries the traffic.',
    zh: '到同一网络的 {other} 正常，并承载流量。',
  },
  standby: {
    en: ' {other} to the same network is up.',
    zh: '到同一网络的 {other} 正常。',
  },
  bothDown: {
    en: ' {other} to the same network is down too: nothing stands in.',
    zh: '到同一网络的 {other} 也已中断，没有可替代的隧道。',
  },
  noBackup: {
    en: ' {other} to the same network is down, so nothing stands by.',
    zh: '到同一网络的 {other} 已中断，目前没有备用。',
  },
  standsBy: {
    en: ' {other} to the same network is up and stands by.',
    zh: '到同一网络的 {other} 正常，处于备用。',
  },
  carriedByOther: {
    en: ' By the route tables {other} to the same network carries {dests}, not this tunnel.',
    zh: '按路由表，{dests} 由到同一网络的 {other} 承载，而不是该隧道。',
  },
  failover: {
    en: ' While the health check fails, the active route yields to the standby.',
    zh: '健康检查失败期间，主用路由会让位给备用。',
  },
  openvpn: {
    en: ' These are lines of an SSL-VPN client: use DiagnoseSslClient.',
    zh: '这是 SSL-VPN 客户端的日志：请使用 DiagnoseSslClient。',
  },
  none: {
    en: '“{asked}” was not found among IPsec connections and their ends in {regions}.',
    zh: '在 {regions} 的 IPsec 连接及其两端中未找到“{asked}”。',
  },
  noneNear: { en: ' Did you mean {name}?', zh: '是否指 {name}？' },
  noneNext: { en: ' {next}.', zh: '{next}。' },
  noneUnread: {
    en: 'NOT complete: {count} reads failed, so it may be there: see NotVisible. ',
    zh: '结果不完整：{count} 项读取失败，目标可能在其中：见 NotVisible。',
  },
  many: {
    en: '“{asked}” fits {count} connections: ask which one is meant.',
    zh: '“{asked}”匹配 {count} 个连接：请先确认是哪一个。',
  },
  empty: {
    en: 'Give VpnConnectionId (ID or name), or paste a Log.',
    zh: '请给出 VpnConnectionId（ID 或名称），或粘贴 Log。',
  },
  foreign: {
    en: "The log names none of this tunnel's addresses: it may be of another tunnel.",
    zh: '日志中没有该隧道的任何地址：可能属于另一条隧道。',
  },
} satisfies Record<string, LocalizedText>;

/** What is said of a pasted configuration. */
export const CONFIG = {
  unreadable: {
    en: 'PeerConfig could not be read as {vendor}, so nothing was compared: name the vendor in PeerVendor, or give plain `name: value` lines.',
    zh: '无法按 {vendor} 解析 PeerConfig，因此未作比较：请用 PeerVendor 指明厂商，或使用 `名称: 值` 的格式。',
  },
  foreign: {
    en: 'PeerConfig is of {format}, which is not read here, so nothing was compared: give its values as plain `name: value` lines.',
    zh: 'PeerConfig 是 {format} 的格式，此处无法解析，因此未作比较：请以 `名称: 值` 的形式给出各项值。',
  },
  readAs: {
    en: 'PeerConfig was read as {vendor}{name}.',
    zh: 'PeerConfig 按 {vendor}{name} 解析。',
  },
  formats: {
    en: 'It holds configurations of {formats}; only this one was compared.',
    zh: '其中包含 {formats} 的配置；只比较了这一个。',
  },
  others: {
    en: 'Further connections in it were not compared: {others}.',
    zh: '其中的其他连接未作比较：{others}。',
  },
  agree: {
    en: 'All {count} fields that both ends give agree.',
    zh: '双方都给出的 {count} 个字段全部一致。',
  },
  silent: {
    en: 'It says nothing of {fields}.',
    zh: '其中没有 {fields}。',
  },
  absent: {
    en: 'Read in part, so its differences prove nothing: {items} is named in it and was not seen.',
    zh: '只读取了一部分，其差异不能作为证据：其中引用了 {items}，但未见到。',
  },
  strange: {
    en: 'Read in part, so its differences prove nothing: not understood: {items}.',
    zh: '只读取了一部分，其差异不能作为证据：未读懂 {items}。',
  },
  excerpt: {
    en: 'It is an excerpt without {items}: what else the device takes is not known, and its differences prove nothing.',
    zh: '这是不含 {items} 的片段：设备还接受什么未知，其差异不能作为证据。',
  },
  least: {
    en: 'Its values are the least that this maker names ({items}); others may do, and its differences prove nothing.',
    zh: '其中的值只是厂商给出的最低要求（{items}）；其他值也可能可用，其差异不能作为证据。',
  },
  beside: {
    en: 'Not seen: {items}.',
    zh: '未见到：{items}。',
  },
} satisfies Record<string, LocalizedText>;

/** Why a pasted text is not held against a tunnel, or not as proof. */
export const BELONGING = {
  assumed: {
    en: ' {what} names no address of either tunnel: it is only taken to be of {name}, as the one that is down, and proves nothing (name a TunnelId).',
    zh: '{what} 中没有任一隧道的地址：仅因 {name} 中断而假定属于它，不能作为证据（请指明 TunnelId）。',
  },
  unclear: {
    en: ' Of which tunnel {what} is cannot be told, as it names no address of only one: it was not used. Name a TunnelId.',
    zh: '无法判断 {what} 属于哪条隧道，因为其中没有仅属于一条隧道的地址：未予采用。请指明 TunnelId。',
  },
  other: {
    en: ' {what} is of the other tunnel, {other}: it was not used for {name}. Name that TunnelId to have it read.',
    zh: '{what} 属于另一条隧道 {other}：未用于 {name}。如需解读，请指明该 TunnelId。',
  },
  'not understood': {
    en: ' {what} was not used: with tunnels that are not understood there is nothing to hold it against.',
    zh: '未采用 {what}：隧道信息无法理解，没有可对照的内容。',
  },
} satisfies Record<string, LocalizedText>;

/** What is said of a TunnelId that fits no tunnel. */
export const NO_TUNNEL = {
  others: {
    en: '{name} has no tunnel "{asked}": it has {tunnels}.',
    zh: '{name} 没有隧道“{asked}”：其隧道为 {tunnels}。',
  },
  alone: {
    en: '{name} has no tunnel "{asked}": it is its own tunnel. Leave TunnelId out.',
    zh: '{name} 没有隧道“{asked}”：它自身就是隧道。请省略 TunnelId。',
  },
} satisfies Record<string, LocalizedText>;

/** What is said of a log that the cloud gave. */
export const FETCHED = {
  quiet: {
    en: " The cloud's own log shows no known sign of trouble.",
    zh: '云端自身的日志中没有已知的故障特征。',
  },
  notUnderstood: {
    en: " The cloud's own log was read and not understood: none of its words is known here.",
    zh: '已读取云端自身的日志但未能读懂：其中没有已知的词句。',
  },
} satisfies Record<string, LocalizedText>;

/** What this API cannot show, by where the fault sits. */
export const BLIND_SPOTS = {
  negotiation: {
    en: "the negotiation itself: this API has no IPsec log, and nothing of the peer's side",
    zh: '协商过程本身：该 API 没有 IPsec 日志，也看不到对端',
  },
  unfetched: {
    en: "the negotiation itself: the cloud's own log and verdict were not read, and nothing shows the peer's side",
    zh: '协商过程本身：未读取云端自身的日志与诊断，也看不到对端',
  },
  key: { en: 'whether the two keys are equal', zh: '两端密钥是否一致' },
  path: {
    en: "VPC route table limits, security groups, network ACLs, the peer's firewall, NAT and return route",
    zh: 'VPC 路由表限制、安全组、网络 ACL，以及对端的防火墙、NAT 与回程路由',
  },
  router: {
    en: 'routes of the transit router {id}, which send the traffic into this connection: this API does not show them',
    zh: '转发路由器 {id} 的路由（决定哪些流量进入该连接）：该 API 不显示',
  },
  learned: {
    en: 'routes that BGP learns: the list of entries may not have them',
    zh: 'BGP 学到的路由：路由条目列表中可能没有',
  },
  history: { en: 'what was before: a status is a snapshot', zh: '历史状态：Status 只是一个瞬间' },
} satisfies Record<string, LocalizedText>;
