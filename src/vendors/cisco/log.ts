import { CAUSES, type CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import { COMPARE_ALGORITHMS, MEANS, MIRROR_SUBNETS, REACH_PEER, SAME_KEY } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

const KEY_OR_NAT: LocalizedText = {
  en: 'Set the same pre-shared key at both ends; let UDP 4500 through.',
  zh: '两端设置相同的预共享密钥；放行 UDP 4500。',
};
const COMPARE_PHASE_2: LocalizedText = {
  en: 'Compare phase 2 (subnets, algorithms, PFS) of both ends.',
  zh: '对照两端第二阶段（网段、算法、PFS）。',
};

const UNFINISHED: LocalizedText = {
  en: 'the first negotiation of IKEv2 has begun and is not up',
  zh: 'IKEv2 首次协商已开始但尚未建立',
};

const PHASE_2_CAUSES: readonly CauseId[] = ['traffic-selector-mismatch', 'pfs-mismatch', 'ipsec-proposal-mismatch'];

const PUBLISHED: readonly LogRow<CauseId>[] = [
  {
    row: 24,
    pattern: /\bMM_WAIT_MSG2\b/i,
    phase: 1,
    causes: ['peer-unreachable'],
    definitive: false,
    meaning: { en: 'message 1 was sent and nothing came back', zh: '已发出报文 1，没有回应' },
    fix: REACH_PEER,
  },
  {
    row: 25,
    pattern: /\bMM_WAIT_MSG[34]\b/i,
    phase: 1,
    causes: ['peer-unreachable', 'psk-mismatch'],
    definitive: false,
    meaning: {
      en: 'the reply was lost, or the peer has no tunnel group or key for this address',
      zh: '回应丢失，或对端没有该地址的 tunnel-group 或密钥',
    },
    fix: {
      en: 'Check the tunnel group for the other address, and devices in the path.',
      zh: '检查对应地址的 tunnel-group 以及途中设备。',
    },
  },
  {
    row: 26,
    pattern: /\bMM_WAIT_MSG[56]\b|\bMM_KEY_EXCH\b/i,
    phase: 1,
    causes: ['psk-mismatch', 'nat-traversal'],
    definitive: false,
    meaning: {
      en: 'the encrypted exchange does not finish: the key differs, or UDP 4500 is blocked',
      zh: '加密交换未完成：密钥不一致，或 UDP 4500 被阻断',
    },
    fix: KEY_OR_NAT,
  },
  {
    row: 27,
    pattern: /\bMM_ACTIVE\b|\bQM_IDLE\b/i,
    phase: 2,
    causes: PHASE_2_CAUSES,
    definitive: false,
    weight: 0.2,
    meaning: { en: 'phase 1 is up; look at phase 2', zh: '第一阶段已建立；检查第二阶段' },
    fix: COMPARE_PHASE_2,
  },
  {
    row: 28,
    pattern: /\bMM_NO_STATE\b|\bMM_SA_SETUP\b/i,
    phase: 1,
    causes: ['peer-unreachable', 'ike-proposal-mismatch'],
    definitive: false,
    meaning: { en: 'phase 1 began and died', zh: '第一阶段开始后即中止' },
    fix: { en: `${REACH_PEER.en} Then compare phase 1.`, zh: `${REACH_PEER.zh}再对照第一阶段。` },
  },
  {
    row: 29,
    pattern: /IKMP_BAD_MESSAGE.{0,200}(?:sanity check|malformed)/i,
    phase: 1,
    causes: ['psk-mismatch'],
    definitive: true,
    meaning: { en: 'the decrypted message is nonsense: the keys differ', zh: '解密后的报文无效：密钥不一致' },
    fix: SAME_KEY,
  },
  {
    row: 30,
    pattern: /All (?:IKE )?SA proposals found unacceptable|%ASA-\d-713048/i,
    phase: 'context',
    causes: ['ike-proposal-mismatch'],
    phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'],
    definitive: false,
    meaning: { en: 'none of the offered proposals is acceptable', zh: '所有提议均不可接受' },
    fix: COMPARE_ALGORITHMS,
  },
  {
    row: 31,
    pattern: /no matching crypto map entry for remote proxy|%ASA-\d-713061/i,
    phase: 2,
    causes: ['traffic-selector-mismatch'],
    definitive: true,
    meaning: { en: 'no crypto map entry has these subnets', zh: '没有与这对网段匹配的 crypto map 条目' },
    fix: MIRROR_SUBNETS,
  },
  {
    row: 32,
    pattern: /QM FSM error/i,
    phase: 2,
    causes: PHASE_2_CAUSES,
    definitive: false,
    meaning: { en: 'phase 2 was refused, usually for subnets or PFS', zh: '第二阶段被拒绝，通常为网段或 PFS' },
    fix: COMPARE_PHASE_2,
  },
  {
    row: 33,
    pattern: /Connection terminated.{0,200}Reason:? {0,3}(?:Peer Terminate|Lost Service)/i,
    phase: 2,
    causes: ['flapping', 'lifetime-mismatch'],
    definitive: false,
    meaning: { en: 'the other side closed it, or DPD found it dead', zh: '对端主动关闭，或 DPD 判定失联' },
    fix: CAUSES.flapping.peer,
  },
  {
    row: 34,
    pattern: /Failed to find a matching policy/i,
    phase: 1,
    causes: ['ike-proposal-mismatch'],
    definitive: false,
    meaning: { en: 'no IKEv2 policy fits the offer', zh: '没有与提议匹配的 IKEv2 策略' },
    fix: COMPARE_ALGORITHMS,
  },
];

/** Log lines that Cisco ASA and IOS share. */
export const CISCO_ROWS: readonly LogRow<CauseId>[] = [
  ...readIn(
    'Cisco: IPsec troubleshooting (document 5409); states of ISAKMP as published at jbmga.com and tunnelsup.com',
    PUBLISHED,
  ),
  ...readIn('debugs of IKEv2 in public configuration labs and threads', [
    ipsecRow(
      254,
      /\bFailed to authenticate the IKE SA\b|\bAuth exchange failed\b|\bpeer's authentication data FAILED\b/i,
      1,
      ['psk-mismatch', 'identity-mismatch'],
      0.7,
      MEANS.keyOrId,
    ),
    ipsecRow(
      270,
      /\bAll IPSec SA proposals found unacceptable\b/i,
      2,
      ['ipsec-proposal-mismatch', 'pfs-mismatch'],
      0.65,
      MEANS.phase2,
    ),
    ipsecRow(
      270,
      /\bReceived no proposal chosen notify\b/i,
      'context',
      ['ike-proposal-mismatch'],
      0.65,
      MEANS.proposal,
      { phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'] },
    ),
    ipsecRow(270, /\bIN-NEG\b/i, 1, ['peer-unreachable', 'psk-mismatch', 'ike-proposal-mismatch'], 0.35, UNFINISHED),
  ]),
];
