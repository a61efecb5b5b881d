import type { LocalizedText } from '../../catalogue/message.ts';
import { type SslLogRow, sslRow } from '../log-row.ts';
import { SEEN } from './log.ts';

const [client, server] = [{ side: 'client' }, { side: 'server' }] as const;
const [connecting, connected] = [{ during: 'connecting' }, { during: 'connected' }] as const;

const OWN = {
  stopped: { en: 'the server was stopped or restarted', zh: '服务端被停止或重启' },
  handOut: {
    en: "the control channel keys differ: tls-auth or tls-crypt is on at one end only, or its key or direction is another's",
    zh: '控制通道密钥不一致：tls-auth 或 tls-crypt 只在一端启用，或密钥、方向不同',
  },
  versions: { en: 'the two ends have no TLS version in common', zh: '两端没有共同的 TLS 版本' },
  suites: { en: 'the two ends have no TLS cipher suite in common', zh: '两端没有共同的 TLS 加密套件' },
  usage: { en: "the server's certificate is not made for a server", zh: '服务端证书的用途不是服务端' },
  clientUsage: {
    en: "the client's certificate is not made for a client, or none was sent",
    zh: '客户端证书的用途不是客户端，或未发送证书',
  },
  noLoad: { en: 'the client file, or a file that it names, cannot be used', zh: '客户端文件或其引用的文件无法使用' },
  pair: { en: "the client's key does not belong to its certificate", zh: '客户端私钥与证书不匹配' },
  device: { en: 'the client cannot open or set up its network device', zh: '客户端无法打开或配置虚拟网卡' },
  size: { en: 'packets are larger than the path or the other end takes', zh: '报文大小超过路径或对端所能接受' },
  idle: { en: 'the session was ended because its time was up or nothing was sent', zh: '会话因超时或空闲而结束' },
} satisfies Record<string, LocalizedText>;

