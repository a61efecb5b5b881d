import { expect, it } from 'vitest';
import { JUNIPER_ROWS } from '../../../src/vendors/juniper/log.ts';

it('rows 35 to 39 are of Juniper', () => {
  const rows = new Set(JUNIPER_ROWS.map(({ row }) => row));
  expect([...rows]).toEqual([35, 36, 37, 38, 39]);
});

it('the lines that prove their cause are those of the table', () => {
  const proofs = new Set(JUNIPER_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row));
  expect([...proofs]).toEqual([39]);
});
