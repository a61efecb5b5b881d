import { expect, it } from 'vitest';
import { ALIBABA_ROWS } from '../../../src/vendors/alibaba/log.ts';

it('row 11 is of the cloud alone', () => {
  expect(ALIBABA_ROWS.map(({ row, definitive }) => [row, definitive])).toEqual([[11, false]]);
});
