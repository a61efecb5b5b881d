import type { SummaryLine } from '../../catalogue/message.ts';

const texts = {
  whole: {
    en: 'Copies {source} ({remote}) to {gateway} in {region}, with LocalSubnet {local}, the identity of that gateway and a new key. No route leads to the copy, so no traffic goes there yet; nothing that is there is changed.',
    zh: '将 {source}（{remote}）复制到 {region} 的 {gateway}，LocalSubnet 为 {local}，使用该网关的身份和新密钥。没有路由通往副本，因此暂无流量经过；已有的资源不会改变。',
  },
  back: {
    en: 'The way back: delete the copy, then the customer gateway if this made it.',
    zh: '回退方法：删除副本；若用户网关由此创建，再删除它。',
  },
  same: {
    en: '{gateway} is in the VPC of the original: once both have published routes, two gateways claim {remote}.',
    zh: '{gateway} 与原连接位于同一 VPC：两者都发布路由后，将有两个网关声明 {remote}。',
  },
  identity: {
    en: 'LocalId {id} is no address of the original gateway and is kept: the peer sees one identity from two places.',
    zh: 'LocalId {id} 不是原网关的地址，予以保留：对端会从两处看到同一身份。',
  },
  fewer: {
    en: 'The original has two tunnels, {gateway} has one address: only the first tunnel is copied.',
    zh: '原连接有两条隧道，而 {gateway} 只有一个地址：只复制第一条隧道。',
  },
  more: {
    en: '{gateway} has two addresses: both tunnels of the copy lead to the one peer, with a key each.',
    zh: '{gateway} 有两个地址：副本的两条隧道都通往同一对端，各有一个密钥。',
  },
} as const;

/** What a person reads of a copy before its steps. */
export const copySummary = (facts: {
  readonly values: Readonly<Record<'source' | 'remote' | 'gateway' | 'region' | 'local', string>>;
  readonly isSameVpc: boolean;
  readonly keptIds: readonly string[];
  /** Tunnels of the original and of the copy. */
  readonly tunnels: readonly [number, number];
}): readonly SummaryLine[] => {
  const { values, isSameVpc, keptIds, tunnels } = facts;
  const [before, after] = tunnels;
  return [
    { text: texts.whole, values },
    { text: texts.back },
    ...(isSameVpc ? [{ text: texts.same, values }] : []),
    ...(before > after ? [{ text: texts.fewer, values }] : []),
    ...(before < after ? [{ text: texts.more, values }] : []),
    ...[...new Set(keptIds)].map((id) => ({ text: texts.identity, values: { id } })),
  ];
};
