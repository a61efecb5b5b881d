import type { LocalizedText } from '../../catalogue/message.ts';
import { isPrivate } from '../../network/cidr.ts';
import { isWeak } from '../../vendors/crypto-names.ts';
import { type CandidateCause, type Evidence, evidenceOf, fact } from '../causes/evidence.ts';
import type { Connection } from '../inventory/inventory.ts';
import { learnsRoutes } from './bgp.ts';
import { scopeOf } from './gateway.ts';
import { areExchanged, identityOf } from './identity.ts';
import { idOf, isOnRouter, isUp, ownAddress, type TunnelFacts, tunnelName } from './tunnel-facts.ts';

const SEEN = {
  waits: {
    en: 'EffectImmediately = false: the cloud starts nothing before traffic comes',
    zh: 'EffectImmediately = false：没有流量时云端不会发起协商',
  },
  noTraffic: {
    en: 'no published route leads into this tunnel, so no traffic comes from the VPC',
    zh: '没有已发布的路由指向该隧道，VPC 侧不会有流量',
  },
  privatePeer: {
    en: 'customer gateway address {address} is private: reachable only inside one network',
    zh: '用户网关地址 {address} 是私网地址：只在同一内网可达',
  },
  silent: {
    en: 'phase 1 is not up, and no packet of the peer is visible in this API',
    zh: '第一阶段未建立，而该 API 看不到对端报文',
  },
  weak: {
    en: '{values}: refused by current firmware',
    zh: '{values}：新版固件会拒绝',
  },
  unlike: {
    en: '{id} goes to the same peer with other phase 1 settings; such connections share one phase 1',
    zh: '{id} 到同一对端但第一阶段配置不同；这类连接共用一个第一阶段',
  },
  otherLocal: {
    en: "LocalId {id} is a public address, and not the gateway's {address}: unless it is told to, no peer expects it",
    zh: 'LocalId {id} 是公网地址，但不是网关地址 {address}：除非专门设置，对端不会接受',
  },
  otherRemote: {
    en: "RemoteId {id} is a public address, and not the customer gateway's {address}: one of them may be out of date",
    zh: 'RemoteId {id} 是公网地址，但不是用户网关地址 {address}：其中之一可能已过时',
  },
  namedLocal: {
    en: 'LocalId {id} instead of the address {address}: right only if the peer expects it',
    zh: 'LocalId 为 {id} 而不是地址 {address}：仅当对端也期望它时才正确',
  },
  namedRemote: {
    en: 'RemoteId {id} instead of the address {address}: right only if the peer sends it, as one behind a NAT does',
    zh: 'RemoteId 为 {id} 而不是地址 {address}：仅当对端确实发送它时才正确，例如对端位于 NAT 之后',
  },
  exchanged: {
    en: 'LocalId and RemoteId are exchanged: {local} is the peer, {remote} is the gateway',
    zh: 'LocalId 与 RemoteId 写反了：{local} 是对端，{remote} 是网关',
  },
  twin: {
    en: '{tunnel} is up with the same phase 1 settings: what this tunnel has of its own is its key, its addresses and its identities',
    zh: '{tunnel} 以相同的第一阶段配置正常运行：该隧道独有的只是密钥、地址与身份标识',
  },
  blank: {
    en: 'the key in the cloud begins or ends with a blank, which many devices drop',
    zh: '云端密钥首尾有空格，许多设备会将其去掉',
  },
  foreign: {
    en: 'the key in the cloud has characters beyond ASCII',
    zh: '云端密钥含有非 ASCII 字符',
  },
} satisfies Record<string, LocalizedText>;

/** Whether a published route would bring traffic of the VPC to this tunnel. */
const hasPublishedRoute = ({ routes, connection }: TunnelFacts): boolean =>
  routes.some((route) => route.NextHop === connection.VpnConnectionId && route.State === 'published');

const initiation = (facts: TunnelFacts): readonly CandidateCause[] => {
  if (facts.connection.EffectImmediately !== false) return [];
  // Routes of a router, or of BGP, bring traffic without an entry here.
  const silent = !isOnRouter(facts.connection) && !learnsRoutes(facts.connection) && !hasPublishedRoute(facts);
  const evidence = [evidenceOf(SEEN.waits), ...(silent ? [evidenceOf(SEEN.noTraffic)] : [])];
  return [{ id: 'not-initiated', confidence: silent ? 0.55 : 0.45, evidence }];
};

const CONFIDENCE = { 'peer-down': 0.6, 'peer-up': 0.08, 'all-down': 0.3, alone: 0.3 } as const;

const reachability = (facts: TunnelFacts): CandidateCause => {
  const scope = scopeOf(facts);
  const address = facts.customerGateway?.IpAddress;
  const isInside = address !== undefined && isPrivate(address);
  const evidence: Evidence[] = [
    ...scope.evidence,
    ...(isInside ? [evidenceOf(SEEN.privatePeer, { address })] : []),
    ...(address ? [fact(`IpAddress = ${address}`)] : []),
    evidenceOf(SEEN.silent),
  ];
  const confidence =
    scope.kind !== 'peer-up' && isInside ? Math.max(0.5, CONFIDENCE[scope.kind]) : CONFIDENCE[scope.kind];
  return { id: 'peer-unreachable', confidence, evidence };
};

const weakValues = ({ connection }: TunnelFacts): string => {
  const { IkeEncAlg, IkeAuthAlg, IkePfs } = connection.IkeConfig ?? {};
  return Object.entries({ IkeEncAlg, IkeAuthAlg, IkePfs })
    .filter(([, value]) => value !== undefined && isWeak(value))
    .map(([field, value]) => `${field} ${value}`)
    .join(', ');
};

