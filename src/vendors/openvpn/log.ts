import type { LocalizedText } from '../../catalogue/message.ts';
import type { LogRow, SslLogCause } from '../log-row.ts';

const row = (
  number: number,
  pattern: RegExp,
  causes: readonly SslLogCause[],
  definitive: boolean,
  meaning: LocalizedText,
): LogRow<SslLogCause> => ({
  row: number,
  pattern,
  phase: 'ssl',
  causes,
  definitive,
  meaning,
});

/** Lines of OpenVPN, server and client. */
export const OPENVPN_ROWS: readonly LogRow<SslLogCause>[] = [
  row(46, /TLS key negotiation failed to occur within \d+ seconds/i, ['packets-lost'], false, {
    en: 'packets do not arrive both ways',
    zh: '报文没有双向到达',
  }),
  row(47, /TLS Error: TLS handshake failed/i, [], false, {
    en: 'a follow-up; the line before it names the reason',
    zh: '后续行；原因在它的上一行',
  }),
  row(48, /certificate has expired/i, ['cert-expired', 'client-clock'], true, {
    en: 'the certificate has expired (or the clock is wrong)',
    zh: '证书已过期（或时钟不准）',
  }),
  row(49, /certificate is not yet valid/i, ['client-clock'], false, {
    en: "the client's clock is behind",
    zh: '客户端时钟偏慢',
  }),
  row(
    50,
    /unable to get (?:local )?issuer certificate|self[- ]signed certificate in (?:certificate )?chain/i,
    ['wrong-server-files'],
    false,
    { en: 'the client files belong to another SSL server', zh: '客户端文件属于另一个 SSL 服务端' },
  ),
  row(51, /certificate (?:is |has been )?revoked/i, ['cert-deleted'], true, {
    en: 'the certificate was deleted in the cloud',
    zh: '该证书已在云端被删除',
  }),
  row(52, /MULTI: new connection by client '[^']{1,200}' will cause previous active sessions/i, ['shared-cert'], true, {
    en: 'one certificate is used on two devices, and they throw each other out',
    zh: '同一张证书在两台设备上使用，互相踢下线',
  }),
  row(53, /no free --ifconfig-pool addresses/i, ['pool-exhausted'], true, {
    en: 'the client address pool is used up',
    zh: '客户端地址池已用尽',
  }),
  row(
    54,
    /failed to negotiate cipher with server|--cipher is not set|add .{0,60}to --data-ciphers/i,
    ['cipher-negotiation'],
    true,
    {
      en: 'a new client wants GCM ciphers, the server offers its CBC cipher only',
      zh: '新版客户端要求 GCM 加密，服务端只提供 CBC',
    },
  ),
  row(55, /packet error: cipher final failed|'cipher' is used inconsistently/i, ['stale-client-file'], false, {
    en: 'the cipher of the server changed after this client file was made',
    zh: '客户端文件下发后服务端更换了 Cipher',
  }),
  row(56, /Bad LZO decompression header byte|Bad compression stub/i, ['compression-differs'], false, {
    en: 'the compression setting of the two ends differs',
    zh: '两端压缩设置不一致',
  }),
  row(57, /(?<!\()\bAUTH_FAILED\b/i, ['login-refused'], false, {
    en: 'the second-factor login was refused',
    zh: '双因子登录被拒绝',
  }),
  row(58, /ECONNREFUSED|Connection refused/i, ['no-listener'], false, {
    en: 'nobody listens there: wrong port or protocol, or the SSL server is gone',
    zh: '该处没有监听：端口或协议错误，或 SSL 服务端已删除',
  }),
  row(59, /Inactivity timeout \(--ping-restart\)/i, ['path-loss'], false, {
    en: 'packets stopped arriving: loss on the path, or a NAT forgot the session',
    zh: '报文中断：途中丢包，或 NAT 会话超时',
  }),
  row(60, /MULTI: bad source address from client/i, ['client-lan'], false, {
    en: "a network behind the client sends through it, or the client's home network overlaps",
    zh: '客户端背后的网络经它发送流量，或其本地网络与 VPN 重叠',
  }),
  row(61, /ca md too weak|ee key too small/i, ['weak-certificate'], false, {
    en: "the certificate's signature or key is too weak for this client's policy",
    zh: '证书签名或密钥强度不满足客户端策略',
  }),
];

/** Rows beyond the published table. */
export const OPENVPN_EXTRA_ROWS: readonly LogRow<SslLogCause>[] = [
  row(108, /would exceed maximum number of clients/i, ['server-full'], true, {
    en: 'every session the gateway was bought with is in use',
    zh: '网关购买的并发连接数已用满',
  }),
];
