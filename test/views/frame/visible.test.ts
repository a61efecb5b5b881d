import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INVISIBLE } from '../../../src/catalogue/invisible.ts';
import { oneLine, visible } from '../../../src/views/frame/visible.ts';

const hidden = new RegExp(`(?!\\n)[${INVISIBLE}]`, 'u');

test('what turns a line around or hides in it stands as its code', () => {
  expect(visible('a\u202eb')).toBe('a⟨U+202E⟩b');
  expect(visible('a\u0007b\u200bc')).toBe('a⟨U+0007⟩b⟨U+200B⟩c');
  expect(visible('مرحبا 😀 名称')).toBe('مرحبا 😀 名称');
});

test('no text has anything invisible left in it, and none is longer than its cut allows', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const shown = visible(text, 100);
      expect(hidden.test(shown)).toBe(false);
      expect(shown.length).toBeLessThan(100 * 10 + 20);
    }),
  );
});

test('a long text is cut, and says by how much', () => {
  expect(visible('x'.repeat(10_000), 10)).toBe(`${'x'.repeat(10)}… (+9990)`);
});

test('a cut goes through no character', () => {
  expect(visible('😀'.repeat(4), 5)).toBe('😀😀… (+4)');
});

test('a text on one line has no breaks', () => {
  expect(oneLine('a\nb\tc')).toBe('a b c');
});
