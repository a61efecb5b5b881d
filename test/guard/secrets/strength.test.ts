import { expect, test } from 'vitest';
import { judgeStrength } from '../../../src/guard/secrets/strength.ts';

test.each([
  ['123456', ['shorter than 16', 'digits only', 'a run of neighbours']],
  ['Cisco123', ['shorter than 16', 'often guessed']],
  ['aaaaaaaaaaaaaaaaaaaa', ['a run of neighbours', 'a repetition', 'few different characters']],
  ['abcabcabcabcabcabc', ['a repetition', 'few different characters']],
  [' kJ8s9Lq0Zx7Vb6Nm5Qw ', ['blank at an end']],
  ['kJ8s9Lq0Zx7Vb6Nm5Qw4', []],
])('%s has the flaws %j', (secret, flaws) => {
  expect(judgeStrength(secret).flaws).toEqual(flaws);
});

test('the estimate tells a weak key from a strong one', () => {
  expect(judgeStrength('123456').bits).toBeLessThan(20);
  expect(judgeStrength('abcabcabcabcabcabc').bits).toBeLessThan(20);
  expect(judgeStrength('kJ8s9Lq0Zx7Vb6Nm5QwErTyUiOpAsDfG').bits).toBeGreaterThan(128);
});
