import type { LocalizedText } from '../text/message.ts';

/** What goes with a gateway, a customer gateway or a certificate, and what the cloud refuses to delete. */
export const deletionTexts = {
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
} as const satisfies Readonly<Record<string, LocalizedText>>;
