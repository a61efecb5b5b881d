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
