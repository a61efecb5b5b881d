import type { LocalizedText } from '../../catalogue/message.ts';
import { isWeak } from '../../vendors/crypto-names.ts';
import { type CandidateCause, evidenceOf, fact } from '../causes/evidence.ts';
import { cloudEnd, type TunnelFacts } from './tunnel-facts.ts';

const SEEN = {
  many: {
    en: 'ikev1 with {local} local and {remote} remote subnets',
    zh: 'ikev1，本端 {local} 个网段、对端 {remote} 个网段',
  },
  mixed: {
    en: 'only one side is 0.0.0.0/0: half routed, half policy-based',
    zh: '只有一侧是 0.0.0.0/0：一半路由模式，一半感兴趣流模式',
  },
  routed: {
    en: 'both sides are 0.0.0.0/0 (routed mode): a policy-based peer refuses that',
    zh: '两侧均为 0.0.0.0/0（路由模式）：基于策略的对端会拒绝',
  },
  weak: { en: '{values}: refused by current firmware', zh: '{values}：新版固件会拒绝' },
  kilobytes: {
    en: 'a peer that also rekeys by volume (kB) can refuse the lifetime',
    zh: '同时按流量（kB）重协商的对端可能拒绝该生存时间',
  },
} satisfies Record<string, LocalizedText>;

const ANY = '0.0.0.0/0';

const selectors = (facts: TunnelFacts): readonly CandidateCause[] => {
  const { selectors_local: local, selectors_remote: remote, ike_version } = cloudEnd(facts);
  const [isLocalAny, isRemoteAny] = [local.includes(ANY), remote.includes(ANY)];
  const subnets = fact(`LocalSubnet = ${local.join(',')}, RemoteSubnet = ${remote.join(',')}`);
  const isMany = ike_version === 'ikev1' && (local.length > 1 || remote.length > 1);
  const mode = isLocalAny !== isRemoteAny ? SEEN.mixed : isLocalAny ? SEEN.routed : undefined;
  return [
    ...(isMany
      ? [
          {
            id: 'multi-subnet-ikev1' as const,
            confidence: 0.75,
            evidence: [evidenceOf(SEEN.many, { local: local.length, remote: remote.length }), subnets],
          },
        ]
      : []),
    {
      id: 'traffic-selector-mismatch',
      confidence: isLocalAny !== isRemoteAny ? 0.55 : 0.42,
      evidence: [...(mode ? [evidenceOf(mode)] : []), subnets],
    },
  ];
};

/** What may keep phase 2 down when nothing but the cloud's own settings is known. */
export const judgePhase2 = (facts: TunnelFacts): readonly CandidateCause[] => {
  const { IpsecEncAlg, IpsecAuthAlg, IpsecPfs, IpsecLifetime } = facts.connection.IpsecConfig ?? {};
  const weak = [IpsecEncAlg, IpsecAuthAlg].filter((value) => value !== undefined && isWeak(value)).join(', ');
  const algorithms = fact(`IpsecEncAlg = ${IpsecEncAlg}, IpsecAuthAlg = ${IpsecAuthAlg}`);
  return [
    ...selectors(facts),
    {
      id: 'ipsec-proposal-mismatch',
      confidence: weak ? 0.4 : 0.3,
      evidence: weak ? [evidenceOf(SEEN.weak, { values: weak })] : [algorithms],
    },
    { id: 'pfs-mismatch', confidence: 0.25, evidence: [fact(`IpsecPfs = ${IpsecPfs}`)] },
    {
      id: 'lifetime-mismatch',
      confidence: 0.1,
      evidence: [fact(`IpsecLifetime = ${IpsecLifetime} s`), evidenceOf(SEEN.kilobytes)],
    },
  ];
};
