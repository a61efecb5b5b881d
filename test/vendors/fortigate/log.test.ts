import { expect, it } from 'vitest';
import { FORTIGATE_ROWS } from '../../../src/vendors/fortigate/log.ts';

it('rows 40 to 44 are of FortiGate', () => {
  const rows = new Set(FORTIGATE_ROWS.map(({ row }) => row));
  expect([...rows]).toEqual([40, 41, 42, 43, 44]);
});

it('the lines that prove their cause are those of the table', () => {
  const proofs = new Set(FORTIGATE_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([41]);
});
