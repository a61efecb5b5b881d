import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNeedles, replaceSpans } from '../../../src/guard/secrets/find-known.ts';

type Needles = ReturnType<typeof createNeedles>;

const replaced = (needles: Needles, text: string): string => replaceSpans(text, needles.find({ text }));

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
        const left = replaced(needles, text);
        expect(known.filter((each) => left.includes(each))).toEqual([]);
      },
    ),
  );
});

test('the longest of several that begin alike is taken', () => {
  const needles = createNeedles();
  needles.add('abcd', 'short', false);
  needles.add('abcdef', 'long', false);
  expect(replaced(needles, 'xabcdefx abcdx')).toBe('xlongx shortx');
});

test('a short one counts only where it stands alone', () => {
  const needles = createNeedles();
  needles.add('123456', '*', true);
  expect(replaced(needles, '123456, "123456" 1234567 0123456 a123456')).toBe('*, "*" 1234567 0123456 a123456');
});

test('text without any comes back as it is', () => {
  expect(replaced(createNeedles(), 'abcd')).toBe('abcd');
});

test('a poor key does not break a mark', () => {
  const needles = createNeedles();
  for (const poor of ['secret', '0a1b', '1234']) needles.add(poor, '*', true);
  expect(replaced(needles, 'x [secret:0a1b2c3d:1234] secret [secret]')).toBe('x [secret:0a1b2c3d:1234] * [*]');
});

test('of places over each other all of both goes', () => {
  const spans = [
    { from: 2, to: 6, instead: 'A' },
    { from: 4, to: 8, instead: 'B' },
    { from: 9, to: 10, instead: 'C' },
  ];
  expect(replaceSpans('0123456789', spans)).toBe('01A8C');
});
