import { expect, it } from 'vitest';
import { HUAWEI_ROWS } from '../../../src/vendors/huawei/log.ts';

it('all are entries of row 45, and each proves its cause', () => {
  expect(new Set(HUAWEI_ROWS.map(({ row, definitive }) => `${row} ${definitive}`))).toEqual(new Set(['45 true']));
});

it.each([
  { word: 'phase1 proposal mismatch', cause: 'ike-proposal-mismatch' },
  { word: 'phase2 proposal or pfs mismatch', cause: 'ipsec-proposal-mismatch' },
  { word: 'pre-shared-key mismatch', cause: 'psk-mismatch' },
  { word: 'peer address mismatch', cause: 'peer-unreachable' },
  { word: 'config ID mismatch', cause: 'identity-mismatch' },
  { word: 'flow mismatch', cause: 'traffic-selector-mismatch' },
])("Huawei's error table says $cause with $word", ({ word, cause }) => {
  expect(HUAWEI_ROWS.filter(({ pattern }) => pattern.test(word)).map(({ causes }) => causes[0])).toEqual([cause]);
});
