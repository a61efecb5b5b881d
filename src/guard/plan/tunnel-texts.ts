import type { LocalizedText } from '../text/message.ts';

/** What today's public cloud has beside: connections of two tunnels, BGP, transit routers. */
export const tunnelTexts = {
  tunnelOfDrops: {
    en: 'Tunnel {tunnel} of {name} to {peer}, {status}, negotiates anew: its traffic stops until both ends agree.',
    zh: '{name} 通往 {peer} 的隧道 {tunnel}（{status}）将重新协商：在两端一致之前，经过它的流量中断。',
  },
  tunnelOfGone: {
    en: 'Tunnel {tunnel} of {name} to {peer}, {status}, goes down at once and for good.',
    zh: '{name} 通往 {peer} 的隧道 {tunnel}（{status}）立即永久断开。',
  },
  bothPeers: {
    en: 'The peer of each tunnel needs the same change at the same time ({fields}), or that tunnel stays down.',
    zh: '每条隧道的对端都须同时做同样的修改（{fields}），否则该隧道无法建立。',
  },
  tunnelsUnclear: {
    en: 'Not known: what tunnels {name} has: the list of them is not understood ({why}).',
    zh: '未知：{name} 有哪些隧道：无法理解其隧道列表（{why}）。',
  },
  peerUnclear: {
    en: 'Not known: which customer gateway tunnel {tunnel} of {name} leads to.',
    zh: '未知：{name} 的隧道 {tunnel} 通往哪个用户网关。',
  },
  settingsOfTunnels: {
    en: '{name} has settings in each of its tunnels ({tunnels}), and {fields} of this call would be those of a connection without: nothing here says to which tunnel they would go. Change each tunnel in the console, and give this call the rest alone.',
    zh: '{name} 的设置在其各条隧道中（{tunnels}），而此调用的 {fields} 是没有隧道列表的连接的设置：无法得知会作用于哪条隧道。请在控制台逐条修改隧道，此调用只给出其余参数。',
  },
  settingsUnclear: {
    en: 'The tunnels of {name} are not understood ({why}), so nobody can tell whose settings {fields} would be. Look at its tunnels in the console and change them there; give this call the rest alone.',
    zh: '无法理解 {name} 的隧道（{why}），因此无法判断 {fields} 会是谁的设置。请在控制台查看并修改其隧道；此调用只给出其余参数。',
  },
  settingsUnread: {
    en: 'Connection {id} could not be read ({why}). On the public cloud it may have two tunnels with settings of their own, and nobody can tell whose {fields} would be. Read it first, or give this call the rest alone.',
    zh: '无法读取连接 {id}（{why}）。公共云上它可能有两条各有设置的隧道，因此无法判断 {fields} 会是谁的设置。请先读取它，或此调用只给出其余参数。',
  },
  bgpRoutes: {
    en: 'Not known: which routes BGP brings through {names}: they are in no table that was read.',
    zh: '未知：BGP 经 {names} 带来哪些路由：它们不在已读取的路由表中。',
  },
  onTransitRouter: {
    en: 'Not known: the connection hangs on transit router {router}, so its routes and what else is there were not read; the cloud may refuse this call for it.',
    zh: '未知：该连接挂载在转发路由器 {router} 上，因此未读取其路由及周边状态；云端可能拒绝对它的此调用。',
  },
  hopOnRouter: {
    en: 'Connection {hop} hangs on a transit router, not on {id}: the cloud would refuse the call.',
    zh: '连接 {hop} 挂载在转发路由器上，而不在 {id} 上：云端会拒绝此调用。',
  },
  tunnelExists: {
    en: 'A tunnel of {name} already joins this gateway and this customer gateway: the cloud may refuse a second connection.',
    zh: '{name} 的一条隧道已关联此网关与此用户网关：云端可能拒绝第二个连接。',
  },
  oneOfTwo: {
    en: 'The gateway has two addresses, for connections of two tunnels, and this call has settings for one tunnel only: the cloud may refuse it, or leave the second tunnel without a peer.',
    zh: '该网关有两个地址，用于双隧道连接，而此调用只有一条隧道的设置：云端可能拒绝，或让第二条隧道没有对端。',
  },
  usersUnclear: {
    en: 'Not known: whether a tunnel of {names} uses it: what tunnels there are is not understood.',
    zh: '未知：{names} 的隧道是否使用它：无法理解其隧道。',
  },
  gatewayAddresses: {
    en: 'Its addresses {ips} are given up: peers and clients that know them must change.',
    zh: '其公网地址 {ips} 将释放：已配置它们的对端和客户端都要修改。',
  },
  undoTunnels: {
    en: 'No call here makes it again: its tunnels take settings that have to be given anew, in the console, and it gets a new ID. It had {fields}.',
    zh: '此处没有调用能重新创建它：各隧道的设置须在控制台重新给出，且 ID 会不同。原有：{fields}。',
  },
  undoTunnelsUnclear: {
    en: 'No call here makes it again: the settings of its tunnels are not understood, and have to be given anew, in the console. It had {fields}.',
    zh: '此处没有调用能重新创建它：无法理解其隧道的设置，须在控制台重新给出。原有：{fields}。',
  },
  undoTunnel: {
    en: 'Tunnel {tunnel} had {peer}, {ike}, {ipsec}; its key (fingerprint {fingerprint}) is not shown.',
    zh: '隧道 {tunnel} 原有 {peer}，{ike}，{ipsec}；其密钥（指纹 {fingerprint}）不会显示。',
  },
  undoTunnelNoKey: {
    en: 'Tunnel {tunnel} had {peer}, {ike}, {ipsec}; its key is not known here.',
    zh: '隧道 {tunnel} 原有 {peer}，{ike}，{ipsec}；此处不知道其密钥。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
