import type { LocalizedText } from '../../catalogue/message.ts';
import { type SslLogRow, sslRow } from '../log-row.ts';

/** What a line means, where several rows share it. */
export const SEEN = {
  lost: { en: 'packets do not arrive both ways', zh: '报文没有双向到达' },
  clientExpired: { en: "the client's certificate has expired", zh: '客户端证书已过期' },
  serverExpired: {
    en: "the server's certificate or its CA has expired, or the client's clock is ahead",
    zh: '服务端证书或其 CA 已过期，或客户端时钟偏快',
  },
  notYet: {
    en: 'not valid before a later time: the clock of the end that checks is behind, or the certificate is too new',
    zh: '证书尚未生效：校验一端的时钟偏慢，或证书生效时间在未来',
  },
  otherServer: {
    en: "the server's certificate is not of the CA in the client's files",
    zh: '服务端证书不是由客户端文件中的 CA 签发',
  },
  otherClient: {
    en: "the client's certificate is not of this server's CA",
    zh: '客户端证书不是由该服务端的 CA 签发',
  },
  oldCipher: {
    en: 'the cipher or digest of the server changed after this client file was made',
    zh: '客户端文件下发后服务端更换了加密算法或摘要算法',
  },
  compression: { en: 'the compression setting of the two ends differs', zh: '两端压缩设置不一致' },
  refused: {
    en: 'nobody listens there: wrong port or protocol, or the SSL server is gone',
    zh: '该处没有监听：端口或协议错误，或 SSL 服务端已删除',
  },
  refusedLater: { en: 'the server stopped listening in mid-session', zh: '会话期间服务端停止了监听' },
  noWay: {
    en: 'the packets do not leave, or a router on the way turns them back',
    zh: '报文无法发出，或被途中的路由器退回',
  },
  weak: {
    en: "the certificate's signature or key is too weak for this client's policy",
    zh: '证书签名或密钥强度不满足客户端策略',
  },
} satisfies Record<string, LocalizedText>;

const [client, server] = [{ side: 'client' }, { side: 'server' }] as const;
const [connecting, connected] = [{ during: 'connecting' }, { during: 'connected' }] as const;

