import { expect, it } from 'vitest';
import { refuse } from '../../../src/tools/change/refuse.ts';

it('a refusal says that nothing was sent', () => {
  expect(() => refuse('It is so.', 'Do this.')).toThrow('It is so. Nothing was sent.');
});
