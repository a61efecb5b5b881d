import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS, MIRROR_SUBNETS, REACH_PEER } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

const PHASE_2: readonly CauseId[] = ['ipsec-proposal-mismatch', 'pfs-mismatch'];

const OWN = {
  lifetime: {
    en: 'the other end proposes a longer lifetime than this one takes',
    zh: '对端提议的生存时间比本端接受的长',
  },
  protocol: { en: 'one end asks for AH, the other for ESP', zh: '一端要求 AH，另一端要求 ESP' },
  rejected: {
    en: 'one proposal was refused for this value; it is the cause unless a later one fits',
    zh: '一个提议因该值被拒绝；若后面没有匹配的提议，这就是原因',
  },
  early: {
    en: 'a notification came before phase 1 stood: a refusal, or the packet of another attempt',
    zh: '第一阶段建立之前收到通知：对端拒绝，或属于另一次尝试的报文',
  },
  waiting: {
    en: 'phase 2 waited for a phase 1 that never came: look at phase 1',
    zh: '第二阶段等待第一阶段超时：请检查第一阶段',
  },
  hash: {
    en: 'a message fails its check: another algorithm was agreed than is used, or the keys differ',
    zh: '报文校验失败：实际使用的算法与协商的不同，或密钥不一致',
  },
  natPayload: {
    en: 'one end sends NAT traversal payloads that the other does not expect',
    zh: '一端发送了另一端不接受的 NAT 穿越载荷',
  },
  time: { en: 'phase 1 ran out of time', zh: '第一阶段协商超时' },
};

/** Values compared: `my:` and `DB(...)` are of the end that wrote the line, `peer:` and `Peer(...)` of the other. */
const COMPARED: readonly LogRow<CauseId>[] = [
  ipsecRow(201, /\brejected (?:enctype|hashtype|key ?length)\b/i, 1, ['ike-proposal-mismatch'], 0.75, OWN.rejected),
  ipsecRow(201, /\brejected dh_group\b/i, 1, ['ike-proposal-mismatch'], 0.75, MEANS.dh),
  ipsecRow(202, /\brejected authmethod\b/i, 1, ['auth-method-mismatch', 'ike-proposal-mismatch'], 0.7, MEANS.method),
  ipsecRow(203, /\b(?:trns_id|authtype|key length) mismatched\b/i, 2, ['ipsec-proposal-mismatch'], 0.75, OWN.rejected),
  ipsecRow(204, /\bencmode mismatched\b/i, 2, ['encapsulation-mode-mismatch'], 0.75, MEANS.transport),
  ipsecRow(205, /\bproto_id mismatched\b/i, 2, ['security-protocol-mismatch'], 0.75, OWN.protocol),
  ipsecRow(206, /\bpfs[ _]group mismatch(?:ed)?\b/i, 2, ['pfs-mismatch'], true, MEANS.pfs),
  ipsecRow(
    207,
    /\blong life(?:time|byte) proposed\b|\blife(?:time|byte) mismatched\b/i,
    2,
    ['lifetime-mismatch'],
    0.75,
    OWN.lifetime,
  ),
];

