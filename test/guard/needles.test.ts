import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNeedles } from '../../src/guard/needles.ts';

test('every known text is found wherever it stands, whatever stands around it', () => {
  const word = fc.string({ minLength: 4, maxLength: 20 });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 20 }),
      fc.array(fc.string(), { maxLength: 6 }),
      (known, around) => {
        const needles = createNeedles();
        for (const each of known) needles.add(each, '\u2603', false);
        const text = known.map((each, index) => `${around[index % (around.length || 1)] ?? ''}${each}`).join('\n');
        const left = needles.replace(text);
        expect(known.filter((each) => left.includes(each))).toEqual([]);
      },
    ),
  );
});

test('the longest of several that begin alike is taken', () => {
  const needles = createNeedles();
  needles.add('abcd', 'short', false);
  needles.add('abcdef', 'long', false);
  expect(needles.replace('xabcdefx abcdx')).toBe('xlongx shortx');
});

test('a short one counts only where it stands alone', () => {
  const needles = createNeedles();
  needles.add('123456', '*', true);
  expect(needles.replace('123456, "123456" 1234567 0123456 a123456')).toBe('*, "*" 1234567 0123456 a123456');
});

test('text without any comes back as it is', () => {
  expect(createNeedles().replace('abc')).toBe('abc');
});