const PHASE_1_FIELDS = ['IkeVersion', 'IkeMode', 'IkeEncAlg', 'IkeAuthAlg', 'IkePfs'] as const;

/** Tunnels from another address of the cloud have a phase 1 of their own. */
const isFromHere = (facts: TunnelFacts, { InternetIp }: Connection): boolean =>
  !InternetIp || InternetIp === ownAddress(facts);

const isLike = (one: Connection, other: Connection): boolean =>
  PHASE_1_FIELDS.every((field) => one.IkeConfig?.[field] === other.IkeConfig?.[field]);

/** Another tunnel of the connection that is up with the very settings of this one. */
const likeTwin = ({ connection, tunnel }: TunnelFacts) =>
  connection.IkeConfig &&
  tunnel?.others.find((other) => isUp(other.connection) && isLike(connection, other.connection));

const unlikeSibling = (facts: TunnelFacts) =>
  facts.samePeer.find(
    (other) =>
      isFromHere(facts, other) &&
      PHASE_1_FIELDS.some((field) => {
        const [mine, theirs] = [facts.connection.IkeConfig?.[field], other.IkeConfig?.[field]];
        return mine !== undefined && theirs !== undefined && mine !== theirs;
      }),
  );

const proposals = (facts: TunnelFacts): CandidateCause => {
  const values = weakValues(facts);
  const unlike = unlikeSibling(facts);
  const evidence = [
    ...(values ? [evidenceOf(SEEN.weak, { values })] : []),
    ...(unlike ? [evidenceOf(SEEN.unlike, { id: idOf(unlike) })] : []),
  ];
  const usual = likeTwin(facts) ? LIKE_TWIN : values ? 0.4 : 0.25;
  const confidence = usual + (unlike ? 0.08 : 0);
  return { id: 'ike-proposal-mismatch', confidence, evidence };
};

const ODD = {
  local: { other: SEEN.otherLocal, named: SEEN.namedLocal },
  remote: { other: SEEN.otherRemote, named: SEEN.namedRemote },
} as const;

const oddIdentity = (end: keyof typeof ODD, facts: TunnelFacts): readonly Evidence[] => {
  const { id, address, kind } = identityOf(end, facts);
  return kind === 'other' || kind === 'named' ? [evidenceOf(ODD[end][kind], { id, address })] : [];
};

/** A name, or an address inside, is mostly meant; another public address of our own is mostly left from elsewhere. */
const identityConfidence = (facts: TunnelFacts): number => {
  const [local, remote] = [identityOf('local', facts).kind, identityOf('remote', facts).kind];
  if (areExchanged(facts)) return 0.65;
  if (local === 'other') return 0.6;
  // The peer's address may be what is out of date, and its identity right.
  if (remote === 'other') return 0.45;
  return local === 'named' || remote === 'named' ? 0.4 : 0.2;
};

const identities = (facts: TunnelFacts): readonly CandidateCause[] => {
  const { IkeMode, IkeVersion } = facts.connection.IkeConfig ?? {};
  const [local, remote] = [identityOf('local', facts), identityOf('remote', facts)];
  const evidence = [
    ...(areExchanged(facts)
      ? [evidenceOf(SEEN.exchanged, { local: local.id, remote: remote.id })]
      : [...oddIdentity('local', facts), ...oddIdentity('remote', facts)]),
    fact(`LocalId = ${local.id}, RemoteId = ${remote.id}`),
  ];
  const isMainV1 = IkeVersion === 'ikev1' && IkeMode === 'main';
  const isOddRemote = remote.kind === 'other' || remote.kind === 'named';
  return [
    { id: 'identity-mismatch', confidence: identityConfidence(facts), evidence },
    ...(isMainV1 && isOddRemote ? [{ id: 'nat-traversal' as const, confidence: 0.3, evidence }] : []),
  ];
};

/** What works at the other tunnel of the same site seldom is what fails here. */
const LIKE_TWIN = 0.15;

/** The key itself is never visible. A key that devices parse differently is a likelier cause. */
const key = (facts: TunnelFacts): CandidateCause => {
  const { keyFlaws } = facts;
  const twin = likeTwin(facts);
  const odd = [
    ...(keyFlaws.includes('blank at an end') ? [evidenceOf(SEEN.blank)] : []),
    ...(keyFlaws.includes('not ASCII') ? [evidenceOf(SEEN.foreign)] : []),
  ];
  if (!twin || odd.length > 0) return { id: 'psk-mismatch', confidence: odd.length > 0 ? 0.45 : 0.25, evidence: odd };
  const evidence = [evidenceOf(SEEN.twin, { tunnel: tunnelName(twin) })];
  return { id: 'psk-mismatch', confidence: 0.28, evidence };
};

/** What may keep phase 1 down when nothing but the cloud's own settings is known: ranked guesses, marked as guesses. */
export const judgePhase1 = (facts: TunnelFacts): readonly CandidateCause[] => {
  const { IkeVersion, IkeMode } = facts.connection.IkeConfig ?? {};
  const scope = scopeOf(facts);
  return [
    ...initiation(facts),
    reachability(facts),
    proposals(facts),
    ...identities(facts),
    key(facts),
    { id: 'ike-version-mismatch', confidence: 0.12, evidence: [] },
    ...(IkeVersion === 'ikev1'
      ? [{ id: 'ike-mode-mismatch' as const, confidence: 0.1, evidence: [fact(`IkeMode = ${IkeMode}`)] }]
      : []),
    ...(scope.kind === 'all-down' ? [{ id: 'unknown' as const, confidence: 0.5, evidence: scope.evidence }] : []),
  ];
};
