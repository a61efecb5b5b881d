import type { Reason } from '../../network/diversion.ts';
import type { LocalizedText } from '../text/message.ts';

/** Why a new route takes traffic that goes elsewhere now, or may. */
export const reasonTexts = {
  pool: {
    en: '{dest} overlaps {block}, where the clients of SSL-VPN server {owner} have their addresses: their sessions may lose the way back.',
    zh: '{dest} 与 SSL-VPN 服务端 {owner} 的客户端地址 {block} 重叠：这些会话的回程可能丢失。',
  },
  local: {
    en: "{dest} overlaps {block}, a network on the VPC's side of {owner}: traffic for it may leave through the tunnel.",
    zh: '{dest} 与 {owner} 的 VPC 侧网段 {block} 重叠：到该网段的流量可能从隧道流出。',
  },
  own: {
    en: "{dest} overlaps {block}, which the connection has on the VPC's side itself: traffic for it may leave through the tunnel.",
    zh: '{dest} 与该连接自身的 VPC 侧网段 {block} 重叠：到该网段的流量可能从隧道流出。',
  },
  vpc: {
    en: '{dest} overlaps {block} of VPC {owner} itself: traffic inside the VPC may leave through the tunnel.',
    zh: '{dest} 与 VPC {owner} 自身的网段 {block} 重叠：VPC 内部的流量可能从隧道流出。',
  },
  table: {
    en: "The VPC's route table sends {block} to {owner} now: what is for {dest} would leave through the tunnel instead.",
    zh: 'VPC 路由表目前把 {block} 发往 {owner}：到 {dest} 的流量将改从隧道流出。',
  },
  wide: {
    en: '{dest} is wider than a /8: all that has no more specific route goes there.',
    zh: '{dest} 比 /8 更大：凡没有更具体路由的流量都会流向那里。',
  },
  union: {
    en: 'With the routes that are there, {hop} gets {block}, together wider than a /8.',
    zh: '连同已有的路由，{hop} 将得到 {block}，合起来比 /8 更大。',
  },
  spread: {
    en: 'With the routes that are there, this gateway takes {block}: together more addresses of the internet than a /8 has.',
    zh: '连同已有的路由，此网关将接收 {block}：合起来的互联网地址多于一个 /8。',
  },
  all: {
    en: 'With the routes that are there, this gateway takes 0.0.0.0/0: whatever has no more specific route leaves through its tunnels.',
    zh: '连同已有的路由，此网关将接收 0.0.0.0/0：凡没有更具体路由的流量都会从其隧道流出。',
  },
  outside: {
    en: 'RemoteSubnet of {hop} does not have {block}: nothing says that the peer has it.',
    zh: '{hop} 的 RemoteSubnet 不含 {block}：对端并未声明这些地址在那里。',
  },
  unclear: {
    en: 'Not known: RemoteSubnet of {hop} could not be read, so nobody can tell whether {dest} is there.',
    zh: '未知：无法读取 {hop} 的 RemoteSubnet，因此无法判断 {dest} 是否在那里。',
  },
  first: {
    en: 'RemoteSubnet of {hop} is as good as open ({block}), and this is the first route to it that the VPC would follow.',
    zh: '{hop} 的 RemoteSubnet 近乎不设限（{block}），而这是 VPC 会采用的第一条到它的路由。',
  },
  internet: {
    en: 'Outside RFC 1918 and 100.64.0.0/10 is {block}: traffic for it goes to the internet now, or may.',
    zh: '{block} 在 RFC 1918 和 100.64.0.0/10 之外：到它的流量现在走互联网，或可能如此。',
  },
} as const satisfies Readonly<Record<Reason['kind'], LocalizedText>>;

export const diversionMessages = {
  ...reasonTexts,
  unclearClaim: {
    en: 'Not known: the addresses of {owner} could not be read, so nobody can tell whether a route takes them.',
    zh: '未知：无法读取 {owner} 的地址，因此无法判断路由是否会占用它们。',
  },
  vpcTable: {
    en: "Not seen: whether the VPC's own route table sends {dest} elsewhere. Look there.",
    zh: '此处看不到 VPC 自身的路由表把什么流量发往别处：请在那里确认 {dest} 是否另有承载。',
  },
  defaultLoses: {
    en: "The VPC's default route leads to {owner}: what it takes of {dest} now leaves through the tunnel.",
    zh: 'VPC 的默认路由通往 {owner}：其中到 {dest} 的流量将改从隧道流出。',
  },
  tableKeeps: {
    en: "The VPC's route table goes on sending {block} to {owner}: that part does not go into the tunnel.",
    zh: 'VPC 路由表仍把 {block} 发往 {owner}：这一部分不会进入隧道。',
  },
  toBeMade: {
    en: '{hop} is made by an earlier step of this list: nobody has seen yet who is at its other end.',
    zh: '{hop} 由此列表中前面的步骤创建：尚无人见过对端是谁。',
  },
  freshPeer: {
    en: 'Customer gateway {id} was made through this server in the last 24 hours, and this is the first route to it that the VPC would follow: a new way out of the network.',
    zh: '用户网关 {id} 是最近 24 小时内通过本服务创建的，而这是 VPC 会采用的第一条到它的路由：网络由此多了一个新出口。',
  },
  maybeFreshPeer: {
    en: 'Not known: whether customer gateway {id} was made through this server in the last 24 hours ({why}); this is the first route to it that the VPC would follow.',
    zh: '未知：用户网关 {id} 是否在最近 24 小时内通过本服务创建（{why}）；这是 VPC 会采用的第一条到它的路由。',
  },
  poolRoute: {
    en: 'The clients get addresses of {pool}, to which the route {dest} through {hop} leads: traffic for them may go to the clients instead, or the answers to the clients into the tunnel.',
    zh: '客户端将使用 {pool} 的地址，而路由 {dest} 经 {hop} 通往这些地址：到它们的流量可能转到客户端，或对客户端的应答进入隧道。',
  },
  poolClaim: {
    en: 'The clients get addresses of {pool}, which overlaps {block} of {owner}: either may lose the way back.',
    zh: '客户端将使用 {pool} 的地址，与 {owner} 的 {block} 重叠：双方都可能失去回程。',
  },
  openCreation: { en: 'a creation without a known outcome', zh: '有一次创建的结果未知' },
  plainKey: {
    en: 'The key stands in the call, so the model knows it: whoever has it can be the other side. With generate, file or env nobody but the two ends knows it.',
    zh: '密钥写在调用中，模型因此知道它：持有它的任何人都可充当对端。使用 generate、file 或 env 时，只有两端知道密钥。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
