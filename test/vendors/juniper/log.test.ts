import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { JUNIPER_ROWS } from '../../../src/vendors/juniper/log.ts';

it('rows 35 to 39, and from 280, are of Juniper', () => {
  const rows = new Set(JUNIPER_ROWS.map(({ row }) => row));
  expect([...rows]).toEqual([35, 36, 37, 38, 39, 280, 281, 282, 283, 284, 285, 286, 287, 288, 289]);
});

it('the lines that prove their cause are those of the table', () => {
  const proofs = new Set(JUNIPER_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([39, 284]);
});

it.each([
  {
    line: 'kmd[1540]: IKE negotiation failed with error: Authentication failed. IKE Version: 2',
    cause: 'psk-mismatch',
  },
  {
    line: 'kmd[1540]: KMD_PM_P1_POLICY_LOOKUP_FAILURE: Policy lookup for Phase-1 [responder] failed for p1_local=unnamed p1_remote=ipv4',
    cause: 'identity-mismatch',
  },
  {
    line: 'kmd[1540]: KMD_DPD_PEER_DOWN: DPD detected peer 192.0.2.7 is dead\nkmd[1540]: KMD_VPN_DOWN_ALARM_USER: VPN hub is down.',
    cause: 'peer-unreachable',
  },
])('SRX says: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});
