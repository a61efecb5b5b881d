import { format, type Language, type LocalizedText, type Values } from '../../catalogue/message.ts';
import { overlaps } from '../../network/cidr.ts';
import { isPoolTooSmall } from '../../network/pool.ts';
import type { SslClient } from './ssl-gather.ts';

const DAY = 86_400_000;
const SOON_DAYS = 30;

/** Blocks that routers at home are sold with. */
const HOME = ['192.168.0.0/24', '192.168.1.0/24', '10.0.0.0/24'];

const texts = {
  expired: {
    en: 'The certificate expired on {date}: the server refuses it. Make a new one with CreateSslVpnClientCert; it cannot be renewed.',
    zh: '证书已于 {date} 过期，服务端会拒绝。请用 CreateSslVpnClientCert 创建新证书；证书不能续期。',
  },
  early: {
    en: 'The certificate is valid only from {date}: until then no client connects.',
    zh: '证书自 {date} 起才有效，在此之前客户端无法连接。',
  },
  soon: {
    en: 'The certificate expires on {date}. It cannot be renewed: make a new one before, and hand it out.',
    zh: '证书将于 {date} 过期，且不能续期：请提前创建并分发新证书。',
  },
  noEnd: { en: 'When the certificate expires is not known.', zh: '证书的到期时间未知。' },
  unreadable: {
    en: 'The certificate could not be read here; whether it is valid was not checked.',
    zh: '此处无法读取该证书，未能检查其是否有效。',
  },
  issuer: {
    en: 'The certificate is not signed by the CA that came with it: the server will probably refuse it.',
    zh: '该证书并非由随附的 CA 签发，服务端很可能会拒绝。',
  },
  noKey: {
    en: 'The cloud gave no private key for this certificate: the file cannot connect until the key stands in it.',
    zh: '云端未返回此证书的私钥：在填入私钥之前，该文件无法连接。',
  },
  otherKey: {
    en: 'The private key does not belong to the certificate: no client will take this file.',
    zh: '私钥与证书不匹配：任何客户端都不会接受该文件。',
  },
  none: {
    en: 'The server has no cipher (none): traffic is readable on its way unless both ends agree on AES-GCM. Set Cipher with ModifySslVpnServer; all clients then need new files.',
    zh: '服务端未设置加密（none）：除非双方协商出 AES-GCM，流量在途中可被读取。请用 ModifySslVpnServer 设置 Cipher；之后所有客户端都需要新文件。',
  },
  compressed: {
    en: 'The server compresses, which lets an observer guess contents from lengths (VORACLE). This file does not compress what it sends; set Compress false with ModifySslVpnServer, all clients then need new files.',
    zh: '服务端启用了压缩，旁观者可由长度推测内容（VORACLE）。本文件发送时不压缩；请用 ModifySslVpnServer 将 Compress 设为 false，之后所有客户端都需要新文件。',
  },
  tcp: {
    en: 'The server speaks TCP: slow where packets are lost, and good only where UDP is blocked.',
    zh: '服务端使用 TCP：丢包时速度慢，仅适合 UDP 被阻断的网络。',
  },
  unchecked: {
    en: "The cloud's own profile does not say that the server's certificate is one for servers, so the file does not insist on it (remote-cert-tls): somebody else with a certificate of this server could pose as the server.",
    zh: '云端自带的配置未说明服务端证书是服务器用途，因此本文件不强制检查（remote-cert-tls）：持有该服务端其他证书的人可能冒充服务端。',
  },
  twoAddresses: {
    en: 'The server says {other}, its gateway says SSL clients connect to {address}: the file has the latter.',
    zh: '服务端显示 {other}，而其网关显示 SSL 客户端连接 {address}：文件采用后者。',
  },
  gatewayUnread: {
    en: 'The gateway was not read ({why}): whether it works, and at which address, is known from the server alone.',
    zh: '未能读取网关（{why}）：其是否正常及地址仅来自服务端信息。',
  },
  gatewayStatus: {
    en: 'The gateway is {status}, not active: clients may not get through now.',
    zh: '网关状态为 {status}，不是 active：客户端现在可能无法连通。',
  },
  gatewayBusiness: {
    en: 'The gateway is locked ({status}): pay for it first.',
    zh: '网关已锁定（{status}）：请先续费。',
  },
  sslOff: { en: 'SSL-VPN is off on the gateway: no client gets in.', zh: '网关未开启 SSL-VPN：客户端无法接入。' },
  full: {
    en: 'The server is full ({now} of {most} clients): one more is refused until somebody leaves.',
    zh: '服务端已满（{now}/{most}）：有人离开之前，新客户端会被拒绝。',
  },
  poolOverlap: {
    en: 'ClientIpPool {pool} overlaps LocalSubnet {subnet}: answers do not find their way back.',
    zh: 'ClientIpPool {pool} 与 LocalSubnet {subnet} 重叠：回程流量无法到达。',
  },
  poolSmall: {
    en: 'ClientIpPool {pool} is too small for {most} clients: each takes four addresses.',
    zh: 'ClientIpPool {pool} 对 {most} 个客户端而言过小：每个客户端占用四个地址。',
  },
  home: {
    en: '{block} overlaps {home}, which many routers at home use: from there it may not be reached.',
    zh: '{block} 与许多家用路由器使用的 {home} 重叠：在家中可能无法访问。',
  },
  noSubnets: {
    en: 'LocalSubnet could not be read: what the client will reach is not known.',
    zh: '无法读取 LocalSubnet：客户端可访问的网段未知。',
  },
} satisfies Record<string, LocalizedText>;