/** Rows beyond the published table; seen in logs of 2.6 or 2.5 unless marked. */
export const OPENVPN_EXTRA_ROWS: readonly SslLogRow[] = [
  sslRow(108, /would exceed maximum number of clients/i, ['server-full'], true, {
    en: 'every session the gateway was bought with is in use',
    zh: '网关购买的并发连接数已用满',
  }),
  sslRow(140, /RESOLVE: Cannot (?:resolve|parse)|getaddrinfo\(\) failed/i, ['name-not-resolved'], true, {
    en: "the server's name in the client file is not known to the client's DNS",
    zh: '客户端的 DNS 无法解析客户端文件中的服务端名称',
  }),
  sslRow(
    141,
    /key values mismatch|private key password verification failed/i,
    ['wrong-client-files'],
    true,
    OWN.pair,
    client,
  ),
  sslRow(
    142,
    /Options error: (?!failed|server pushed|.{0,80}PUSH-OPTIONS)|Cannot (?:load|open|read|pre-load) (?:keyfile|inline |CA |private |certificate|'|DH|file)|Error opening configuration|no start line|fails with '|bad decrypt/i,
    ['wrong-client-files'],
    0.9,
    OWN.noLoad,
    { ...client, ...connecting },
  ),
  sslRow(
    143,
    /unsuitable certificate purpose|VERIFY (?:E?KU|nsCertType) ERROR|Certificate does not have (?:extended )?key usage/i,
    ['server-cert-usage', 'wrong-server-files'],
    0.92,
    OWN.usage,
    client,
  ),
  sslRow(
    143,
    /unsuitable certificate purpose|VERIFY (?:E?KU|nsCertType) ERROR|Certificate does not have (?:extended )?key usage|peer did not return a certificate/i,
    ['wrong-client-files', 'wrong-server-files'],
    0.92,
    OWN.clientUsage,
    server,
  ),
  sslRow(144, /VERIFY X509NAME ERROR/i, ['wrong-server-files', 'server-cert-usage'], 0.92, {
    en: 'the other end shows another name than the file expects',
    zh: '对端证书的名称与文件中期望的不同',
  }),
  sslRow(
    144,
    /certificate hash verification failed|VERIFY SCRIPT ERROR/i,
    ['wrong-server-files', 'server-cert-usage'],
    0.85,
    { en: "the server's certificate is not the one that the file names", zh: '服务端证书不是文件中指定的证书' },
    client,
  ),
  sslRow(145, /error=CRL (?:has expired|is not yet valid)|unable to get certificate CRL/i, ['crl-expired'], 0.92, {
    en: "the server's list of revoked certificates is out of date: it refuses every client",
    zh: '服务端的吊销列表已过期：所有客户端都会被拒绝',
  }),
  sslRow(
    146,
    /cannot locate HMAC in incoming packet|incoming packet authentication failed|tls-crypt unwrap(?:ping failed| error)|could not determine wrapping|can not (?:extract|unwrap) tls-crypt-v2/i,
    ['tls-auth-mismatch', 'stale-client-file', 'wrong-server-files'],
    0.92,
    OWN.handOut,
    connecting,
  ),
  sslRow(
    147,
    /unsupported protocol|unknown protocol|wrong (?:ssl )?version number|alert protocol version|no protocols available|version too low/i,
    ['tls-version-mismatch'],
    0.92,
    OWN.versions,
  ),
  sslRow(
    148,
    /(?<!\()no shared cipher|no cipher(?:suite)?s (?:available|in common)/i,
    ['tls-cipher-mismatch'],
    0.92,
    OWN.suites,
    connecting,
  ),
  sslRow(148, /alert handshake failure/i, ['tls-cipher-mismatch', 'tls-version-mismatch'], 0.6, OWN.suites, {
    ...client,
    ...connecting,
  }),
  sslRow(
    149,
    /FRAG_IN error|Message too long|EMSGSIZE|packet too large on write|destructively fragmented/i,
    ['mtu', 'stale-client-file'],
    0.85,
    OWN.size,
  ),
  sslRow(149, /'tun-mtu' is used inconsistently|(?:reported maximum|Server-pushed tun-)mtu/i, ['mtu'], 0.45, OWN.size),
  sslRow(149, /IP packet with unknown IP version=0 seen/i, ['mtu', 'compression-differs'], 0.6, {
    en: 'the framing of packets differs: fragment or compression is set at one end only',
    zh: '报文封装不一致：分片或压缩只在一端设置',
  }),
  sslRow(
    150,
    /'comp-lzo' is (?:used inconsistently|present in)|pushed compression settings|rejected due to invalid compression|Compression .{0,40}not allowed/i,
    ['compression-differs'],
    0.85,
    SEEN.compression,
  ),
  sslRow(
    150,
    /IP packet with unknown IP version=1[0-5] seen/i,
    ['compression-differs', 'stale-client-file', 'mtu'],
    0.7,
    SEEN.compression,
  ),
  sslRow(
    150,
    /IP packet with unknown IP version=(?!3)[1-9] seen/i,
    ['compression-differs', 'stale-client-file', 'mtu'],
    0.55,
    SEEN.compression,
  ),
  sslRow(151, /IP packet with unknown IP version=3 seen/i, ['stale-client-file', 'compression-differs'], 0.7, {
    en: 'what comes are Ethernet frames: the client file says TAP, the server TUN',
    zh: '收到的是以太网帧：客户端文件为 TAP，而服务端为 TUN',
  }),
  sslRow(
    150,
    /write to TUN\/TAP ?: (?:Invalid argument|The data area)/i,
    ['compression-differs', 'mtu'],
    0.55,
    SEEN.compression,
    connected,
  ),
  sslRow(151, /'(?:dev-type)' is used inconsistently|problem with tun vs\. tap/i, ['stale-client-file'], 0.85, {
    en: 'the client file says TAP and the server TUN, or the reverse',
    zh: '客户端文件为 TAP 而服务端为 TUN，或相反',
  }),
  sslRow(
    152,
    /(?:Connection reset|Halt) command was pushed by server|server-pushed-connection-reset/i,
    ['server-restarted', 'path-loss'],
    0.85,
    OWN.stopped,
    client,
  ),
  sslRow(
    152,
    /Connection reset, restarting \[-?\d{1,3}\]/i,
    ['server-restarted', 'path-loss'],
    0.6,
    { en: 'the server, or a firewall, closed the connection', zh: '服务端或防火墙关闭了连接' },
    { ...client, ...connected },
  ),
  sslRow(
    152,
    /Connection reset, restarting \[-?\d{1,3}\]/i,
    ['wrong-server-files', 'login-refused'],
    0.5,
    { en: 'the server closed the connection without a word', zh: '服务端未说明原因即关闭了连接' },
    { ...client, ...connecting, isStall: true },
  ),
  sslRow(
    152,
    /ignored while server is shutting down|SENT CONTROL \[[^\]]{1,100}\]: 'RESTART|SIG(?:TERM|HUP|INT)\[hard,[^\]]{0,20}\] received, process (?:exiting|restarting)/i,
    ['server-restarted'],
    0.6,
    OWN.stopped,
    { ...server, ...connected },
  ),
  sslRow(152, /TLS keys are out of sync|No TLS state for client/i, ['server-restarted'], 0.5, OWN.stopped, server),
  sslRow(
    153,
    /(?:Network|host) (?:is )?unreachable|No route to host|ENETUNREACH|EHOSTUNREACH/i,
    ['packets-lost'],
    0.85,
    SEEN.noWay,
    connecting,
  ),
  sslRow(
    153,
    /write (?:UDP|TCP)\w{0,10} ?(?:\[[^\]]{0,20}\])?: (?:Operation not permitted|Permission denied)/i,
    ['packets-lost'],
    0.85,
    {
      en: 'a firewall on this very machine drops what it sends',
      zh: '本机防火墙丢弃了发出的报文',
    },
    connecting,
  ),
  sslRow(
    154,
    /TCP: connect to .{1,80} failed: (?:Connection timed out|Operation (?:timed out|now in progress)|Unknown error|WSAETIMEDOUT)/i,
    ['packets-lost', 'no-listener'],
    0.75,
    SEEN.lost,
    client,
  ),
  sslRow(
    155,
    /Bad encapsulated packet length from peer/i,
    ['no-listener', 'wrong-server-files'],
    0.75,
    {
      en: 'something that is no OpenVPN server answers at this address and port',
      zh: '该地址和端口上应答的不是 OpenVPN 服务端',
    },
    { ...client, ...connecting },
  ),
  sslRow(
    156,
    /Cannot (?:open|allocate|ioctl) .{0,24}(?:TUN|TAP)|can't (?:bring|set) .{0,30}(?:up|mtu)/i,
    ['client-device'],
    0.92,
    OWN.device,
    client,
  ),
  sslRow(156, /rtnl: generic error \(-1\)|Access is denied/i, ['client-device', 'client-lan'], 0.8, OWN.device, client),
  sslRow(
    156,
    /route (?:addition failed|add command failed)/i,
    ['client-device', 'client-lan'],
    0.45,
    OWN.device,
    client,
  ),
  sslRow(
    157,
    /(?:subnet|route) conflict between|unable to redirect .{0,30}gateway|object already exists|rtnl: generic error \(-(?:17|19|101|113)\)/i,
    ['client-lan'],
    0.7,
    {
      en: "the client's own network or default route is in the way",
      zh: '客户端本地网络或默认路由与 VPN 冲突',
    },
  ),
  sslRow(
    158,
    /Inactivity timeout \(--inactive\)|Session timeout, exiting|session-timeout/i,
    ['idle-timeout', 'path-loss'],
    0.85,
    OWN.idle,
  ),
  sslRow(
    159,
    /WARNING: Your certificate has expired/i,
    ['cert-expired', 'client-clock'],
    0.8,
    SEEN.clientExpired,
    client,
  ),
  sslRow(159, /WARNING: Your certificate has expired/i, ['server-cert-expired'], 0.85, SEEN.serverExpired, server),
  sslRow(159, /WARNING: Your certificate is not yet valid/i, ['client-clock'], 0.75, SEEN.notYet),
  sslRow(
    160,
    /could not read Auth username|neither stdin nor stderr are a tty|Auth username is empty/i,
    ['login-refused'],
    0.75,
    {
      en: 'the client file wants a user name and password, and nobody was asked for them',
      zh: '客户端文件要求用户名和密码，但没有人可以输入',
    },
    client,
  ),
];

