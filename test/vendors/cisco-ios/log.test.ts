import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { IOS_ROWS } from '../../../src/vendors/cisco-ios/log.ts';

it.each([
  {
    line: 'ISAKMP:(0):Hash algorithm offered does not match policy!\nISAKMP:(0): phase 1 SA policy not acceptable! (local 192.0.2.2 remote 192.0.2.7)',
    cause: 'ike-proposal-mismatch',
  },
  {
    line: 'IPSEC(ipsec_process_proposal): proxy identities not supported\nISAKMP:(1003): phase 2 SA policy not acceptable! (local 192.0.2.2 remote 192.0.2.7)',
    cause: 'traffic-selector-mismatch',
  },
  {
    line: 'IPSEC(ipsec_process_proposal): transform proposal not supported for identity: {esp-des esp-sha-hmac }',
    cause: 'ipsec-proposal-mismatch',
  },
  { line: 'IKEv2:(SESSION ID = 1,SA ID = 1):Failed to find a matching policy', cause: 'ike-proposal-mismatch' },
  { line: "%CRYPTO-4-RECVD_PKT_INV_SPI: decaps: rec'd IPSEC packet has invalid spi", cause: 'stale-sa' },
])('IOS says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(IOS_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([262]);
});
