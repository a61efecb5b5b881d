import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { AZURE_ROWS } from '../../../src/vendors/azure/log.ts';

it.each([
  {
    line: 'SESSION_ID :{a1} Remote 192.0.2.7:500: Local 192.0.2.2:500: Sending Notify Message - Policy Mismatch',
    cause: 'ike-proposal-mismatch',
  },
  { line: '[ErrorCode] 0x35E9 [ErrorMessage] IKE authentication credentials are unacceptable', cause: 'psk-mismatch' },
  {
    line: 'Error: On-premises device rejected Quick Mode settings. Check values.\nbased on log : Peer sent NO_PROPOSAL_CHOSEN notify',
    cause: 'ipsec-proposal-mismatch',
  },
  {
    line: '[IkeEvent] SA_NEGOTIATION_FAILED [ErrorCode] 0x35ED [ErrorMessage] Negotiation timed out',
    cause: 'peer-unreachable',
  },
])('Azure says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(AZURE_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([]);
});
