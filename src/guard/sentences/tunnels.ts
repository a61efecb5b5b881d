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
  otherUp: {
    en: 'The other tunnel of {name}, {tunnel} to {peer}, is up now and may carry the traffic meanwhile.',
    zh: '{name} 通往 {peer} 的另一条隧道 {tunnel} 当前已建立，期间可由它承载流量。',
  },
  otherUnknown: {
    en: 'Whether the other tunnel of {name}, {tunnel} to {peer}, is up is not known: perhaps nothing carries the traffic meanwhile.',
    zh: '{name} 通往 {peer} 的另一条隧道 {tunnel} 是否已建立未知：期间可能没有隧道承载流量。',
  },
  otherDownToo: {
    en: 'The other tunnel of {name}, {tunnel} to {peer}, is down now, as this one is: nothing goes through {name}.',
    zh: '{name} 通往 {peer} 的另一条隧道 {tunnel} 当前未建立，本条亦然：没有流量经过 {name}。',
  },
  lastTunnelDrops: {
    en: 'The traffic of {name} stops until both ends of tunnel {changed} ({status}) agree: the other tunnel, {tunnel} to {peer}, is down now.',
    zh: '在隧道 {changed}（{status}）两端一致之前，{name} 的流量中断：通往 {peer} 的另一条隧道 {tunnel} 当前未建立。',
  },
  bothDrop: {
    en: 'The traffic of {name} stops: all of its tunnels negotiate anew at the same time.',
    zh: '{name} 的流量中断：其所有隧道同时重新协商。',
  },
  bothDown: {
    en: 'No tunnel of {name} is up now: nothing goes through it.',
    zh: '{name} 当前没有已建立的隧道：没有流量经过它。',
  },
  peerOfTunnel: {
    en: 'The peer of tunnel {tunnel} needs the same change at the same time ({fields}), or that tunnel stays down; its other tunnel is left as it is.',
    zh: '隧道 {tunnel} 的对端须同时做同样的修改（{fields}），否则该隧道无法建立；另一条隧道保持不变。',
  },
  peersOfBoth: {
    en: 'The peer of tunnel {tunnel} needs the same change at the same time ({fields}), or that tunnel stays down.',
    zh: '隧道 {tunnel} 的对端须同时做同样的修改（{fields}），否则该隧道无法建立。',
  },
  peerMoves: {
    en: '{what} leads to {after} ({ip}) then, no longer to {before}: the device there needs its settings and its key.',
    zh: '{what} 之后通往 {after}（{ip}），不再通往 {before}：那里的设备需要其设置和密钥。',
  },
  movesToFresh: {
    en: 'Customer gateway {id} was made through this server in the last 24 hours: what goes through the tunnel goes to a new place.',
    zh: '用户网关 {id} 是最近 24 小时内通过本服务创建的：经过该隧道的流量将去往新的地方。',
  },
  movesToFreshPerhaps: {
    en: 'Not known: whether customer gateway {id}, to which the tunnel is to lead, was made through this server in the last 24 hours ({why}).',
    zh: '未知：隧道将通往的用户网关 {id} 是否在最近 24 小时内通过本服务创建（{why}）。',
  },
  identityStays: {
    en: 'RemoteId of {what} stays {id}, as it was for {before}: a device with another identity is refused. Give RemoteId too if it changes.',
    zh: '{what} 的 RemoteId 仍为 {id}（原用于 {before}）：标识不同的设备会被拒绝。若标识改变，请同时给出 RemoteId。',
  },
  notAttached: {
    en: '{name} hangs on gateway {gateway}, not on a transit router: the cloud would refuse the call. Connections on gateways have the calls named VpnConnection.',
    zh: '{name} 挂载在网关 {gateway} 上，而不在转发路由器上：云端会拒绝此调用。网关上的连接使用名称含 VpnConnection 的调用。',
  },
  attachmentCall: {
    en: 'Connections without a gateway have calls of their own: ModifyVpnAttachmentAttribute and DeleteVpnAttachment (toolset attachment).',
    zh: '没有网关的连接有专门的调用：ModifyVpnAttachmentAttribute 与 DeleteVpnAttachment（工具集 attachment）。',
  },
  tunnelNeedsPeer: {
    en: 'Tunnel {tunnel} names no CustomerGatewayId: each of two tunnels leads to one, and the cloud would refuse the call.',
    zh: '隧道 {tunnel} 未给出 CustomerGatewayId：双隧道的每条都须指定用户网关，云端会拒绝此调用。',
  },
  oneAddress: {
    en: 'Gateway {id} has one address, for connections of one tunnel: the cloud would refuse two. Give CustomerGatewayId, IkeConfig and IpsecConfig instead of TunnelOptionsSpecification.',
    zh: '网关 {id} 只有一个地址，用于单隧道连接：云端会拒绝两条隧道。请用 CustomerGatewayId、IkeConfig 与 IpsecConfig 代替 TunnelOptionsSpecification。',
  },
  autoRouteDefault: {
    en: 'AutoConfigRoute is not given, and the public cloud takes true for it: give false where routes are to be made by hand.',
    zh: '未给出 AutoConfigRoute，公共云默认其为 true：若要手动添加路由，请给出 false。',
  },
  cloudDefaultsOf: {
    en: 'Not given for tunnel {tunnel}, so the cloud takes {fields}: old algorithms, which its peer must match; better give both ends stronger ones.',
    zh: '未为隧道 {tunnel} 给出，因此由云端取默认值 {fields}：均为旧算法，其对端须与之一致；最好在两端都指定更强的算法。',
  },
  cloudKeyOf: {
    en: 'Without a Psk of its own for tunnel {tunnel} the cloud makes one, which that peer needs; Psk with generate makes one here and keeps it in a file.',
    zh: '未为隧道 {tunnel} 给出 Psk 时由云端自行生成，而该对端需要它；用 Psk 的 generate 可在此生成并保存为文件。',
  },
  bgpIncomplete: {
    en: 'BGP needs LocalAsn and TunnelCidr, each block once on a gateway, and these lack one: {tunnels}. The cloud may refuse the call.',
    zh: 'BGP 需要 LocalAsn 与 TunnelCidr（每个网段在一个网关上只能用一次），而以下缺少：{tunnels}。云端可能拒绝此调用。',
  },
  bgpNeedsAsn: {
    en: 'BGP needs the number of the other side, and these customer gateways have no Asn: {names}. It is given when one is made, and not later.',
    zh: 'BGP 需要对端的自治系统号，而以下用户网关没有 Asn：{names}。Asn 只能在创建用户网关时给出。',
  },
  newBgpRoutes: {
    en: 'Not known: which routes BGP will bring through the new connection, and what traffic they draw: nobody can see them before.',
    zh: '未知：BGP 会经新连接带来哪些路由、吸引哪些流量：事先无法看到。',
  },
  billedAttachment: {
    en: 'It is billed from its first minute, used or not; no price is seen here.',
    zh: '从创建的第一分钟起计费，无论是否使用；此处无法看到价格。',
  },
  notYetAttached: {
    en: 'It hangs on nothing until somebody attaches it to a transit router (Cloud Enterprise Network, not from here).',
    zh: '在有人将其绑定到转发路由器之前（云企业网，不在此处操作），它不挂载在任何对象上。',
  },
  routesOfIt: {
    en: 'Its own routes, which transit router {router} may follow, go with it ({count}): {routes}.',
    zh: '转发路由器 {router} 可能采用的自有路由一并删除（{count} 条）：{routes}。',
  },
  noSuchTunnel: {
    en: '{name} has no tunnel with {asked}. It has {tunnels}: name one of these by TunnelId, or by what stands behind it.',
    zh: '{name} 没有 {asked} 的隧道。现有：{tunnels}。请用 TunnelId 或括号中的值指明其中一条。',
  },
  tunnelUnnamed: {
    en: 'An entry of TunnelOptionsSpecification names no tunnel. {name} has {tunnels}: give TunnelId, or Role (TunnelIndex on a transit router).',
    zh: 'TunnelOptionsSpecification 的一项未指明隧道。{name} 有 {tunnels}：请给出 TunnelId 或 Role（转发路由器上为 TunnelIndex）。',
  },
  tunnelTwice: {
    en: 'TunnelOptionsSpecification names tunnel {tunnel} twice: give all of its settings in one entry.',
    zh: 'TunnelOptionsSpecification 两次指明了隧道 {tunnel}：请在一项中给出其全部设置。',
  },
  maskedTunnelKey: {
    en: 'The cloud shows the present key of tunnel {tunnel} only as a mask, and TunnelIkeConfig without a key might reset it. Give Psk too: the present key or a new one, best as a file.',
    zh: '云端只以掩码显示隧道 {tunnel} 的当前密钥，而不带密钥的 TunnelIkeConfig 可能将其重置。请同时给出 Psk：当前密钥或新密钥，最好用文件。',
  },
  tunnelKeyNotRead: {
    en: 'The present key of tunnel {tunnel} could not be read, and TunnelIkeConfig without a key might reset it. Give Psk too, or try again when the connection can be read.',
    zh: '无法读取隧道 {tunnel} 的当前密钥，而不带密钥的 TunnelIkeConfig 可能将其重置。请同时给出 Psk，或在可以读取该连接时重试。',
  },
  undoKeyOfTunnel: {
    en: 'The key of tunnel {tunnel} (fingerprint {fingerprint}) is not shown: only who has it can put it back.',
    zh: '隧道 {tunnel} 的当前密钥（指纹 {fingerprint}）不会显示；只有持有它的人才能恢复。',
  },
  settingsOfTunnels: {
    en: '{name} has settings in each of its tunnels ({tunnels}), and {fields} of this call would be those of a connection of one tunnel. Give them as TunnelOptionsSpecification, one entry for each tunnel that changes, named by TunnelId or Role; ModifyTunnelAttribute changes one.',
    zh: '{name} 的设置在其各条隧道中（{tunnels}），而此调用的 {fields} 是单隧道连接的设置。请改用 TunnelOptionsSpecification，为要修改的每条隧道各给一项，用 TunnelId 或 Role 指明；ModifyTunnelAttribute 修改单条隧道。',
  },
  oneTunnelOnly: {
    en: '{name} has one tunnel, whose settings stand in the connection: {fields} is for two. Give CustomerGatewayId, IkeConfig, IpsecConfig, BgpConfig or HealthCheckConfig to the call that changes the connection.',
    zh: '{name} 只有一条隧道，其设置在连接本身：{fields} 用于双隧道。请在修改连接的调用中给出 CustomerGatewayId、IkeConfig、IpsecConfig、BgpConfig 或 HealthCheckConfig。',
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
    en: 'The gateway has two addresses, for connections of two tunnels, and this call has settings for one tunnel only: the cloud may refuse it, or leave the second tunnel without a peer. TunnelOptionsSpecification takes both.',
    zh: '该网关有两个地址，用于双隧道连接，而此调用只有一条隧道的设置：云端可能拒绝，或让第二条隧道没有对端。TunnelOptionsSpecification 可给出两条。',
  },
  usersUnclear: {
    en: 'Not known: whether a tunnel of {names} uses it: what tunnels there are is not understood.',
    zh: '未知：{names} 的隧道是否使用它：无法理解其隧道。',
  },
  gatewayAddresses: {
    en: 'Its addresses {ips} are given up: peers and clients that know them must change.',
    zh: '其公网地址 {ips} 将释放：已配置它们的对端和客户端都要修改。',
  },
  undoTunnelsUnclear: {
    en: 'No call here makes it again: the settings of its tunnels are not understood, and have to be given anew, in the console. It had {fields}.',
    zh: '此处没有调用能重新创建它：无法理解其隧道的设置，须在控制台重新给出。原有：{fields}。',
  },
  undoTunnelNoKey: {
    en: 'The key of tunnel {tunnel} is not known here: give Psk too, as its peer has it.',
    zh: '此处不知道隧道 {tunnel} 的密钥：请同时给出与其对端一致的 Psk。',
  },
  undoAttach: {
    en: 'It then has to be attached to transit router {router} again, in the console.',
    zh: '之后须在控制台将其重新绑定到转发路由器 {router}。',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
