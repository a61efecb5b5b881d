import type { LocalizedText } from '../../catalogue/message.ts';
import type { SslLogCause } from '../../vendors/log-row.ts';

/** Why a client of an SSL-VPN does not get in, or gets thrown out. */
export type SslCauseId =
  | SslLogCause
  | 'gateway-not-ready'
  | 'financial-locked'
  | 'ssl-disabled'
  | 'server-missing'
  | 'cert-missing'
  | 'pool-too-small'
  | 'pool-overlap';

/** The text about a cause, and what to do about it; never a deletion, which disconnects everybody. */
export interface SslCauseText {
  readonly is: LocalizedText;
  readonly advice: LocalizedText;
  /** What tells it from the causes that look alike, where it is not proven. */
  readonly test?: LocalizedText;
}

const REISSUE_FILES: LocalizedText = {
  en: 'Hand out the client files of this SSL server again.',
  zh: '重新下发该 SSL 服务端的客户端文件。',
};
const REPLACE_CERTIFICATE: LocalizedText = {
  en: 'Create a new certificate, hand out its files, and delete the old one only later in a window: a deletion disconnects every client.',
  zh: '新建证书并下发其文件；旧证书稍后在维护窗口内再删除：删除会断开所有客户端。',
};

export const SSL_CAUSES: Readonly<Record<SslCauseId, SslCauseText>> = {
  'gateway-not-ready': {
    is: { en: 'the VPN gateway is not in service, or is being changed', zh: 'VPN 网关未就绪或正在变更' },
    advice: { en: 'Wait until the gateway is active.', zh: '等待网关恢复为 active。' },
  },
  'financial-locked': {
    is: { en: 'the VPN gateway is locked for an unpaid bill', zh: 'VPN 网关因欠费被锁定' },
    advice: { en: 'Settle the bill of the account.', zh: '结清账号欠费。' },
  },
  'ssl-disabled': {
    is: { en: 'the gateway was created without SSL-VPN', zh: '该网关创建时未开启 SSL-VPN' },
    advice: {
      en: 'No action switches it on later: create a gateway with EnableSsl true.',
      zh: '创建后没有接口可以开启：需新建 EnableSsl 为 true 的网关。',
    },
  },
  'server-missing': {
    is: { en: 'there is no SSL server to connect to', zh: '没有可连接的 SSL 服务端' },
    advice: { en: 'Create an SSL server, then certificates.', zh: '先创建 SSL 服务端，再创建证书。' },
  },
  'server-full': {
    is: {
      en: 'all sessions of the SSL server are in use; who is online stays online, nobody new gets in',
      zh: 'SSL 服务端的会话已用满；在线用户不受影响，新用户无法接入',
    },
    advice: {
      en: 'No action of this API raises SslConnections on an existing gateway: it is set at creation. Ask the operator, or use a second gateway; meanwhile end stale sessions at the clients.',
      zh: '该 API 没有任何接口能提高已有网关的 SslConnections：只能在创建时指定。请联系运营方或使用第二个网关；同时让用户断开闲置会话。',
    },
  },
  'cert-missing': {
    is: {
      en: 'no certificate of this name or ID exists (never made, or deleted)',
      zh: '不存在该名称或 ID 的证书（从未创建或已删除）',
    },
    advice: {
      en: 'Check the spelling: FindResource looks in every region, also by a part of a name. If there is none, CreateSslVpnClientCert makes one.',
      zh: '先核对名称：FindResource 可按名称的一部分在所有地域查找。确实没有时，用 CreateSslVpnClientCert 新建。',
    },
  },
  'cert-expired': {
    is: { en: 'the client certificate has expired', zh: '客户端证书已过期' },
    advice: REPLACE_CERTIFICATE,
  },
  'cert-deleted': {
    is: { en: 'the client certificate was deleted', zh: '客户端证书已被删除' },
    advice: REPLACE_CERTIFICATE,
    test: {
      en: "Read the server's log of the same minute, and whether this certificate still is in DescribeSslVpnClientCerts: a missing one was deleted.",
      zh: '查看服务端同一时刻的日志，并确认该证书是否仍在 DescribeSslVpnClientCerts 中：不存在即已删除。',
    },
  },
  'client-clock': {
    is: {
      en: "the client's clock is wrong, or the certificate is not valid yet",
      zh: '客户端时钟不准，或证书尚未生效',
    },
    advice: {
      en: "Correct the client's clock; if it is right, wait until the certificate is valid.",
      zh: '校正客户端时钟；若时钟正确，等待证书生效。',
    },
    test: {
      en: "Compare the client's date, time and zone with a clock that is right.",
      zh: '核对客户端的日期、时间与时区。',
    },
  },
  'wrong-server-files': {
    is: {
      en: 'the certificates of the two ends are not of one CA: the client uses files of another SSL server',
      zh: '两端证书不属于同一 CA：客户端使用了其他 SSL 服务端的文件',
    },
    advice: REISSUE_FILES,
  },
  'shared-cert': {
    is: {
      en: 'one certificate is used on two devices, and they throw each other out',
      zh: '同一张证书在两台设备上使用，互相踢下线',
    },
    advice: { en: 'Create one certificate for each device.', zh: '为每台设备各建一张证书。' },
    test: {
      en: "Ask whether a second device uses this file; compare the two addresses in the server's log.",
      zh: '询问是否有第二台设备使用该文件；对照服务端日志中的两个地址。',
    },
  },
  'pool-exhausted': {
    is: { en: 'the client address pool is used up', zh: '客户端地址池已用尽' },
    advice: {
      en: 'Enlarge ClientIpPool (four addresses for each connection) in a window: every client drops and needs new files.',
      zh: '在维护窗口内扩大 ClientIpPool（每个连接四个地址）：所有客户端会断开并需要新的配置文件。',
    },
  },
  'pool-too-small': {
    is: {
      en: 'the client address pool holds fewer clients than the gateway allows',
      zh: '客户端地址池可容纳的客户端少于网关允许的数量',
    },
    advice: {
      en: 'Enlarge ClientIpPool to at least four addresses for each connection.',
      zh: '把 ClientIpPool 扩大到每个连接至少四个地址。',
    },
  },
  'pool-overlap': {
    is: {
      en: 'the client address pool overlaps the networks behind it, so answers do not find the client',
      zh: '客户端地址池与其后的网段重叠，应答无法返回客户端',
    },
    advice: { en: 'Move ClientIpPool outside LocalSubnet.', zh: '把 ClientIpPool 移到 LocalSubnet 之外。' },
  },
  'target-outside': {
    is: {
      en: 'the client is connected; what it cannot reach is outside LocalSubnet (what the server pushes), or blocked behind it',
      zh: '客户端已接入；无法访问的目标不在 LocalSubnet 内，或在其后被拦截',
    },
    advice: {
      en: "Compare the target with LocalSubnet; check security groups, the route back to the pool, and the client's home network.",
      zh: '对照目标地址与 LocalSubnet；检查安全组、回到地址池的路由以及客户端本地网络。',
    },
  },
  'packets-lost': {
    is: {
      en: "the client's packets do not arrive: its network, or a wrong address, port or protocol",
      zh: '客户端报文没有到达：其网络问题，或地址、端口、协议错误',
    },
    advice: {
      en: 'Compare address, port and protocol of the client file with the server; UDP may be blocked: try another network, or TCP.',
      zh: '对照客户端文件与服务端的地址、端口、协议；UDP 可能被阻断：换一个网络，或改用 TCP。',
    },
    test: {
      en: "Capture the server's UDP or TCP port at the client's exit and read the server's log of the same minute: a packet that leaves and is not in the log is lost on the way.",
      zh: '在客户端出口抓取服务端端口的报文，并查看服务端同一时刻的日志：已发出而日志中没有，即在途中丢失。',
    },
  },
  'cipher-negotiation': {
    is: {
      en: 'the two ends have no data cipher in common: mostly a new client that wants GCM, and a server that offers its CBC cipher only',
      zh: '两端没有共同的数据加密算法：多为新版客户端要求 GCM，而服务端只提供 CBC',
    },
    advice: {
      en: 'Add `data-ciphers AES-256-GCM:{cipher}` and `data-ciphers-fallback {cipher}` to the client file.',
      zh: '在客户端文件中加入 `data-ciphers AES-256-GCM:{cipher}` 和 `data-ciphers-fallback {cipher}`。',
    },
  },
  'stale-client-file': {
    is: {
      en: 'the client file does not fit the settings of the server (cipher, digest, device): it is older, or was changed',
      zh: '客户端文件与服务端设置（加密、摘要、设备类型）不符：文件较旧或被修改',
    },
    advice: REISSUE_FILES,
  },
  'compression-differs': {
    is: { en: 'the compression setting of the two ends differs', zh: '两端压缩设置不一致' },
    advice: REISSUE_FILES,
    test: {
      en: 'Compare `comp-lzo` and `compress` in the client file with Compress of the server.',
      zh: '对照客户端文件中的 `comp-lzo`、`compress` 与服务端的 Compress。',
    },
  },
  'login-refused': {
    is: {
      en: 'the server refused the login: user name, password or one-time code, or the user is not allowed',
      zh: '服务端拒绝了登录：用户名、密码或动态码错误，或该用户不被允许',
    },
    advice: {
      en: 'Log in again with the right name, password and code (`auth-user-pass` has to be in the client file); then look at the identity provider.',
      zh: '用正确的用户名、密码和动态码重新登录（客户端文件需含 `auth-user-pass`）；再检查身份提供方。',
    },
  },
  'no-listener': {
    is: { en: 'nothing listens at the port that the client calls', zh: '客户端访问的端口没有监听' },
    advice: {
      en: 'Compare protocol, port and address of the client file with the server: {server}.',
      zh: '对照客户端文件与服务端的协议、端口和地址：{server}。',
    },
    test: {
      en: 'Try the port from the client (`nc -vz` for TCP; for UDP an ICMP refusal shows in a capture) and compare with the Listens of the server.',
      zh: '在客户端探测该端口（TCP 用 `nc -vz`；UDP 可抓包看 ICMP 拒绝），并与服务端设置对照。',
    },
  },
  'path-loss': {
    is: {
      en: 'packets stop arriving while connected: the path, or the server behind it, is gone',
      zh: '连接期间报文中断：路径中断或服务端消失',
    },
    advice: { en: 'Try TCP, or another network; check keepalive.', zh: '尝试 TCP 或其他网络；检查 keepalive。' },
    test: {
      en: "Let a ping to the gateway address run beside the session: if it breaks at the same second, it is the path; if not, the VPN's own port is cut.",
      zh: '会话期间同时 ping 网关地址：若同时中断则为路径问题；否则是 VPN 端口被中断。',
    },
  },
  'client-lan': {
    is: {
      en: 'a network behind the client overlaps or sends through it',
      zh: '客户端背后的网络与 VPN 重叠，或经它转发流量',
    },
    advice: { en: "Check the client's routes and home network.", zh: '检查客户端路由与本地网络。' },
    test: {
      en: 'At the client, with the VPN up: print the routes and look which of them takes the target.',
      zh: 'VPN 连接时在客户端打印路由表，查看目标由哪条路由承载。',
    },
  },
  'weak-certificate': {
    is: { en: "the certificate is too weak for this client's policy", zh: '证书强度不满足客户端策略' },
    advice: {
      en: `${REPLACE_CERTIFICATE.en} Lower the client's policy only as a last resort.`,
      zh: `${REPLACE_CERTIFICATE.zh}降低客户端安全级别只作最后手段。`,
    },
  },
  'name-not-resolved': {
    is: {
      en: "the client's DNS does not know the server's name in the client file",
      zh: '客户端的 DNS 无法解析客户端文件中的服务端名称',
    },
    advice: {
      en: 'At the client: look the name up (nslookup), check its DNS, or write the address into the `remote` line: {server}.',
      zh: '在客户端：用 nslookup 查询该名称并检查 DNS，或在 `remote` 行直接写地址：{server}。',
    },
  },
  'wrong-client-files': {
    is: {
      en: 'the client file, or a certificate or key that belongs to it, cannot be used as it is',
      zh: '客户端文件或其证书、私钥无法使用',
    },
    advice: {
      en: 'Take all files of one certificate from one download and put them beside each other unchanged; remove the option that the line names if this client does not know it.',
      zh: '使用同一张证书同一次下载的全部文件并原样放在一起；若该客户端不支持行中所指选项，将其删除。',
    },
  },
  'server-cert-expired': {
    is: {
      en: "the server's certificate or its CA has expired, as this client sees it",
      zh: '在该客户端看来，服务端证书或其 CA 已过期',
    },
    advice: {
      en: "Compare the client's clock first. If it is right, every client fails: no action of this API renews the server's certificate, ask the operator.",
      zh: '先核对客户端时钟。若时钟正确，则所有客户端都会失败：该 API 没有更新服务端证书的接口，请联系运营方。',
    },
    test: {
      en: "Compare the client's clock with a right one, then let a second client connect: if both fail, it is the server's certificate.",
      zh: '先核对客户端时钟，再让另一客户端连接：若都失败，则为服务端证书。',
    },
  },
  'server-cert-usage': {
    is: {
      en: "the server's certificate is not made for a server, so the client refuses it",
      zh: '服务端证书的用途不是服务端，客户端拒绝了它',
    },
    advice: {
      en: 'Check that address and port of the client file are those of the SSL server: {server}. If they are, the operator has to replace its certificate.',
      zh: '核对客户端文件的地址和端口是否为该 SSL 服务端：{server}。若一致，需由运营方更换服务端证书。',
    },
  },
  'crl-expired': {
    is: {
      en: "the server's list of revoked certificates is out of date, so it refuses every client",
      zh: '服务端的证书吊销列表已过期，所有客户端都被拒绝',
    },
    advice: { en: 'Only the operator of the server can renew it.', zh: '只能由服务端运营方更新。' },
  },
  'tls-auth-mismatch': {
    is: {
      en: 'the control channel keys (tls-auth, tls-crypt) of the two ends differ, or only one end has them',
      zh: '两端的控制通道密钥（tls-auth、tls-crypt）不一致，或只有一端启用',
    },
    advice: REISSUE_FILES,
  },
  'tls-version-mismatch': {
    is: { en: 'the two ends have no TLS version in common', zh: '两端没有共同的 TLS 版本' },
    advice: {
      en: 'Update the client program; take tls-version-min and tls-version-max out of the client file.',
      zh: '升级客户端程序；删除客户端文件中的 tls-version-min 与 tls-version-max。',
    },
  },
  'tls-cipher-mismatch': {
    is: { en: 'the two ends have no TLS cipher suite in common', zh: '两端没有共同的 TLS 加密套件' },
    advice: {
      en: 'Take tls-cipher and tls-cert-profile out of the client file; update the client program.',
      zh: '删除客户端文件中的 tls-cipher 与 tls-cert-profile；升级客户端程序。',
    },
  },
  mtu: {
    is: {
      en: 'large packets do not arrive: the path takes smaller ones only, or the ends frame them differently',
      zh: '大报文无法到达：路径只允许较小的报文，或两端的封装设置不同',
    },
    advice: {
      en: 'Add `mssfix 1200` to the client file, and `tun-mtu 1400` if that is not enough; take `fragment` out. Or try TCP.',
      zh: '在客户端文件中加入 `mssfix 1200`，不够时再加 `tun-mtu 1400`；删除 `fragment`。或改用 TCP。',
    },
    test: {
      en: 'From the client: `ping -M do -s 1372` and `-s 1200` to the server (Windows: `ping -f -l`). Only the small one passes: the path is narrow.',
      zh: '在客户端：向服务端执行 `ping -M do -s 1372` 与 `-s 1200`（Windows：`ping -f -l`）。只有小包能通即路径 MTU 偏小。',
    },
  },
  'server-restarted': {
    is: { en: 'the server was stopped or restarted in mid-session', zh: '服务端在会话期间停止或重启' },
    advice: {
      en: 'Let the client connect again. If it stays away, read the state of the gateway: a change of the SSL server restarts it.',
      zh: '让客户端重连。若仍无法接入，查看网关状态：修改 SSL 服务端会使其重启。',
    },
  },
  'idle-timeout': {
    is: {
      en: 'the session was ended because it was idle, or its time was up',
      zh: '会话因空闲或达到时长上限而结束',
    },
    advice: {
      en: 'Connect again; take `inactive` and `session-timeout` out of the client file if they are there.',
      zh: '重新连接；若客户端文件中有 `inactive` 或 `session-timeout`，将其删除。',
    },
  },
  'client-device': {
    is: {
      en: 'the client machine lets the program neither open its network device nor set routes',
      zh: '客户端系统不允许程序打开虚拟网卡或设置路由',
    },
    advice: {
      en: 'Start the client as administrator; end other VPN programs; install its network adapter again.',
      zh: '以管理员身份运行客户端；关闭其他 VPN 程序；重新安装其虚拟网卡。',
    },
  },
};
