import type { LocalizedText } from './message.ts';

/** The text about one cause, whoever finds it. */
interface CauseText {
  /** Completes "The cause: …". */
  readonly is: LocalizedText;
  /** The change at the peer; it may name values of the tunnel. */
  readonly peer?: LocalizedText;
  /** The same change without values, for a log whose tunnel is not known. */
  readonly peerWithoutValues?: LocalizedText;
}

const ALIGN: LocalizedText = {
  en: 'Compare the algorithms of that phase at both ends and align them.',
  zh: '对照两端该阶段的算法并对齐。',
};

/** Every cause that a diagnosis may name. The IDs are promises to readers and programs: they never change. */
export const CAUSES = {
  'gateway-not-ready': {
    is: {
      en: 'the VPN gateway is not in service yet, or is being changed',
      zh: 'VPN 网关尚未就绪，或正在变更中',
    },
  },
  'financial-locked': {
    is: {
      en: 'the VPN gateway is locked for an unpaid bill; nothing else matters until it is paid',
      zh: 'VPN 网关因欠费被锁定，结清之前其他原因都无关紧要',
    },
  },
  'ipsec-disabled': {
    is: {
      en: 'the gateway was created without IPsec and cannot carry a tunnel; no action here switches it on later',
      zh: '该网关创建时未开启 IPsec，无法承载隧道，且创建后没有接口可以开启',
    },
  },
  'not-initiated': {
    is: {
      en: 'nobody has started the negotiation: the cloud waits for traffic and none arrives',
      zh: '没有任何一端发起协商：云端在等待流量触发，而流量没有到达',
    },
    peer: {
      en: 'Start the tunnel from the peer, or send traffic to a cloud address.',
      zh: '在对端主动发起隧道，或从对端向云端地址发送流量。',
    },
  },
  'peer-unreachable': {
    is: {
      en: 'the two ends do not reach each other: wrong address, or UDP 500/4500 is blocked on the way',
      zh: '两端互不可达：地址错误，或途中的 UDP 500/4500 被阻断',
    },
    peer: {
      en: "Check that the peer is up, that its public address is {peerIp}, that it points at {gatewayIp}, and that UDP 500, UDP 4500 and ESP pass. A customer gateway's address cannot be edited: a new address needs a new customer gateway and a new connection.",
      zh: '确认对端在线、公网地址为 {peerIp}、其配置指向 {gatewayIp}，且放行 UDP 500、UDP 4500 和 ESP。用户网关的地址不能修改：换地址需要新建用户网关和新连接。',
    },
    peerWithoutValues: {
      en: 'Check that the peer is up, its public address, and UDP 500/4500 on the way.',
      zh: '检查对端是否在线、公网地址是否正确、途中 UDP 500/4500 是否放行。',
    },
  },
  'customer-gateway-missing': {
    is: {
      en: 'the customer gateway of the connection is not in its region: of another one, deleted, or hidden from this identity',
      zh: '该连接的用户网关不在其地域中：属于其他地域、已删除，或对当前身份不可见',
    },
  },
  'psk-mismatch': {
    is: { en: 'the pre-shared keys of the two ends differ', zh: '两端的预共享密钥（PSK）不一致' },
    peer: {
      en: 'Set the same pre-shared key at both ends in one window; hand it over out of band, never in a chat. Look for leading or trailing blanks.',
      zh: '在同一维护窗口内把两端设为同一个预共享密钥；通过带外渠道传递，不要放进聊天。注意首尾空格。',
    },
  },
  'ike-proposal-mismatch': {
    is: {
      en: 'the phase 1 (IKE) algorithms of the two ends have no common set',
      zh: '两端第一阶段（IKE）的算法没有共同项',
    },
    peer: {
      en: "Set the peer's phase 1 to encryption {enc1}, hash {hash1}, DH {dh1}.",
      zh: '把对端第一阶段设为：加密 {enc1}、认证 {hash1}、DH {dh1}。',
    },
    peerWithoutValues: ALIGN,
  },
  'ike-version-mismatch': {
    is: { en: 'the two ends speak different IKE versions', zh: '两端的 IKE 版本不一致' },
    peer: { en: 'Set the peer to {version}.', zh: '把对端设为 {version}。' },
    peerWithoutValues: { en: 'Use the same IKE version at both ends.', zh: '两端使用相同的 IKE 版本。' },
  },
  'ike-mode-mismatch': {
    is: {
      en: 'one end uses IKEv1 main mode and the other aggressive mode',
      zh: '一端使用 IKEv1 主模式，另一端使用野蛮模式',
    },
    peer: { en: 'Set the peer to {mode} mode.', zh: '把对端设为 {mode} 模式。' },
    peerWithoutValues: {
      en: 'Use the same mode at both ends; better, IKEv2.',
      zh: '两端使用相同模式；最好改用 IKEv2。',
    },
  },
  'identity-mismatch': {
    is: {
      en: 'one end introduces itself with another identity than the other end expects',
      zh: '一端发送的身份标识（ID）与另一端期望的不一致',
    },
    peer: {
      en: "Set the peer's own (local) ID to {remoteId} and the ID it expects from the cloud to {localId}.",
      zh: '把对端自己的 ID（local-id）设为 {remoteId}，并把它期望的云端 ID 设为 {localId}。',
    },
    peerWithoutValues: {
      en: "Set RemoteId to what the peer sends, or the peer's own ID to what the cloud expects.",
      zh: '把 RemoteId 改为对端实际发送的 ID，或把对端 ID 改为云端期望的值。',
    },
  },
  'ipsec-proposal-mismatch': {
    is: {
      en: 'the phase 2 (IPsec/ESP) algorithms of the two ends differ',
      zh: '两端第二阶段（IPsec/ESP）的算法不一致',
    },
    peer: {
      en: "Set the peer's phase 2 to encryption {enc2}, hash {hash2}.",
      zh: '把对端第二阶段设为：加密 {enc2}、认证 {hash2}。',
    },
    peerWithoutValues: ALIGN,
  },
  'pfs-mismatch': {
    is: {
      en: 'the PFS (phase 2 DH) groups of the two ends differ; with IKEv2 this shows only at the first rekey',
      zh: '两端的 PFS（第二阶段 DH 组）不一致；IKEv2 下要到首次重协商才暴露',
    },
    peer: { en: "Set the peer's PFS to {pfs}.", zh: '把对端的 PFS 设为 {pfs}。' },
    peerWithoutValues: { en: 'Set the same PFS group at both ends.', zh: '两端设为相同的 PFS 组。' },
  },
  'traffic-selector-mismatch': {
    is: {
      en: "the protected subnets of the two ends are not each other's mirror",
      zh: '两端的感兴趣流（网段）不是互为镜像',
    },
    peer: {
      en: "Set the peer's local subnets to {selectorsRemote} and its remote subnets to {selectorsLocal}.",
      zh: '把对端的本地网段设为 {selectorsRemote}，远端网段设为 {selectorsLocal}。',
    },
    peerWithoutValues: {
      en: "Make the protected subnets of both ends each other's mirror.",
      zh: '使两端的感兴趣流互为镜像。',
    },
  },
  'multi-subnet-ikev1': {
    is: {
      en: 'IKEv1 carries one pair of subnets in an SA, and this connection has several',
      zh: 'IKEv1 的一个 SA 只承载一对网段，而该连接配置了多个网段',
    },
    peer: {
      en: 'Move the peer to IKEv2 as well, or make one connection for each pair of subnets.',
      zh: '把对端同样改为 IKEv2，或为每一对网段单独建立连接。',
    },
  },
  'health-check-misconfigured': {
    is: {
      en: 'the health check probes an address that cannot lie in the tunnel, so it can never pass although the tunnel is up',
      zh: '健康检查的探测地址不在隧道网段内，隧道虽然已通，探测却永远不会成功',
    },
  },
  'health-check-failing': {
    is: {
      en: 'the tunnel is up but the health check gets no answer: the probed host, its ICMP filter or the return route',
      zh: '隧道已通，但健康检查得不到应答：被探测主机、其 ICMP 过滤或回程路由有问题',
    },
    peer: {
      en: 'Let {dip} answer ICMP from {sip}, and give the peer site a route back to {sip} through the tunnel.',
      zh: '允许 {dip} 应答来自 {sip} 的 ICMP，并在对端配置经隧道回到 {sip} 的路由。',
    },
    peerWithoutValues: {
      en: 'Let the probed host answer ICMP from the VPC, and route the answer back through the tunnel.',
      zh: '允许被探测主机应答来自 VPC 的 ICMP，并让应答经隧道返回。',
    },
  },
  'route-missing': {
    is: {
      en: 'no route entry sends the remote subnet into this tunnel',
      zh: '没有路由条目把远端网段指向该隧道',
    },
  },
  'route-not-published': {
    is: {
      en: 'the route to the remote subnet exists but is not published to the VPC, so the VPC does not use it',
      zh: '到远端网段的路由存在，但没有发布到 VPC，VPC 不会使用它',
    },
  },
  'route-inactive': {
    is: {
      en: 'every route entry for the destination has weight 0: a standby without an active entry',
      zh: '该目的网段的所有路由条目权重均为 0：只有备用，没有主用',
    },
  },
  'route-shadowed': {
    is: {
      en: 'another route takes the traffic first: a policy route or a more specific destination route',
      zh: '流量被其他路由先行匹配：策略路由，或更精确的目的路由',
    },
  },
  'route-stale': {
    is: {
      en: 'a route points at a connection that no longer exists: the traffic is lost there',
      zh: '路由指向已不存在的连接，流量在此丢失',
    },
  },
  'route-leftover': {
    is: {
      en: 'a route without traffic (weight 0) points at a connection that no longer exists: a leftover, and no standby',
      zh: '一条不承载流量的路由（权重 0）指向已不存在的连接：属于残留，起不到备用作用',
    },
  },
  'bgp-down': {
    is: {
      en: 'the BGP session over the tunnel is not up, so that no route is exchanged over it',
      zh: '隧道上的 BGP 会话未建立，无法经其交换路由',
    },
    peer: {
      en: "Compare the peer's BGP neighbour with the cloud's: both AS numbers, both addresses inside the tunnel, TCP 179 through it, and the MD5 key if one is set.",
      zh: '与云端对照对端的 BGP 邻居：两端 AS 号、隧道内两端地址、TCP 179 放行，以及已设置的 MD5 密钥。',
    },
  },
  overlap: {
    is: {
      en: 'address ranges overlap, so traffic can leave by the wrong way',
      zh: '地址段重叠，流量可能走错路径',
    },
    peer: {
      en: 'Renumber or translate one of the overlapping ranges.',
      zh: '对重叠的其中一个地址段重新编址，或做地址转换。',
    },
  },
  'lifetime-mismatch': {
    is: {
      en: 'the lifetimes of the two ends differ, so one end drops an SA that the other still uses',
      zh: '两端的生存时间不同，一端已删除的 SA 另一端仍在使用',
    },
    peer: {
      en: "Set the peer's lifetimes to {life1} s (phase 1) and {life2} s (phase 2), by time only, not by volume.",
      zh: '把对端生存时间设为第一阶段 {life1} 秒、第二阶段 {life2} 秒，只按时间，不按流量。',
    },
    peerWithoutValues: {
      en: 'Set the same lifetimes at both ends, by time only, not by volume.',
      zh: '两端设为相同的生存时间，只按时间，不按流量。',
    },
  },
  'nat-traversal': {
    is: {
      en: 'a NAT between the ends breaks the negotiation: UDP 4500 is blocked, or a private address serves as identity',
      zh: '两端之间的 NAT 破坏了协商：UDP 4500 被阻断，或私网地址被当作身份标识',
    },
    peer: {
      en: "Enable NAT traversal at the peer, let UDP 4500 through, and set the peer's own ID to its public address {peerIp}.",
      zh: '在对端开启 NAT 穿越，放行 UDP 4500，并把对端自己的 ID 设为其公网地址 {peerIp}。',
    },
    peerWithoutValues: {
      en: 'Let UDP 4500 through, and use public addresses or names as IDs at the end behind the NAT.',
      zh: '放行 UDP 4500，并让 NAT 之后的一端使用公网地址或域名作为 ID。',
    },
  },
  'encapsulation-mode-mismatch': {
    is: {
      en: 'one end wants transport mode; the cloud has tunnel mode only',
      zh: '一端要求传输模式，而云端只支持隧道模式',
    },
    peer: {
      en: "Set the peer's phase 2 to tunnel mode; the cloud has no such setting.",
      zh: '把对端第二阶段设为隧道模式；云端没有该设置。',
    },
  },
  'security-protocol-mismatch': {
    is: {
      en: 'one end wants AH; the cloud serves ESP only',
      zh: '一端要求 AH，而云端只支持 ESP',
    },
    peer: {
      en: "Set the peer's phase 2 to ESP, without AH and without both combined; the cloud has no such setting.",
      zh: '把对端第二阶段的安全协议设为 ESP，不使用 AH 或二者组合；云端没有该设置。',
    },
  },
  'dpd-payload-order': {
    is: {
      en: 'the peer orders the payloads of its DPD messages in another way than the cloud reads them, so they are ignored',
      zh: '对端 DPD 报文的载荷顺序与云端要求的不同，因此被忽略',
    },
    peer: {
      en: 'Set the order of DPD payloads at the peer to hash before notify (hash-notify), or switch DPD off at both ends.',
      zh: '在对端把 DPD 报文的载荷顺序设为先 hash 后 notify（hash-notify），或两端都关闭 DPD。',
    },
  },
  'commit-bit': {
    is: {
      en: 'the peer sets the commit bit, which the cloud does not take',
      zh: '对端设置了 commit 位，而云端不支持',
    },
    peer: {
      en: 'Switch the commit bit off in the IKE settings of the peer.',
      zh: '在对端的 IKE 设置中关闭 commit 位。',
    },
  },
  'auth-method-mismatch': {
    is: {
      en: 'the peer authenticates by certificate or login, the cloud by pre-shared key only',
      zh: '对端使用证书或用户名认证，而云端只使用预共享密钥',
    },
    peer: {
      en: 'Set the authentication of both directions to pre-shared key at the peer; the cloud has no such setting.',
      zh: '在对端把双向认证方式都设为预共享密钥；云端没有该设置。',
    },
  },
  'fragments-dropped': {
    is: {
      en: 'a large message is cut into fragments on the way, and fragments are dropped',
      zh: '较大的报文在途中被分片，而分片被丢弃',
    },
    peer: {
      en: 'Let UDP fragments pass every firewall on the way, lower the MTU, or offer fewer proposals and no certificates so that messages stay small.',
      zh: '放行途中各防火墙的 UDP 分片、降低 MTU，或减少提议数量、不发送证书以缩小报文。',
    },
  },
  'esp-blocked': {
    is: {
      en: 'the tunnel is up and packets go one way only: ESP (IP protocol 50) or UDP 4500 is blocked, or there is no way back',
      zh: '隧道已建立但报文只有单向：ESP（IP 协议 50）或 UDP 4500 被阻断，或缺少回程路由',
    },
    peer: {
      en: 'Let ESP (IP protocol 50) and UDP 4500 pass between {peerIp} and {gatewayIp} in both directions, and check the route back through the tunnel.',
      zh: '双向放行 {peerIp} 与 {gatewayIp} 之间的 ESP（IP 协议 50）和 UDP 4500，并检查经隧道返回的路由。',
    },
    peerWithoutValues: {
      en: 'Let ESP (IP protocol 50) and UDP 4500 pass in both directions, and check the route back through the tunnel.',
      zh: '双向放行 ESP（IP 协议 50）和 UDP 4500，并检查经隧道返回的路由。',
    },
  },
  'duplicate-identity': {
    is: {
      en: 'two devices introduce themselves with the same identity and push each other out',
      zh: '两台设备使用相同的身份标识（ID），互相顶替',
    },
    peer: {
      en: 'Give every device an identity of its own, and the cloud the same one as RemoteId of its connection.',
      zh: '为每台设备设置各自的 ID，并在对应连接的 RemoteId 中填写相同的值。',
    },
  },
  'stale-sa': {
    is: {
      en: 'one end still uses an SA that the other has dropped, usually after a restart',
      zh: '一端仍在使用另一端已删除的 SA，通常发生在重启之后',
    },
    peer: {
      en: 'Restart the tunnel at the peer; turn on dead peer detection so that it notices by itself next time.',
      zh: '在对端重启隧道；开启 DPD，使其下次能自行发现。',
    },
  },
  flapping: {
    is: {
      en: 'the tunnel comes up and goes down again and again',
      zh: '隧道反复建立又断开',
    },
    peer: {
      en: 'Compare lifetimes, DPD and idle timeouts at the peer with the cloud, and look for packet loss on the line.',
      zh: '对照两端的生存时间、DPD 与空闲超时，并检查线路丢包。',
    },
  },
  unknown: {
    is: {
      en: 'nothing in what was given names a cause',
      zh: '现有信息不足以判断原因',
    },
  },
} as const satisfies Record<string, CauseText>;

export type CauseId = keyof typeof CAUSES;

/** All cause IDs. */
export const CAUSE_IDS = Object.keys(CAUSES) as readonly CauseId[]; // Object.keys forgets the keys' type

/** The text about one cause, typed so that its optional parts can be asked for. */
export const causeTextOf = (id: CauseId): CauseText => CAUSES[id];