/** Lines of OpenVPN, server and client, as the published table has them; split by who writes them. */
export const OPENVPN_ROWS: readonly SslLogRow[] = [
  sslRow(
    46,
    /TLS key negotiation failed to occur within \d{1,9} seconds/i,
    ['packets-lost', 'tls-auth-mismatch', 'no-listener'],
    0.5,
    SEEN.lost,
    { isStall: true },
  ),
  sslRow(47, /TLS Error: TLS handshake failed/i, [], 0.1, {
    en: 'a follow-up; the line before it names the reason',
    zh: '后续行；原因在它的上一行',
  }),
  sslRow(
    48,
    /depth=0, error=certificate has expired/i,
    ['cert-expired', 'client-clock'],
    true,
    SEEN.clientExpired,
    server,
  ),
  sslRow(
    48,
    /depth=0, error=certificate has expired/i,
    ['server-cert-expired', 'client-clock'],
    0.75,
    SEEN.serverExpired,
    client,
  ),
  sslRow(
    48,
    /depth=[1-9], error=certificate has expired/i,
    ['server-cert-expired', 'client-clock'],
    0.75,
    SEEN.serverExpired,
  ),
  sslRow(49, /error=certificate is not yet valid/i, ['client-clock'], 0.75, SEEN.notYet),
  sslRow(
    50,
    /error=(?:unable to get (?:local )?issuer cert|self[- ]signed certificate|certificate signature failure|unable to verify the first)/i,
    ['wrong-server-files', 'wrong-client-files'],
    0.9,
    SEEN.otherClient,
    server,
  ),
  sslRow(
    50,
    /error=(?:unable to get (?:local )?issuer cert|self[- ]signed certificate|certificate signature failure|unable to verify the first)/i,
    ['wrong-server-files'],
    true,
    SEEN.otherServer,
    client,
  ),
  sslRow(51, /error=certificate (?:is |has been )?revoked/i, ['cert-deleted'], true, {
    en: 'the certificate was deleted in the cloud, or revoked',
    zh: '该证书已在云端被删除或吊销',
  }),
  sslRow(52, /new connection by client '[^']{1,200}' will cause previous active sessions/i, ['shared-cert'], 0.7, {
    en: 'the earlier session is thrown out',
    zh: '先前的会话被踢下线',
  }),
  sslRow(53, /no free --ifconfig-pool addresses/i, ['pool-exhausted'], true, {
    en: 'the client address pool is used up',
    zh: '客户端地址池已用尽',
  }),
  sslRow(
    53,
    /Received control message: 'PUSH_REPLY,(?!.{0,900}(?:ifconfig|push-continuation)).{0,900}'\s{0,3}$/i,
    ['pool-exhausted'],
    0.7,
    { en: 'the server gave settings and no address', zh: '服务端下发了配置，但没有分配地址' },
    client,
  ),
  sslRow(
    53,
    /Received control message: 'PUSH_REPLY,(?!.{0,900}(?:\broute \d|route-ipv6|redirect-(?:gateway|private)|push-continuation)).{0,900}\bifconfig .{0,300}'\s{0,3}$/i,
    ['target-outside'],
    0.45,
    {
      en: 'the server pushes no network: nothing behind it is reached',
      zh: '服务端没有下发任何网段：无法访问其后的网络',
    },
    client,
  ),
  sslRow(
    54,
    /failed to negotiate cipher with server|Add the server's cipher|Data channel cipher negotiation failed|No common cipher between/i,
    ['cipher-negotiation', 'stale-client-file'],
    true,
    {
      en: 'the two ends have no data cipher in common: a new client wants GCM, the server offers its CBC cipher, or the file is older than the cipher',
      zh: '两端没有共同的数据加密算法：新版客户端要求 GCM 而服务端只提供 CBC，或客户端文件早于服务端当前的 Cipher',
    },
  ),
  sslRow(54, /--cipher is not set/i, ['cipher-negotiation'], 0.3, {
    en: 'a new client offers GCM ciphers only; with an old server that is too few',
    zh: '新版客户端只提供 GCM 加密；对旧服务端而言不够',
  }),
  sslRow(
    55,
    /\/\S{7,60} Authenticate\/Decrypt packet error: (?:cipher final|packet HMAC authentication) failed/i,
    ['stale-client-file'],
    0.8,
    SEEN.oldCipher,
    server,
  ),
  sslRow(
    55,
    /packet error: (?:cipher final|packet HMAC authentication) failed/i,
    ['stale-client-file'],
    0.8,
    SEEN.oldCipher,
    { ...client, ...connected },
  ),
  sslRow(55, /'(?:cipher|auth|keysize)' is used inconsistently/i, ['stale-client-file'], 0.4, SEEN.oldCipher),
  sslRow(
    56,
    /Bad LZO decompression header byte|Bad compression stub/i,
    ['compression-differs'],
    0.85,
    SEEN.compression,
  ),
  sslRow(
    57,
    /(?<!\()\bAUTH_FAILED\b(?!,Data channel cipher)|Auth Username\/Password (?:verification failed|was not provided)|--client-config-dir authentication failed/i,
    ['login-refused'],
    0.92,
    {
      en: 'the server refused the login: user name, password or one-time code, or it allows this user no more',
      zh: '服务端拒绝了登录：用户名、密码或动态码错误，或该用户已不被允许',
    },
  ),
  sslRow(58, /ECONNREFUSED|Connection refused/i, ['no-listener'], 0.75, SEEN.refused, {
    ...client,
    ...connecting,
  }),
  sslRow(58, /ECONNREFUSED|Connection refused/i, ['server-restarted', 'path-loss'], 0.6, SEEN.refusedLater, {
    ...client,
    ...connected,
  }),
  sslRow(
    59,
    /(?<!UNDEF\] )Inactivity timeout \(--ping-(?:restart|exit)\)/i,
    ['path-loss'],
    0.65,
    {
      en: 'packets stopped arriving: loss on the path, or a NAT forgot the session',
      zh: '报文中断：途中丢包，或 NAT 会话超时',
    },
    { ...client, ...connected },
  ),
  sslRow(
    59,
    /(?<!UNDEF\] )Inactivity timeout \(--ping-(?:restart|exit)\)/i,
    ['path-loss'],
    0.4,
    {
      en: 'nothing came from this client any more: it was switched off or lost its network',
      zh: '该客户端不再有报文到达：已关机或失去网络',
    },
    { ...server, ...connected },
  ),
  sslRow(60, /MULTI: bad source address from client/i, ['client-lan'], 0.65, {
    en: "a network behind the client sends through it, or the client's home network overlaps",
    zh: '客户端背后的网络经它发送流量，或其本地网络与 VPN 重叠',
  }),
  sslRow(
    61,
    /ca md too weak|ee key too small|signature (?:digest )?algorithm too weak/i,
    ['weak-certificate'],
    true,
    SEEN.weak,
  ),
];
