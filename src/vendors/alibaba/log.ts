import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS, REACH_PEER } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

const PHASE_2: readonly CauseId[] = ['ipsec-proposal-mismatch', 'pfs-mismatch'];

const OWN = {
  authentication: {
    en: 'the authentication failed; the cloud lists this under a different key and under different algorithms',
    zh: '认证失败；云端文档把它同时列在密钥不一致和算法不一致之下',
  },
  payload: {
    en: 'a message has other payloads than expected: usually another algorithm, mode or key',
    zh: '报文载荷与预期不同：通常为算法、模式或密钥不一致',
  },
  encryption: { en: 'the encryption algorithms differ', zh: '两端加密算法不一致' },
  keType: { en: 'the key exchange is of another DH group than expected', zh: '密钥交换使用的 DH 组与期望的不同' },
  noIdr: {
    en: 'the other end sends no identity of its own, or refuses ours',
    zh: '对端没有发送身份标识，或不接受本端的标识',
  },
  dpd: { en: 'a DPD message of the other end has its payloads in another order', zh: '对端 DPD 报文的载荷顺序不同' },
  configuration: {
    en: 'there is no connection for the address, or for the IKE version, of the request',
    zh: '没有与请求的地址或 IKE 版本对应的连接',
  },
  commit: {
    en: 'the other end sets the commit bit, which the cloud does not take',
    zh: '对端设置了 commit 位，云端不支持',
  },
};

/** Keywords of the cloud's error codes, in its own spelling; what it shares with racoon and strongSwan is in their folders. */
export const ALIBABA_ROWS: readonly LogRow<CauseId>[] = readIn(
  'Alibaba Cloud: troubleshooting of IPsec-VPN connections, error codes and log keywords',
  [
    ipsecRow(
      230,
      /\binvalid encryption algorithm\b/i,
      'context',
      ['ipsec-proposal-mismatch', 'ike-proposal-mismatch'],
      0.65,
      OWN.encryption,
    ),
    ipsecRow(231, /\breceived KE type \d{1,5}, ?expected \d/i, 1, ['ike-proposal-mismatch'], 0.75, OWN.keType, {
      phase2Causes: ['pfs-mismatch'],
    }),
    ipsecRow(
      231,
      /(?<!phase ?[12] )\bproposal mismatch, transform type: ?4\b/i,
      'context',
      ['ike-proposal-mismatch'],
      0.7,
      MEANS.dh,
      { phase2Causes: ['pfs-mismatch'] },
    ),
    ipsecRow(
      232,
      /(?<!phase ?[12] )\bproposal mismatch\b(?!, transform type: ?4| or )/i,
      'context',
      ['ike-proposal-mismatch'],
      0.6,
      MEANS.proposal,
      { phase2Causes: PHASE_2 },
    ),
    ipsecRow(
      233,
      /(?<!probable )\bauthentication failure\b(?!:)/i,
      1,
      ['psk-mismatch', 'ike-proposal-mismatch', 'identity-mismatch'],
      0.5,
      OWN.authentication,
    ),
    ipsecRow(
      234,
      /\bpacket lacks expected payload\b|\(\): parsed INFORMATIONAL_V1 request(?! \d{1,12} \[)/i,
      'context',
      ['ike-proposal-mismatch', 'psk-mismatch'],
      0.4,
      OWN.payload,
      { phase2Causes: ['ipsec-proposal-mismatch'] },
    ),
    ipsecRow(
      235,
      /(?<!probable authentication failure \()\bmismatch of preshared secrets\b/i,
      1,
      ['psk-mismatch'],
      true,
      MEANS.key,
    ),
    ipsecRow(
      236,
      /\bdoes not match peers id\b|\bUnknow(?:n)? peer id\b|\bParse PEERID failed\b/i,
      1,
      ['identity-mismatch'],
      true,
      MEANS.identity,
    ),
    ipsecRow(236, /\bmessage lacks IDr payload\b/i, 1, ['identity-mismatch'], 0.7, OWN.noIdr),
    ipsecRow(237, /\bmessage has no hash payload\b/i, 'context', ['dpd-payload-order'], 0.75, OWN.dpd),
    ipsecRow(238, /\bunknown ikev[12] peer\b/i, 1, ['ike-version-mismatch'], 0.75, MEANS.version),
    ipsecRow(239, /\bmessage lacks KE payload\b/i, 2, ['pfs-mismatch'], 0.75, MEANS.pfs),
    ipsecRow(
      241,
      /\b(?:couldn't|could not|can't) find configu\w{3,8}\b(?! for IKE)/i,
      1,
      ['peer-unreachable', 'ike-version-mismatch', 'identity-mismatch'],
      0.5,
      OWN.configuration,
    ),
    ipsecRow(
      242,
      /\bretransmission count exceeded the limit\b/i,
      'context',
      ['peer-unreachable'],
      0.65,
      MEANS.silence,
      { fix: REACH_PEER },
    ),
    ipsecRow(
      243,
      /\breceived DELETE IKE_SA\b/i,
      'context',
      ['flapping', 'identity-mismatch', 'psk-mismatch'],
      0.4,
      MEANS.closed,
    ),
    ipsecRow(244, /\bcommit[- ]bit\b/i, 2, ['commit-bit'], 0.7, OWN.commit),
    ipsecRow(
      245,
      /\btraffic selector (?:mismatch|unacceptable)\b|\bcan't find matching selector\b/i,
      2,
      ['traffic-selector-mismatch'],
      true,
      MEANS.selectors,
    ),
  ],
);
