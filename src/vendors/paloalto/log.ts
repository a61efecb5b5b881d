import type { CauseId } from '../../catalogue/causes.ts';
import { MEANS, MIRROR_SUBNETS, REACH_PEER } from '../log-advice.ts';
import { ipsecRow, type LogRow, readIn } from '../log-row.ts';

/** System log and `ikemgr.log` of Palo Alto Networks; much of it is racoon's dialect. */
export const PALO_ALTO_ROWS: readonly LogRow<CauseId>[] = [
  ...readIn('Palo Alto Networks: interpret VPN error messages; system log, IKE messages', [
    ipsecRow(
      350,
      /Couldn.t find configuration for IKE/i,
      1,
      ['peer-unreachable', 'identity-mismatch', 'ike-version-mismatch'],
      0.55,
      MEANS.noPeer,
      { fix: REACH_PEER },
    ),
    ipsecRow(
      351,
      /(?<!phase-2 |phase 2 |child SA )negotiation is failed.{0,300}due to (?:negotiation )?timeout/i,
      1,
      ['peer-unreachable', 'psk-mismatch'],
      0.6,
      MEANS.silence,
      { fix: REACH_PEER },
    ),
    ipsecRow(
      352,
      /peer-ID must be type\b|\bPeer.s ID payload .{0,160}does not match\b/i,
      1,
      ['identity-mismatch'],
      true,
      MEANS.identity,
    ),
  ]),
  ...readIn('Palo Alto Networks: interpret VPN error messages, read in part only', [
    ipsecRow(
      353,
      /failed when processing Proxy ID|\bfor received (?:traffic selector|proxy ID)/i,
      2,
      ['traffic-selector-mismatch'],
      0.75,
      MEANS.selectors,
      { fix: MIRROR_SUBNETS },
    ),
    ipsecRow(
      354,
      /\bAUTH payload mismatch\b|\bpeer PSK mismatch\b|\bdue to pre-shared key mismatch\b/i,
      1,
      ['psk-mismatch'],
      0.75,
      MEANS.key,
    ),
    ipsecRow(
      355,
      /\bUnable to process peer.s SA payload\b|unencrypted notify payload \(no proposal/i,
      1,
      ['ike-proposal-mismatch'],
      0.7,
      MEANS.phase1,
    ),
    ipsecRow(
      356,
      /IKEv2 child SA negotiation (?:is )?failed\b(?!.{0,300}(?:lacks KE|due to timeout|selector))/i,
      2,
      ['ipsec-proposal-mismatch', 'pfs-mismatch', 'traffic-selector-mismatch'],
      0.4,
      MEANS.phase2,
    ),
    ipsecRow(
      356,
      /(?:phase-2|phase 2|child SA) negotiation is failed.{0,300}due to (?:negotiation )?timeout/i,
      2,
      ['traffic-selector-mismatch', 'ipsec-proposal-mismatch', 'pfs-mismatch'],
      0.45,
      MEANS.phase2,
    ),
    ipsecRow(357, /\bIPSec key lifetime expired\b/i, 2, ['lifetime-mismatch', 'pfs-mismatch'], 0.4, MEANS.phase2),
  ]),
];
