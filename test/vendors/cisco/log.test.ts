import { expect, it } from 'vitest';
import { readLog } from '../../../src/tools/logs/read-log.ts';
import { CISCO_ROWS } from '../../../src/vendors/cisco/log.ts';

it('rows 24 to 34, 254 and 270 are of Cisco', () => {
  const rows = new Set(CISCO_ROWS.map(({ row }) => row));
  expect([...rows]).toEqual([24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 254, 270]);
});

it('the lines that prove their cause are those of the table', () => {
  const proofs = new Set(CISCO_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([29, 31]);
});

it.each([
  { line: "IKEv2:(SESSION ID = 1,SA ID = 1):Verification of peer's authentication data FAILED", cause: 'psk-mismatch' },
])('ASA and IOS say: $line', ({ line, cause }) => {
  expect(readLog(line).candidates[0]?.id).toBe(cause);
});
