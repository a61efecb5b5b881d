import { CAUSES, type CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import type { LogRow } from '../log-row.ts';

const PEER_DIFF = CAUSES['ike-proposal-mismatch'].peerWithoutValues;
const NEW_KEY = CAUSES['psk-mismatch'].peer;
const REACH = CAUSES['peer-unreachable'].peerWithoutValues;
const SELECTORS = CAUSES['traffic-selector-mismatch'].peerWithoutValues;
const PHASE_2: LocalizedText = {
  en: 'Compare phase 2 (encryption, hash, PFS, subnets) of both ends.',
  zh: '对照两端第二阶段（加密、认证、PFS、网段）。',
};
const IDS = CAUSES['identity-mismatch'].peerWithoutValues;
const NAT_FIX = CAUSES['nat-traversal'].peerWithoutValues;

/** Two lists to be compared, not a line that means something alone: the reader pairs them and names what differs. */
export const PROPOSAL_LISTS: LogRow<CauseId> = {
  row: 20,
  isPaired: true,
  pattern: /\b(?:received|configured) proposals: /i,
  phase: 'context',
  causes: ['ike-proposal-mismatch'],
  phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'],
  definitive: true,
  meaning: {
    en: 'the two lists name what each end offers; they have no common set',
    zh: '两个列表分别是两端的提议，没有共同项',
  },
};

/** Lines of charon, the daemon of strongSwan and of the cloud's own gateways. */
export const CHARON_ROWS: readonly LogRow<CauseId>[] = [
  {
    row: 1,
    pattern:
      /invalid (?:HASH_V1|ID_V1) payload length, decryption failed|could not decrypt payloads|message parsing failed/i,
    phase: 1,
    causes: ['psk-mismatch'],
    definitive: true,
    meaning: {
      en: 'the first encrypted message cannot be read: the two pre-shared keys differ',
      zh: '首个加密报文无法解密：两端预共享密钥不一致',
    },
    fix: NEW_KEY,
  },
  {
    row: 2,
    pattern:
      /IKE_SA_INIT response 0 \[ N\(NO_PROP\) \]|INFORMATIONAL_V1 request \d+ \[ N\(NO_PROP\) \]|received (?:notify\W{1,3})?NO_PROPOSAL_CHOSEN|^\W{0,9}no[_ ]proposal[_ ]chosen\W{0,9}$/i,
    phase: 'context',
    causes: ['ike-proposal-mismatch', 'ike-version-mismatch', 'peer-unreachable', 'ike-mode-mismatch'],
    phase2Causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'],
    definitive: false,
    meaning: {
      en: 'the responder accepts none of the offered algorithms (or not this IKE version)',
      zh: '响应方不接受所提议的任何算法（或不接受该 IKE 版本）',
    },
    fix: PEER_DIFF,
  },
  {
    row: 3,
    pattern: /received (?:notify\W{1,3})?AUTHENTICATION_FAILED|^\W{0,9}auth(?:entication)?[_ ]failed\W{0,9}$/i,
    phase: 1,
    causes: ['psk-mismatch', 'identity-mismatch', 'ike-mode-mismatch'],
    definitive: false,
    meaning: {
      en: 'the other end refuses the authentication: the key or the identity does not fit',
      zh: '对方拒绝认证：密钥或身份标识不匹配',
    },
    fix: { en: 'Check both IDs first, then set the same key at both ends.', zh: '先核对双方 ID，再统一密钥。' },
  },
  {
    row: 4,
    pattern:
      /\bID[ir]{1,2} '[^']{0,200}' does not match to '|constraint check failed: identity '[^']{1,200}' required/i,
    phase: 1,
    causes: ['identity-mismatch'],
    definitive: true,
    meaning: { en: 'the identity received is not the one expected', zh: '收到的身份标识不是期望的那一个' },
    fix: IDS,
  },
  {
    row: 5,
    isStage: true,
    pattern: /retransmit \d+ of request (?:with )?message ID 0(?!\d|, seq [2-9])/i,
    phase: 1,
    causes: ['peer-unreachable'],
    definitive: false,
    meaning: { en: 'the first packet gets no answer', zh: '首个报文没有得到应答' },
    fix: REACH,
  },
  {
    row: 6,
    pattern: /UNSUPPORTED_CRITICAL_PAYLOAD|\[ N\(CRIT\) \]/i,
    phase: 1,
    causes: ['peer-unreachable', 'ike-version-mismatch'],
    definitive: false,
    meaning: {
      en: 'the packet went to a host that is not the intended peer, or that speaks another dialect',
      zh: '报文到达的不是预期的对端，或对方使用不同的协议版本',
    },
    fix: {
      en: 'Check the address of the customer gateway; a wrong one needs a new customer gateway and connection.',
      zh: '核对用户网关地址；地址错误需要新建用户网关和连接。',
    },
  },
  {
    row: 7,
    pattern: /received INVALID_ID_INFORMATION|\[ HASH N\(INVAL_ID\) \]/i,
    phase: 2,
    causes: ['traffic-selector-mismatch'],
    definitive: true,
    meaning: {
      en: 'the responder has no such pair of subnets (phase 2 selectors differ)',
      zh: '响应方没有这一对网段（第二阶段感兴趣流不一致）',
    },
    fix: SELECTORS,
  },
  {
    row: 8,
    pattern: /HASH payload does not match|HASH does not match HASH payload|integrity check failed/i,
    phase: 'context',
    causes: ['psk-mismatch', 'traffic-selector-mismatch'],
    phase2Causes: ['traffic-selector-mismatch', 'psk-mismatch'],
    definitive: false,
    meaning: {
      en: 'a message fails its check: in aggressive mode often the subnets, elsewhere the key',
      zh: '报文校验失败：野蛮模式下常为网段不一致，其他情况多为密钥不一致',
    },
    fix: { en: 'Check the subnets of both ends, then the key.', zh: '先核对两端网段，再核对密钥。' },
  },
  {
    row: 9,
    pattern: /INFORMATIONAL_V1 request \d+ \[ HASH N\(NO_PROP\) \]/i,
    phase: 2,
    causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'],
    definitive: true,
    meaning: { en: 'phase 1 stands; the phase 2 algorithms are refused', zh: '第一阶段已通；第二阶段算法被拒绝' },
    fix: PHASE_2,
  },
  {
    row: 10,
    pattern: /no matching proposal found, sending NO_PROPOSAL_CHOSEN|no acceptable proposal found/i,
    phase: 2,
    causes: ['ipsec-proposal-mismatch', 'pfs-mismatch'],
    definitive: false,
    meaning: {
      en: 'no phase 2 proposal fits; the two lists beside this line show which value',
      zh: '第二阶段没有匹配的提议；相邻的两个列表显示具体差异',
    },
    fix: PHASE_2,
  },
  {
    row: 12,
    isStage: true,
    pattern: /giving up after \d+ retransmits|peer not responding/i,
    phase: 'context',
    causes: ['peer-unreachable'],
    phase2Causes: ['flapping', 'peer-unreachable'],
    definitive: false,
    weight: 0.5,
    meaning: { en: 'the peer stopped answering', zh: '对端不再应答' },
    fix: REACH,
  },
  {
    row: 13,
    pattern: /no IKE config found for /i,
    phase: 1,
    causes: ['ike-version-mismatch', 'peer-unreachable'],
    definitive: false,
    weight: 0.75,
    meaning: {
      en: 'the responder has no connection for these two addresses and this IKE version',
      zh: '响应方没有与这两个地址及该 IKE 版本对应的连接',
    },
    fix: {
      en: "Correct the addresses or the IKE version in the responder's connection.",
      zh: '修正响应方连接中的地址或 IKE 版本。',
    },
  },
  {
    row: 14,
    pattern: /no (?:matching |suitable )?peer config found/i,
    phase: 1,
    causes: ['identity-mismatch'],
    definitive: true,
    meaning: {
      en: 'no connection of the responder has this pair of identities',
      zh: '响应方没有与这对身份标识匹配的连接',
    },
    fix: IDS,
  },
  {
    row: 15,
    pattern: /tried \d+ shared keys? for .{0,300}MAC mismatched/i,
    phase: 1,
    causes: ['psk-mismatch'],
    definitive: true,
    meaning: { en: 'the identities fit but the keys differ', zh: '身份标识匹配，但密钥不一致' },
    fix: NEW_KEY,
  },
  {
    row: 16,
    pattern: /no shared key found for /i,
    phase: 1,
    causes: ['psk-mismatch', 'identity-mismatch'],
    definitive: false,
    meaning: { en: 'no secret is tied to these two identities', zh: '没有为这两个身份标识配置密钥' },
    fix: { en: 'Tie the key to both IDs in the secrets section.', zh: '在 secrets 段中把密钥与双方 ID 关联。' },
  },
  {
    row: 17,
    pattern: /TS_UNACCEPT(?:ABLE)?\b|traffic selectors .{0,300}(?:in|un)acceptable/i,
    phase: 2,
    causes: ['traffic-selector-mismatch'],
    transportCauses: ['encapsulation-mode-mismatch'],
    definitive: true,
    meaning: { en: 'the protected subnets are refused', zh: '感兴趣流（网段）被拒绝' },
    fix: SELECTORS,
  },
  {
    row: 18,
    pattern: /no acceptable (?:DIFFIE_HELLMAN_GROUP|KEY_EXCHANGE_METHOD)/i,
    phase: 'context',
    causes: ['ike-proposal-mismatch'],
    phase2Causes: ['pfs-mismatch'],
    definitive: false,
    weight: 0.8,
    meaning: { en: 'the DH groups differ', zh: 'DH 组不一致' },
    fix: {
      en: 'Align IkePfs (phase 1) or IpsecPfs (phase 2).',
      zh: '对齐 IkePfs（第一阶段）或 IpsecPfs（第二阶段）。',
    },
  },
  {
    row: 18,
    pattern: /INVALID_KE_PAYLOAD|N\(INVAL_KE\)/i,
    phase: 'context',
    causes: ['ike-proposal-mismatch'],
    phase2Causes: ['pfs-mismatch'],
    definitive: false,
    weight: 0.15,
    meaning: {
      en: 'another DH group was asked for; alone this is a normal retry',
      zh: '对方要求换用其他 DH 组；单独出现属于正常重试',
    },
    fix: { en: 'Only if it repeats: align the DH groups.', zh: '仅在反复出现时对齐 DH 组。' },
  },
  {
    row: 19,
    pattern: /no acceptable (?:ENCRYPTION_ALGORITHM|INTEGRITY_ALGORITHM|PSEUDO_RANDOM_FUNCTION)/i,
    phase: 'context',
    causes: ['ike-proposal-mismatch'],
    phase2Causes: ['ipsec-proposal-mismatch'],
    definitive: true,
    meaning: { en: 'this very algorithm differs between the ends', zh: '两端正是这一算法不一致' },
    fix: { en: 'Align the algorithm that the line names.', zh: '对齐该行所指的算法。' },
  },
  {
    row: 21,
    pattern: /failed to establish CHILD_SA, keeping IKE_SA/i,
    phase: 2,
    causes: ['traffic-selector-mismatch', 'ipsec-proposal-mismatch', 'pfs-mismatch'],
    definitive: false,
    weight: 0.35,
    meaning: { en: 'phase 1 is good, phase 2 failed', zh: '第一阶段正常，第二阶段失败' },
    fix: PHASE_2,
  },
  {
    row: 22,
    isStage: true,
    pattern: /(?:local|remote) host is behind NAT/i,
    phase: 1,
    causes: ['nat-traversal', 'identity-mismatch'],
    definitive: false,
    weight: 0.2,
    meaning: {
      en: 'a NAT stands between the ends; a private default ID is likely',
      zh: '两端之间有 NAT；对端默认 ID 可能是私网地址',
    },
    fix: NAT_FIX,
  },
  {
    row: 23,
    isStage: true,
    pattern: /deleting half[- ]open IKE_SA|half[- ]open IKE_SA .{0,100}timeout/i,
    phase: 1,
    causes: ['nat-traversal', 'peer-unreachable'],
    definitive: false,
    meaning: {
      en: 'the third message never came: a lost fragment, or UDP 4500 is blocked',
      zh: '第三个报文没有到达：分片丢失，或 UDP 4500 被阻断',
    },
    fix: NAT_FIX,
  },
];

