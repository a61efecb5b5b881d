import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS, MIRROR_SUBNETS, REACH_PEER } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

const OWN = {
  noConnection: {
    en: 'no connection of this end takes the request: its address, IKE version or way of authentication',
    zh: '本端没有连接接受该请求：地址、IKE 版本或认证方式不符',
  },
  refused: {
    en: 'one proposal was refused; it is the cause unless another one fits',
    zh: '一个提议被拒绝；若没有其他匹配的提议，这就是原因',
  },
};

/** Lines of pluto, the daemon of libreswan and Openswan. */
export const PLUTO_ROWS: readonly LogRow<CauseId>[] = readIn(
  'source of libreswan 5, issues 174 to 838 and 1604 of libreswan/libreswan',
  [
    ipsecRow(
      320,
      /\bPSK AUTH mismatch\b|\bcomputed hash does not match hash received\b/i,
      1,
      ['psk-mismatch'],
      true,
      MEANS.key,
    ),
    ipsecRow(
      321,
      /\bprobable authentication failure \(mismatch of preshared secrets/i,
      1,
      ['psk-mismatch'],
      true,
      MEANS.key,
    ),
    ipsecRow(322, /\bno (?:PSK|preshared key) found for\b/i, 1, ['psk-mismatch', 'identity-mismatch'], 0.6, MEANS.key),
    ipsecRow(
      323,
      /\bno connection has been authorized\b|\bno suitable connection found\b/i,
      1,
      ['peer-unreachable', 'ike-version-mismatch', 'identity-mismatch'],
      0.5,
      OWN.noConnection,
    ),
    ipsecRow(324, /\bbecause no connection is known for\b/i, 2, ['traffic-selector-mismatch'], true, MEANS.selectors, {
      fix: MIRROR_SUBNETS,
    }),
    ipsecRow(
      325,
      /\bcompatible Traffic Selectors\b|\bdoes not match any (?:permanent )?IKEv2 connection\b/i,
      2,
      ['traffic-selector-mismatch'],
      true,
      MEANS.selectors,
      { fix: MIRROR_SUBNETS },
    ),
    ipsecRow(
      326,
      /\bno acceptable Oakley Transform\b|\bno local proposal matches remote proposals? \d{1,2}:IKE/i,
      1,
      ['ike-proposal-mismatch'],
      0.79,
      MEANS.phase1,
    ),
    ipsecRow(
      326,
      /\bOakley Transform .{1,120} refused|\bOAKLEY proposal refused\b/i,
      1,
      ['ike-proposal-mismatch'],
      0.5,
      OWN.refused,
    ),
    ipsecRow(
      327,
      /\bno acceptable Proposal in IPsec SA\b|\bno local proposal matches remote proposals? \d{1,2}:(?:ESP|AH)/i,
      2,
      ['ipsec-proposal-mismatch', 'pfs-mismatch'],
      0.75,
      MEANS.phase2,
    ),
    ipsecRow(327, /\b(?:ESP|AH) IPsec Transform refused\b/i, 2, ['ipsec-proposal-mismatch'], 0.5, OWN.refused),
    ipsecRow(
      328,
      /\bno acceptable response\) to our first IKE(?:v[12])? message\b/i,
      1,
      ['peer-unreachable', 'ike-proposal-mismatch'],
      0.6,
      MEANS.silence,
      { fix: REACH_PEER },
    ),
    ipsecRow(
      328,
      /\bno acceptable response to our first encrypted message\b/i,
      1,
      ['psk-mismatch', 'identity-mismatch'],
      0.65,
      MEANS.keyOrId,
    ),
    ipsecRow(
      328,
      /\bno acceptable response to our first Quick Mode message\b/i,
      2,
      ['traffic-selector-mismatch', 'ipsec-proposal-mismatch', 'pfs-mismatch'],
      0.5,
      MEANS.phase2,
    ),
    ipsecRow(
      329,
      /\bmismatched on first found connection and no better connection found\b/i,
      1,
      ['identity-mismatch'],
      true,
      MEANS.identity,
    ),
    ipsecRow(329, /\bwe require .{0,30}peer to have ID\b/i, 1, ['identity-mismatch'], true, MEANS.identity),
    ipsecRow(330, /\bpeer attempted .{1,80}but we want\b/i, 1, ['auth-method-mismatch'], true, MEANS.method),
    ipsecRow(331, /\bwe require PFS but\b/i, 2, ['pfs-mismatch'], true, MEANS.pfs),
  ],
);