type Warning = readonly [LocalizedText, Values?];

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** When a certificate ends, as it says itself, else as the cloud's list says; undefined where neither is known. */
export const endOf = ({ facts, endMs }: Pick<SslClient, 'facts' | 'endMs'>): number | undefined => {
  const ends = [facts?.untilMs, endMs].filter((ms): ms is number => ms !== undefined && Number.isFinite(ms));
  return ends.length > 0 ? Math.min(...ends) : undefined;
};

const ofValidity = (client: SslClient, nowMs: number): readonly Warning[] => {
  const end = endOf(client);
  const from = client.facts?.fromMs;
  if (end === undefined) return [[texts.noEnd]];
  const date = dayOf(end);
  if (end <= nowMs) return [[texts.expired, { date }]];
  if (from !== undefined && from > nowMs) return [[texts.early, { date: dayOf(from) }]];
  return end - nowMs < SOON_DAYS * DAY ? [[texts.soon, { date }]] : [];
};

const ofCertificate = ({ facts, key }: SslClient, isKeyOwn: boolean | undefined): readonly Warning[] => [
  ...(facts === undefined ? [[texts.unreadable] as const] : []),
  ...(facts?.isIssued === false ? [[texts.issuer] as const] : []),
  ...(key === undefined ? [[texts.noKey] as const] : []),
  ...(isKeyOwn === false ? [[texts.otherKey] as const] : []),
];

const ofGateway = ({ gateway, gatewayUnread, endpoint }: SslClient): readonly Warning[] => {
  const { address, otherAddress } = endpoint;
  const { Status, BusinessStatus, SslVpn } = gateway ?? {};
  return [
    ...(gatewayUnread === undefined ? [] : [[texts.gatewayUnread, { why: gatewayUnread }] as const]),
    ...(Status === undefined || Status === 'active' ? [] : [[texts.gatewayStatus, { status: Status }] as const]),
    ...(BusinessStatus === undefined || BusinessStatus === 'Normal'
      ? []
      : [[texts.gatewayBusiness, { status: BusinessStatus }] as const]),
    ...(SslVpn === 'disable' ? [[texts.sslOff] as const] : []),
    ...(otherAddress === undefined ? [] : [[texts.twoAddresses, { other: otherAddress, address }] as const]),
  ];
};

const ofNetwork = ({ endpoint: { pool, subnets }, server }: SslClient): readonly Warning[] => {
  const most = server.MaxConnections ?? 0;
  const now = server.Connections ?? 0;
  const overlap = pool === undefined ? undefined : subnets.find((subnet) => overlaps(pool, subnet));
  const atHome = [...(pool ? [pool] : []), ...subnets].flatMap((block) =>
    HOME.filter((home) => overlaps(home, block))
      .slice(0, 1)
      .map((home) => [texts.home, { block, home }] as const),
  );
  return [
    ...(most > 0 && now >= most ? [[texts.full, { now, most }] as const] : []),
    ...(pool && overlap ? [[texts.poolOverlap, { pool, subnet: overlap }] as const] : []),
    ...(pool && isPoolTooSmall(pool, most) ? [[texts.poolSmall, { pool, most }] as const] : []),
    ...(subnets.includes('0.0.0.0/0') ? [] : atHome),
    ...(subnets.length === 0 ? [[texts.noSubnets] as const] : []),
  ];
};

const ofSettings = ({ endpoint, cloud }: SslClient): readonly Warning[] => [
  ...(endpoint.cipher === 'none' ? [[texts.none] as const] : []),
  ...(endpoint.isCompressed ? [[texts.compressed] as const] : []),
  ...(endpoint.proto === 'tcp' ? [[texts.tcp] as const] : []),
  ...(cloud.isServerChecked ? [] : [[texts.unchecked] as const]),
];

/** What somebody should know before the file is handed out, the worst first. */
export const warningsOf = (
  client: SslClient,
  isKeyOwn: boolean | undefined,
  nowMs: number,
  language: Language,
): string[] =>
  [
    ...ofValidity(client, nowMs),
    ...ofCertificate(client, isKeyOwn),
    ...ofGateway(client),
    ...ofNetwork(client),
    ...ofSettings(client),
  ].map(([text, values]) => format(text, language, values));
