import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { AWS_ROWS } from '../../../src/vendors/aws/log.ts';

it.each([
  { line: 'AWS tunnel detected a pre-shared key mismatch with cgw: 192.0.2.7', cause: 'psk-mismatch' },
  { line: 'No Proposal Match Found by AWS', cause: 'ike-proposal-mismatch' },
  { line: 'AWS: Traffic Selector: TS_UNACCEPTABLE: received from responder', cause: 'traffic-selector-mismatch' },
  { line: 'AWS tunnel DPD timed out after 3 retransmits', cause: 'peer-unreachable' },
  { line: 'AWS tunnel Phase 2 was unable to establish while keeping Phase 1', cause: 'ipsec-proposal-mismatch' },
])('AWS says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(AWS_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([370]);
});
