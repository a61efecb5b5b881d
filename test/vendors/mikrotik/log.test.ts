import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { MIKROTIK_ROWS } from '../../../src/vendors/mikrotik/log.ts';

it.each([
  {
    line: '17:12:32 ipsec,error 192.0.2.7 parsing packet failed, possible cause: wrong password',
    cause: 'psk-mismatch',
  },
  {
    line: '17:21:08 ipsec rejected hashtype: DB(prop#1:trns#1):Peer(prop#1:trns#1) = MD5:SHA\n17:21:08 ipsec,error no suitable proposal found.\n17:21:08 ipsec,error 192.0.2.7 failed to get valid proposal.',
    cause: 'ike-proposal-mismatch',
  },
  {
    line: '17:12:32 ipsec,error 192.0.2.7 phase1 negotiation failed due to time up 192.0.2.2[500]<=>192.0.2.7[500]',
    cause: 'peer-unreachable',
  },
])('RouterOS says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});

it('the lines that prove their cause are few', () => {
  const proofs = new Set(MIKROTIK_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([358]);
});
