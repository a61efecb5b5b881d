import type { LocalizedText } from '../text/message.ts';
import { trafficTexts } from './traffic-texts.ts';
import { tunnelTexts } from './tunnel-texts.ts';

// Every sentence of a plan, in both languages; a test holds their placeholders equal. Facts about the cloud's behaviour come from
// the vendor's guide and SDKs; where a platform may differ, the sentence says "may".

export const planMessages = {
  ...trafficTexts,
  ...tunnelTexts,
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
  // Whether a person is asked.
  asksTraffic: { en: 'it may stop or move traffic', zh: '可能中断或改变流量' },
  asksDelete: { en: 'it deletes', zh: '会删除资源' },
  asksBilled: { en: 'it is billed', zh: '会产生费用' },
  asksRole: { en: 'later calls act under another identity', zh: '之后的调用将以另一身份进行' },
  asksWithSteps: { en: 'one yes is asked for all steps', zh: '所有步骤一并征求一次同意' },
  asksToken: { en: 'a token is enough here (--confirm token)', zh: '此处凭令牌即可（--confirm token）' },
  asksNot: { en: 'it stops and moves nothing', zh: '不会中断或改变任何流量' },
  asksUnchanged: { en: 'it is so already', zh: '现状已是如此' },
  asksRefused: { en: 'Foreseen says why', zh: '原因见预计情况' },
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
  connectionExists: {
    en: 'Connection {name} already joins this gateway and this customer gateway, and only one may: the cloud would refuse the call.',
    zh: '连接 {name} 已关联此网关与此用户网关，而只允许一个：云端会拒绝此调用。',
  },
  maskedKey: {
    en: 'The cloud shows the present pre-shared key only as a mask, and IkeConfig without a key might reset it. Give Psk too: the present key or a new one, best as a file.',
    zh: '云端只以掩码显示当前预共享密钥，而不带密钥的 IkeConfig 可能将其重置。请同时给出 Psk：当前密钥或新密钥，最好用文件。',
  },
  keyNotRead: {
    en: 'The present pre-shared key could not be read, and IkeConfig without a key might reset it. Give Psk too, or try again when {id} can be read.',
    zh: '无法读取当前预共享密钥，而不带密钥的 IkeConfig 可能将其重置。请同时给出 Psk，或在可以读取 {id} 时重试。',
  },
  partNotRead: {
    en: '{field} is given in part and the rest could not be read: what is left out might be reset. Give it whole, or try again when {id} can be read.',
    zh: '{field} 只给出了一部分，而其余无法读取：未给出的可能被重置。请完整给出，或在可以读取 {id} 时重试。',
  },
  guideDefault: {
    en: 'Left as the cloud has it: {fields} (nothing is filled in with a default).',
    zh: '保持云端现状：{fields}（不填入任何默认值）。',
  },
  cloudDefaults: {
    en: 'Not given, so by the guide the cloud takes {fields}: old algorithms, which the peer must match; better give both stronger ones.',
    zh: '未给出，因此由云端取其默认值，文档所列为 {fields}：均为旧算法。对端须与之一致；最好在两端都指定更强的算法。',
  },
  cloudKey: {
    en: 'Without a Psk the cloud makes a key of its own, which the peer needs; Psk with generate makes one here and keeps it in a file.',
    zh: '未给出 Psk 时由云端自行生成密钥，而对端需要它；用 Psk 的 generate 可在此生成并保存为文件。',
  },
  sharesBlocks: {
    en: '{block} of the other side overlaps {other} of connection {name} on the same gateway: the routes decide which tunnel carries it.',
    zh: '对端网段 {block} 与同一网关上连接 {name} 的 {other} 重叠：由路由决定走哪条隧道。',
  },
  gatewayConnections: {
    en: 'IPsec connections on it ({count}): {names}.',
    zh: '其上的 IPsec 连接（{count} 个）：{names}。',
  },
  gatewayServers: {
    en: 'SSL-VPN servers on it ({count}): {names}.',
    zh: '其上的 SSL-VPN 服务端（{count} 个）：{names}。',
  },
  gatewayRoutes: {
    en: 'Routes that go with it: {count}.',
    zh: '一并删除的路由：{count} 条。',
  },
  gatewayAddress: {
    en: 'Its address {ip} is given up: peers that know it must change.',
    zh: '其公网地址 {ip} 将释放：已配置它的对端都要修改。',
  },
  emptyFirst: {
    en: 'The cloud refuses while something hangs on it: delete these first: {names}.',
    zh: '云端拒绝删除其上仍有资源的网关：请先删除：{names}。',
  },
  prepaid: {
    en: 'It is a subscription until {date}: the cloud refuses to release it before.',
    zh: '它是包年包月实例，到期日为 {date}：到期前云端拒绝释放。',
  },
  prepaidSoon: {
    en: "It is a subscription until {date}: by the cloud's clock, which is not known here, it may still run, and the cloud then refuses to release it.",
    zh: '它是包年包月实例，到期时间为 {date}：此处不知道云端时钟，若云端认为尚未到期则会拒绝释放。',
  },
  customerUsed: {
    en: 'The cloud refuses to delete a customer gateway in use: {names} use it.',
    zh: '云端拒绝删除使用中的用户网关：{names} 正在使用它。',
  },
  certificatesGo: {
    en: 'Certificates deleted with it ({count}): {names}.',
    zh: '一并删除的客户端证书（{count} 张）：{names}。',
  },
  clientsDrop: {
    en: 'All clients now on {server} drop: {count}.',
    zh: '当前连接到 {server} 且全部会断开的客户端：{count} 个。',
  },
  allReconnect: {
    en: 'Not only this client of {server} drops, but all; the others can reconnect.',
    zh: '删除一张证书会断开 {server} 的所有客户端，不只是这一个；其他客户端可以重新连接。',
  },
  certificateAccess: {
    en: 'Whoever has its private key gets in through {server}, to {blocks}.',
    zh: '持有其私钥的人可经 {server} 进入，访问 {blocks}。',
  },
  newProfiles: {
    en: 'Certificates that need a new client file ({fields}): {count}.',
    zh: '由于 {fields} 改变而需要新客户端文件的客户端证书：{count} 张。',
  },
  smallPool: {
    en: 'ClientIpPool {pool} is too small: each client takes four addresses, so the {sessions} sessions of the gateway need /{prefix} or larger.',
    zh: 'ClientIpPool {pool} 过小：每个客户端占用四个地址，网关的 {sessions} 个会话需要 /{prefix} 或更大的网段。',
  },
  olderLocalId: {
    en: "LocalId {id} goes out under this name only, unless the server runs with --local-id-both: a site that knows just the older LocalIdIPsec may put the gateway's address in its place, which drops the tunnel.",
    zh: '除非服务以 --local-id-both 运行，LocalId {id} 只以此名称发送：只认识旧名 LocalIdIPsec 的站点可能改用网关地址，从而断开隧道。',
  },
  newerHash: {
    en: '{value}: many Apsara Stack sites take md5 and sha1 only; if refused, sha1 is the best.',
    zh: '许多专有云站点不支持 {value}，只接受 md5 和 sha1：若云端拒绝，sha1 是可用的最佳选择。',
  },
  protectedTarget: {
    en: 'The operator protects this target (--protect {pattern}): no approval opens the call.',
    zh: '运维人员保护了此对象（--protect {pattern}）：任何同意都不能放行此调用。',
  },
  protectedName: {
    en: 'The operator protects this target by its name (--protect {pattern}), and the new name would end that: no approval opens the call.',
    zh: '运维人员按名称保护了此对象（--protect {pattern}），新名称会使保护失效：任何同意都不能放行此调用。',
  },
  protectedUnknown: {
    en: 'The operator protects some targets (--protect), and not all names that this touches could be read: nobody can tell whether it is one of them.',
    zh: '运维人员保护了某些对象（--protect），而此调用涉及的名称未能全部读取：无法判断它是否在其中。',
  },
  manyDeletes: {
    en: 'Too many deletes in a short time (a limit of this server, not of the cloud): no more until {until}.',
    zh: '短时间内删除过多（本服务的限制，并非云端）：{until} 之前不再允许删除。',
  },
  onlyReading: {
    en: 'This server only reads: it would refuse the call.',
    zh: '本服务为只读：会拒绝此调用。',
  },
  renamedFrom: {
    en: 'Its name was changed through this server at {time}; in the day before that it was called {names}.',
    zh: '其名称于 {time} 经本服务修改；此前一天内曾名为 {names}。',
  },
  renamed: {
    en: 'Its name was changed through this server at {time}; what it was called before is not known.',
    zh: '其名称于 {time} 经本服务修改；此前的名称未知。',
  },
  renamedHere: {
    en: 'An earlier step of this plan gives it this name: now it is called {name}.',
    zh: '此名称由本计划中较早的步骤给出：现在名为 {name}。',
  },
  renamesUnread: {
    en: 'Not known: whether its name was changed of late could not be read ({why}).',
    zh: '未知：无法读取其名称近期是否修改过（{why}）。',
  },
  namesUnread: {
    en: 'Not known: whether another of its kind is called the same could not be read ({why}).',
    zh: '未知：无法读取是否有同名的同类对象（{why}）。',
  },
  lacksIt: { en: 'the list lacks it', zh: '列表中没有它' },
  sameNames: {
    en: 'Others of its kind are called the same here ({count}): {names}.',
    zh: '此处有同名的同类对象（{count} 个）：{names}。',
  },
  lookAlikes: {
    en: 'Others of its kind have names that look like its name ({count}): {names}.',
    zh: '此处有名称看起来相似的同类对象（{count} 个）：{names}。',
  },
  mixedScripts: {
    en: 'A word of its name mixes letters of several scripts, so that it may look like another name.',
    zh: '其名称中有一个词混用了多种文字的字母，可能看起来像另一个名称。',
  },
  typeId: {
    en: 'So its name does not tell it from others: what is typed is its ID, {id}.',
    zh: '因此名称不足以辨认它：须输入其 ID {id}。',
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
  vpcMissing: {
    en: 'VPC {vpc} is not in {region}, or not shown to this key: compare the ID, for a gateway at the wrong place is billed too.',
    zh: '{region} 中没有 VPC {vpc}，或对此密钥不可见：请核对 ID，建错位置的网关同样计费。',
  },
  vswitchMissing: {
    en: 'vSwitch {vswitch} is not in VPC {vpc}, or not shown to this key: compare the ID.',
    zh: 'VPC {vpc} 中没有交换机 {vswitch}，或对此密钥不可见：请核对 ID。',
  },
  standsIn: {
    en: 'It stands in VPC {vpc} ({blocks}).',
    zh: '它位于 VPC {vpc}（{blocks}）。',
  },
  inZone: { en: 'vSwitch {vswitch} is in zone {zone}.', zh: '交换机 {vswitch} 位于可用区 {zone}。' },
  vpcNotSeen: {
    en: 'No gateway of VPC {vpc} is known in {region}, so whether there is such a VPC could not be checked: compare the ID in the console, for a gateway at the wrong place is billed too.',
    zh: '在 {region} 未见 VPC {vpc} 的网关，因此无法核实该 VPC 是否存在：请在控制台核对 ID，建错位置的网关同样计费。',
  },
  vswitchNotSeen: {
    en: 'No gateway of the VPC is in {vswitch}, so that ID could not be checked either.',
    zh: '该 VPC 没有网关位于 {vswitch}，因此该 ID 也无法核实。',
  },
  billed: {
    en: 'It is billed from its first minute, used or not; no price is seen here. IPsec and SSL cannot be switched on later.',
    zh: '从创建的第一分钟起计费，无论是否使用；此处无法看到价格。之后无法再开启 IPsec 或 SSL。',
  },
  ordersUnread: {
    en: 'Not known: what else was ordered in the last ten minutes could not be read ({why}).',
    zh: '未知：无法读取最近十分钟内还订购了什么（{why}）。',
  },
  manyOrders: {
    en: 'Two creates that are billed were sent within ten minutes, tries of unknown outcome counted (a limit of this server, not of the cloud): no more until {until}.',
    zh: '十分钟内已发送两次计费的创建（结果未知的尝试也计入；本服务的限制，并非云端）：{until} 之前不再允许。',
  },
  orderUnseen: {
    en: 'It is billed, and with --confirm token no human is seen: only an operator who sets --allow-billed lets such a call pass.',
    zh: '此调用会产生费用，而 --confirm token 下没有人看到：只有运维人员设置 --allow-billed 才会放行。',
  },
  onlyReads: {
    en: 'It only reads: nothing changes.',
    zh: '仅读取：不会改变任何内容。',
  },
  onlyChecks: {
    en: 'The cloud checks the connection and keeps the result: nothing of the network changes.',
    zh: '云端检查该连接并保留结果：网络不会有任何改变。',
  },
  undoWith: {
    en: 'Back with {action}: {fields}.',
    zh: '用 {action} 恢复：{fields}。',
  },
  undoDelete: {
    en: '{action} removes it again.',
    zh: '用 {action} 删除。',
  },
  undoKey: {
    en: 'The key (fingerprint {fingerprint}) is not shown: only who has it can put it back.',
    zh: '当前密钥（指纹 {fingerprint}）不会显示；只有持有它的人才能恢复。',
  },
  undoNone: {
    en: 'It cannot be brought back.',
    zh: '无法恢复。',
  },
  undoNewId: {
    en: 'It can be made again with {action}, under a new ID: {fields}.',
    zh: '可用 {action} 重新创建，但 ID 会不同：{fields}。',
  },
  // The two short forms stand beside the call that would be taken back.
  undoNewIdBrief: { en: ', new ID', zh: '（ID 会不同）' },
  undoSame: { en: ' of the same', zh: '（同一对象）' },
  undoAgain: { en: 'same action and target', zh: '同一操作、同一对象' },
  undoNotTaken: {
    en: '{action} does not take what it had as {fields}: that does not come back.',
    zh: '{action} 不接受原来的 {fields}：这部分无法恢复。',
  },
  undoNoCall: {
    en: 'No call brings it back as it was: {action} does not take {fields}.',
    zh: '没有调用能将其恢复原状：{action} 不接受 {fields}。',
  },
  undoUnset: {
    en: 'Not set before, and no call clears it again: {fields}.',
    zh: '原先未设置，且没有调用能再次清除：{fields}。',
  },
  undoKeyUnknown: {
    en: 'Its key is not known here: give Psk too, as the peer has it.',
    zh: '此处不知道其密钥：请同时给出与对端一致的 Psk。',
  },
  undoAutoRoutes: {
    en: 'That leaves the routes that were added: each goes with DeleteVpnRouteEntry.',
    zh: '自动添加的路由会留下：须逐条用 DeleteVpnRouteEntry 删除。',
  },
  undoAddedRoutes: {
    en: 'The routes that are added go with DeleteVpnRouteEntry: {dests} through {hop}.',
    zh: '自动添加的路由用 DeleteVpnRouteEntry 删除：经由 {hop} 的 {dests}。',
  },
  undoCertificates: {
    en: 'The certificates do not come back: every user needs a new one.',
    zh: '证书无法恢复：每位用户都需要新的证书。',
  },
  undoRole: {
    en: 'Restart this server.',
    zh: '重启本服务。',
  },
  undoNothing: {
    en: 'There is nothing to undo.',
    zh: '没有需要撤销的内容。',
  },
  up: { en: 'up now', zh: '当前已建立' },
  down: { en: 'down now', zh: '当前未建立' },
  statusUnknown: { en: 'status not known', zh: '状态未知' },
  notKnown: { en: 'not known', zh: '未知' },
  newKey: { en: 'a new key, made here', zh: '新密钥，在此生成' },
  // With an article: behind the parameter's name a bare word would be taken for the key itself, and masked.
  keyMark: {
    en: 'the key with fingerprint {fingerprint}, {length} characters',
    zh: '密钥，指纹 {fingerprint}，{length} 个字符',
  },
  keyGiven: { en: 'the key of this call', zh: '本次调用的密钥' },
  keyMasked: { en: 'a key that the cloud masks', zh: '云端以掩码显示的密钥' },
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
