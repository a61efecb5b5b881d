import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { ASA_ROWS } from '../../../src/vendors/cisco-asa/log.ts';

it.each([
  {
    line: '%ASA-4-713903: Group = 192.0.2.7, IP = 192.0.2.7, Received encrypted packet with no matching SA, dropping\n%ASA-4-713903: IP = 192.0.2.7, Information Exchange processing failed\n%ASA-3-713172: had problems decrypting packet, probably due to mismatched pre-shared key. Aborting',
    cause: 'psk-mismatch',
  },
  {
    line: '%ASA-4-750003: Local:192.0.2.2:500 Remote:192.0.2.7:500 IKEv2 Negotiation aborted due to ERROR: There was no IPSEC policy found for received TS',
    cause: 'traffic-selector-mismatch',
  },
  {
    line: '%ASA-4-750003: Local:192.0.2.2:500 Remote:192.0.2.7:500 IKEv2 Negotiation aborted due to ERROR: Failed to authenticate the IKE SA',
    cause: 'psk-mismatch',
  },
  {
    line: '[IKEv1]Group = 192.0.2.7, QM FSM error (P2 struct &0xcc19ed48, mess id 0xfc16eec2)!\n[IKEv1]Session is being torn down. Reason: crypto map policy not found',
    cause: 'traffic-selector-mismatch',
  },
])('ASA says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(ASA_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([255, 253]);
});