/** Rows beyond the published tables, learned from the logs of real daemons. Numbered from 101. */
export const CHARON_EXTRA_ROWS: readonly LogRow<CauseId>[] = [
  {
    row: 101,
    pattern: /\bno proposal found|received proposals (?:un|in)acceptable/i,
    phase: 1,
    causes: ['ike-proposal-mismatch'],
    definitive: true,
    meaning: { en: 'no phase 1 proposal fits', zh: '第一阶段没有匹配的提议' },
    fix: PEER_DIFF,
  },
  {
    row: 102,
    pattern: /no matching CHILD_SA config found for /i,
    phase: 2,
    causes: ['traffic-selector-mismatch'],
    transportCauses: ['encapsulation-mode-mismatch'],
    definitive: true,
    meaning: { en: 'the responder has no such pair of subnets', zh: '响应方没有这一对网段' },
    fix: SELECTORS,
  },
  {
    row: 103,
    isStage: true,
    pattern: /received DELETE for IKE_SA/i,
    phase: 'context',
    causes: ['identity-mismatch', 'psk-mismatch', 'flapping'],
    phase2Causes: ['flapping'],
    definitive: false,
    weight: 0.55,
    untilPhase2: true,
    meaning: {
      en: 'the other end closed the tunnel; straight after phase 1 it usually dislikes our identity',
      zh: '对端关闭了隧道；若紧接第一阶段之后，多半是不接受本端的身份标识',
    },
    fix: { en: "Read the other end's log of the same second.", zh: '查看对端同一时刻的日志。' },
  },
  {
    row: 104,
    pattern: /CHILD_SA rekeying failed/i,
    phase: 2,
    causes: ['pfs-mismatch', 'ipsec-proposal-mismatch', 'lifetime-mismatch'],
    definitive: false,
    meaning: {
      en: 'the first SA came up and its renewal failed: the mark of a PFS difference',
      zh: '首个 SA 建立成功但重协商失败：PFS 不一致的典型表现',
    },
    fix: PHASE_2,
  },
  {
    row: 105,
    isStage: true,
    pattern: /retransmit \d+ of request (?:with )?message ID (?:0, seq [2-9]|1(?!\d))/i,
    phase: 1,
    causes: ['nat-traversal', 'psk-mismatch', 'identity-mismatch'],
    definitive: false,
    weight: 0.65,
    meaning: {
      en: 'the first packets were answered, the encrypted one is not: UDP 4500, a fragment, or a silent refusal',
      zh: '首批报文有应答，加密报文没有：UDP 4500、分片丢失，或对端静默拒绝',
    },
    fix: NAT_FIX,
  },
  {
    row: 108,
    pattern:
      /no trusted \S{0,20} ?public key found for|peer requested EAP, config (?:un|in)acceptable|configuration uses unsupported authentication|constraint requires .{1,40} authentication, but .{1,40} was used|none allows (?!pre-shared)\S{1,40}(?: \S{1,20})? authentication using/i,
    phase: 1,
    causes: ['auth-method-mismatch'],
    definitive: true,
    meaning: {
      en: 'the other end authenticates by another method than the one that is expected here',
      zh: '对端使用的认证方式与本端期望的不同',
    },
  },
  {
    row: 109,
    pattern:
      /authentication of '[^']{1,200}' \(myself\) with (?:RSA|ECDSA|EAP|XAuth|Ed25519|Ed448|BLISS|(?:public|private) key)/i,
    phase: 1,
    causes: ['auth-method-mismatch'],
    definitive: false,
    weight: 0.75,
    meaning: {
      en: 'the writer of this log authenticates by another method than a pre-shared key, the only one of the cloud',
      zh: '该日志的一端没有使用预共享密钥认证，而云端只支持预共享密钥',
    },
  },
  {
    row: 110,
    pattern:
      /\bINVALID_(?:IKE_)?SPI\b|\bunknown (?:ESP )?SPI\b|unable to (?:query|delete|update) SAD entry .{0,80}not found|received packet with unknown SPI|ESP packet does not belong to an installed SA/i,
    phase: 'context',
    causes: ['stale-sa'],
    definitive: false,
    weight: 0.6,
    meaning: {
      en: 'a packet came for an SA that this end does not have any more',
      zh: '收到的报文属于本端已不存在的 SA',
    },
  },
  {
    row: 111,
    pattern:
      /received USE_TRANSPORT(?:_MODE)? notify|\bmode (?:mismatch|differs).{0,60}transport|\bTRANSPORT mode .{0,40}(?:not|un)(?: ?accept| ?support)/i,
    phase: 2,
    causes: ['encapsulation-mode-mismatch'],
    definitive: false,
    weight: 0.7,
    meaning: { en: 'the other end asks for transport mode', zh: '对端要求传输模式' },
  },
  {
    row: 113,
    pattern: /found \d{1,4} matching configs?, but none allows(?!.{0,200}using)/i,
    phase: 1,
    causes: ['ike-mode-mismatch', 'auth-method-mismatch'],
    definitive: true,
    meaning: {
      en: 'the responder knows these ends, but not in this mode or with this kind of authentication; the line is cut off',
      zh: '响应方有匹配的连接，但不接受该模式或认证方式；该行被截断',
    },
  },
  {
    row: 112,
    pattern:
      /unable to install .{0,40}IPsec SA|failed to create ESP context: unsupported|algorithm \S{1,60} not supported by kernel/i,
    phase: 2,
    causes: ['ipsec-proposal-mismatch'],
    definitive: false,
    weight: 0.7,
    meaning: {
      en: 'the ends agreed, but the system of this end cannot do the chosen algorithm',
      zh: '双方已协商一致，但本端系统不支持所选算法',
    },
    fix: { en: 'Choose another phase 2 algorithm at both ends.', zh: '两端改用其他第二阶段算法。' },
  },
  {
    row: 106,
    pattern: /none allows pre-shared .{0,100}using (?:Main|Aggressive) Mode|Aggressive Mode PSK disabled/i,
    phase: 1,
    causes: ['ike-mode-mismatch'],
    definitive: true,
    meaning: { en: 'the responder does not take this IKEv1 mode', zh: '响应方不接受该 IKEv1 模式' },
    fix: CAUSES['ike-mode-mismatch'].peerWithoutValues,
  },
  {
    row: 107,
    pattern: /INVALID_MAJOR_VERSION|N\(INVAL_MAJOR\)|unsupported IKE version|IKE version mismatch/i,
    phase: 1,
    causes: ['ike-version-mismatch'],
    definitive: true,
    meaning: { en: 'the other end does not speak this IKE version', zh: '对方不支持该 IKE 版本' },
    fix: CAUSES['ike-version-mismatch'].peerWithoutValues,
  },
];
