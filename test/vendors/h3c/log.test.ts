import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { H3C_ROWS } from '../../../src/vendors/h3c/log.ts';

it.each([
  {
    line: 'drop message from 198.51.100.1 due to notification type NO_PROPOSAL_CHOSEN',
    cause: 'ike-proposal-mismatch',
  },
  { line: 'got NOTIFY of type INVALID_ID_INFORMATION', cause: 'traffic-selector-mismatch' },
  {
    line: 'IPSEC/6/IPSEC_SA_ESTABLISH_FAIL: Failed to establish IPsec SA. Reason: The policy contains incorrect ACL or IKE profile configurations.',
    cause: 'traffic-selector-mismatch',
  },
])('H3C says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(H3C_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([]);
});
