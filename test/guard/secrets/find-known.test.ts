import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKnownSecrets, replaceSpans } from '../../../src/guard/secrets/find-known.ts';

type KnownSecrets = ReturnType<typeof createKnownSecrets>;

const replaced = (knownSecrets: KnownSecrets, text: string): string => replaceSpans(text, knownSecrets.find({ text }));

test('every known text is found wherever it stands, whatever stands around it', () => {
  const word = fc.string({ minLength: 4, maxLength: 20 });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 20 }),
      fc.array(fc.string(), { maxLength: 6 }),
      (known, around) => {
        const knownSecrets = createKnownSecrets();
        for (const each of known) knownSecrets.add(each, '\u2603', false);
        const text = known.map((each, index) => `${around[index % (around.length || 1)] ?? ''}${each}`).join('\n');
        const left = replaced(knownSecrets, text);
        expect(known.filter((each) => left.includes(each))).toEqual([]);
      },
    ),
  );
});

test('the longest of several that begin alike is taken', () => {
  const knownSecrets = createKnownSecrets();
  knownSecrets.add('abcd', 'short', false);
  knownSecrets.add('abcdef', 'long', false);
  expect(replaced(knownSecrets, 'xabcdefx abcdx')).toBe('xlongx shortx');
});

test('a short one counts only where it stands alone', () => {
  const knownSecrets = createKnownSecrets();
  knownSecrets.add('123456', '*', true);
  expect(replaced(knownSecrets, '123456, "123456" 1234567 0123456 a123456')).toBe('*, "*" 1234567 0123456 a123456');
});

test('text without any comes back as it is', () => {
  expect(replaced(createKnownSecrets(), 'abcd')).toBe('abcd');
});

test('a poor key does not break a mark', () => {
  const knownSecrets = createKnownSecrets();
  for (const poor of ['secret', '0a1b', '1234']) knownSecrets.add(poor, '*', true);
  expect(replaced(knownSecrets, 'x [secret:0a1b2c3d:1234] secret [secret]')).toBe('x [secret:0a1b2c3d:1234] * [*]');
});

test('of places over each other all of both goes', () => {
  const spans = [
    { from: 2, to: 6, instead: 'A' },
    { from: 4, to: 8, instead: 'B' },
    { from: 9, to: 10, instead: 'C' },
  ];
  expect(replaceSpans('0123456789', spans)).toBe('01A8C');
});
