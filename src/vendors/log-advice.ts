import { CAUSES } from '../catalogue/causes.ts';
import type { LocalizedText } from '../catalogue/message.ts';

// Advice that is the same for log lines of several vendors; where it is the cause's own, it stands with the cause.

export const REACH_PEER: LocalizedText = CAUSES['peer-unreachable'].peerWithoutValues;

export const SAME_KEY: LocalizedText = CAUSES['psk-mismatch'].peer;

export const MIRROR_SUBNETS: LocalizedText = {
  en: "Mirror the crypto ACL, proxy ID or quick mode selector with the cloud's subnets.",
  zh: '使加密 ACL、proxy-id 或快速模式选择器与云端网段互为镜像。',
};

export const COMPARE_ALGORITHMS: LocalizedText = CAUSES['ike-proposal-mismatch'].peerWithoutValues;

/** What lines of several vendors mean in the same words. */
export const MEANS = {
  key: { en: 'the pre-shared keys of the two ends differ', zh: '两端的预共享密钥不一致' },
  keyOrId: { en: 'the authentication failed: the key or an identity differs', zh: '认证失败：密钥或身份标识不一致' },
  phase1: { en: 'no phase 1 proposal fits', zh: '第一阶段没有匹配的提议' },
  phase2: { en: 'no phase 2 proposal fits', zh: '第二阶段没有匹配的提议' },
  proposal: { en: 'no proposal fits; the stage tells which phase', zh: '没有匹配的提议；阶段决定是哪一期' },
  dh: { en: 'the DH groups of phase 1 differ', zh: '第一阶段的 DH 组不一致' },
  pfs: { en: 'the PFS groups differ, or one end has none', zh: '两端 PFS 组不一致，或只有一端启用' },
  selectors: {
    en: 'the protected subnets of the two ends are no mirror of each other',
    zh: '两端的感兴趣流（网段）不是互为镜像',
  },
  identity: { en: 'the identity received is not the one expected', zh: '收到的身份标识不是期望的那一个' },
  noPeer: {
    en: 'this end has no connection for the address that the request came from',
    zh: '本端没有与该请求来源地址对应的连接',
  },
  silence: { en: 'the other end does not answer', zh: '对端没有应答' },
  dead: { en: 'the other end stopped answering on a tunnel that was up', zh: '隧道建立后对端不再应答' },
  closed: { en: 'the other end closed the tunnel: its log tells why', zh: '对端关闭了隧道：原因见对端日志' },
  version: { en: 'the other end speaks another IKE version', zh: '对端使用另一个 IKE 版本' },
  mode: { en: 'the IKEv1 modes differ', zh: 'IKEv1 模式不一致' },
  transport: { en: 'one end asks for transport mode', zh: '一端要求传输模式' },
  staleSa: { en: 'a packet came for an SA that this end does not have', zh: '收到的报文属于本端没有的 SA' },
  method: { en: 'the two ends authenticate by different methods', zh: '两端的认证方式不同' },
} satisfies Readonly<Record<string, LocalizedText>>;
