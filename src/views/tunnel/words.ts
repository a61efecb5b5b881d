import type { Words } from '../frame/words.ts';
import type { Certainty, Sameness } from './diagnosis.ts';

export const CARD = {
  kind: { en: 'Tunnel diagnosis', zh: '隧道诊断' },
  unread: { en: 'Not everything could be read, so this may be incomplete:', zh: '有内容未能读取，诊断可能不完整：' },
  causes: { en: 'Causes', zh: '原因' },
  others: { en: 'Less likely ({count})', zh: '可能性较低（{count}）' },
  confidence: { en: 'confidence {value}', zh: '置信度 {value}' },
  evidence: { en: 'Evidence', zh: '证据' },
  noEvidence: { en: 'none', zh: '无' },
  fix: { en: 'What to send to the chat to mend it', zh: '修复：可发送到对话的文字' },
  peer: { en: 'Change at the peer', zh: '对端需要的修改' },
  advice: { en: 'Advice', zh: '建议' },
  notPlain: {
    en: 'The fix has values that are not plain IDs, addresses or numbers, so no words are offered: it stands in the text of the answer.',
    zh: '修复内容含有并非 ID、地址或数字的值，故不提供可发送的文字，详见应答文本。',
  },
  next: { en: 'Next test', zh: '下一步测试' },
  ends: { en: 'Both ends', zh: '两端' },
  cloud: { en: 'Cloud', zh: '云端' },
  peerEnd: { en: 'Peer', zh: '对端' },
  field: { en: 'Setting', zh: '设置' },
  result: { en: 'Compared', zh: '比较' },
  agree: { en: '{count} settings agree', zh: '{count} 项一致' },
  notGiven: { en: '{count} not given by one end', zh: '{count} 项有一端未给出' },
  noComparison: {
    en: 'The peer’s settings are not known here. With its configuration (PeerConfig) or log (Log) both ends can be compared.',
    zh: '此处不了解对端设置。提供对端配置（PeerConfig）或日志（Log）后可比较两端。',
  },
  notVisible: { en: 'Not visible from here', zh: '此处无法看到' },
  observed: { en: 'Observed', zh: '观察到的情况' },
  candidates: { en: 'Which one is meant?', zh: '指的是哪一个？' },
} satisfies Record<string, Words>;

export const CERTAINTY: Readonly<Record<Certainty, Words>> = {
  proven: { en: 'proven', zh: '已证实' },
  likely: { en: 'likely, not proven', zh: '很可能，未证实' },
  guess: { en: 'a guess', zh: '推测' },
};

export const SAMENESS: Readonly<Record<Sameness, Words>> = {
  mismatch: { en: 'differs', zh: '不一致' },
  note: { en: 'differs, may stay', zh: '不同，可保留' },
  match: { en: 'agrees', zh: '一致' },
  'not given': { en: 'not given', zh: '未给出' },
};

/** The settings of an end, as people call them; a name that is not here stands as it is. */
export const FIELDS: Readonly<Record<string, Words>> = {
  ike_version: { en: 'IKE version', zh: 'IKE 版本' },
  mode: { en: 'IKE mode', zh: 'IKE 模式' },
  enc1: { en: 'Phase 1 encryption', zh: '第一阶段加密' },
  hash1: { en: 'Phase 1 hash', zh: '第一阶段认证' },
  dh1: { en: 'Phase 1 DH group', zh: '第一阶段 DH 组' },
  life1: { en: 'Phase 1 lifetime', zh: '第一阶段生存期' },
  auth: { en: 'Authentication', zh: '认证方式' },
  local_id: { en: 'ID of the cloud end', zh: '云端 ID' },
  remote_id: { en: 'ID of the peer', zh: '对端 ID' },
  local_addr: { en: 'Address of the cloud end', zh: '云端地址' },
  peer_addr: { en: 'Address of the peer', zh: '对端地址' },
  enc2: { en: 'Phase 2 encryption', zh: '第二阶段加密' },
  hash2: { en: 'Phase 2 hash', zh: '第二阶段认证' },
  pfs: { en: 'Phase 2 PFS group', zh: '第二阶段 PFS 组' },
  life2: { en: 'Phase 2 lifetime', zh: '第二阶段生存期' },
  selectors_local: { en: 'Networks of the cloud end', zh: '云端网段' },
  selectors_remote: { en: 'Networks of the peer', zh: '对端网段' },
  encapsulation: { en: 'Encapsulation', zh: '封装模式' },
  natt: { en: 'NAT traversal', zh: 'NAT 穿越' },
};

/** What a person can send to the chat: a wish for a plan, so that nothing is changed by these words alone. */
export const ASK_FIX: Words = {
  en: 'Plan this fix with PlanChange and show me what it would do, before anything is changed: {tool} {args}',
  zh: '请先用 PlanChange 规划以下修复并告诉我会发生什么，在此之前不要做任何更改：{tool} {args}',
};

export const ASK_CANDIDATE: Words = {
  en: 'Diagnose the IPsec connection {name}.',
  zh: '请诊断 IPsec 连接 {name}。',
};

export const ASK_CANDIDATE_IN: Words = {
  en: 'Diagnose the IPsec connection {name} in region {region}.',
  zh: '请诊断地域 {region} 中的 IPsec 连接 {name}。',
};
