import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { HUAWEI_ROWS } from '../../../src/vendors/huawei/log.ts';

it('entries of row 45 prove their cause', () => {
  expect(new Set(HUAWEI_ROWS.filter(({ row }) => row === 45).map(({ definitive }) => definitive))).toEqual(
    new Set([true]),
  );
});

it.each([
  { word: 'phase1 proposal mismatch', cause: 'ike-proposal-mismatch' },
  { word: 'phase2 proposal or pfs mismatch', cause: 'ipsec-proposal-mismatch' },
  { word: 'pre-shared-key mismatch', cause: 'psk-mismatch' },
  { word: 'peer address mismatch', cause: 'peer-unreachable' },
  { word: 'config ID mismatch', cause: 'identity-mismatch' },
  { word: 'flow mismatch', cause: 'traffic-selector-mismatch' },
])("Huawei's error table says $cause with $word", ({ word, cause }) => {
  expect(HUAWEI_ROWS.filter(({ pattern }) => pattern.test(word)).map(({ causes }) => causes[0])).toEqual([cause]);
});

it.each([
  {
    line: 'IPSec tunnel negotiation fails. (Reason=encapsulation mode mismatch, ReasonCode=3)',
    cause: 'encapsulation-mode-mismatch',
  },
  {
    line: 'IPSec tunnel negotiation fails. (Reason=flow or peer mismatch, ReasonCode=4)',
    cause: 'traffic-selector-mismatch',
  },
  { line: 'IPSec tunnel negotiation fails. (Reason=version mismatch, ReasonCode=5)', cause: 'ike-version-mismatch' },
  { line: 'IPSec tunnel negotiation fails. (Reason=authentication fail, ReasonCode=15)', cause: 'psk-mismatch' },
  {
    line: 'IPSec tunnel negotiation fails. (Reason=exchange mode mismatch, ReasonCode=32)',
    cause: 'ike-mode-mismatch',
  },
  {
    line: 'IPSec tunnel negotiation fails. (Reason=phase1 proposal dh mismatch, ReasonCode=1)',
    cause: 'ike-proposal-mismatch',
  },
  { line: 'The IPSec tunnel is deleted. (OfflineReason=dpd timeout)', cause: 'peer-unreachable' },
])('Huawei says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});
