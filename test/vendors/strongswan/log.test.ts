import { expect, it } from 'vitest';
import { CHARON_EXTRA_ROWS, CHARON_ROWS, PROPOSAL_LISTS } from '../../../src/vendors/strongswan/log.ts';

it('rows 1 to 23 are of charon, row 11 of the cloud alone, row 20 apart since it needs two lines', () => {
  const rows = new Set(CHARON_ROWS.map(({ row }) => row));
  expect([...rows]).toEqual(Array.from({ length: 23 }, (_, at) => at + 1).filter((row) => row !== 11 && row !== 20));
  expect(PROPOSAL_LISTS).toMatchObject({ row: 20, isPaired: true });
});

it('the lines that prove their cause are those of the table', () => {
  const proofs = CHARON_ROWS.filter(({ definitive }) => definitive).map(({ row }) => row);
  expect(proofs).toEqual([1, 4, 7, 9, 14, 15, 17, 19]);
});

it('rows of our own are numbered from 101, each once', () => {
  expect(CHARON_EXTRA_ROWS.map(({ row }) => row).toSorted()).toEqual([
    101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113,
  ]);
});

it('an unanswered third message is not taken for an unanswered first one', () => {
  const rowsOf = (line: string) =>
    [...CHARON_ROWS, ...CHARON_EXTRA_ROWS].filter(({ pattern }) => pattern.test(line)).map(({ row }) => row);
  expect(rowsOf('sending retransmit 1 of request message ID 0, seq 1')).toEqual([5]);
  expect(rowsOf('sending retransmit 1 of request message ID 0, seq 3')).toEqual([105]);
});

it.each([
  ['NO_PROPOSAL_CHOSEN', [2]],
  ['no proposal chosen.', [2]],
  ['IKE Responder: Received notify: NO_PROPOSAL_CHOSEN', [2]],
  ['AUTHENTICATION_FAILED', [3]],
  ['AUTH_FAILED', [3]],
  ['the no_proposal_chosen of last week is gone', []],
])('the bare word that people paste, %j, means row %j', (line, rows) => {
  const all = [...CHARON_ROWS, ...CHARON_EXTRA_ROWS];
  expect(all.filter(({ pattern }) => pattern.test(line)).map(({ row }) => row)).toEqual(rows);
});
