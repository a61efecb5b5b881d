import type { CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { MEANS } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

const row = (pattern: RegExp, phase: 1 | 2, causes: readonly CauseId[], meaning: LocalizedText): LogRow<CauseId> => ({
  row: 45,
  pattern,
  phase,
  causes,
  definitive: true,
  meaning,
  fix: { en: 'Correct what the error table names.', zh: '按错误表所列的原因修正。' },
});

const PROVEN: readonly LogRow<CauseId>[] = [
  row(/phase ?1 proposal mismatch/i, 1, ['ike-proposal-mismatch'], {
    en: 'the phase 1 proposals differ',
    zh: '第一阶段提议不一致',
  }),
  row(/phase ?2 proposal (?:or pfs )?mismatch/i, 2, ['ipsec-proposal-mismatch', 'pfs-mismatch'], {
    en: 'the phase 2 proposals or PFS differ',
    zh: '第二阶段提议或 PFS 不一致',
  }),
  row(/(?<!probable |detected a |due to )pre-?shared[- ]key mismatch/i, 1, ['psk-mismatch'], {
    en: 'the pre-shared keys differ',
    zh: '预共享密钥不一致',
  }),
  row(/peer address mismatch/i, 1, ['peer-unreachable'], {
    en: "the peer's address is not the configured one",
    zh: '对端地址与配置不符',
  }),
  row(/config ?ID mismatch/i, 1, ['identity-mismatch'], {
    en: 'the configured identity differs from the one received',
    zh: '配置的 ID 与收到的 ID 不一致',
  }),
  row(/\b(?:flow|acl) mismatch/i, 2, ['traffic-selector-mismatch'], {
    en: 'the protected flows (ACLs) differ',
    zh: '感兴趣流（ACL）不一致',
  }),
];

const OWN = {
  algorithm: { en: 'this very algorithm of phase 1 differs between the ends', zh: '两端第一阶段正是这一算法不一致' },
  flow: { en: 'the protected flows or the address of the peer differ', zh: '感兴趣流或对端地址不一致' },
  cookie: { en: 'a message belongs to a negotiation that this end does not know', zh: '报文属于本端不认识的协商' },
  malformed: { en: 'a message cannot be read: often the keys differ', zh: '报文无法解析：多半是密钥不一致' },
  rekey: { en: 'the renewal of an SA failed', zh: 'SA 重协商失败' },
  policy: { en: 'no IPsec policy is applied to the interface', zh: '接口上没有应用 IPsec 策略' },
  nat: { en: 'the detection of a NAT failed', zh: 'NAT 检测失败' },
  fragments: { en: 'fragments of a message were lost or refused', zh: '报文分片丢失或被限制' },
  localAddress: {
    en: 'the request came to another local address than the configured one',
    zh: '请求到达的本端地址与配置不符',
  },
  expired: { en: 'an SA reached the end of its life and no new one came', zh: 'SA 到期而没有新的 SA 建立' },
};

/** Reasons of the alarm and of `display ike error-info` beyond the first table. */
const REASONS: readonly LogRow<CauseId>[] = [
  ipsecRow(
    300,
    /phase ?1 proposal (?:encryption algorithm|authentication algorithm|integrity algorithm|prf|dh) mismatch/i,
    1,
    ['ike-proposal-mismatch'],
    true,
    OWN.algorithm,
  ),
  ipsecRow(300, /phase ?1 proposal authentication method mismatch/i, 1, ['auth-method-mismatch'], true, MEANS.method),
  ipsecRow(
    301,
    /\b(?:initiator|responder) dh mismatch\b/i,
    'context',
    ['ike-proposal-mismatch', 'pfs-mismatch'],
    0.65,
    MEANS.dh,
    { phase2Causes: ['pfs-mismatch'] },
  ),
  ipsecRow(302, /\bencapsulation mode mismatch\b/i, 2, ['encapsulation-mode-mismatch'], true, MEANS.transport),
  ipsecRow(
    303,
    /\bflow or peer mismatch\b|\bflow conf(?:l)?ict\b|\bnetmask mismatch\b/i,
    2,
    ['traffic-selector-mismatch', 'peer-unreachable'],
    0.7,
    OWN.flow,
  ),
  ipsecRow(
    304,
    /Reason=(?:unsupported version|version mismatch)|^\s{0,8}[\d.]{7,15}\s{1,20}\d{1,5}\s{1,20}version mismatch/i,
    1,
    ['ike-version-mismatch'],
    true,
    MEANS.version,
  ),
  ipsecRow(305, /\bauthentication fail\b(?!ed|ure)/i, 1, ['psk-mismatch', 'identity-mismatch'], 0.6, MEANS.keyOrId),
  ipsecRow(306, /\bexchange mode mismatch\b/i, 1, ['ike-mode-mismatch'], true, MEANS.mode),
  ipsecRow(307, /\bconstruct local ID fail\b/i, 1, ['identity-mismatch'], 0.7, MEANS.identity),
  ipsecRow(
    308,
    /Reason=(?:invalid cookie|cookie mismatch)|receive invalid spi notify/i,
    'context',
    ['stale-sa', 'psk-mismatch'],
    0.45,
    OWN.cookie,
  ),
  ipsecRow(
    308,
    /Reason=(?:malformed (?:payload|message)|invalid length)/i,
    1,
    ['psk-mismatch', 'ike-proposal-mismatch'],
    0.45,
    OWN.malformed,
  ),
  ipsecRow(
    309,
    /Reason=(?:rekey no find old sa|rekey fail)/i,
    2,
    ['pfs-mismatch', 'lifetime-mismatch', 'stale-sa'],
    0.45,
    OWN.rekey,
  ),
  ipsecRow(310, /\blocal address mismatch\b/i, 1, ['peer-unreachable'], 0.65, OWN.localAddress),
  ipsecRow(310, /\bno policy applied on interface\b/i, 1, ['peer-unreachable'], 0.4, OWN.policy),
  ipsecRow(311, /\bnat detection fail\b/i, 1, ['nat-traversal'], 0.65, OWN.nat),
  ipsecRow(312, /\bfragment packet (?:limit|reassemble timeout)\b/i, 1, ['fragments-dropped'], 0.7, OWN.fragments),
  ipsecRow(
    313,
    /Reason=(?:dpd|heartbeat|exchange) timeout/i,
    'context',
    ['peer-unreachable', 'flapping'],
    0.6,
    MEANS.dead,
  ),
  ipsecRow(313, /Reason=max transmit reached/i, 'context', ['peer-unreachable', 'psk-mismatch'], 0.6, MEANS.silence),
  ipsecRow(314, /Reason=phase[12] hard expiry/i, 'context', ['lifetime-mismatch', 'flapping'], 0.5, OWN.expired),
  ipsecRow(
    315,
    /\bproposal mismatch or use sm in ikev2\b/i,
    'context',
    ['ike-proposal-mismatch', 'ipsec-proposal-mismatch'],
    0.55,
    MEANS.proposal,
  ),
];

/** Reasons that Huawei writes, in its alarm, its log and its table of errors. */
export const HUAWEI_ROWS: readonly LogRow<CauseId>[] = [
  ...readIn('Huawei: IPSec fault cause reference (EDOC1100086053), display ike error-info', PROVEN),
  ...readIn(
    'Huawei: alarms hwIPSecNegoFail and hwIPSecTunnelStop (EDOC1100127008, ALM-4285734925, ALM-15795028)',
    REASONS,
  ),
];
