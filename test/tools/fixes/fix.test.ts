import { expect, it } from 'vitest';
import { present } from '../../../src/tools/fixes/fix.ts';

it('absent members are left out, false and zero stay', () => {
  expect(present({ a: undefined, b: false, c: 0, d: '' })).toEqual({ b: false, c: 0, d: '' });
});
