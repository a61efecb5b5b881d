import { expect, it } from 'vitest';
import { CISCO_ROWS } from '../../../src/vendors/cisco/log.ts';

it('rows 24 to 34 are of Cisco', () => {
  const rows = new Set(CISCO_ROWS.map(({ row }) => row));
  expect([...rows]).toEqual([24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34]);
});

it('the lines that prove their cause are those of the table', () => {
  const proofs = new Set(CISCO_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([29, 31]);
});