/** Refusals and silences. */
const REFUSED: readonly LogRow<CauseId>[] = [
  ipsecRow(208, /\bfailed to get valid proposal\b/i, 1, ['ike-proposal-mismatch'], 0.65, MEANS.phase1),
  ipsecRow(
    209,
    /\bfailed to pre-process ph1 packet\b/i,
    1,
    ['ike-proposal-mismatch', 'peer-unreachable'],
    0.4,
    MEANS.phase1,
  ),
  ipsecRow(
    209,
    /\bfailed to (?:pre-process ph2 packet|get proposal for responder|get sainfo)\b/i,
    2,
    ['traffic-selector-mismatch', ...PHASE_2],
    0.5,
    MEANS.selectors,
  ),
  ipsecRow(210, /\bnone of my proposal(?:s)? matched\b/i, 'context', ['ike-proposal-mismatch'], 0.65, MEANS.proposal, {
    phase2Causes: PHASE_2,
  }),
  ipsecRow(211, /\bfailed to compute dh value\b|\binvalid DH group \d/i, 1, ['ike-proposal-mismatch'], 0.7, MEANS.dh),
  ipsecRow(
    212,
    /\bnot acceptable (?:Aggressive|Identity Protection|Base) mode\b/i,
    1,
    ['ike-mode-mismatch'],
    true,
    MEANS.mode,
  ),
  ipsecRow(
    212,
    /exchange (?:Identity Protection|Aggressive|Base) not allowed in any applicable rmconf/i,
    1,
    ['ike-mode-mismatch'],
    true,
    MEANS.mode,
  ),
  ipsecRow(213, /\bExpecting IP address type in main mode/i, 1, ['identity-mismatch'], true, MEANS.identity),
  ipsecRow(213, /\bmismatched ID(?:c[ir])? was returned\b/i, 'context', ['identity-mismatch'], 0.7, MEANS.identity, {
    phase2Causes: ['traffic-selector-mismatch'],
  }),
  ipsecRow(
    214,
    /\bcouldn't find (?:the )?(?:proper )?pskey\b/i,
    1,
    ['psk-mismatch', 'identity-mismatch'],
    0.6,
    MEANS.key,
  ),
  ipsecRow(
    215,
    /(?<!calculated )\bHASH(?:\(\d\))? mismatch/i,
    'context',
    ['ike-proposal-mismatch', 'psk-mismatch'],
    0.5,
    OWN.hash,
    { phase2Causes: ['ipsec-proposal-mismatch', 'traffic-selector-mismatch'] },
  ),
  ipsecRow(216, /\breceived unexpecting payload type (?:130|131|20|21)\b/i, 1, ['nat-traversal'], 0.75, OWN.natPayload),
  ipsecRow(217, /\bexpecting the packet encrypted\b/i, 1, ['ike-proposal-mismatch', 'psk-mismatch'], 0.4, OWN.early),
  ipsecRow(
    218,
    /ignore information because (?:the )?ISAKMP-SA ?has not been established/i,
    1,
    ['peer-unreachable', 'ike-proposal-mismatch', 'psk-mismatch'],
    0.45,
    OWN.early,
  ),
  ipsecRow(
    219,
    /phase ?2 negotiation failed due to time ?up waiting for phase ?1/i,
    1,
    ['peer-unreachable', 'ike-proposal-mismatch'],
    0.35,
    OWN.waiting,
  ),
  ipsecRow(
    219,
    /phase ?2 negotiation failed due to time ?up(?! waiting)|give up to get IPsec-SA due to time up/i,
    2,
    [...PHASE_2, 'traffic-selector-mismatch'],
    0.4,
    MEANS.phase2,
  ),
  ipsecRow(
    220,
    /\bDPD: remote .{0,80}seems to be dead/i,
    'context',
    ['peer-unreachable', 'flapping'],
    0.6,
    MEANS.dead,
    { fix: REACH_PEER },
  ),
  ipsecRow(221, /\bno policy found\b/i, 2, ['traffic-selector-mismatch'], 0.7, MEANS.selectors, {
    fix: MIRROR_SUBNETS,
  }),
  ipsecRow(222, /\bfatal (?:NO-PROPOSAL-CHOSEN|parse failure)/i, 1, ['ike-proposal-mismatch'], 0.55, MEANS.phase1),
  ipsecRow(11, /phase ?1 negotiation failed due to time ?up/i, 1, ['peer-unreachable', 'psk-mismatch'], 0.6, OWN.time, {
    fix: REACH_PEER,
  }),
];

/** Lines of racoon, whose dialect older gateways of the cloud, Palo Alto and MikroTik speak too. */
export const RACOON_ROWS: readonly LogRow<CauseId>[] = readIn('source of racoon, ipsec-tools 0.8', [
  ...COMPARED,
  ...REFUSED,
]);
