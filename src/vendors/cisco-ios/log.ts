import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS, MIRROR_SUBNETS, REACH_PEER } from '../log-advice.ts';
import { ipsecRow, KNOWN_WORDS, type LogRow, readIn } from '../log-row.ts';

const REFUSED = {
  en: 'one policy was compared and does not fit; it is the cause unless another one fits',
  zh: '比较了一条策略且不匹配；若没有其他匹配的策略，这就是原因',
};
const CLEAR = {
  en: 'a packet that this end protects came in the clear: the other end does not protect the same',
  zh: '本端保护的流量以明文到达：对端保护的范围不同',
};
const NONSENSE = { en: 'the decrypted message is nonsense: the keys differ', zh: '解密后的报文无效：密钥不一致' };
const PHASE_2: readonly CauseId[] = ['ipsec-proposal-mismatch', 'traffic-selector-mismatch', 'pfs-mismatch'];

/** Debugs and log lines of Cisco IOS and IOS XE; what ASA writes too is in the folder of both. */
export const IOS_ROWS: readonly LogRow<CauseId>[] = [
  ...readIn('Cisco: IPsec troubleshooting, understanding and using debug commands (document 5409)', [
    ipsecRow(
      260,
      /\bphase 1 SA policy not acceptable\b|\bISAKMP:\(\d{1,6}\): ?no offers accepted\b/i,
      1,
      ['ike-proposal-mismatch'],
      0.75,
      MEANS.phase1,
    ),
    ipsecRow(
      261,
      /\b(?:Encryption|Hash) algorithm offered does not match policy\b|\bProposed key length does not match policy\b|\bDiffie-Hellman group offered does not match policy\b|\batts are not acceptable\b/i,
      1,
      ['ike-proposal-mismatch'],
      0.55,
      REFUSED,
    ),
    ipsecRow(
      261,
      /\bAuthentication method offered does not match policy\b/i,
      1,
      ['auth-method-mismatch'],
      0.55,
      MEANS.method,
    ),
    ipsecRow(
      262,
      /\bproxy identities not supported\b|\binvalid proxy IDs?\b/i,
      2,
      ['traffic-selector-mismatch'],
      true,
      MEANS.selectors,
      { fix: MIRROR_SUBNETS },
    ),
    ipsecRow(
      262,
      /\bmap_db_find_best did not find matching map\b/i,
      2,
      ['traffic-selector-mismatch'],
      0.7,
      MEANS.selectors,
      { fix: MIRROR_SUBNETS },
    ),
    ipsecRow(
      263,
      /\bphase 2 SA policy not acceptable\b|\bIPSec policy invalidated proposal\b/i,
      2,
      PHASE_2,
      0.5,
      MEANS.phase2,
    ),
    ipsecRow(264, /\btransform proposal .{0,80}not supported\b/i, 2, ['ipsec-proposal-mismatch'], 0.75, MEANS.phase2),
    ipsecRow(
      265,
      /\bNo Cert (?:and|or) (?:No Keys|pre-shared (?:address )?key)\b|\bNo pre-shared key (?:with|for)\b/i,
      1,
      ['psk-mismatch', 'identity-mismatch'],
      0.6,
      MEANS.key,
    ),
    ipsecRow(266, /\bReserved not zero on (?:\w{1,12} )?payload\b/i, 1, ['psk-mismatch'], 0.75, NONSENSE),
    ipsecRow(
      267,
      /\bProcessing of (?:Main|Aggressive) Mode failed\b/i,
      1,
      ['ike-proposal-mismatch', 'psk-mismatch'],
      0.5,
      MEANS.phase1,
    ),
    ipsecRow(267, /\bProcessing of Quick Mode failed\b/i, 2, PHASE_2, 0.5, MEANS.phase2),
    ipsecRow(
      268,
      /\bpeer address \d[\d.]{6,14} not found\b/i,
      2,
      ['peer-unreachable', 'traffic-selector-mismatch'],
      0.5,
      MEANS.noPeer,
    ),
    ipsecRow(269, /\bRECVD_PKT_INV_SPI\b|\bhas invalid SPI\b/i, 2, ['stale-sa'], 0.6, MEANS.staleSa),
  ]),
  ...readIn('Cisco IOS system messages CRYPTO, as explained at cisconews.co.uk and ciscoarticles.com', [
    ipsecRow(
      260,
      /\bIKMP_SA_NOT_OFFERED\b|\bresponded with attribute .{0,60}not offered or changed\b/i,
      1,
      ['ike-proposal-mismatch'],
      0.7,
      MEANS.phase1,
    ),
    ipsecRow(267, /\bIKMP_SA_NOT_AUTH\b/i, 1, ['ike-proposal-mismatch', 'psk-mismatch'], 0.45, MEANS.phase1),
    ipsecRow(265, /\bIKMP_AUTH_FAIL\b/i, 1, ['psk-mismatch', 'identity-mismatch'], 0.6, MEANS.keyOrId),
  ]),
  ...readIn(KNOWN_WORDS, [
    ipsecRow(
      260,
      /\breason "Phase ?1 SA policy proposal not accepted"/i,
      1,
      ['ike-proposal-mismatch'],
      0.7,
      MEANS.phase1,
    ),
    ipsecRow(
      260,
      /\bNOTIFY PROPOSAL_NOT_CHOSEN\b/i,
      'context',
      ['ike-proposal-mismatch', 'ipsec-proposal-mismatch'],
      0.6,
      MEANS.proposal,
      { phase2Causes: PHASE_2 },
    ),
    ipsecRow(
      262,
      /\bNOTIFY INVALID_ID_INFO\b/i,
      2,
      ['traffic-selector-mismatch', 'identity-mismatch'],
      0.6,
      MEANS.selectors,
      { fix: MIRROR_SUBNETS },
    ),
    ipsecRow(263, /\bCreate child exchange failed\b/i, 2, PHASE_2, 0.45, MEANS.phase2),
    ipsecRow(266, /\bIKMP_CRYPT_FAILURE\b/i, 1, ['psk-mismatch', 'stale-sa'], 0.5, NONSENSE),
    ipsecRow(
      269,
      /\bRECVD_PKT_NOT_IPSEC\b|\bRec'd packet not an IPSEC packet\b/i,
      2,
      ['traffic-selector-mismatch'],
      0.5,
      CLEAR,
      { fix: MIRROR_SUBNETS },
    ),
    ipsecRow(268, /\(PEERS_ALIVE_TIMER\)/i, 'context', ['peer-unreachable', 'flapping'], 0.55, MEANS.dead),
    ipsecRow(
      268,
      /\bDeath by retransmission\b|\bMaximum number of retransmissions reached\b/i,
      1,
      ['peer-unreachable', 'nat-traversal'],
      0.55,
      MEANS.silence,
      { fix: REACH_PEER },
    ),
  ]),
];
