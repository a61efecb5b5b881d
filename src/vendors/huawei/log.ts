import type { CauseId } from '../../catalogue/causes.ts';
import type { LocalizedText } from '../../catalogue/message.ts';
import type { LogRow } from '../log-row.ts';

const row = (pattern: RegExp, phase: 1 | 2, causes: readonly CauseId[], meaning: LocalizedText): LogRow<CauseId> => ({
  row: 45,
  pattern,
  phase,
  causes,
  definitive: true,
  meaning,
  fix: { en: 'Correct what the error table names.', zh: '按错误表所列的原因修正。' },
});

/** Entries of the error table that Huawei and H3C print. */
export const HUAWEI_ROWS: readonly LogRow<CauseId>[] = [
  row(/phase ?1 proposal mismatch/i, 1, ['ike-proposal-mismatch'], {
    en: 'the phase 1 proposals differ',
    zh: '第一阶段提议不一致',
  }),
  row(/phase ?2 proposal (?:or pfs )?mismatch/i, 2, ['ipsec-proposal-mismatch', 'pfs-mismatch'], {
    en: 'the phase 2 proposals or PFS differ',
    zh: '第二阶段提议或 PFS 不一致',
  }),
  row(/(?<!probable )pre-?shared[- ]key mismatch/i, 1, ['psk-mismatch'], {
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
