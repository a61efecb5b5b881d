import { expect, test } from 'vitest';
import { INVISIBLE, UNASSIGNED } from '../../src/catalogue/invisible.ts';

const invisible = new RegExp(`^[${INVISIBLE}]$`, 'u');
const unassigned = new RegExp(`^[${UNASSIGNED}]$`, 'u');

test.each([
  ['an escape', 0x1b],
  ['a line break', 0x0a],
  ['a control of eight bits', 0x9b],
  ['a soft hyphen', 0xad],
  ['a zero-width space', 0x200b],
  ['an override of direction', 0x202e],
  ['an isolate', 0x2066],
  ['a byte order mark', 0xfeff],
  ['a tag', 0xe0041],
  ['a Hangul filler', 0x3164],
  ['a variation selector', 0xfe0f],
  ['a blank of Braille', 0x2800],
  ['a line separator', 0x2028],
  ['half a character', 0xd800],
])('%s is invisible', (_, code) => {
  expect(invisible.test(String.fromCodePoint(code))).toBe(true);
});

test.each(['a', '7', ' ', '\u00e9', '\u7f51', '\u{1f512}', '-'])('%s is seen', (text) => {
  expect(invisible.test(text)).toBe(false);
  expect(unassigned.test(text)).toBe(false);
});

test('private use and what has no meaning yet are a class of their own', () => {
  for (const code of [0xe000, 0xf0000, 0x378]) {
    const text = String.fromCodePoint(code);
    expect([invisible.test(text), unassigned.test(text)]).toEqual([false, true]);
  }
});
