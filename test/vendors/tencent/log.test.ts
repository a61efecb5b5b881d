import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { TENCENT_ROWS } from '../../../src/vendors/tencent/log.ts';

it.each([
  {
    line: 'IKE_SA_ESTABLISH_FAIL:Failed to establish IKE SA for the reason of no matching secret.',
    cause: 'psk-mismatch',
  },
  {
    line: 'IKE_SA_ESTABLISH_FAIL:Failed to establish IKE SA for the reason of responder no peer config found by ID payload, received[ID_IPV4_ADDR:192.0.2.7]',
    cause: 'identity-mismatch',
  },
  {
    line: 'IKE_SA_ESTABLISH_FAIL:Failed to establish IKE SA for the reason of peer no response.',
    cause: 'peer-unreachable',
  },
])('Tencent Cloud says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(TENCENT_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([]);
});
