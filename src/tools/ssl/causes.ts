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
  | 'pool-overlap'
  | 'target-outside';

/** The text about a cause, and what to do about it; never a deletion, which disconnects everybody. */
export interface SslCauseText {
  readonly is: LocalizedText;
  readonly advice: LocalizedText;
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
      en: 'Check the spelling: DescribeSslVpnClientCerts with All true gives every name. If there is none, CreateSslVpnClientCert makes one.',
      zh: '先核对名称：DescribeSslVpnClientCerts 加 All true 列出全部证书。确实没有时，用 CreateSslVpnClientCert 新建。',
    },
  },
  'cert-expired': {
    is: { en: 'the client certificate has expired', zh: '客户端证书已过期' },
    advice: REPLACE_CERTIFICATE,
  },
  'cert-deleted': {
    is: { en: 'the client certificate was deleted', zh: '客户端证书已被删除' },
    advice: REPLACE_CERTIFICATE,
  },
  'client-clock': {
    is: { en: "the client's clock is wrong", zh: '客户端时钟不准' },
    advice: { en: "Correct the client's clock.", zh: '校正客户端时钟。' },
  },
  'wrong-server-files': {
    is: { en: 'the client uses files of another SSL server', zh: '客户端使用了其他 SSL 服务端的文件' },
    advice: REISSUE_FILES,
  },
  'shared-cert': {
    is: {
      en: 'one certificate is used on two devices, and they throw each other out',
      zh: '同一张证书在两台设备上使用，互相踢下线',
    },
    advice: { en: 'Create one certificate for each device.', zh: '为每台设备各建一张证书。' },
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
      en: 'the client is connected; what it cannot reach is outside LocalSubnet, or blocked behind it',
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
  },
  'cipher-negotiation': {
    is: {
      en: 'a new client wants GCM ciphers, the server offers its CBC cipher only',
      zh: '新版客户端要求 GCM 加密，服务端只提供 CBC',
    },
    advice: {
      en: 'Add `data-ciphers-fallback {cipher}` to the client file.',
      zh: '在客户端文件中加入 `data-ciphers-fallback {cipher}`。',
    },
  },
  'stale-client-file': {
    is: { en: "the client file is older than the server's cipher", zh: '客户端文件早于服务端当前的 Cipher' },
    advice: REISSUE_FILES,
  },
  'compression-differs': {
    is: { en: 'the compression setting of the two ends differs', zh: '两端压缩设置不一致' },
    advice: REISSUE_FILES,
  },
  'login-refused': {
    is: { en: 'the second-factor login was refused', zh: '双因子登录被拒绝' },
    advice: { en: 'Look at the identity provider.', zh: '检查身份提供方。' },
  },
  'no-listener': {
    is: { en: 'nothing listens at the port that the client calls', zh: '客户端访问的端口没有监听' },
    advice: {
      en: 'Compare protocol, port and address of the client file with the server: {server}.',
      zh: '对照客户端文件与服务端的协议、端口和地址：{server}。',
    },
  },
  'path-loss': {
    is: { en: 'packets stop arriving while connected', zh: '连接期间报文中断' },
    advice: { en: 'Try TCP, or another network; check keepalive.', zh: '尝试 TCP 或其他网络；检查 keepalive。' },
  },
  'client-lan': {
    is: {
      en: 'a network behind the client overlaps or sends through it',
      zh: '客户端背后的网络与 VPN 重叠，或经它转发流量',
    },
    advice: { en: "Check the client's routes and home network.", zh: '检查客户端路由与本地网络。' },
  },
  'weak-certificate': {
    is: { en: "the certificate is too weak for this client's policy", zh: '证书强度不满足客户端策略' },
    advice: {
      en: `${REPLACE_CERTIFICATE.en} Lower the client's policy only as a last resort.`,
      zh: `${REPLACE_CERTIFICATE.zh}降低客户端安全级别只作最后手段。`,
    },
  },
};