const UNKNOWN_NAME: LocalizedText = {
  en: "the server's name in the client file is not known to the client's DNS",
  zh: '客户端的 DNS 无法解析客户端文件中的服务端名称',
};
const TAP: LocalizedText = {
  en: 'the client file says TAP, which this client cannot do',
  zh: '客户端文件为 TAP，该客户端不支持',
};
const LOGIN: LocalizedText = {
  en: 'the client has to ask for a user name, a password or a code',
  zh: '客户端需要输入用户名、密码或动态码',
};

const unverified = { ...client, isUnverified: true } as const;

/**
 * Lines of OpenVPN Connect (Windows, macOS, Linux, Android, iOS), of Windows, and alerts of 2.4 and 2.5, from their
 * documentation, their source and public threads; none was seen in a log of our own.
 */
export const OPENVPN_UNVERIFIED_ROWS: readonly SslLogRow[] = [
  sslRow(
    46,
    /Server poll timeout|\b(?:CONNECTION|HANDSHAKE)_TIMEOUT/i,
    ['packets-lost', 'tls-auth-mismatch', 'no-listener'],
    0.5,
    SEEN.lost,
    {
      ...unverified,
      isStall: true,
    },
  ),
  sslRow(
    58,
    /WSAECONNRE(?:SET|FUSED)|code=10054|forcibly closed by the remote host/i,
    ['no-listener'],
    0.75,
    SEEN.refused,
    { ...unverified, ...connecting },
  ),
  sslRow(59, /Session invalidated: KEEPALIVE_TIMEOUT/i, ['path-loss'], 0.65, SEEN.lost, unverified),
  sslRow(61, /CA_MD_TOO_WEAK|_KEY_TOO_SMALL/i, ['weak-certificate'], 0.85, SEEN.weak, unverified),
  sslRow(140, /DNS (?:bulk-)?resolve error|\bRESOLVE_ERROR\b/i, ['name-not-resolved'], 0.85, UNKNOWN_NAME, unverified),
  sslRow(142, /PEM_PASSWORD_FAIL|error parsing (?:ca )?cert/i, ['wrong-client-files'], 0.85, OWN.noLoad, unverified),
  sslRow(147, /TLS_VERSION_MIN|TLS_ALERT_PROTOCOL_VERSION/i, ['tls-version-mismatch'], 0.85, OWN.versions, unverified),
  sslRow(
    148,
    /TLS_ALERT_HANDSHAKE_FAILURE/i,
    ['tls-cipher-mismatch', 'tls-version-mismatch'],
    0.6,
    OWN.suites,
    unverified,
  ),
  sslRow(150, /COMPRESS_ERROR/i, ['compression-differs'], 0.8, SEEN.compression, unverified),
  sslRow(151, /TAP_NOT_SUPPORTED|OSI layer 2 tunnels/i, ['stale-client-file'], 0.85, TAP, unverified),
  sslRow(152, /EVENT: CLIENT_(?:RESTART|HALT)/i, ['server-restarted', 'path-loss'], 0.8, OWN.stopped, unverified),
  sslRow(
    153,
    /WSAE(?:NET|HOST)UNREACH|unreachable network|code=100(?:51|65)|NETWORK_UNAVAILABLE|WSAEACCES/i,
    ['packets-lost'],
    0.8,
    SEEN.noWay,
    unverified,
  ),
  sslRow(
    156,
    /adapters? on this system (?:are|is) currently in use|There are no (?:TAP|wintun|ovpn-dco)|CreateFile failed on|TUN_(?:SETUP_FAILED|IFACE_\w{1,12})|(?:requires|need) (?:administrator|elevat)/i,
    ['client-device'],
    0.85,
    OWN.device,
    unverified,
  ),
  sslRow(158, /INACTIVE_TIMEOUT|SESSION_EXPIRED/i, ['idle-timeout', 'path-loss'], 0.8, OWN.idle, unverified),
  sslRow(160, /NEED_CREDS|DYNAMIC_CHALLENGE/i, ['login-refused'], 0.75, LOGIN, unverified),
  sslRow(
    161,
    /alert (?:certificate )?expired|TLS_ALERT_CERTIFICATE_EXPIRED/i,
    ['cert-expired', 'client-clock'],
    0.8,
    SEEN.clientExpired,
    unverified,
  ),
  sslRow(
    161,
    /alert certificate revoked|TLS_ALERT_CERTIFICATE_REVOKED/i,
    ['cert-deleted'],
    0.85,
    {
      en: 'the server says that this certificate is revoked',
      zh: '服务端称该证书已被吊销',
    },
    unverified,
  ),
  sslRow(
    161,
    /alert unknown ca|TLS_ALERT_UNKNOWN_CA/i,
    ['wrong-server-files', 'wrong-client-files'],
    0.8,
    SEEN.otherClient,
    unverified,
  ),
  sslRow(
    161,
    /alert unknown ca|alert certificate unknown/i,
    ['wrong-server-files', 'server-cert-usage'],
    0.8,
    SEEN.otherServer,
    { ...server, isUnverified: true },
  ),
  sslRow(
    162,
    /\bCERT_VERIFY_FAIL|X509 - Certificate verification failed|peer certificate verification failure/i,
    ['wrong-server-files', 'server-cert-expired', 'server-cert-usage'],
    0.65,
    SEEN.otherServer,
    unverified,
  ),
];
